import { rename, rm } from 'node:fs/promises';
import type { DuckDBConnection, DuckDBTableFunction, DuckDBType, DuckDBVector } from '@duckdb/node-api';
import { err, ok, type Result } from '@fengcun/kernel';
import { type Column, type ColumnData, type Columns, type FactName, UNKNOWN_DAY } from '@fengcun/policy';
import { parseMeta, type PopulationMeta, type PopulationRefusal } from './population-meta.ts';

/** Rows that DuckDB hands over at a time. */
export const CHUNK_ROWS = 2048;

/** Loaded when it is first needed: it is a native library of 70 MB, and most commands never read a population. */
const duckDb = () => import('@duckdb/node-api');
type DuckDb = Awaited<ReturnType<typeof duckDb>>;

/** A connection of its own, in memory, with so many threads. The caller closes it. */
export const openDuckDb = async (threads: number): Promise<DuckDBConnection> => {
  const { DuckDBInstance } = await duckDb();
  const instance = await DuckDBInstance.create(':memory:', { threads: String(threads) });
  return instance.connect();
};

const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

const typeOf = (types: DuckDb, data: ColumnData): DuckDBType =>
  (data instanceof Uint8Array ? types.UTINYINT : data instanceof Uint16Array ? types.USMALLINT
    : data instanceof Uint32Array ? types.UINTEGER : types.INTEGER);

/** Numbers of a vector as DuckDB holds them; the class of a vector of plain numbers has them as a typed array. */
type NumberVector = DuckDBVector & Readonly<{ items: ColumnData; flush: () => void }>;
const numbersIn = (vector: DuckDBVector): NumberVector => vector as NumberVector; // only numeric columns are selected

/** Makes batches one after the other until `rows` are there; synchronous, because DuckDB asks for them. */
export type BatchSource = Readonly<{ rows: number; batchRows: number; make: (from: number, count: number) => Columns }>;

type Rows = Readonly<{
  source: BatchSource; names: readonly (readonly [FactName, Column])[]; onRows: (done: number) => void;
}>;

const rowsFunction = (api: DuckDb, { source, names, onRows }: Rows): DuckDBTableFunction => {
  let [at, base] = [0, 0];
  let batch = source.make(0, Math.min(source.batchRows, source.rows));
  return api.DuckDBTableFunction.create({
    name: 'population_rows',
    bindFunction: (info) => names.forEach(([name, { data }]) => info.addResultColumn(name, typeOf(api, data))),
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
 * Writes a population as Parquet, streamed: days as DATE with NULL for unknown, everything else as codes that the
 * metadata explains. Whole or not at all: into a neighbour, then renamed.
 */
export const writeParquet = async (
  path: string, meta: PopulationMeta, from: Readonly<{ source: BatchSource; onRows?: (done: number) => void }>,
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
      + `(FORMAT parquet, COMPRESSION zstd, KV_METADATA {fengcun: ${quoted(JSON.stringify(meta))}})`);
    await rename(temporary, path);
  } finally {
    await rm(temporary, { force: true });
    connection.closeSync();
  }
};

/** What a Parquet file says of itself; refused when it is no population of ours. */
export const readMeta = async (path: string): Promise<Result<PopulationMeta, PopulationRefusal>> => {
  const connection = await openDuckDb(1);
  try {
    const found = await connection.runAndReadAll(
      `SELECT decode(value) AS value FROM parquet_kv_metadata(${quoted(path)}) WHERE decode(key) = 'fengcun'`);
    const [text] = found.getRows()[0] ?? [];
    const meta = parseMeta(typeof text === 'string' ? text : '');
    return meta.ok ? await checkCodes(connection, path, meta.value) : meta;
  } finally {
    connection.closeSync();
  }
};

/** A code without a value would be read beyond a table: the statistics of the file show the largest of each column. */
const checkCodes = async (
  connection: DuckDBConnection, path: string, meta: PopulationMeta,
): Promise<Result<PopulationMeta, PopulationRefusal>> => {
  const largest = await connection.runAndReadAll('SELECT path_in_schema, max(CAST(stats_max_value AS BIGINT)), '
    + `sum(num_values), sum(stats_null_count) FROM parquet_metadata(${quoted(path)}) `
    + "WHERE type IN ('INT32', 'INT64') AND try_cast(stats_max_value AS BIGINT) IS NOT NULL GROUP BY ALL");
  const found = new Map(largest.getRows().map(([name, max, , nulls]) => [String(name), [Number(max), Number(nulls)]]));
  for (const [name, column] of Object.entries(meta.columns)) {
    if (column.kind === 'day') continue;
    const [max = Infinity, nulls = Infinity] = found.get(name) ?? [];
    const codes = column.kind === 'integer' ? column.max + 2 : column.values.length;
    if (max >= codes || nulls > 0) {
      return err({ code: 'NOT_A_POPULATION', message: `column ${name} has codes that the file does not explain` });
    }
  }
  return ok(meta);
};

const copyDays = (into: Int32Array, at: number, vector: DuckDBVector, rows: number): void => {
  const { items } = numbersIn(vector);
  into.set(items.subarray(0, rows), at);
  if (vector.itemCount === 0 || !hasNulls(vector)) return;
  for (let row = 0; row < rows; row += 1) if (vector.getItem(row) === null) into[at + row] = UNKNOWN_DAY;
};

/** Whether a vector has any NULL: without a validity mask it has none. */
const hasNulls = (vector: DuckDBVector): boolean =>
  !('validity' in vector) || (vector.validity as Readonly<{ data: unknown }>).data !== null; // DuckDB's own shape

/** Blocks of rows of a file, columns of the given facts only. `columns` is reused from block to block. */
export const readBlocks = async (
  path: string, facts: readonly FactName[], options: Readonly<{
    meta: PopulationMeta; from: number; to: number; columns: Columns; onBlock: (rows: number) => boolean;
  }>,
): Promise<void> => {
  const { columns, from, to, meta, onBlock } = options;
  const connection = await openDuckDb(1);
  try {
    const names = facts.length === 0 ? ['1'] : facts.map((fact) => `"${fact}"`);
    const result = await connection.stream(`SELECT ${names.join(', ')} FROM read_parquet(${quoted(path)}, `
      + `file_row_number = true) WHERE file_row_number >= ${from} AND file_row_number < ${to}`);
    let filled = 0;
    for (let chunk = await result.fetchChunk(); chunk !== null && chunk.rowCount > 0; chunk = await result.fetchChunk()) {
      const rows = chunk.rowCount;
      for (const [place, fact] of facts.entries()) {
        const data = columns.of.get(fact)?.data;
        const vector = chunk.getColumnVector(place);
        if (data instanceof Int32Array && meta.columns[fact]?.kind === 'day') copyDays(data, filled, vector, rows);
        else data?.set(numbersIn(vector).items.subarray(0, rows), filled);
      }
      filled += rows;
      if (filled + CHUNK_ROWS <= columns.length) continue;
      if (!onBlock(filled)) return;
      filled = 0;
    }
    if (filled > 0) onBlock(filled);
  } finally {
    connection.closeSync();
  }
};
