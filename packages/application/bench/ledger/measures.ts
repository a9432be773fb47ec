/** Wall time of some work, in seconds, with what it gave. */
export const wall = async <T>(work: () => T | Promise<T>): Promise<Readonly<{ seconds: number; value: T }>> => {
  const startedAt = performance.now();
  const value = await work();
  return { seconds: (performance.now() - startedAt) / 1000, value };
};

/** CPU time of some work over all threads of the process, in seconds. */
export const cpu = async (work: () => unknown): Promise<number> => {
  const before = process.cpuUsage();
  await work();
  const used = process.cpuUsage(before);
  return (used.user + used.system) / 1e6;
};

/** The value below which a share of the values lies. */
export const percentile = (values: readonly number[], share: number): number =>
  values.toSorted((a, b) => a - b)[Math.min(values.length - 1, Math.floor(values.length * share))] ?? 0;

/** Rounded to some digits behind the point. */
export const rounded = (value: number, digits = 0): number => Number(value.toFixed(digits));

/** One line of results, and one target. */
export type ResultRow = Readonly<Record<string, unknown>>;
export type Target = Readonly<{ id: string; target: number; measured: number; unit: string; met: boolean }>;
