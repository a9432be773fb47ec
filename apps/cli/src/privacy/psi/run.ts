import { randomBytes } from 'node:crypto';
import { Fault, parseCivilDate, type Result } from '@fengcun/kernel';
import {
  boundInputs, exactNoise, type PrivacyJob, runHolder, runRegistry, type RunInputs, type RunRefusal,
  type RunRole, type RunTerms,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { EXIT, type ExitCode, UnusableInput } from '../../exit.ts';
import { type Arguments, textOption } from '../../options.ts';
import type { Terminal } from '../../terminal.ts';
import { readPeerKey } from '../organ-key.ts';
import { neededOption as needed } from '../run-kind.ts';
import { requirePermit, unlessWaiting } from '../run-permit.ts';
import { folderChannel } from './folder-channel.ts';
import type { FrozenSet } from './frozen-set.ts';
import { keptWork } from './kept-work.ts';
import { LEAK_FINDING } from './leak-finding-job.ts';
import { openHolder, openRegistry, openTrialRegistry, type Side } from './open-side.ts';
import { holderReport, registryReport, sayHolder, sayRegistry } from './run-reports.ts';
import { countRun, readTerms } from './run-state.ts';

const seconds = (given: Arguments, name: string): number => {
  const value = Number(textOption(given, name) ?? 0);
  if (Number.isSafeInteger(value) && value >= 0 && value <= 86_400) return value;
  throw new UnusableInput(`--${name}: a whole number from 0 to 86400`);
};

const roleOf = (given: Arguments): RunRole => {
  const role = needed(given, 'role', 'holder or registry');
  if (role === 'holder' || role === 'registry') return role;
  throw new UnusableInput('--role: holder or registry');
};

const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

const countAtRegistry = async (given: Arguments, terms: RunTerms, terminal: Terminal): Promise<void> => {
  const { holder, mode, bucket, session } = terms;
  const today = parseCivilDate(terminal.today());
  if (!today.ok) throw new Fault('CLOCK', 'the clock gives no day');
  await countRun(textOption(given, 'quota'), { holder, mode, session, on: today.value, rows: bucket });
};

/** What both sides bound in the job; undefined for a trial, and where the other side binds in its own log. */
const inputsOf = (job: PrivacyJob | undefined, { holder, registry }: RunTerms): RunInputs | undefined => {
  const bound = job === undefined ? [] : boundInputs(job);
  const of = (organ: string) => {
    const { root, bucket } = bound.find((one) => one.organ === organ) ?? {};
    return root === undefined || bucket === undefined ? undefined : { root, bucket };
  };
  const [one, other] = [of(holder), of(registry)];
  return one === undefined || other === undefined ? undefined : { holder: one, registry: other };
};

type Done = Readonly<{ report: object; line: string }>;
type Running = Readonly<{ given: Arguments; terminal: Terminal; terms: RunTerms }>;

/** What both sides of a run need besides what they bring. */
const partsOf = async ({ given, terms }: Running, role: RunRole, side: Side) => {
  const { signer, suite, secrets, state, pool } = side;
  const peerKey = readPeerKey(needed(given, 'peer-key', 'the public key of the other organ'), '--peer-key');
  const channel = await folderChannel({
    folder: needed(given, 'exchange', 'the folder of the run'), role, waitSeconds: seconds(given, 'wait'),
  });
  return { terms, suite, secrets, signer, peerKey, channel, work: keptWork(state.files, pool), random };
};

/** Whatever becomes of a side, its threads end and its secrets are overwritten. */
const closing = async <S extends Side, T>(side: S, work: (side: S) => Promise<T>): Promise<T> => {
  try {
    return await work(side);
  } finally {
    await side.close();
  }
};

const withInputs = (inputs: RunInputs | undefined) => (inputs === undefined ? {} : { inputs });

const holder = async (running: Running): Promise<Result<Done, RunRefusal>> => {
  const { given, terminal, terms } = running;
  return closing(await openHolder(given, terms), async (side) => {
    const { rows, snapshot, input } = side;
    const step = { run: LEAK_FINDING, terms, organ: terms.holder, input: async () => input };
    const inputs = inputsOf(await requirePermit(given, terminal, step), terms);
    const parts = await partsOf(running, 'holder', side);
    const done = await runHolder({ ...parts, snapshot, ...withInputs(inputs) });
    if (!done.ok) return done;
    await side.state.erase();
    const report = holderReport({ terms, inputs }, done.value, { rows, today: terminal.today() });
    return { ok: true, value: { report, line: sayHolder(done.value, rows, terminal) } };
  });
};

/** The registry's side and its set: of a trial out of a file, of a job from behind the wall. */
const openSet = async ({ given, terminal, terms }: Running) => {
  const step = { run: LEAK_FINDING, terms, organ: terms.registry };
  if (terms.trial === true || given.values['without-job'] === true) {
    await requirePermit(given, terminal, step);
    return { ...await openTrialRegistry(given, terms), inputs: undefined, left: undefined };
  }
  const jobId = needed(given, 'job', 'the approved job in the ledger of this organ');
  const side = await openRegistry(given, terms, jobId);
  let set: FrozenSet | undefined;
  try {
    const job = await requirePermit(given, terminal, {
      ...step, input: async (platform) => (set = await side.frozen(platform)).input,
    });
    if (set !== undefined) return { ...side, own: set.own, left: set.left, inputs: inputsOf(job, terms) };
  } catch (error) {
    await side.close();
    throw error;
  }
  await side.close();
  throw new UnusableInput('--job: under it nothing was frozen');
};

const registry = async (running: Running): Promise<Result<Done, RunRefusal>> => {
  const { given, terminal, terms } = running;
  return closing(await openSet(running), async (side) => {
    const { own, inputs, left } = side;
    await countAtRegistry(given, terms, terminal);
    const parts = await partsOf(running, 'registry', side);
    const done = await runRegistry({ ...parts, own, noise: exactNoise, ...withInputs(inputs) });
    if (!done.ok) return done;
    await side.state.erase();
    const report = registryReport({ terms, inputs }, done.value, left);
    return { ok: true, value: { report, line: sayRegistry(done.value, terminal) } };
  });
};

const MESSAGES: Readonly<Record<string, string>> = {
  PEER_SILENT: 'the other side has not answered yet; call the same command again when it has',
};

/** `psi run`: one side of a run, from where it stands to its end, or to where the other side must answer. */
export const runSide = (given: Arguments, terminal: Terminal): Promise<ExitCode> =>
  unlessWaiting(terminal, () => runOn(given, terminal));

const runOn = async (given: Arguments, terminal: Terminal): Promise<ExitCode> => {
  try {
    const role = roleOf(given);
    const terms = await readTerms(needed(given, 'terms', 'the file of the agreed terms'));
    const running = { given, terminal, terms };
    const done = role === 'holder' ? await holder(running) : await registry(running);
    if (!done.ok) {
      terminal.note(`fengcun: the run is refused: ${done.error.code}\n`);
      return EXIT.findings;
    }
    const out = textOption(given, 'out');
    const text = `${JSON.stringify(done.value.report)}\n`;
    if (out !== undefined) await writeWhole(out, text);
    terminal.out(given.values['json'] === true ? text : `${done.value.line}\n`);
    return EXIT.done;
  } catch (error) {
    const known = error instanceof Fault ? MESSAGES[error.code] : undefined;
    if (known === undefined) throw error;
    terminal.note(`fengcun: ${known}\n`);
    return EXIT.findings;
  }
};
