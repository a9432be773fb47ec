import { createHash, randomBytes } from 'node:crypto';
import { present } from '@fengcun/kernel';
import {
  boundedTable, CATALOGUE, cellsOf, discreteGaussian, type Flow, noisyBody, type Product, randomIntegers,
  readQuarter,
} from '../src/index.ts';

/** Processor milliseconds of the parts of a quarter's publication. */
export type StatisticsBench = Readonly<{
  drawsPerSecond: number; persons: number; tables: readonly Readonly<{ product: string; cells: number; countMs: number; noiseMs: number }>[];
}>;

const cpuMs = (): number => {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1000;
};

const source = randomIntegers((length) => new Uint8Array(randomBytes(length)));
const QUARTER = present(readQuarter('2026Q3'), 'a quarter');
const digest = (text: string): string => createHash('sha256').update(text).digest('hex');

const flows = (persons: number): readonly Flow[] => {
  const all = CATALOGUE.map((product) => cellsOf(product));
  return Array.from({ length: persons }, (_, i): Flow => ({
    person: digest(`p${i}`), rank: digest(`r${i}`), kind: 'seal', quarter: QUARTER,
    cells: Object.fromEntries(CATALOGUE.map(({ id }, at) => [id, all[at]?.[i % (all[at]?.length ?? 1)] ?? []])),
  }));
};

const benchTable = (product: Product, counted: readonly Flow[]): StatisticsBench['tables'][number] => {
  const began = cpuMs();
  const exact = boundedTable(product, QUARTER, { flows: counted });
  const bounded = cpuMs();
  const reserved = { releaseId: 'bench', product: product.id, period: QUARTER, rho: '1/20', jobId: 'bench', stage: 'reserved' as const, reservedAt: '', seq: 1, previous: '' };
  noisyBody({ product, quarter: QUARTER, exact, source, reserved, codeHash: 'bench' });
  return { product: product.id, cells: cellsOf(product).length, countMs: bounded - began, noiseMs: cpuMs() - bounded };
};

/** Noise alone, then the four tables of a quarter with so many persons. */
export const benchStatistics = (persons = 250_000): StatisticsBench => {
  const draws = 100_000;
  for (let i = 0; i < 5000; i += 1) discreteGaussian(source, present(CATALOGUE[0], 'T1').sigma2);
  const began = cpuMs();
  for (let i = 0; i < draws; i += 1) discreteGaussian(source, present(CATALOGUE[0], 'T1').sigma2);
  const drawsPerSecond = Math.round(draws / ((cpuMs() - began) / 1000));
  const counted = flows(persons);
  return { drawsPerSecond, persons, tables: CATALOGUE.map((product) => benchTable(product, counted)) };
};
