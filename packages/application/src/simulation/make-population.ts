import type { CivilDate } from '@fengcun/kernel';
import { type Column, dayOf } from '@fengcun/policy';
import type { SyntheticOptions } from '@fengcun/population';
import { columnMeta, type PopulationMeta } from './population-meta.ts';
import { writeParquet } from './write-parquet.ts';

/** A synthetic population to make. `from` to `to` (inclusive) are the days on which judgments are made. */
export type MakePopulation = Readonly<{
  path: string; size: number; seed: number; from: CivilDate; to: CivilDate; onRows?: (done: number) => void;
}>;

/** Records of the largest population that is made. */
export const POPULATION_MAX = 50_000_000;

const BATCH_ROWS = 65_536;

/** Makes a synthetic population file, streamed; the same size, seed and days give the same records. */
export const makePopulation = async (order: MakePopulation): Promise<PopulationMeta> => {
  const { ATTRIBUTE_VALUES, makeBatch } =
    await import('@fengcun/population'); // its tables are for makers only
  const first = dayOf(order.from);
  const synthetic: SyntheticOptions = { seed: order.seed,
    years: { first, days: dayOf(order.to) - first + 1 } };
  const meta: PopulationMeta = {
    format: 'fengcun-population', version: 1, kind: 'synthetic',
    source: `synthetic, seed ${order.seed}, judgments of ${order.from} to ${order.to}`, rows: order.size,
      seed: order.seed,
    columns: Object.fromEntries([...makeBatch(synthetic, 0, 0).of].map(([name, column]) =>
      [name, columnMeta(name, column)])),
    attributes: ATTRIBUTE_VALUES,
  };
  await writeParquet(order.path, meta, {
    source: { rows: order.size, batchRows: BATCH_ROWS, make: (from, count) => {
      const { length, of, attributes } = makeBatch(synthetic, from, count);
      return { length, of: new Map<string, Column>([...of, ...attributes]) };
    } },
    ...(order.onRows === undefined ? {} : { onRows: order.onRows }),
  });
  return meta;
};
