import { type Actor, personOf, type PrivacyPort, type PrivacyTaken, type ProblemCode } from '@fengcun/api';
import { civil, err, Fault, ok, type Result } from '@fengcun/kernel';
import { decideBudget, type PrivacyJob } from '@fengcun/privacy';
import { legalDay } from '@fengcun/registry';
import { isId } from '@fengcun/store';
import {
  approveJob, budgetUnder, everyJobUnder, JOB_MACHINE, type JobActor, type JobTaken, proposeJob,
  releaseStatistics, statisticsTerms, takeJobStep,
} from '../privacy/index.ts';
import { actOfService, partyOf, type ProceedingParts, readProceedings } from '../proceedings/index.ts';
import type { PrivacyParts } from './privacy-parts.ts';
import { isProposer, isPublisher, jobShown, maySee, speaksFor } from './privacy-shown.ts';
import type { ServiceAct } from './service-act.ts';

/** What steps stand on; `actOf`: the act of the request, committed before. */
export type StepParts = Readonly<{
  parts: ProceedingParts; given: PrivacyParts | undefined; actOf: () => ServiceAct;
}>;

const publishing = (given: PrivacyParts | undefined): PrivacyParts => {
  if (given !== undefined) return given;
  const text = 'This service publishes no statistics; start it with its program.';
  throw new Fault('STATISTICS_NOT_CONFIGURED', text, { retryable: true });
};

const jobActor = (actor: Actor): JobActor => ({
  account: actor.id, person: personOf(actor), organ: actor.organ, role: actor.roles[0] ?? 'none',
});

const PROBLEMS: Readonly<Record<string, ProblemCode>> = {
  PROCEEDING_UNKNOWN: 'NOTHING_TO_TELL', PROCEEDING_BUSY: 'UNAVAILABLE', JOB_FOUR_EYES: 'FOUR_EYES',
  JOB_CODE_DIFFERS: 'PROGRAM_CHANGED', PERIOD_NOT_OVER: 'PERIOD_NOT_OVER', RELEASE_EXISTS: 'RELEASE_EXISTS',
  RELEASE_LOST: 'RELEASE_EXISTS',
  BUDGET_EXCEEDED: 'BUDGET_EXCEEDED', JOB_TERMS_UNUSABLE: 'PARTIES_UNFIT',
};

const refused = (code: string): Result<never, Readonly<{ code: ProblemCode }>> =>
  err({ code: PROBLEMS[code] ?? 'STANDS_OTHERWISE' });

/** A job by its id, under the act of the request; undefined for what is no job. */
export const jobNamed = async (
  { parts, actOf }: StepParts, jobId: string,
): Promise<PrivacyJob | undefined> => {
  if (!isId(jobId)) return undefined;
  const found = await readProceedings(parts, { side: 'sealed', act: actOfService(actOf()) }, ({ load }) =>
    load(JOB_MACHINE, jobId));
  return found === undefined || found.state.state === 'none' ? undefined : found.state;
};

/** Kinds of organs that seal, and so may publish what they sealed. @see 2022 Measures art. 3 */
const PUBLISHERS = /^(?:court|procuratorate|police)\//;

const OPEN: ReadonlySet<string> = new Set(['proposed', 'approved', 'running']);

/** Whether the budget would take it now, and nobody else has proposed the same; nothing is reserved yet. */
const whyNotYet = async (
  { parts, actOf }: StepParts, { product, period }: Readonly<{ product: string; period: string }>,
): Promise<string | undefined> => {
  const act = actOfService(actOf());
  const today = civil(legalDay(new Date(parts.now()).toISOString()));
  const reserved = decideBudget(
    { type: 'Reserve', at: '', product, period, jobId: '', today }, await budgetUnder(parts, act));
  if (!reserved.ok) return reserved.error.code;
  const jobs = await everyJobUnder(parts, act);
  const isProposed = jobs.some(({ kind, state, parameters }) => kind === 'statistics' && OPEN.has(state)
    && parameters['product'] === product && parameters['period'] === period);
  return isProposed ? 'RELEASE_EXISTS' : undefined;
};

const propose = (step: StepParts): PrivacyPort['propose'] => async (asked, actor) => {
  const { product, period, supervisor } = asked;
  const ofOrgan = !actor.roles.includes('researcher');
  const publisher = ofOrgan ? actor.organ : asked.publisher ?? '';
  const isFit = PUBLISHERS.test(publisher) && supervisor.startsWith('procuratorate/')
    && supervisor !== publisher && (!ofOrgan || (asked.publisher ?? publisher) === publisher);
  if (!isFit) return err({ code: 'PARTIES_UNFIT' });
  const why = await whyNotYet(step, { product, period });
  if (why !== undefined) return refused(why);
  const codeHash = await publishing(step.given).codeHash();
  const terms = statisticsTerms({ product, period, publisher, supervisor, codeHash });
  if (!terms.ok) return err({ code: 'BODY_INVALID' });
  return shown(step, actor, await proposeJob(step.parts, jobActor(actor), terms.value));
};

const shown = ({ parts }: StepParts, actor: Actor, taken: JobTaken): PrivacyTaken =>
  (taken.ok ? ok(jobShown(parts, taken.value.job, actor)) : refused(taken.error.code));

type Found = Result<PrivacyJob, Readonly<{ code: ProblemCode }>>;

/** The job, where this actor may do this with it; who may see it is told that they may not, nobody else. */
const jobFor = async (
  step: StepParts, { jobId, actor }: Readonly<{ jobId: string; actor: Actor }>,
  mayAct: (job: PrivacyJob) => boolean,
): Promise<Found> => {
  const job = await jobNamed(step, jobId);
  if (job === undefined || !maySee(job, actor)) return err({ code: 'NOTHING_TO_TELL' });
  return mayAct(job) ? ok(job) : err({ code: 'FORBIDDEN' });
};

const agree = (step: StepParts): PrivacyPort['agree'] => async (jobId, termsHash, actor) => {
  const { parts } = step;
  const found = await jobFor(step, { jobId, actor }, (job) => speaksFor(job, actor));
  if (!found.ok) return found;
  const { person } = partyOf(parts, { account: actor.id, person: personOf(actor) });
  const isSaid = found.value.approvals.some((one) => one.person === person && one.termsHash === termsHash);
  if (isSaid) return ok(jobShown(parts, found.value, actor));
  return shown(step, actor, await approveJob(parts, jobActor(actor), { jobId, termsHash }));
};

const refuse = (step: StepParts): PrivacyPort['refuse'] => async (jobId, reason, actor) => {
  const found = await jobFor(step, { jobId, actor }, (job) =>
    speaksFor(job, actor) || isProposer(step.parts, job, actor));
  if (!found.ok) return found;
  const { value: job } = found;
  if (job.state === 'refused' && job.reason === reason) return ok(jobShown(step.parts, job, actor));
  const taken = await takeJobStep(step.parts, jobActor(actor), { jobId, step: { type: 'Refuse', reason } });
  return shown(step, actor, taken);
};

const publish = (step: StepParts): PrivacyPort['publish'] => async (jobId, actor) => {
  const found = await jobFor(step, { jobId, actor }, (job) => isPublisher(job, actor));
  if (!found.ok) return found;
  const { codeHash, random, runs, patience } = publishing(step.given);
  const hash = await codeHash();
  const run = runs.of(jobId, () =>
    releaseStatistics({ ...step.parts, random }, jobActor(actor), { jobId, codeHash: hash }));
  // A fault after the answer is not lost: the job still stands as running, and asked again it goes on.
  run.catch(() => undefined);
  const done = await Promise.race([run, patience()]);
  if (done?.ok === false) return refused(done.error.code);
  const job = await jobNamed(step, jobId);
  return job === undefined ? err({ code: 'NOTHING_TO_TELL' }) : ok(jobShown(step.parts, job, actor));
};

/**
 * Steps of jobs for people: who proposes, agrees, refuses and publishes is decided by the parties of the job
 * and the roles of the policy set together. @see docs/access.md
 */
export const privacySteps = (
  step: StepParts,
): Pick<PrivacyPort, 'propose' | 'agree' | 'refuse' | 'publish'> =>
  ({ propose: propose(step), agree: agree(step), refuse: refuse(step), publish: publish(step) });
