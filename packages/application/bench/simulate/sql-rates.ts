import { DuckDBInstance } from '@duckdb/node-api';
import type { CivilDate } from '@fengcun/kernel';
import {
  type Column, type Columns, FACT_FIELDS, type FactField, type FactName, type Pack, packSql, parseFacts, UNKNOWN, valueAt,
} from '@fengcun/policy';
import pg from 'pg';
import { startServer } from '../../../store/src/testing/postgres-server.ts';
import { insertFacts, tableOf } from '../../src/simulation/testing/fact-rows.ts';

/** The records as columns, the pack, and what the columnar back end says of each row. */
export type SqlBench = Readonly<{ pack: Pack; asOf: CivilDate; columns: Columns; outcomeOf: (row: number) => string }>;

/** One database: rows decided in the median round, and outcomes that differ. */
export type SqlRate = Readonly<{ engine: string; rows: number; millis: number; mismatches: number }>;

const POSTGRES_ROWS = 20_000;
const INSERT_ROWS = 2000;
const ROUNDS = 3;

const fieldsOf = (columns: Columns): readonly FactField[] =>
  FACT_FIELDS.filter(({ name, type }) => type.kind !== 'list' && columns.of.has(name));

/** Statements that bring the first rows into a table, by a few thousand. */
function* inserts({ columns }: SqlBench, rows: number): Generator<string> {
  const fields = fieldsOf(columns);
  for (let from = 0; from < rows; from += INSERT_ROWS) {
    const sheets = Array.from({ length: Math.min(INSERT_ROWS, rows - from) }, (_, i) => {
      const known = fields.flatMap(({ name }) => {
        const value = valueAt(columns, name, from + i);
        return value === UNKNOWN ? [] : [[name, value]];
      });
      const sheet = parseFacts(Object.fromEntries(known));
      if (!sheet.ok) throw new TypeError('bug: a made record is no fact sheet');
      return sheet.value;
    });
    yield insertFacts('postgresql', sheets, fields, from);
  }
}

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

type Run = Readonly<{ rowsOf: (sql: string) => Promise<readonly Record<string, unknown>[]> }>;

const rate = async (bench: SqlBench, dialect: 'duckdb' | 'postgresql', run: Run): Promise<Omit<SqlRate, 'engine' | 'rows'>> => {
  const plan = packSql({ pack: bench.pack, asOf: bench.asOf }, { dialect, table: 'records', id: 'id' });
  if (!plan.ok) throw new TypeError(`bug: ${plan.error.message}`);
  const counted = `SELECT outcome, count(*) AS n FROM (${plan.value.sql}) decided GROUP BY outcome`;
  const rounds: number[] = [];
  for (let round = 0; round <= ROUNDS; round += 1) {
    const startedAt = performance.now();
    await run.rowsOf(counted);
    if (round > 0) rounds.push(performance.now() - startedAt);
  }
  const rows = await run.rowsOf(plan.value.sql);
  const mismatches = rows.filter((row) => row['outcome'] !== bench.outcomeOf(Number(row['id']))).length;
  return { millis: median(rounds), mismatches };
};

/** Facts of the records and of the pack: those that no record knows are columns of NULL. */
const missingColumns = (bench: SqlBench): readonly FactField[] => {
  const plan = packSql({ pack: bench.pack, asOf: bench.asOf }, { dialect: 'duckdb', table: 'records', id: 'id' });
  const read = plan.ok ? plan.value.facts : [];
  // The pack of this bench reads no lists of entries.
  return FACT_FIELDS.filter(({ name, type }) =>
    type.kind !== 'list' && (bench.columns.of.has(name) || read.includes(name)));
};

const literal = (value: unknown): string => (value === UNKNOWN ? 'NULL'
  : Array.isArray(value) ? `[${value.map(literal).join(', ')}]` : typeof value === 'string' ? `'${value}'` : String(value));

/** A column of codes as its values: what the SQL of a pack reads. */
const decoded = (name: FactName, { domain }: Pick<Column, 'domain'>): string =>
  (domain === undefined ? `"${name}"` : `list_extract([${domain.map(literal).join(', ')}], "${name}" + 1) AS "${name}"`);

/** DuckDB, in memory, one thread, over the records of a population file of the same rows. */
export const duckDbRate = async (bench: SqlBench, path: string): Promise<SqlRate> => {
  const connection = await (await DuckDBInstance.create(':memory:', { threads: '1' })).connect();
  try {
    const columns = missingColumns(bench).map(({ name, type }) => {
      const column = bench.columns.of.get(name);
      return column === undefined ? `NULL::${type.kind === 'boolean' ? 'BOOLEAN' : 'VARCHAR'} AS "${name}"` : decoded(name, column);
    });
    await connection.run(`CREATE TABLE records AS SELECT file_row_number AS id, ${columns.join(', ')} `
      + `FROM read_parquet('${path}', file_row_number = true)`);
    const measured = await rate(bench, 'duckdb', {
      rowsOf: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJson(),
    });
    return { engine: 'DuckDB, in memory, one thread', rows: bench.columns.length, ...measured };
  } finally {
    connection.closeSync();
  }
};

/** A PostgreSQL server of this bench alone, without parallel workers. */
export const postgresRate = async (bench: SqlBench): Promise<SqlRate> => {
  const server = await startServer(['-c', 'max_parallel_workers_per_gather=0']);
  const client = new pg.Client({ connectionString: server.url });
  try {
    await client.connect();
    await client.query(tableOf('postgresql', missingColumns(bench)));
    for (const statement of inserts(bench, POSTGRES_ROWS)) await client.query(statement);
    const measured = await rate(bench, 'postgresql', {
      rowsOf: async (sql) => (await client.query(sql)).rows,
    });
    return { engine: 'PostgreSQL, one process', rows: POSTGRES_ROWS, ...measured };
  } finally {
    await client.end();
    await server.stop();
  }
};
