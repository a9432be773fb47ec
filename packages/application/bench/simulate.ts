import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { civil, type CivilDate } from '@fengcun/kernel';
import { type Columns, compileColumns, dayOf, domainsOf, newVerdicts, type Pack, verdictAt } from '@fengcun/policy';
import { makeBatch } from '@fengcun/population';
import { makePopulation, simulate, type SimulationResult } from '../src/simulation/index.ts';
import { duckDbRate, postgresRate, type SqlBench, type SqlRate } from './simulate/sql-rates.ts';

/** How many records the whole run has; the packs to fuse, at least one, the first alone too. */
export type SimulateBenchOptions = Readonly<{ records?: number; packs: readonly Pack[]; asOf?: CivilDate }>;

/** What `bench --json` prints. */
export type SimulateBench = Readonly<{
  bench: 'simulate';
  machine: Readonly<Record<string, string | number>>;
  results: readonly Readonly<Record<string, unknown>>[];
  targets: readonly Readonly<{ id: string; target: number; measured: number; unit: string; met: boolean }>[];
}>;

const IN_MEMORY_ROWS = 500_000;
/** Rows of one round: short, so that some rounds are not interrupted. */
const ROUND_ROWS = 50_000;
const ROUNDS = 120;
const YEAR = { from: civil('2024-01-01'), to: civil('2024-12-31') } as const;

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

type Pass = Readonly<{ wall: number; cpu: number }>;

const timed = (work: () => void): Pass => {
  const [cpu, startedAt] = [process.threadCpuUsage(), performance.now()];
  work();
  const wall = performance.now() - startedAt;
  const spent = process.threadCpuUsage(cpu);
  return { wall, cpu: (spent.user + spent.system) / 1000 };
};

type Rate = Readonly<{ packs: number; wall: number; cpu: number; fastest: number; bytes: number }>;

/** Decisions a second of packs in one pass over columns in memory: warmed up, median of the rounds. */
const columnarRate = (columns: Columns, packs: readonly Pack[], asOf: CivilDate): Rate => {
  const program = compileColumns(packs.map((pack) => ({ pack, asOf })), domainsOf(columns));
  if (!program.ok) throw new TypeError(`bug: ${program.error.message}`);
  const decideAll = program.value.tally(columns, program.value.newTally(), () => undefined);
  for (let warm = 0; warm < 3; warm += 1) decideAll(0, columns.length);
  const starts = Array.from({ length: ROUNDS }, (_, i) => (i * ROUND_ROWS) % columns.length);
  const passes = starts.map((from) => timed(() => decideAll(from, from + ROUND_ROWS)));
  const decisions = ROUND_ROWS * packs.length;
  const perSecond = (millis: number, rounds = 1): number => (decisions * rounds * 1000) / millis;
  return {
    packs: packs.length, wall: perSecond(median(passes.map(({ wall }) => wall))),
    // The processor time of a thread comes in steps longer than a round, so only the sum means something.
    cpu: perSecond(passes.reduce((sum, { cpu }) => sum + cpu, 0), ROUNDS),
    fastest: perSecond(Math.min(...passes.map(({ wall }) => wall))),
    bytes: program.value.facts.reduce((sum, fact) => sum + (columns.of.get(fact)?.data.BYTES_PER_ELEMENT ?? 0), 0),
  };
};

/** Bytes a second of copying memory, read and written: what no loop over records can pass. */
const bandwidth = (): number => {
  const [from, to] = [new Float64Array(8e6).fill(1), new Float64Array(8e6)];
  const passes = Array.from({ length: 7 }, () => timed(() => to.set(from)).wall);
  return (from.byteLength * 2 * 1000) / median(passes);
};

/** Outcomes of the first rows, to compare with what the databases say. */
const outcomesOf = (columns: Columns, pack: Pack, asOf: CivilDate): ((row: number) => string) => {
  const program = compileColumns([{ pack, asOf }], domainsOf(columns));
  if (!program.ok) throw new TypeError(`bug: ${program.error.message}`);
  const written = newVerdicts(1, columns.length);
  program.value.write(columns, written)(0, columns.length);
  return (row) => verdictAt(program.value, written, { variant: 0, row }).outcome;
};

const beside = async (sql: SqlBench): Promise<readonly SqlRate[]> => {
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-bench-'));
  try {
    const path = join(folder, 'population.parquet');
    await makePopulation({ path, size: IN_MEMORY_ROWS, seed: 286, ...YEAR });
    return [await duckDbRate(sql, path), await postgresRate(sql)];
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

const whole = async (options: SimulateBenchOptions, asOf: CivilDate, records: number): Promise<SimulationResult> => {
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-bench-'));
  try {
    const path = join(folder, 'population.parquet');
    await makePopulation({ path, size: records, seed: 286, ...YEAR });
    const result = await simulate({ path, packs: options.packs, asOf, threads: 2 });
    if (!result.ok) throw new TypeError(`bug: ${result.error.message}`);
    return result.value;
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
};

type Measured = Readonly<{
  single: Rate; fused: Rate; databases: readonly SqlRate[]; run: SimulationResult; copied: number; rss: number;
}>;

const atLeast = (id: string, target: number, measured: number, unit: string): SimulateBench['targets'][number] =>
  ({ id, target, measured: Math.round(measured * 100) / 100, unit, met: measured >= target });
const below = (id: string, target: number, measured: number, unit: string): SimulateBench['targets'][number] =>
  ({ id, target, measured: Math.round(measured * 100) / 100, unit, met: measured < target });

const FULL = 20_000_000;

const targetsOf = ({ single, fused, databases, run, rss }: Measured): SimulateBench['targets'] => {
  const isFull = run.population.rows >= FULL && run.packs.length >= 8;
  const mismatches = databases.reduce((sum, each) => sum + each.mismatches, 0);
  return [
    atLeast('columnar', 25, single.cpu / 1e6, 'million decisions a CPU second'),
    atLeast('fused', 100, fused.cpu / 1e6, 'million variant-decisions a CPU second'),
    { id: 'mismatches', target: 0, measured: mismatches, unit: 'outcomes that differ from a database', met: mismatches === 0 },
    ...(isFull ? [
      below('wholeSeconds', 4, run.seconds.total, 'seconds for 20 M persons × 8 packs from Parquet, 2 threads'),
      below('decidingSeconds', 1.5, run.seconds.deciding, 'seconds of it deciding, slowest thread'),
      below('memory', 4, rss / 2 ** 30, 'GiB at most'),
    ] : []),
  ];
};

const round = (value: number): number => Math.round(value * 1000) / 1000;

const resultsOf = (measured: Measured): SimulateBench['results'] => {
  const { single, fused, databases, run, copied, rss } = measured;
  const line = (engine: string, rate: Rate) => ({
    engine, packs: rate.packs, millionPerCpuSecond: round(rate.cpu / 1e6), millionPerSecond: round(rate.wall / 1e6),
    fastestRound: round(rate.fastest / 1e6), bytesPerRecord: rate.bytes,
    shareOfBandwidth: round((rate.cpu / rate.packs) * rate.bytes / copied),
  });
  return [
    line('columnar, one pack', single), line('columnar, fused', fused),
    ...databases.map(({ engine, rows, millis, mismatches }) => ({
      engine, packs: 1, records: rows, millionPerSecond: round(rows / millis / 1000), mismatches,
    })),
    { engine: 'memory copy', gigabytesPerSecond: round(copied / 1e9) },
    {
      engine: 'whole run', records: run.population.rows, packs: run.packs.length, seconds: round(run.seconds.total),
      decidingSeconds: round(run.seconds.deciding), cpuSeconds: round(run.seconds.cpu), maxRssMiB: Math.round(rss / 2 ** 20),
    },
  ];
};

/**
 * Measures the back ends in one run: one pack and all of them fused over the same synthetic records in memory, DuckDB
 * and PostgreSQL by the SQL of the first pack (outcomes compared), and the whole way from a Parquet file.
 */
export const benchSimulate = async (options: SimulateBenchOptions): Promise<SimulateBench> => {
  const asOf = options.asOf ?? civil('2026-11-21');
  const first = dayOf(YEAR.from);
  const columns = makeBatch({ seed: 286, years: { first, days: dayOf(YEAR.to) - first + 1 } }, 0, IN_MEMORY_ROWS);
  const [pack] = options.packs;
  if (pack === undefined) throw new TypeError('bug: no pack to measure');
  const [single, fused, copied] = [columnarRate(columns, [pack], asOf), columnarRate(columns, options.packs, asOf), bandwidth()];
  const sql = { pack, asOf, columns, outcomeOf: outcomesOf(columns, pack, asOf) };
  const databases = await beside(sql);
  const run = await whole(options, asOf, options.records ?? FULL);
  const measured = { single, fused, databases, run, copied, rss: process.resourceUsage().maxRSS * 1024 };
  return {
    bench: 'simulate',
    machine: {
      node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length,
      memoryGiB: Math.round(totalmem() / 2 ** 30),
    },
    results: resultsOf(measured), targets: targetsOf(measured),
  };
};
