import type { ColumnData } from '@fengcun/policy';
import type { PagePlan } from './pages/page-plan.ts';
import { readPages } from './pages/read-pages.ts';
import type { PopulationMeta } from './population-meta.ts';
import { readBlocks } from './read-blocks.ts';

/**
 * Rows of a Parquet row group as DuckDB writes it: ranges of threads end on such edges, so none is read
 * twice.
 */
const ROW_GROUP = 122_880;

/** One part of a file: rows, or row groups where its pages are read by ourselves; the end is not within. */
export type PopulationPart = Readonly<{ from: number; to: number }>;

/** As many parts as threads, or fewer, that together are the whole file. */
export const partsOf = (
  meta: PopulationMeta, plan: PagePlan | undefined, threads: number,
): readonly PopulationPart[] => {
  const groups = plan?.groups.length ?? Math.ceil(meta.rows / ROW_GROUP);
  const used = Math.max(1, Math.min(threads, groups));
  const edge = (i: number): number => {
    const group = Math.round((groups * i) / used);
    return plan === undefined ? Math.min(meta.rows, group * ROW_GROUP) : group;
  };
  return Array.from({ length: used }, (_, i) => ({ from: edge(i), to: edge(i + 1) }));
};

/** What to read of a population, into which arrays. */
export type PopulationOrder = Readonly<{
  path: string;
  meta: PopulationMeta;
  plan: PagePlan | undefined;
  part: PopulationPart;
  columns: Iterable<readonly [name: string, Readonly<{ data: ColumnData }>]>;
  /** Rows that the arrays hold. */
  blockRows: number;
  /** What stands for an unknown day, and the first and last of the calendar. */
  days: Readonly<{ unknown: number; first: number; last: number }>;
  onBlock: (rows: number) => boolean;
}>;

/**
 * Reads a part of a population block by block: its pages by ourselves where there is a plan, else by DuckDB.
 * Knows
 * no pack, so that a thread of it starts at once.
 * @throws {BadPage} a damaged file
 */
export const readPopulation = async (order: PopulationOrder): Promise<void> => {
  const { path, meta, plan, part, blockRows, days, onBlock } = order;
  const columns = [...order.columns].map(([name, { data }]) => {
    const of = meta.columns[name];
    const codes = meta.attributes?.[name]?.length ?? (of?.kind === 'integer' ? of.max + 2
      : of?.kind === 'codes' ? of.values.length : 0);
    const bounds = codes === 0 ? { least: days.first, most: days.last, unknown: days.unknown }
      : { least: 0, most: codes - 1 };
    return { name, data, isDay: of?.kind === 'day', bounds };
  });
  // Without columns there is nothing to see in pages: DuckDB counts the rows.
  if (plan !== undefined && columns.length > 0) {
    return readPages({ path, plan, groups: [part.from, part.to], columns, blockRows, onBlock });
  }
  const rows = plan === undefined ? part : rowsOfGroups(plan, part);
  await readBlocks({ path, ...rows, columns, blockRows, unknownDay: days.unknown, onBlock });
};

const rowsOfGroups = ({ groups }: PagePlan, { from, to }: PopulationPart): PopulationPart => {
  const before = (end: number): number => groups.slice(0, end).reduce((sum, { rows }) => sum + rows, 0);
  return { from: before(from), to: before(to) };
};
