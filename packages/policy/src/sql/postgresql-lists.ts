import type { FactField } from '../facts/fact-fields.ts';
import type { SqlCandidate, SqlEntries, SqlExtended, SqlLists, SqlNth } from './list-dialect.ts';

const TYPES: Readonly<Record<FactField['type']['kind'], string>> = {
  boolean: 'boolean', date: 'date', integer: 'integer', enum: 'text', set: 'text[]', strings: 'text[]',
  list: 'jsonb',
};

/**
 * Names a value for a text that needs it more than once. `OFFSET 0` keeps the planner from writing it out
 * again in every place.
 */
export const postgresqlBind = (name: string, values: readonly string[], body: string): string =>
  `(SELECT ${body} FROM (SELECT ${values.map((value, i) => `${value} AS ${name}${i}`).join(', ')} OFFSET 0) `
  + `AS ${name})`;

const rows = ({ column, fields }: SqlEntries): string => {
  if (fields.length === 0) return `jsonb_array_elements(${column}) AS e(entry)`;
  const columns = fields.map(({ name, type }) => `"${name}" ${TYPES[type.kind]}`).join(', ');
  return `jsonb_to_recordset(${column}) AS e(${columns})`;
};

const known = (column: string, text: string): string => `(CASE WHEN ${column} IS NOT NULL THEN ${text} END)`;

/** Members first, then those of them that can be the n-th in some completion of what is unknown. */
const nth = ({ members, n, field }: SqlNth): string => {
  const all = `SELECT row_number() OVER () AS i, (${members.belongs}) AS b, e."decidedOn" AS d, `
    + `e."${field.name}" AS v FROM ${rows(members)}`;
  const above = (which: string): string => `(SELECT count(*) FROM m AS o WHERE o.i <> m.i AND ${which})`;
  const possible = `SELECT v FROM m WHERE ${above('o.b AND o.d > m.d')} < ${n} `
    + `AND ${above('(o.d < m.d) IS NOT TRUE')} >= ${n - 1}`;
  // As text, because there is no smallest of truths; equal values have equal texts.
  const value = `CASE WHEN (SELECT count(*) FROM m WHERE b) >= ${n} AND count(*) = count(v) `
    + `AND count(DISTINCT CAST(v AS text)) = 1 THEN CAST(min(CAST(v AS text)) `
    + `AS ${TYPES[field.type.kind]}) END`;
  return known(members.column, `(WITH m AS MATERIALIZED (SELECT * FROM (${all}) AS a WHERE b IS NOT FALSE), `
    + `k AS (${possible}) SELECT ${value} FROM k)`);
};

const candidates = ({ when, date, of }: SqlCandidate): string => {
  if (of === undefined) return `SELECT (${when}) AS c, ${date} AS d`;
  return `SELECT (${when}) AND (${of.belongs}), ${date} FROM ${rows(of)} `
    + `UNION ALL SELECT (${when}), CAST(NULL AS date) WHERE ${of.column} IS NULL`;
};

const extreme = (which: 'max' | 'min', parts: readonly SqlCandidate[]): string => {
  const open = `(c IS NOT FALSE AND d IS NULL) OR (c IS NULL AND d ${which === 'max' ? '>' : '<'} best)`;
  return `(WITH m(c, d) AS MATERIALIZED (${parts.map(candidates).join(' UNION ALL ')}), `
    + `k AS (SELECT ${which}(d) FILTER (WHERE c) AS best FROM m) `
    + `SELECT CASE WHEN NOT EXISTS (SELECT FROM m WHERE ${open}) THEN best END FROM k)`;
};

const CERTAIN = '(COALESCE(b, FALSE) AND f IS NOT NULL AND t IS NOT NULL)';

/**
 * Sorted by where they begin, the end is the latest `to` before the first member that begins after everything
 * before it has ended: what begins later still can move nothing. So no recursion is needed.
 */
const extended = ({ base, members, from, to }: SqlExtended): string => {
  const all = `SELECT ${from} AS f, ${to} AS t, (${members.belongs}) AS b FROM ${rows(members)}`;
  const before = 'GREATEST(base, '
    + 'max(t) OVER (ORDER BY f, t ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING))';
  const end = `COALESCE((SELECT min(s) FROM n WHERE f > s), (SELECT max(t) FROM m WHERE ${CERTAIN}))`;
  const open = `NOT ${CERTAIN} AND (t <= reached) IS NOT TRUE AND (f > reached) IS NOT TRUE`;
  return known(members.column, `(WITH s AS MATERIALIZED (SELECT ${base} AS base), `
    + `m AS MATERIALIZED (SELECT * FROM (${all}) AS a CROSS JOIN s WHERE b IS NOT FALSE), `
    + `n AS (SELECT f, ${before} AS s FROM m WHERE ${CERTAIN}), `
    + `k AS (SELECT base, ${end} AS moved FROM s) `
    + `SELECT CASE WHEN base IS NOT NULL AND NOT EXISTS (SELECT FROM m WHERE ${open}) THEN reached END `
    + 'FROM (SELECT base, GREATEST(base, moved) AS reached FROM k) AS k)');
};

/** A jsonb array of objects, as rows of a lateral subselect; a member that is absent or null is unknown. */
export const POSTGRESQL_LISTS: SqlLists = {
  // Named first: an aggregate of nothing but columns of the record would be one of the whole statement.
  over: (which, entries, value) =>
    `(SELECT ${which}(v) FROM (SELECT ${value} AS v FROM ${rows(entries)}) AS o)`,
  count: (entries, truth) => known(entries.column,
    `(SELECT count(*) FROM ${rows(entries)} WHERE ${truth})`),
  nth, extreme, extended,
};
