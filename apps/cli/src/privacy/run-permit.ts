import { beginJob, findJob } from '@fengcun/application';
import { canonicalJson, type Json } from '@fengcun/kernel';
import type { JobStage, PrivacyJob } from '@fengcun/privacy';
import { UnusableInput } from '../exit.ts';
import { onData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { jobActor } from './actor.ts';
import { codeHashOf } from './code-hash.ts';
import { neededOption, type RunKind } from './run-kind.ts';

/**
 * A step that needs an approved job: of these terms, by the organ that sits there, in one of these stages.
 * `root`: of what the organ brings now.
 */
export type PermittedStep = Readonly<{
  run: RunKind; terms: object; organ: string; stages?: readonly JobStage[]; root?: () => string;
}>;

/** Why a job does not carry a step. */
export type PermitRefusal =
  | 'JOB_UNKNOWN' | 'JOB_OF_ANOTHER_RUN' | 'JOB_STANDS_OTHERWISE' | 'JOB_CODE_DIFFERS' | 'JOB_NOT_A_PARTY'
  | 'JOB_INPUT_DIFFERS';

const GOING: readonly JobStage[] = ['approved', 'running'];

/** Whether the job was approved for exactly this: kind, terms, program, organ and what the organ brings. */
export const whyNotUnder = (
  job: PrivacyJob | undefined, { run, terms, organ, stages = GOING, root }: PermittedStep, codeHash: string,
): PermitRefusal | undefined => {
  if (job === undefined) return 'JOB_UNKNOWN';
  const agreed = canonicalJson(JSON.parse(JSON.stringify(terms)) as Json);
  const isSame = job.kind === run.kind && canonicalJson(job.parameters['run'] ?? null) === agreed;
  if (!isSame) return 'JOB_OF_ANOTHER_RUN';
  if (!stages.includes(job.state)) return 'JOB_STANDS_OTHERWISE';
  if (job.codeHash !== codeHash) return 'JOB_CODE_DIFFERS';
  if (job.parties.every((party) => party.organ !== organ)) return 'JOB_NOT_A_PARTY';
  const input = job.inputs.find((one) => one.organ === organ);
  const isOther = input !== undefined && root !== undefined && root() !== input.root;
  return isOther ? 'JOB_INPUT_DIFFERS' : undefined;
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

/**
 * Lets a step happen only under the approved job of its terms in the ledger of this organ, which it begins;
 * or as a trial that both sides agreed to in their terms. Default deny.
 * @throws UnusableInput where neither is so
 */
export const requirePermit = async (
  given: Arguments, terminal: Terminal, step: PermittedStep,
): Promise<void> => {
  if (isTrialAgreed(given, step.terms)) {
    if (isDataNamed(given)) throw new UnusableInput('--without-job: a trial names no --data, --database-url');
    terminal.note(`fengcun: ${TRIAL[terminal.language]}\n`);
    return;
  }
  if (!isDataNamed(given)) {
    throw new UnusableInput(
      'an approved job is needed: --data or --database-url, --job, --account, --organ; '
      + 'or --without-job, for a trial');
  }
  const jobId = neededOption(given, 'job', 'the approved job in the ledger of this organ');
  const actor = jobActor(given);
  if (actor.organ !== step.organ) throw new UnusableInput(`--organ: by the terms this is ${step.organ}`);
  const codeHash = await codeHashOf(step.run.code);
  const refused = await onData(given, terminal, async (deployment) => {
    const parts = { deployment, now: deployment.clock };
    const job = await findJob(parts, actor, jobId);
    const why = whyNotUnder(job, step, codeHash);
    if (why !== undefined || job?.state !== 'approved') return why;
    const begun = await beginJob(parts, actor, { jobId, codeHash });
    return begun.ok ? undefined : begun.error.code;
  });
  if (refused !== undefined) throw new UnusableInput(`--job: not under this job (${refused})`);
};
