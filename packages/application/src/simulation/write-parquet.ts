import { rename, rm } from 'node:fs/promises';
import type { DuckDBTableFunction, DuckDBType } from '@duckdb/node-api';
import { type Column, type ColumnData, UNKNOWN_DAY } from '@fengcun/policy';
import { CHUNK_ROWS, type DuckDb, duckDb, numbersIn, openDuckDb, quoted } from './duckdb.ts';
import type { PopulationMeta } from './population-meta.ts';

const typeOf = (types: DuckDb, data: ColumnData): DuckDBType =>
  (data instanceof Uint8Array ? types.UTINYINT : data instanceof Uint16Array ? types.USMALLINT
    : data instanceof Uint32Array ? types.UINTEGER : types.INTEGER);

/** Makes batches one after the other until `rows` are there; synchronous, because DuckDB asks for them. */
export type BatchSource = Readonly<{
  rows: number; batchRows: number; make: (from: number, count: number) => WrittenColumns;
}>;

/** Columns of facts, and what stands beside them. */
export type WrittenColumns = Readonly<{ length: number; of: ReadonlyMap<string, Column> }>;

type Rows = Readonly<{
  source: BatchSource; names: readonly (readonly [string, Column])[]; onRows: (done: number) => void;
}>;

const rowsFunction = (api: DuckDb, { source, names, onRows }: Rows): DuckDBTableFunction => {
  let [at, base] = [0, 0];
  let batch = source.make(0, Math.min(source.batchRows, source.rows));
  return api.DuckDBTableFunction.create({
    name: 'population_rows',
    bindFunction: (info) => names.forEach(([name, { data }]) =>
      info.addResultColumn(name, typeOf(api, data))),
    initFunction: () => undefined,
    mainFunction: (_info, out) => {
      if (at - base >= batch.length && at < source.rows) {
        base = at;
        batch = source.make(base, Math.min(source.batchRows, source.rows - base));
      }
      const count = Math.min(CHUNK_ROWS, base + batch.length - at);
      out.rowCount = count;
      if (count === 0) return;
      names.forEach(([name], place) => {
        const vector = numbersIn(out.getColumnVector(place));
        const { data } = batch.of.get(name) ?? { data: new Uint8Array(count) };
        vector.items.set(data.subarray(at - base, at - base + count));
        vector.flush();
      });
      at += count;
      onRows(at);
    },
  });
};

/**
 * Writes a population as Parquet, streamed: days as DATE with NULL for unknown, everything else as codes that
 * the metadata explains. Whole or not at all: into a neighbour, then renamed. Pages are not packed: their
 * codes
 * are a few bits each, and packing would save a quarter of the file and cost as much time as all other
 * reading.
 */
export const writeParquet = async (
  path: string, meta: PopulationMeta, from: Readonly<{ source: BatchSource; onRows?: (done: number) =>
    void }>,
): Promise<void> => {
  const connection = await openDuckDb(1);
  const temporary = `${path}.${process.pid}.part`;
  try {
    const names = [...from.source.make(0, 0).of];
    const onRows = from.onRows ?? (() => undefined);
    connection.registerTableFunction(rowsFunction(await duckDb(), { source: from.source, names, onRows }));
    const columns = names.map(([name, { domain }]) => (domain !== undefined ? `"${name}"`
      : `CASE WHEN "${name}" <> ${UNKNOWN_DAY} THEN DATE '1970-01-01' + "${name}" END AS "${name}"`));
    await connection.run(`COPY (SELECT ${columns.join(', ')} FROM population_rows()) TO ${quoted(temporary)} `
      + `(FORMAT parquet, COMPRESSION uncompressed, KV_METADATA {fengcun: ${quoted(JSON.stringify(meta))}})`);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
    connection.closeSync();
  }
};

