import { type Column, type Columns, dataFor, type FactName } from '@fengcun/policy';
import { planPages } from '../simulation/pages/page-plan.ts';
import { domainsOfMeta, POPULATION_DAYS, type PopulationMeta } from '../simulation/population-meta.ts';
import { partsOf, readPopulation } from '../simulation/read-population.ts';

/** Rows decided at a time. */
export const BLOCK_ROWS = 65_536;

/** Arrays that the blocks of a population are read into, of these facts. */
export const blockColumns = (meta: PopulationMeta, facts: readonly FactName[]): Columns => {
  const domains = domainsOfMeta(meta);
  const of = new Map(facts.filter((fact) => domains.has(fact)).map((fact) => {
    const domain = domains.get(fact);
    return [fact, domain === undefined ? { data: new Int32Array(BLOCK_ROWS) }
      : { domain, data: dataFor(domain.length, BLOCK_ROWS) }] as const;
  }));
  return { length: BLOCK_ROWS, of };
};

/** Arrays for what stands beside the facts, where the population has it. */
export const besideColumns = (meta: PopulationMeta): ReadonlyMap<string, Column> =>
  new Map(Object.entries(meta.attributes ?? {}).map(([name, domain]) =>
    [name, { domain, data: new Uint8Array(BLOCK_ROWS) }]));

/** A population to read, and what becomes of each block. */
export type Scan = Readonly<{
  path: string; meta: PopulationMeta; columns: Columns; beside?: ReadonlyMap<string, Column>;
  onBlock: (rows: number) => void;
  onProgress?: ((done: number, rows: number) => void) | undefined;
  signal?: AbortSignal | undefined;
}>;

/** Reads a population once, block by block, in this thread; gives the records read. Stopped,
  it ends early. */
export const scanPopulation = async (scan: Scan): Promise<number> => {
  let read = 0;
  const plan = await planPages(scan.path);
  const [part] = partsOf(scan.meta, plan, 1);
  await readPopulation({
    path: scan.path, meta: scan.meta, plan, part: part ?? { from: 0, to: 0 }, days: POPULATION_DAYS,
    columns: [...scan.columns.of, ...scan.beside ?? []], blockRows: BLOCK_ROWS,
    onBlock: (rows) => {
      scan.onBlock(rows);
      read += rows;
      scan.onProgress?.(read, scan.meta.rows);
      return scan.signal?.aborted !== true;
    },
  });
  return read;
};
