import type { DuckDBVector } from '@duckdb/node-api';
import type { ColumnData } from '@fengcun/policy';
import { CHUNK_ROWS, numbersIn, openDuckDb, quoted } from './duckdb.ts';

type Days = Readonly<{ vector: DuckDBVector; rows: number; unknownDay: number }>;

const copyDays = (into: Int32Array, at: number, { vector, rows, unknownDay }: Days): void => {
  const { items } = numbersIn(vector);
  into.set(items.subarray(0, rows), at);
  if (vector.itemCount === 0 || !hasNulls(vector)) return;
  for (let row = 0; row < rows; row += 1) if (vector.getItem(row) === null) into[at + row] = unknownDay;
};

/** Whether a vector has any NULL: without a validity mask it has none. */
const hasNulls = (vector: DuckDBVector): boolean =>
  !('validity' in vector) || (
    vector.validity as Readonly<{ data: unknown }>).data !== null; // DuckDB's own shape

/**
 * What to read: rows `from` to `to` of these columns, into these arrays, again and again from their start.
 */
export type BlockOrder = Readonly<{
  path: string;
  from: number;
  to: number;
  columns: readonly Readonly<{ name: string; data: ColumnData; isDay: boolean }>[];
  blockRows: number;
  /** What stands for an unknown day. */
  unknownDay: number;
  /** Told how many rows the arrays hold now; false ends the reading. */
  onBlock: (rows: number) => boolean;
}>;

/** Reads a range of rows block by block. It knows nothing of facts, so that a thread of it starts at once. */
export const readBlocks = async (order: BlockOrder): Promise<void> => {
  const { columns, onBlock, unknownDay } = order;
  const connection = await openDuckDb(1);
  try {
    const names = columns.length === 0 ? ['1'] : columns.map(({ name }) => `"${name}"`);
    const result = await connection.stream(
      `SELECT ${names.join(', ')} FROM read_parquet(${quoted(order.path)}, `
      + `file_row_number = true) WHERE file_row_number >= ${order.from} AND file_row_number < ${order.to}`);
    let filled = 0;
    for (let chunk = await result.fetchChunk(); chunk !== null
      && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      const rows = chunk.rowCount;
      for (const [place, { data, isDay }] of columns.entries()) {
        const vector = chunk.getColumnVector(place);
        if (data instanceof Int32Array && isDay) copyDays(data, filled, { vector, rows, unknownDay });
        else data.set(numbersIn(vector).items.subarray(0, rows), filled);
      }
      filled += rows;
      if (filled + CHUNK_ROWS <= order.blockRows) continue;
      if (!onBlock(filled)) return;
      filled = 0;
    }
    if (filled > 0) onBlock(filled);
  } finally {
    connection.closeSync();
  }
};
