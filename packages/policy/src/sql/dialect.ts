import type { ShiftUnit } from '../cel/expression.ts';
import { DUCKDB_LISTS, duckDbBind } from './duckdb-lists.ts';
import type { SqlLists } from './list-dialect.ts';
import { POSTGRESQL_LISTS, postgresqlBind } from './postgresql-lists.ts';

/** Names of the databases that a pack can be written for. */
export type SqlDialectName = 'duckdb' | 'postgresql';

/** What differs between the databases; everything else is standard SQL. Arguments are SQL texts. */
export type SqlDialect = Readonly<{
  name: SqlDialectName;
  /** `set` has a member of `list`, all of it, or is not empty and lies within it. */
  hasAny: (set: string, list: string) => string;
  hasAll: (set: string, list: string) => string;
  hasOnly: (set: string, list: string) => string;
  list: (items: readonly string[]) => string;
  /** The date `count` calendar units later: same civil day, or the month's last. */
  shift: (date: string, unit: ShiftUnit, count: string) => string;
  /** The text `body`, in which `values` are called `name.name0`, `name.name1` …: each is computed once. */
  bind: (name: string, values: readonly string[], body: string) => string;
  lists: SqlLists;
}>;

const TO_UNIT: Readonly<Record<ShiftUnit, string>> = { years: 'to_years', months: 'to_months',
  days: 'to_days' };

const DUCKDB: SqlDialect = {
  name: 'duckdb',
  hasAny: (set, list) => `list_has_any(${set}, ${list})`,
  hasAll: (set, list) => `list_has_all(${set}, ${list})`,
  hasOnly: (set, list) => `(len(${set}) > 0 AND list_has_all(${list}, ${set}))`,
  list: (items) => `[${items.join(', ')}]::VARCHAR[]`,
  shift: (date, unit, count) => `CAST(${date} + ${TO_UNIT[unit]}(CAST(${count} AS INTEGER)) AS DATE)`,
  bind: duckDbBind,
  lists: DUCKDB_LISTS,
};

const POSTGRESQL: SqlDialect = {
  name: 'postgresql',
  hasAny: (set, list) => `(${set} && ${list})`,
  hasAll: (set, list) => `(${set} @> ${list})`,
  hasOnly: (set, list) => `(cardinality(${set}) > 0 AND ${set} <@ ${list})`,
  list: (items) => `ARRAY[${items.join(', ')}]::text[]`,
  shift: (date, unit, count) => `CAST(${date} + make_interval(${unit} => CAST(${count} AS integer)) AS date)`,
  bind: postgresqlBind,
  lists: POSTGRESQL_LISTS,
};

/** The dialect of that name. */
export const SQL_DIALECTS: Readonly<Record<SqlDialectName, SqlDialect>> = {
  duckdb: DUCKDB, postgresql: POSTGRESQL,
};

/** A text constant. Only names of packs and of our schema come here; quotes are doubled all the same. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Column of a fact of the record `r`, quoted because the names have capitals. */
export const sqlColumn = (fact: string): string => `r."${fact.replaceAll('"', '""')}"`;
