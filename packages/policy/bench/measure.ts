import type { FactSheet } from '@fengcun/policy';
import type { Engine } from './engines/engine.ts';
import { sink } from './engines/own.ts';

/** One timed pass: wall and CPU milliseconds. */
export type Pass = Readonly<{ wall: number; cpu: number }>;

/** Decides every record once, timed. The loop is one for each kind of engine, so none pays for another. */
export const passOver = async (engine: Engine, records: readonly FactSheet[]): Promise<Pass> => {
  const cpuBefore = process.cpuUsage();
  const startedAt = performance.now();
  let sum = 0;
  if ('decide' in engine) for (const sheet of records) sum += engine.decide(sheet).length;
  else for (const sheet of records) sum += (await engine.decideLater(sheet)).length;
  const wall = performance.now() - startedAt;
  const cpu = process.cpuUsage(cpuBefore);
  sink.value += sum;
  return { wall, cpu: (cpu.user + cpu.system) / 1000 };
};

/** Outcomes of an engine, in the order of the records. */
export const outcomesOf = async (engine: Engine, records: readonly FactSheet[]): Promise<readonly string[]> => {
  const outcomes: string[] = [];
  for (const sheet of records) outcomes.push('decide' in engine ? engine.decide(sheet) : await engine.decideLater(sheet));
  return outcomes;
};

/** Middle of the values. */
export const median = (values: readonly number[]): number => {
  const sorted = values.toSorted((a, b) => a - b);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2 === 1 ? sorted[middle] ?? 0 : ((sorted[middle - 1] ?? 0) + (sorted[middle] ?? 0)) / 2;
};
