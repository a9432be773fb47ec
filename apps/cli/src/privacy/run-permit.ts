import {
  beginJob, commitJobInput, type Deployment, findJob, type JobActor,
} from '@fengcun/application';
import { canonicalJson, Fault, type Json } from '@fengcun/kernel';
import { boundInputs, type JobInput, type JobStage, type PrivacyJob } from '@fengcun/privacy';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { onData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { jobActor } from './actor.ts';
import { codeHashOf } from './code-hash.ts';
import { neededOption, type Platform, type RunKind } from './run-kind.ts';

/**
 * A step that needs an approved job: of these terms, by the organ that sits there, in one of these stages.
 * `input`: what the organ brings now; it is bound if it was not yet, and must be what was bound.
 */
export type PermittedStep = Readonly<{
  run: RunKind; terms: object; organ: string; stages?: readonly JobStage[];
  input?: (platform: Platform) => Promise<JobInput | undefined>;
}>;

/** Why a job does not carry a step. */
export type PermitRefusal =
  | 'JOB_UNKNOWN' | 'JOB_OF_ANOTHER_RUN' | 'JOB_STANDS_OTHERWISE' | 'JOB_CODE_DIFFERS' | 'JOB_NOT_A_PARTY'
  | 'JOB_INPUT_DIFFERS';

const GOING: readonly JobStage[] = ['approved', 'running'];

/** Whether the job was approved for exactly this: kind, terms, program and organ. */
export const whyNotUnder = (
  job: PrivacyJob | undefined, { run, terms, organ, stages = GOING }: PermittedStep, codeHash: string,
): PermitRefusal | undefined => {
  if (job === undefined) return 'JOB_UNKNOWN';
  const agreed = canonicalJson(JSON.parse(JSON.stringify(terms)) as Json);
  const isSame = job.kind === run.kind && canonicalJson(job.parameters['run'] ?? null) === agreed;
  if (!isSame) return 'JOB_OF_ANOTHER_RUN';
  if (!stages.includes(job.state)) return 'JOB_STANDS_OTHERWISE';
  if (job.codeHash !== codeHash) return 'JOB_CODE_DIFFERS';
  return job.parties.some((party) => party.organ === organ) ? undefined : 'JOB_NOT_A_PARTY';
};

/** Whether an organ brings something else now than what it bound. Old jobs bound a root alone. */
export const isOtherInput = (job: PrivacyJob, { organ, root, bucket }: JobInput): boolean => {
  const bound = boundInputs(job).find((one) => one.organ === organ);
  return bound !== undefined
    && (bound.root !== root || (bound.bucket !== undefined && bound.bucket !== bucket));
};

type Under = Readonly<{ deployment: Deployment; actor: JobActor; jobId: string }>;
type Bound = Readonly<{ job: PrivacyJob }> | Readonly<{ refused: string }>;

const refusal = (error: Readonly<{ code: string }>): Bound => {
  const organs: unknown = Reflect.get(error, 'organs');
  if (error.code !== 'JOB_INPUTS_MISSING' || !Array.isArray(organs)) return { refused: error.code };
  throw new Fault('INPUTS_MISSING', `waiting until what they bring is bound by ${organs.join(', ')}; `
    + 'call the same command again then', { retryable: true });
};

/** Carries out a step; that others have not bound their inputs yet is a finding, not a mistake. */
export const unlessWaiting = async (terminal: Terminal, work: () => Promise<ExitCode>): Promise<ExitCode> => {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof Fault && error.code === 'INPUTS_MISSING')) throw error;
    terminal.note(`fengcun: ${error.message}\n`);
    return EXIT.findings;
  }
};

/** Binds what the organ brings, once; another input than the bound one ends the step. */
export const bindInput = async (
  { deployment, actor, jobId }: Under, job: PrivacyJob, input: JobInput | undefined,
): Promise<Bound> => {
  if (input === undefined) return { job };
  if (isOtherInput(job, input)) return { refused: 'JOB_INPUT_DIFFERS' };
  const isMissing = job.brings?.includes(input.organ) === true
    && boundInputs(job).every((one) => one.organ !== input.organ);
  if (!isMissing) return { job };
  const bound = await commitJobInput({ deployment, now: deployment.clock }, actor, { jobId, input });
  return bound.ok ? { job: bound.value.job } : refusal(bound.error);
};

const TRIAL = {
  zh: '试运行（--without-job）：没有经批准的任务，双方笔录写明试运行，结果不得作为依据',
  en: 'TRIAL (--without-job): no approved job; the transcript says so, and nothing may rest on the result',
} as const;

const isTrialAgreed = (given: Arguments, terms: object): boolean => {
  const [isSaid, isInTerms] = [given.values['without-job'] === true, Reflect.get(terms, 'trial') === true];
  if (isSaid && !isInTerms) {
    throw new UnusableInput('--without-job: these terms are of no trial; draw them up with --without-job');
  }
  if (isInTerms && !isSaid) throw new UnusableInput('--terms: terms of a trial; say --without-job');
  return isSaid;
};

const isDataNamed = (given: Arguments): boolean =>
  textOption(given, 'data') !== undefined || textOption(given, 'database-url') !== undefined;

const begun = async (under: Under, job: PrivacyJob, codeHash: string): Promise<Bound> => {
  if (job.state !== 'approved') return { job };
  const { deployment, actor, jobId } = under;
  const taken = await beginJob({ deployment, now: deployment.clock }, actor, { jobId, codeHash });
  return taken.ok ? { job: taken.value.job } : refusal(taken.error);
};

/** The job of a step, once everything about it was looked at; `isBegun`: whether the step begins it. */
export const underJob = async (
  given: Arguments, terminal: Terminal, step: PermittedStep & Readonly<{ isBegun: boolean }>,
): Promise<PrivacyJob> => {
  const jobId = neededOption(given, 'job', 'the approved job in the ledger of this organ');
  const actor = jobActor(given);
  if (actor.organ !== step.organ) throw new UnusableInput(`--organ: by the terms this is ${step.organ}`);
  const codeHash = await codeHashOf(step.run.code);
  const done = await onData(given, terminal, async (deployment): Promise<Bound> => {
    const under = { deployment, actor, jobId };
    const job = await findJob({ deployment, now: deployment.clock }, actor, jobId);
    const why = whyNotUnder(job, step, codeHash);
    if (job === undefined || why !== undefined) return { refused: why ?? 'JOB_UNKNOWN' };
    const bound = await bindInput(under, job, await step.input?.({ deployment, actor, job }));
    return 'refused' in bound || !step.isBegun ? bound : begun(under, bound.job, codeHash);
  });
  if ('refused' in done) throw new UnusableInput(`--job: not under this job (${done.refused})`);
  return done.job;
};

/**
 * Lets a step happen only under the approved job of its terms in the ledger of this organ, which it begins;
 * or as a trial that both sides agreed to in their terms (undefined then). Default deny.
 * @throws UnusableInput where neither is so
 */
export const requirePermit = async (
  given: Arguments, terminal: Terminal, step: PermittedStep,
): Promise<PrivacyJob | undefined> => {
  if (isTrialAgreed(given, step.terms)) {
    if (isDataNamed(given)) throw new UnusableInput('--without-job: a trial names no --data, --database-url');
    terminal.note(`fengcun: ${TRIAL[terminal.language]}\n`);
    return undefined;
  }
  if (!isDataNamed(given)) {
    throw new UnusableInput(
      'an approved job is needed: --data or --database-url, --job, --account, --organ; '
      + 'or --without-job, for a trial');
  }
  return underJob(given, terminal, { ...step, isBegun: true });
};
