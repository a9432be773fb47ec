import { randomBytes } from 'node:crypto';
import {
  approveJob, beginJob, beginJobAct, commitJobInput,
  finishJob, type JobActor, type LeakHits, proposeJob, releaseStatistics,
  reportHits, statisticsTerms, superviseHits, supervisionOver, takeJobStep,
} from '@fengcun/application';
import { Fault, sha256Hex } from '@fengcun/kernel';
import type { JobTerms } from '@fengcun/privacy';
import { codeHashOf, STATISTICS_CODE } from '../../privacy/code-hash.ts';
import { type Computation, type JobPlan, planJobs, type Publication, planPublications } from './job-plans.ts';
import { COURT, POLICE, PROCURATORATE, PROCURATORATE_ABOVE } from './organs.ts';
import { boundBy } from './run-terms.ts';
import type { Stage } from './stage.ts';

const actorAt = (account: string, organ: string, role = 'approver'): JobActor =>
  ({ account, person: account, organ, role });

const PUBLISHER = actorAt('demo-statistics', PROCURATORATE_ABOVE, 'publisher');
const OF_COURT = actorAt('demo-court-approver', COURT);
const OF_PROCURATORATE = actorAt('demo-procurator-approver', PROCURATORATE);
const OF_POLICE = actorAt('demo-police-approver', POLICE);

const partsOf = ({ deployment, clock }: Stage) =>
  ({ deployment, now: clock.now, random: (length: number): Uint8Array => randomBytes(length) });

type Taken = Awaited<ReturnType<typeof proposeJob>>;

const jobOf = (taken: Taken): Extract<Taken, { ok: true }>['value']['job'] => {
  if (taken.ok) return taken.value.job;
  throw new Fault('DEMO_STEP_REFUSED', `a job: ${taken.error.code}`);
};

const proposed = async (stage: Stage, terms: JobTerms, agree: readonly JobActor[]): Promise<string> => {
  const parts = partsOf(stage);
  const { jobId, termsHash } = jobOf(await proposeJob(parts, PUBLISHER, terms));
  for (const one of agree) jobOf(await approveJob(parts, one, { jobId, termsHash }));
  return jobId;
};

const refuse = async (stage: Stage, jobId: string, reason: string): Promise<void> => {
  jobOf(await takeJobStep(partsOf(stage), OF_COURT, { jobId, step: { type: 'Refuse', reason } }));
};

/** A table is agreed to by two organs, counted and published; or it stops where its story does. */
const publish = async (stage: Stage, publication: Publication, codeHash: string): Promise<void> => {
  const { product, period, end } = publication;
  const terms = statisticsTerms({ product, period, codeHash, publisher: PUBLISHER.organ,
    supervisor: PROCURATORATE });
  if (!terms.ok) throw new Fault('DEMO_STEP_REFUSED', `statistics: ${terms.error.code}`);
  const agree = end === 'proposed' || end === 'refused' ? [OF_PROCURATORATE] : [OF_PROCURATORATE, OF_COURT];
  const jobId = await proposed(stage, terms.value, agree);
  if (end === 'refused') await refuse(stage, jobId, 'BUDGET_KEPT');
  if (end !== 'published' && end !== 'again') return;
  const done = await releaseStatistics(partsOf(stage), PUBLISHER, { jobId, codeHash });
  // A table of a quarter is published once: asked for again, its budget is spent and the job fails.
  if (done.ok !== (end === 'published')) throw new Fault('DEMO_STEP_REFUSED', `${product} ${period}`);
};

const TRANSCRIPT_ROWS = 2;

/** What a comparison found at the police: a leak it has to deal with, and a matter of its procuratorate. */
const tellHits = async (stage: Stage, found: Omit<LeakHits, 'rows'>): Promise<void> => {
  const rows = Array.from({ length: TRANSCRIPT_ROWS }, (_, at) => `row-${311 + at * 46}`);
  const hits = { ...found, rows };
  const { organs, names } = stage.seals;
  const parts = supervisionOver(stage.deployment, organs.supervisorOf, { names });
  const actOf = (actor: JobActor, act: string) =>
    beginJobAct(partsOf(stage), actor, { act, request: JSON.stringify(hits) });
  const unit = actorAt('demo-police-reviewer', POLICE, 'reviewer');
  const reported = await reportHits(parts, { ...unit, act: await actOf(unit, 'privacy.reportHits') }, hits);
  const procurator = actorAt('demo-procurator', PROCURATORATE, 'supervisor');
  const opened = await superviseHits(parts,
    { ...procurator, act: await actOf(procurator, 'privacy.superviseHits') }, { ...hits, holder: POLICE });
  if (reported?.ok !== true || !opened.ok) throw new Fault('DEMO_STEP_REFUSED', 'hits of a comparison');
};

/** What organs bring that did not propose: each binds it by an act of its own. */
const bindRest = async (stage: Stage, jobId: string, { parameters, parties, brings = [], inputs }: JobTerms):
Promise<void> => {
  const job = String(Reflect.get(Object(parameters['run']), 'jobId'));
  for (const seat of parties) {
    const input = brings.includes(seat.organ) ? boundBy(job, seat) : undefined;
    if (input === undefined || inputs.some(({ organ }) => organ === seat.organ)) continue;
    const actor = actorAt('demo-computing', seat.organ, 'operator');
    jobOf(await commitJobInput(partsOf(stage), actor, { jobId, input }));
  }
};

const runJob = async (stage: Stage, { terms, end, name }: Computation): Promise<void> => {
  const parts = partsOf(stage);
  const agree = end === 'proposed' ? [OF_POLICE] : [OF_POLICE, OF_PROCURATORATE];
  const jobId = await proposed(stage, terms, agree);
  if (end === 'proposed' || end === 'approved') return;
  await bindRest(stage, jobId, terms);
  const runner = actorAt('demo-computing', terms.parties[0]?.organ ?? PROCURATORATE_ABOVE, 'operator');
  jobOf(await beginJob(parts, runner, { jobId, codeHash: terms.codeHash }));
  if (end === 'running') return;
  const [transcriptHash, sha256] = [sha256Hex(`transcript|${jobId}`), sha256Hex(`result|${jobId}`)];
  const outputs = [{ name, sha256 }];
  const { endedAt = '' } = jobOf(await finishJob(parts, runner, { jobId, transcriptHash, outputs }));
  if (end === 'hits') await tellHits(stage, { jobId, transcriptHash, finishedAt: endedAt });
};

/** Privacy computing of two years: tables of finished quarters, comparisons, joint counts, a recogniser. */
export const playComputations = async (stage: Stage, plan: JobPlan): Promise<void> => {
  const statistics = await codeHashOf(STATISTICS_CODE);
  for (const one of planPublications(plan)) stage.agenda.put(one.at, () => publish(stage, one, statistics));
  for (const one of planJobs(plan)) stage.agenda.put(one.at, () => runJob(stage, one));
};
