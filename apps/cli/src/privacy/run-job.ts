import { readFile } from 'node:fs/promises';
import {
  approveJob, beginJob, finishJob, type JobTaken, proposeJob,
} from '@fengcun/application';
import { type Json, parseCivilDate, sha256Hex } from '@fengcun/kernel';
import type { JobCover, JobStage, PrivacyJob } from '@fengcun/privacy';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { onData } from '../open-data.ts';
import { type Arguments, textOption } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { JOB_OPTIONS, jobActor } from './actor.ts';
import { codeHashOf } from './code-hash.ts';
import { type AgreedTerms, neededOption as needed, type RunKind } from './run-kind.ts';
import { underJob } from './run-permit.ts';

/** Options of `job …`, beside those of who acts. */
export const RUN_JOB_OPTIONS = {
  ...JOB_OPTIONS, purpose: { type: 'string' }, 'legal-basis': { type: 'string' }, result: { type: 'string' },
  'sealed-until': { type: 'string' }, 'without-job': { type: 'boolean' }, 'own-log': { type: 'boolean' },
} as const;

const readObject = async (path: string): Promise<Readonly<Record<string, Json>>> => {
  const value = JSON.parse(await readFile(path, 'utf8').catch(() => 'null')) as Json;
  if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
    return value as Readonly<Record<string, Json>>;
  }
  throw new UnusableInput(`${path} holds no object`);
};

const text = (value: Json | undefined): string => (typeof value === 'string' ? value : '');

type Act = (parts: Parameters<typeof proposeJob>[0]) => Promise<JobTaken>;

/** Which sealed records take part: as the protocol says, or everything sealed until the day that is told. */
const coverOf = (given: Arguments, terms: AgreedTerms, { run, today }: Proposal): JobCover => {
  const told = textOption(given, 'sealed-until');
  const day = told === undefined ? undefined : parseCivilDate(told);
  const cover = day?.ok === true ? { sealedUntil: day.value } : run.coverOf(terms, today);
  if (day?.ok !== false && cover !== undefined) return cover;
  throw new UnusableInput('--sealed-until: the last day of the seals that take part, as 2026-09-30');
};

type Proposal = Readonly<{ run: RunKind; today: string }>;

const propose = async (given: Arguments, proposal: Proposal): Promise<Act> => {
  const { run } = proposal;
  const actor = jobActor(given);
  const terms = await readObject(needed(given, 'terms', 'the agreed terms of the run'));
  if (terms['trial'] === true) throw new UnusableInput('--terms: a trial is no job');
  const codeHash = await codeHashOf(run.code);
  const covers = coverOf(given, terms, proposal);
  const input = await run.inputOf(given, actor.organ);
  const inputs = input === undefined ? [] : [input];
  // In a log of one's own the others bind what they bring in theirs.
  const bringers = run.bringersOf(terms);
  const brings = given.values['own-log'] === true ? bringers.filter((one) => one === actor.organ) : bringers;
  return (parts) => proposeJob(parts, actor, {
    v: 1, kind: run.kind, purpose: needed(given, 'purpose', 'what it is for'),
    legalBasis: needed(given, 'legal-basis', 'the id of a citation, as M2022_10'),
    parties: run.seatsOf(terms), parameters: { run: terms }, inputs, brings, codeHash, covers,
  });
};

const finish = async (given: Arguments, jobId: string): Promise<Act> => {
  const actor = jobActor(given);
  const path = needed(given, 'result', 'the file that came out');
  const result = await readObject(path);
  const transcriptHash = text(result['transcriptHash']) || text(result['transcript']);
  const sha256 = sha256Hex(await readFile(path));
  return (parts) => finishJob(parts, actor, { jobId, transcriptHash, outputs: [{ name: 'result', sha256 }] });
};

const actOf = async (word: string, given: Arguments, proposal: Proposal): Promise<Act> => {
  const { run } = proposal;
  if (word === 'propose') return propose(given, proposal);
  const [actor, jobId] = [jobActor(given), given.words[2]];
  if (jobId === undefined) throw new UnusableInput('name one job by its id');
  switch (word) {
    case 'approve': {
      const termsHash = needed(given, 'terms', 'the hash of the job\'s terms, as propose printed it');
      return (parts) => approveJob(parts, actor, { jobId, termsHash });
    }
    case 'begin': {
      const codeHash = await codeHashOf(run.code);
      return (parts) => beginJob(parts, actor, { jobId, codeHash });
    }
    case 'finish': return finish(given, jobId);
    default: throw new UnusableInput('job propose | approve | commit-inputs | begin | finish');
  }
};

const BINDING: readonly JobStage[] = ['proposed', 'approved'];

/** `job commit-inputs`: binds what this organ brings, before the job begins. */
const commitInputs = async (given: Arguments, terminal: Terminal, run: RunKind): Promise<PrivacyJob> => {
  const { organ } = jobActor(given);
  const terms = await readObject(needed(given, 'terms', 'the agreed terms of the run'));
  if (!run.bringersOf(terms).includes(organ)) throw new UnusableInput('--organ: brings nothing by the terms');
  const jobId = given.words[2];
  if (jobId === undefined) throw new UnusableInput('name one job by its id');
  const named = { ...given, values: { ...given.values, job: jobId } };
  return underJob(named, terminal, {
    run, terms, organ, stages: BINDING, isBegun: false,
    input: (platform) => run.inputOf(given, organ, platform),
  });
};

const say = (given: Arguments, terminal: Terminal, { jobId, termsHash, state }: PrivacyJob): ExitCode => {
  terminal.out(given.values['json'] === true
    ? `${JSON.stringify({ jobId, termsHash, state })}\n` : `${jobId}  ${state}\nterms ${termsHash}\n`);
  return EXIT.done;
};

/**
 * `psi job …`, `sum job …`: the job a run is, in this organ's ledger. Its parameters are the agreed terms
 * whose hash stands in every message; it ends with the transcript both sides share.
 */
export const runJob = async (given: Arguments, terminal: Terminal, run: RunKind): Promise<ExitCode> => {
  const word = given.words[1] ?? '';
  if (word === 'commit-inputs') return say(given, terminal, await commitInputs(given, terminal, run));
  const act = await actOf(word, given, { run, today: terminal.today() });
  const taken = await onData(given, terminal, (deployment) => act({ deployment, now: deployment.clock }));
  if (!taken.ok) {
    terminal.note(`fengcun: refused: ${JSON.stringify(taken.error)}\n`);
    return EXIT.findings;
  }
  return say(given, terminal, taken.value.job);
};
