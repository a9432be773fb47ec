import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { publishResult, readMeta, simulate, type SimulateOptions,
  takePopulation } from '@fengcun/application';
import { parseCivilDate } from '@fengcun/kernel';
import { type Pack, VARIANTS_MAX } from '@fengcun/policy';
import { checkParameters, checkSwitches, parseParameters, parseSwitches } from '../decide-record.ts';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { DATA_OPTIONS } from '../open-data.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import { choosePacks, loadPacks } from '../packs-folder.ts';
import { startProgress } from '../progress.ts';
import { assumptionsOf, askQuestions, questionsOf } from '../lab/ask.ts';
import { type Answered, labCsv, labText, writeReport } from '../lab/output.ts';
import { replayCommand } from '../lab/replay-command.ts';
import { simulationCsv } from '../simulate/simulation-csv.ts';
import { simulationText } from '../simulate/simulation-text.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  population: { type: 'string' }, packs: { type: 'string' }, 'as-of': { type: 'string' },
    policies: { type: 'string' },
  switch: { type: 'string', multiple: true }, parameter: { type: 'string', multiple: true },
  threads: { type: 'string' }, matter: { type: 'string' },
  json: { type: 'boolean' }, csv: { type: 'boolean' }, html: { type: 'string' },
  ask: { type: 'string' }, 'assume-file': { type: 'string' }, replay: { type: 'string' },
  facts: { type: 'string' }, exact: { type: 'boolean' },
  ...DATA_OPTIONS, account: { type: 'string' }, 'approved-by': { type: 'string' },
} as const;

/** LIMIT: more threads than this wait for the disk. */
const THREADS_MAX = 64;

const listOption = (given: Arguments, name: string): readonly string[] => {
  const value = given.values[name];
  return Array.isArray(value) ? value.map(String) : [];
};

const needed = (given: Arguments, name: string, example: string): string => {
  const value = textOption(given, name);
  if (value === undefined) throw new UnusableInput(`--${name} is missing, for example --${name} ${example}`);
  return value;
};

const threadsOf = (given: Arguments): number => {
  const threads = Number(textOption(given, 'threads') ?? 2);
  if (Number.isInteger(threads) && threads >= 1 && threads <= THREADS_MAX) return threads;
  throw new UnusableInput(`--threads: a whole number from 1 to ${THREADS_MAX}`);
};

/** The packs that are named, with other values for their parameters where some are given. */
const chosenPacks = async (given: Arguments): Promise<readonly Pack[]> => {
  const ids = needed(given, 'packs', 'cn-a1,cn-a2,cn-a3').split(',');
  if (ids.length > VARIANTS_MAX) throw new UnusableInput(`--packs: at most ${VARIANTS_MAX} at once`);
  const parameters = parseParameters(listOption(given, 'parameter'));
  const packs = choosePacks(await loadPacks(textOption(given, 'policies'), { parameters, ids }), ids);
  checkParameters(packs, parameters);
  return packs;
};

/** The file itself, or a population made from its rows in a temporary folder. */
const populationFile = async (given: string, folder: string): Promise<string> => {
  const isOurs = given.endsWith('.parquet') && (await readMeta(given).catch(() => undefined))?.ok === true;
  if (isOurs) return given;
  const path = join(folder, basename(given).replace(/\.\w+$/, '.parquet'));
  const taken = await takePopulation({ from: given, path, rows: 'facts', assumed: [] }).catch(() =>
    undefined);
  if (taken === undefined) throw new UnusableInput(`${given}: cannot be read`);
  if (!taken.ok) throw new UnusableInput(`${given}: ${taken.error.message}`);
  return path;
};

type Interrupt = Readonly<{ signal: AbortSignal; off: () => void }>;

const onInterrupt = (): Interrupt => {
  const controller = new AbortController();
  const stop = (): void => controller.abort();
  process.once('SIGINT', stop);
  return { signal: controller.signal, off: () => void process.off('SIGINT', stop) };
};

const run = async (given: Arguments, terminal: Terminal, folder: string): Promise<Answered> => {
  if (given.values['exact'] === true && given.values['html'] !== undefined) {
    throw new UnusableInput('--exact: not with --html; a report goes from hand to hand');
  }
  const questions = questionsOf(given);
  const assumed = await assumptionsOf(given);
  const asOf = parseCivilDate(textOption(given, 'as-of') ?? terminal.today());
  if (!asOf.ok) throw new UnusableInput('--as-of: a day that exists, YYYY-MM-DD');
  const packs = await chosenPacks(given);
  const switches = parseSwitches(listOption(given, 'switch'));
  checkSwitches({ packs, switches });
  const path = await populationFile(needed(given, 'population', 'examples/population.parquet'), folder);
  const meta = await readMeta(path);
  const progress = startProgress(terminal, meta.ok ? meta.value.rows : 1, '条/records');
  const interrupt = onInterrupt();
  const matter = textOption(given, 'matter');
  const options: SimulateOptions = {
    path, packs, asOf: asOf.value, switches, threads: threadsOf(given),
    signal: interrupt.signal, ...(matter === undefined ? {} : { matter }), onProgress: progress.advance,
  };
  const result = await simulate(options);
  if (!result.ok) throw new UnusableInput(result.error.message);
  const shown = given.values['exact'] === true ? result.value : publishResult(result.value);
  const lab = await askQuestions(options, { result: shown, questions, assumed });
  interrupt.off();
  progress.end();
  return { result: shown, packs, lab };
};

/**
 * `fengcun simulate --population FILE --packs A,B [--as-of DATE] [--switch ID=OPTION]…
 * [--parameter NAME=VALUE]… [--threads N]
 * [--ask QUESTIONS] [--assume-file FILE] [--html FOLDER] [--json|--csv]`: every record by every pack, and
 * questions of the lab; `--replay DECISIONS --facts FACTS` instead asks about decisions already made.
 * Numbers about real people are rounded unless `--exact`. Ctrl-C prints what is done, marked incomplete, and
 * exits with 130.
 */
export const simulateCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  if (given.values['replay'] !== undefined) return replayCommand(given, terminal);
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-simulate-'));
  try {
    const answered = await run(given, terminal, folder);
    const { result, lab } = answered;
    const out = textOption(given, 'html');
    if (out !== undefined) {
      const path = await writeReport(out, answered, terminal.language);
      terminal.note(`${terminal.language === 'zh' ? '报告' : 'report'}: ${path}\n`);
    }
    const whole = lab === undefined ? result : { ...result, lab };
    terminal.out(given.values['json'] === true ? `${JSON.stringify(whole)}\n`
      : given.values['csv'] === true ? `${simulationCsv(result)}${labCsv(result, lab)}`
      : simulationText(result, terminal.language)
        + (given.values['ask'] === undefined ? '' : labText(answered, terminal.language)));
    return result.complete ? EXIT.done : EXIT.interrupted;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};
