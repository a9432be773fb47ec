import type { DuckDBConnection } from '@duckdb/node-api';
import { err, ok, type Result } from '@fengcun/kernel';
import { openDuckDb, quoted } from './duckdb.ts';
import {
  allColumns, type ColumnMeta, parseMeta, type PopulationMeta, type PopulationRefusal,
} from './population-meta.ts';

/** What a Parquet file says of itself; refused when it is no population of ours. */
export const readMeta = async (path: string): Promise<Result<PopulationMeta, PopulationRefusal>> => {
  const connection = await openDuckDb(1);
  try {
    const found = await connection.runAndReadAll(
      `SELECT decode(value) AS value FROM parquet_kv_metadata(${quoted(path)}) `
      + `WHERE decode(key) = 'fengcun'`);
    const [text] = found.getRows()[0] ?? [];
    const meta = parseMeta(typeof text === 'string' ? text : '');
    return meta.ok ? await checkFile(connection, path, meta.value) : meta;
  } finally {
    connection.closeSync();
  }
};

/** Statistics of one column over all row groups; `isWhole`: every group has them, or nothing but NULL. */
type Statistics = Readonly<{ isWhole: boolean; largest: number; first: string; last: string; nulls: number }>;

const statisticsOf = async (
  connection: DuckDBConnection, path: string,
): Promise<ReadonlyMap<string, Statistics>> => {
  const found = await connection.runAndReadAll('SELECT path_in_schema, '
    + 'bool_and(stats_max_value IS NOT NULL OR stats_null_count = num_values), '
    + "coalesce(max(try_cast(stats_max_value AS BIGINT)), -1), coalesce(min(stats_min_value), ''), "
    + "coalesce(max(stats_max_value), ''), sum(coalesce(stats_null_count, 0)) "
    + `FROM parquet_metadata(${quoted(path)}) GROUP BY ALL`);
  return new Map(found.getRows().map(([name, isWhole, largest, first, last, nulls]) => [String(name), {
    isWhole: isWhole === true, largest: Number(largest), first: String(first), last: String(last),
    nulls: Number(nulls),
  }]));
};

/** Types that the reader takes as they lie in memory. */
const CODE_TYPES: readonly string[] = ['UTINYINT', 'USMALLINT', 'UINTEGER'];

const isFaulty = (column: ColumnMeta, is: Statistics & Readonly<{ type: string }>): boolean => {
  if (!is.isWhole) return true;
  // The calendar of the engine: 1900–2199, as text in the order of days.
  if (column.kind === 'day') {
    return is.type !== 'DATE' || (is.first !== '' && (is.first < '1900-01-01' || is.last > '2199-12-31'));
  }
  const codes = column.kind === 'integer' ? column.max + 2 : column.values.length;
  return !CODE_TYPES.includes(is.type) || is.largest < 0 || is.largest >= codes || is.nulls > 0;
};

/**
 * A code without a value or a day outside the calendar would be read beyond a table: the statistics of the
 * file
 * show the largest of each column, and one that has none is refused. So is a file of another length.
 */
const checkFile = async (
  connection: DuckDBConnection, path: string, meta: PopulationMeta,
): Promise<Result<PopulationMeta, PopulationRefusal>> => {
  const refuse = (message: string) => err({ code: 'NOT_A_POPULATION' as const, message });
  const file = `read_parquet(${quoted(path)})`;
  const described = await connection.runAndReadAll(`DESCRIBE SELECT * FROM ${file}`);
  const types = new Map(described.getRows().map(([name, type]) => [String(name), String(type)]));
  const statistics = await statisticsOf(connection, path);
  for (const [name, column] of Object.entries(allColumns(meta))) {
    const [found, type] = [statistics.get(name), types.get(name)];
    if (found === undefined || type === undefined || isFaulty(column, { ...found, type })) {
      return refuse(`column ${name} is not as the file describes it; make the file again`);
    }
  }
  const counted = await connection.runAndReadAll(
    `SELECT num_rows FROM parquet_file_metadata(${quoted(path)})`);
  return Number(counted.getRows()[0]?.[0]) === meta.rows ? ok(meta)
    : refuse('the file has another number of records than it says; make the file again');
};
