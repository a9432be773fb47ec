import { err, present, type Result } from '@fengcun/kernel';
import type { JobCommand, JobInput, JobRefusal, JobTerms, PrivacyJob } from '@fengcun/privacy';
import { isId, type ProceedingRow } from '@fengcun/store';
import type { CustodyAct } from '../keys/index.ts';
import {
  beginProceeding, partyOf, type ProceedingAct, type ProceedingBusy, type ProceedingParts,
  type ProceedingReader, type ProceedingUnknown, readProceedings, rowPages, takeProceedingStep, type Without,
} from '../proceedings/index.ts';
import { beginJobAct as begin, type JobActor } from './job-act.ts';
import { JOB_KIND, JOB_MACHINE } from './job-machine.ts';

/** What can be done with a job once it is proposed; who and when are added. */
export type JobStep = Without<Exclude<JobCommand, { type: 'Propose' }>, 'at' | 'by' | 'organ'>;

/** A job after a step, with the id of its ledger entry; or why not. */
export type JobTaken = Result<
  Readonly<{ job: PrivacyJob; entryId: string }>, JobRefusal | ProceedingBusy | ProceedingUnknown>;

const hexOf = (digest: string): string => digest.slice(digest.indexOf(':') + 1);

/** The act; its ledger entry names the hash it was about: of the terms, the program or the transcript. */
const actAbout = (act: CustodyAct, digest: string | undefined): ProceedingAct => ({
  mint: act.mint, intentFor: act.intentFor,
  outcome: (entryId) => act.outcome(entryId, digest === undefined ? {} : { record: hexOf(digest) }),
});

const jobIn = (state: PrivacyJob | Readonly<{ state: 'none' }>): PrivacyJob =>
  present(state.state === 'none' ? undefined : state, 'a job after its step');

/** Proposes a job: one transaction with its ledger entry, which names the hash of the terms. */
export const proposeJob = async (
  parts: ProceedingParts, actor: JobActor, terms: JobTerms,
): Promise<JobTaken> => {
  const { account, organ } = actor;
  const act = await begin(parts, actor, { act: 'privacy.propose', request: JSON.stringify(terms) });
  const jobId = act.mint();
  let hash: string | undefined;
  const taken = await beginProceeding(parts, JOB_MACHINE, {
    account, onBehalfOf: organ, proceedingId: jobId,
    act: { ...actAbout(act, undefined), outcome: (entryId) => actAbout(act, hash).outcome(entryId) },
    commandOf: ({ at }): JobCommand =>
      ({ type: 'Propose', at, by: partyOf(parts, actor), organ, jobId, terms }),
    alongside: async (_stores, { state }) => {
      hash = jobIn(state).termsHash;
      return { ok: true, value: undefined };
    },
  });
  if (!taken.ok) return taken;
  return { ok: true, value: { job: jobIn(taken.value.state), entryId: taken.value.entryId } };
};

const digestOf = (step: JobStep): string | undefined => {
  switch (step.type) {
    case 'Approve': return step.termsHash;
    case 'Begin': return step.codeHash;
    case 'Finish': case 'Fail': return step.transcriptHash;
    case 'CommitInput': return step.input.root;
    case 'Refuse': return undefined;
  }
};

/** Takes a step of a job: one transaction with its ledger entry. An id of another kind is unknown. */
export const takeJobStep = async (
  parts: ProceedingParts, actor: JobActor, { jobId, step }: Readonly<{ jobId: string; step: JobStep }>,
): Promise<JobTaken> => {
  if (!isId(jobId)) return err({ code: 'PROCEEDING_UNKNOWN' });
  const { account, organ } = actor;
  const words = { act: `privacy.${step.type.toLowerCase()}`, request: JSON.stringify({ jobId, step }) };
  const act = actAbout(await begin(parts, actor, words), digestOf(step));
  const taken = await takeProceedingStep(parts, JOB_MACHINE, {
    proceedingId: jobId, act, account,
    // The step and its head are one command of the union they were taken from.
    commandOf: ({ at }) => ({ ...step, at, by: partyOf(parts, actor), organ }) as JobCommand,
  });
  if (!taken.ok) return taken;
  return { ok: true, value: { job: jobIn(taken.value.state), entryId: taken.value.entryId } };
};

/** Agrees to the terms of this hash; the second organ's agreement makes the job approved. */
export const approveJob = (
  parts: ProceedingParts, actor: JobActor, at: Readonly<{ jobId: string; termsHash: string }>,
): Promise<JobTaken> =>
  takeJobStep(parts, actor, { jobId: at.jobId, step: { type: 'Approve', termsHash: at.termsHash } });

/** Binds what the actor's organ brings; once, and before the job begins. Its entry names the root. */
export const commitJobInput = (
  parts: ProceedingParts, actor: JobActor, at: Readonly<{ jobId: string; input: JobInput }>,
): Promise<JobTaken> =>
  takeJobStep(parts, actor, { jobId: at.jobId, step: { type: 'CommitInput', input: at.input } });

/** Says that a job runs now, with a program of this hash; refused unless it is the approved one. */
export const beginJob = (
  parts: ProceedingParts, actor: JobActor, at: Readonly<{ jobId: string; codeHash: string }>,
): Promise<JobTaken> =>
  takeJobStep(parts, actor, { jobId: at.jobId, step: { type: 'Begin', codeHash: at.codeHash } });

/** Ends a job: hash of its transcript and what came out. */
export const finishJob = (
  parts: ProceedingParts, actor: JobActor,
  at: Readonly<{ jobId: string; transcriptHash: string; outputs: PrivacyJob['outputs'] }>,
): Promise<JobTaken> => {
  const { jobId, ...rest } = at;
  return takeJobStep(parts, actor, { jobId, step: { type: 'Finish', ...rest } });
};

/** Ends a job that came to nothing; `reason`: a closed word, never a message of a machine. */
export const failJob = (
  parts: ProceedingParts, actor: JobActor,
  at: Readonly<{ jobId: string; reason: string; transcriptHash?: string }>,
): Promise<JobTaken> => {
  const { jobId, ...rest } = at;
  return takeJobStep(parts, actor, { jobId, step: { type: 'Fail', ...rest } });
};

/** Those of the rows that were begun; nothing else is ever a job. */
const jobsOf = async (
  load: ProceedingReader['load'], rows: readonly ProceedingRow[],
): Promise<readonly PrivacyJob[]> => {
  const jobs: PrivacyJob[] = [];
  for (const { proceedingId } of rows) {
    const found = await load(JOB_MACHINE, proceedingId);
    if (found !== undefined && found.state.state !== 'none') jobs.push(found.state);
  }
  return jobs;
};

/** Every job under an act that was committed, page by page: whoever took part learns of the newest too. */
export const everyJobUnder = (
  parts: ProceedingParts, act: ProceedingAct,
): Promise<readonly PrivacyJob[]> =>
  readProceedings(parts, { side: 'sealed', act }, async ({ list, load }) => {
    const jobs: PrivacyJob[] = [];
    for await (const rows of rowPages(list, { proceedingKind: JOB_KIND })) {
      jobs.push(...await jobsOf(load, rows));
    }
    return jobs;
  });

/** Every job, under an intent of its own. */
export const readJobs = async (parts: ProceedingParts, actor: JobActor): Promise<readonly PrivacyJob[]> =>
  everyJobUnder(parts, await begin(parts, actor, { act: 'privacy.readJobs', request: 'jobs' }));

/** One job; undefined for an id nobody has, and for what is no id. */
export const findJob = async (
  parts: ProceedingParts, actor: JobActor, jobId: string,
): Promise<PrivacyJob | undefined> => {
  if (!isId(jobId)) return undefined;
  const act = await begin(parts, actor, { act: 'privacy.readJob', request: jobId });
  const found = await readProceedings(parts, { side: 'sealed', act }, ({ load }) => load(JOB_MACHINE, jobId));
  return found === undefined || found.state.state === 'none' ? undefined : found.state;
};
