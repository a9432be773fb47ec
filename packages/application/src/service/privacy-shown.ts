import { type Actor, personOf, type PrivacyJobShown, type PrivacyPort } from '@fengcun/api';
import type { Json } from '@fengcun/kernel';
import {
  boundInputs, type JobInput, missingInputs, parseRoundTerms, parseRunTerms, type PrivacyJob, readQuarter,
  releaseIdOf,
} from '@fengcun/privacy';
import { partyOf, type ProceedingParts } from '../proceedings/index.ts';

type ListedJob = Awaited<ReturnType<PrivacyPort['jobs']>>['items'][number];

/** The quarter of a table of statistics; nothing for other kinds. */
const quarterOfJob = ({ kind, parameters: { period } }: PrivacyJob): Pick<PrivacyJobShown, 'period'> => {
  const quarter = kind === 'statistics' && typeof period === 'string' ? readQuarter(period) : undefined;
  return quarter === undefined ? {} : { period: quarter };
};

/** A job for organs that look on: organs and hashes, no account and no parameter. */
export const jobListed = (job: PrivacyJob): ListedJob => {
  const { jobId, kind, state, purpose, legalBasis, parties, termsHash, codeHash, outputs } = job;
  const { product, begunAt, endedAt, transcriptHash, reason } = job;
  return {
    jobId, kind, state, purpose, legalBasis, parties, termsHash, codeHash, outputs,
    proposedBy: job.proposedBy.organ, proposedAt: job.proposedBy.at,
    approvals: job.approvals.map(({ organ, at }) => ({ organ, at })),
    ...quarterOfJob(job), ...(product === undefined ? {} : { product }),
    ...(begunAt === undefined ? {} : { begunAt }),
    ...(endedAt === undefined ? {} : { endedAt }), ...(reason === undefined ? {} : { reason }),
    ...(transcriptHash === undefined ? {} : { transcriptHash }),
  };
};

type Terms = Pick<PrivacyJobShown, 'releaseId' | 'leakFinding' | 'jointCount' | 'training'>;

const runTermsOf = (run: Json): Terms => {
  const read = parseRunTerms(run);
  if (!read.ok) return {};
  const { mode, suite, bucket: announced, openings, courts, noiseVariance } = read.value;
  const noise = noiseVariance === undefined ? {} : { noiseVariance };
  return { leakFinding: { mode, suite, announced, openings, courts, ...noise } };
};

const roundTermsOf = (run: Json): Terms => {
  const read = parseRoundTerms(run);
  if (!read.ok) return {};
  const { engine, product, period, cells, leastContributors, shareVariance, colluders } = read.value;
  return {
    jointCount: { engine, product, period, cells, leastContributors, shareVariance, colluders },
  };
};

/** What the terms say openly: sizes both sides announced, how much noise, which table; never a row. */
const termsOf = (job: PrivacyJob): Terms => {
  const { kind, parameters: { run = null, fields }, product, state } = job;
  if (kind === 'leakFinding') return runTermsOf(run);
  if (kind === 'jointCount') return roundTermsOf(run);
  if (kind === 'recogniserTraining' && Array.isArray(fields)) {
    return { training: { fields: fields.map(String) } };
  }
  const { period } = quarterOfJob(job);
  const quarter = period === undefined ? undefined : readQuarter(period);
  const isPublished = quarter !== undefined && state === 'finished' && product !== undefined;
  return isPublished ? { releaseId: releaseIdOf(product, quarter) } : {};
};

const coverOf = ({ covers }: PrivacyJob): Pick<PrivacyJobShown, 'covers'> => {
  if (covers === undefined) return {};
  const { sealedFrom, sealedUntil, courts } = covers;
  return { covers: {
    sealedUntil, ...(sealedFrom === undefined ? {} : { sealedFrom }),
    ...(courts === undefined ? {} : { courts: courts.length }),
  } };
};

const isPartOf = ({ parties }: PrivacyJob, { organ }: Actor): boolean =>
  parties.some((one) => one.organ === organ);

/** Whether an actor may know of a job: who looks on at all, else the organs of the job. */
export const maySee = (job: PrivacyJob, actor: Actor): boolean =>
  actor.roles.some((role) => role === 'supervisor' || role === 'auditor' || role === 'researcher')
  || isPartOf(job, actor);

/** Whether an actor speaks for a party: its head, or a procurator where the party is a procuratorate. */
export const speaksFor = (job: PrivacyJob, actor: Actor): boolean => isPartOf(job, actor)
  && (actor.roles.includes('approver')
    || (actor.roles.includes('supervisor') && actor.organ.startsWith('procuratorate/')));

/** Whether an actor publishes for the organ that the terms name. */
export const isPublisher = (job: PrivacyJob, actor: Actor): boolean =>
  job.kind === 'statistics' && actor.roles.includes('approver')
  && job.parties.some(({ organ, part }) => organ === actor.organ && part === 'publisher');

/** Whether whoever asks proposed it, by the person and not the account. */
export const isProposer = (
  parts: Pick<ProceedingParts, 'deployment'>, job: PrivacyJob, actor: Actor,
): boolean => partyOf(parts, { account: actor.id, person: personOf(actor) }).person === job.proposedBy.person;

type Acts = PrivacyJobShown['acts'];

const actsOf = (parts: Pick<ProceedingParts, 'deployment'>, job: PrivacyJob, actor: Actor): Acts => {
  const { person } = partyOf(parts, { account: actor.id, person: personOf(actor) });
  const isOwn = isProposer(parts, job, actor);
  const isOpen = job.state === 'proposed' || job.state === 'approved';
  const agrees = job.state === 'proposed' && speaksFor(job, actor) && !isOwn
    && job.approvals.every((one) => one.organ !== actor.organ && one.person !== person);
  const releases = (job.state === 'approved' || job.state === 'running') && isPublisher(job, actor);
  const refuses = isOpen && (speaksFor(job, actor) || isOwn);
  return [
    ...(agrees ? ['agree' as const] : []), ...(releases ? ['release' as const] : []),
    ...(refuses ? ['refuse' as const] : []),
  ];
};

/** What an organ bound, as both sides know it: never the commitment to the true number. */
const inputShown = ({ organ, root, count, bucket }: JobInput): PrivacyJobShown['inputs'][number] => ({
  organ, root, ...(count === undefined ? {} : { count }), ...(bucket === undefined ? {} : { bucket }),
});

/** One job for whoever may see it, with what they may do; links are found elsewhere. */
export const jobShown = (
  parts: Pick<ProceedingParts, 'deployment'>, job: PrivacyJob, actor: Actor,
): PrivacyJobShown => {
  const agreed = new Set(job.approvals.map(({ organ }) => organ));
  const organs = [...new Set(job.parties.map(({ organ }) => organ))];
  return {
    ...jobListed(job), ...termsOf(job), ...coverOf(job), links: [],
    inputs: boundInputs(job).map(inputShown), missingInputs: missingInputs(job),
    waitsFor: job.state === 'proposed' ? organs.filter((organ) => !agreed.has(organ)) : [],
    acts: actsOf(parts, job, actor),
    ...(isProposer(parts, job, actor) ? { isOwnProposal: 'yes' as const } : {}),
  };
};
