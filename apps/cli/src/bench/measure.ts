import { cpus, totalmem } from 'node:os';

/** The machine a bench ran on; ratios within one run are what counts, absolutes vary. */
export const machineOf = (): Readonly<Record<string, string | number>> => ({
  node: process.versions.node,
  cpu: cpus()[0]?.model ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round(totalmem() / 2 ** 30),
});

/** Minimum, median and maximum of several runs. */
export type Spread = Readonly<{ min: number; median: number; max: number }>;

/** Spread of values. */
export const spreadOf = (values: readonly number[]): Spread => {
  const sorted = values.toSorted((a, b) => a - b);
  return { min: sorted[0] ?? 0, median: sorted[Math.floor(sorted.length / 2)] ?? 0, max: sorted.at(-1) ?? 0 };
};

/** Milliseconds that `work` takes. */
export const timed = (work: () => void): number => {
  const startedAt = performance.now();
  work();
  return performance.now() - startedAt;
};

/** One line of `targets`. */
export type Target = Readonly<{ id: string; target: number; measured: number; unit: string; met: boolean }>;

/** What `bench --json` prints. */
export type BenchResult = Readonly<{
  bench: string;
  machine: Readonly<Record<string, string | number>>;
  results: readonly Readonly<Record<string, unknown>>[];
  targets: readonly Target[];
}>;
