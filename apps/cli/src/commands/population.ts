import { makePopulation, POPULATION_MAX, type PopulationMeta, readMeta,
  takePopulation } from '@fengcun/application';
import { type CivilDate, parseCivilDate } from '@fengcun/kernel';
import { EXIT, type ExitCode, UnusableInput } from '../exit.ts';
import { type Arguments, parseOptions, textOption } from '../options.ts';
import { loadPacks } from '../packs-folder.ts';
import { startProgress } from '../progress.ts';
import { servesText, servesOf } from '../simulate/serves.ts';
import type { Terminal } from '../terminal.ts';

const OPTIONS = {
  size: { type: 'string' }, seed: { type: 'string' }, out: { type: 'string' }, from: { type: 'string' },
    to: { type: 'string' },
  rows: { type: 'string' }, assume: { type: 'string' }, policies: { type: 'string' },
    json: { type: 'boolean' },
} as const;

/** Judgments of the year whose shares are published. */
const YEAR = { from: '2024-01-01', to: '2024-12-31' } as const;
const SEED_MAX = 4_294_967_295;

const whole = (given: Arguments, name: string,
  range: Readonly<{ otherwise: number; max: number }>): number => {
  const value = Number(textOption(given, name) ?? range.otherwise);
  if (Number.isInteger(value) && value >= 1 && value <= range.max) return value;
  throw new UnusableInput(`--${name}: a whole number from 1 to ${range.max}`);
};

const day = (given: Arguments, name: 'from' | 'to'): CivilDate => {
  const parsed = parseCivilDate(textOption(given, name) ?? YEAR[name]);
  if (parsed.ok) return parsed.value;
  throw new UnusableInput(`--${name}: a day that exists, YYYY-MM-DD`);
};

const outOf = (given: Arguments): string => {
  const path = textOption(given, 'out');
  if (path?.endsWith('.parquet') === true) return path;
  throw new UnusableInput('--out: the file to write, for example --out population.parquet');
};

const told = (meta: PopulationMeta, extra: Readonly<Record<string, unknown>> = {}): string =>
  `${JSON.stringify({
    kind: meta.kind, source: meta.source, rows: meta.rows, facts: Object.keys(meta.columns), ...extra,
  })}\n`;

type Action = (given: Arguments, terminal: Terminal) => Promise<ExitCode>;

const make: Action = async (given, terminal) => {
  const size = whole(given, 'size', { otherwise: 100_000, max: POPULATION_MAX });
  const [from, to] = [day(given, 'from'), day(given, 'to')];
  if (to < from) throw new UnusableInput('--to: not before --from');
  const path = outOf(given);
  const progress = startProgress(terminal, size, '条/records');
  const seed = whole(given, 'seed', { otherwise: 1, max: SEED_MAX });
  const meta = await makePopulation({ path, size, seed, from, to, onRows: progress.advance });
  progress.end();
  terminal.out(told(meta));
  return EXIT.done;
};

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

const take: Action = async (given, terminal) => {
  const { ASSUMPTIONS, ROW_KINDS } = await import('@fengcun/population');
  const [, from] = given.words;
  const rows = ROW_KINDS.find((kind) => kind === (textOption(given, 'rows') ?? 'facts'));
  const assumed = textOption(given, 'assume')?.split(',') ?? [];
  if (from === undefined) throw new UnusableInput('population take FILE --out FILE: name the file to take');
  if (rows === undefined) throw new UnusableInput(`--rows: one of ${ROW_KINDS.join(', ')}`);
  if (assumed.some((name) => !Object.hasOwn(ASSUMPTIONS, name))) {
    throw new UnusableInput(`--assume: any of ${Object.keys(ASSUMPTIONS).join(', ')}`);
  }
  const path = outOf(given);
  const taken = await takePopulation({ from, path, rows, assumed }).catch((error: unknown) => {
    throw isMissing(error) ? new UnusableInput(`${from}: no such file`) : error;
  });
  if (!taken.ok) throw new UnusableInput(`${from}: ${taken.error.message}`);
  terminal.out(told(taken.value.meta, { unread: taken.value.unread }));
  return taken.value.unread > 0 ? EXIT.findings : EXIT.done;
};

const show: Action = async (given, terminal) => {
  const [, path] = given.words;
  if (path === undefined) throw new UnusableInput('population show FILE: name the file');
  const meta = await readMeta(path).catch(() => undefined);
  if (meta === undefined || !meta.ok) throw new UnusableInput(
    `${path}: ${meta?.error.message ?? 'cannot be read'}`);
  const serves = servesOf(meta.value, [...(await loadPacks(textOption(given, 'policies'))).values()]);
  terminal.out(given.values['json'] === true ? told(meta.value, { serves }) : told(meta.value)
    + servesText(serves));
  return EXIT.done;
};

const ACTIONS: Readonly<Record<string, Action>> = { make, take, show };

/**
 * `fengcun population make|take|show`: facts of many records, synthetic or taken, without names or numbers.
 */
export const populationCommand = async (argv: readonly string[], terminal: Terminal): Promise<ExitCode> => {
  const given = parseOptions(argv, OPTIONS);
  const action = ACTIONS[given.words[0] ?? ''];
  if (action === undefined) throw new UnusableInput(`say ${Object.keys(ACTIONS).join(', ')}`);
  return action(given, terminal);
};
