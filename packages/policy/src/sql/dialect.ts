import type { ShiftUnit } from '../cel/expression.ts';

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
};

const POSTGRESQL: SqlDialect = {
  name: 'postgresql',
  hasAny: (set, list) => `(${set} && ${list})`,
  hasAll: (set, list) => `(${set} @> ${list})`,
  hasOnly: (set, list) => `(cardinality(${set}) > 0 AND ${set} <@ ${list})`,
  list: (items) => `ARRAY[${items.join(', ')}]::text[]`,
  shift: (date, unit, count) => `CAST(${date} + make_interval(${unit} => CAST(${count} AS integer)) AS date)`,
};

/** The dialect of that name. */
export const SQL_DIALECTS: Readonly<Record<SqlDialectName, SqlDialect>> = {
  duckdb: DUCKDB, postgresql: POSTGRESQL,
};

/** A text constant. Only names of packs and of our schema come here; quotes are doubled all the same. */
export const sqlText = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Column of a fact, quoted because the names have capitals. */
export const sqlColumn = (fact: string): string => `"${fact.replaceAll('"', '""')}"`;
