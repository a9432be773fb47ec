import type { DuckDBConnection } from '@duckdb/node-api';
import { err, ok, type Result } from '@fengcun/kernel';
import { openDuckDb, quoted } from './duckdb.ts';
import { parseMeta, type PopulationMeta, type PopulationRefusal } from './population-meta.ts';

/** What a Parquet file says of itself; refused when it is no population of ours. */
export const readMeta = async (path: string): Promise<Result<PopulationMeta, PopulationRefusal>> => {
  const connection = await openDuckDb(1);
  try {
    const found = await connection.runAndReadAll(
      `SELECT decode(value) AS value FROM parquet_kv_metadata(${quoted(path)}) `
      + `WHERE decode(key) = 'fengcun'`);
    const [text] = found.getRows()[0] ?? [];
    const meta = parseMeta(typeof text === 'string' ? text : '');
    return meta.ok ? await checkCodes(connection, path, meta.value) : meta;
  } finally {
    connection.closeSync();
  }
};

/**
 * A code without a value would be read beyond a table: the statistics of the file show the largest of each
 * column.
 */
const checkCodes = async (
  connection: DuckDBConnection, path: string, meta: PopulationMeta,
): Promise<Result<PopulationMeta, PopulationRefusal>> => {
  const largest = await connection.runAndReadAll(
    'SELECT path_in_schema, max(CAST(stats_max_value AS BIGINT)), '
    + `sum(num_values), sum(stats_null_count) FROM parquet_metadata(${quoted(path)}) `
    + "WHERE type IN ('INT32', 'INT64') AND try_cast(stats_max_value AS BIGINT) IS NOT NULL GROUP BY ALL");
  const found = new Map(largest.getRows().map(([name, max, , nulls]) =>
    [String(name), [Number(max), Number(nulls)]]));
  for (const [name, column] of Object.entries(meta.columns)) {
    if (column.kind === 'day') continue;
    const [max = Infinity, nulls = Infinity] = found.get(name) ?? [];
    const codes = column.kind === 'integer' ? column.max + 2 : column.values.length;
    if (max >= codes || nulls > 0) {
      return err({ code: 'NOT_A_POPULATION',
        message: `column ${name} has codes that the file does not explain` });
    }
  }
  return ok(meta);
};

