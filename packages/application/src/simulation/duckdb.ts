import type { DuckDBConnection, DuckDBVector } from '@duckdb/node-api';
import type { ColumnData } from '@fengcun/policy';

/** Rows that DuckDB hands over at a time. */
export const CHUNK_ROWS = 2048;

/**
 * Loaded when it is first needed: it is a native library of 70 MB, and most commands never read a population.
 */
export const duckDb = () => import('@duckdb/node-api');
/** The library. */
export type DuckDb = Awaited<ReturnType<typeof duckDb>>;

/** A connection of its own, in memory, with so many threads. The caller closes it. */
export const openDuckDb = async (threads: number): Promise<DuckDBConnection> => {
  const { DuckDBInstance } = await duckDb();
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  return instance.connect();
};

/** A text constant of SQL. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/**
 * Numbers of a vector as DuckDB holds them; the class of a vector of plain numbers has them as a typed array.
 */
export type NumberVector = DuckDBVector & Readonly<{ items: ColumnData; flush: () => void }>;
/** The numbers of a vector; only numeric columns are selected. */
export const numbersIn = (vector: DuckDBVector): NumberVector =>
  vector as NumberVector; // only numeric columns are selected

