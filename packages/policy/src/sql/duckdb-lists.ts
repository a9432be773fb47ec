import type { SqlCandidate, SqlEntries, SqlExtended, SqlLists, SqlNth } from './list-dialect.ts';

/** Names a value for a text that needs it more than once: DuckDB has lambdas, not `LET`. */
export const duckDbBind = (name: string, values: readonly string[], body: string): string => {
  const fields = values.map((value, i) => `'${name}${i}': ${value}`).join(', ');
  return `(list_transform([{${fields}}], lambda ${name}: ${body})[1])`;
};

const each = ({ column }: SqlEntries, value: string): string =>
  `list_transform(${column}, lambda e: ${value})`;

const some = (list: string, name: string, truth: string): string =>
  `len(list_filter(${list}, lambda ${name}: COALESCE(${truth}, FALSE)))`;

const kept = (list: string): string => `list_filter(${list}, lambda m: m.b IS NOT FALSE)`;

/** Members first, then those of them that can be the n-th in some completion of what is unknown. */
const nth = ({ members, n, field }: SqlNth): string => {
  const parts = `{'i': i, 'b': ${members.belongs}, 'd': e."decidedOn", 'v': e."${field.name}"}`;
  const all = kept(`list_transform(${members.column}, lambda e, i: ${parts})`);
  const certainlyAbove = some('x.x0', 'o', 'o.i <> m.i AND o.b AND o.d > m.d');
  const possiblyAbove = some('x.x0', 'o', 'o.i <> m.i AND NOT COALESCE(o.d < m.d, FALSE)');
  const possible = `list_filter(x.x0, lambda m: ${certainlyAbove} < ${n} AND ${possiblyAbove} >= ${n - 1})`;
  const value = `CASE WHEN ${some('x.x0', 'm', 'm.b')} >= ${n} AND ${some('y.y0', 'm', 'm.v IS NULL')} = 0 `
    + 'AND len(list_distinct(list_transform(y.y0, lambda m: m.v))) = 1 THEN (y.y0[1]).v END';
  return duckDbBind('x', [all], duckDbBind('y', [possible], value));
};

const candidates = ({ when, date, of }: SqlCandidate): string => {
  if (of === undefined) return `[{'c': ${when}, 'd': ${date}}]`;
  const listed = each(of, `{'c': (${when}) AND (${of.belongs}), 'd': ${date}}`);
  return `CASE WHEN ${of.column} IS NULL THEN [{'c': ${when}, 'd': CAST(NULL AS DATE)}] ELSE ${listed} END`;
};

const extreme = (which: 'max' | 'min', parts: readonly SqlCandidate[]): string => {
  const all = parts.map(candidates).reduce((list, next) => `list_concat(${list}, ${next})`);
  const certain = 'list_transform(list_filter(x.x0, lambda m: COALESCE(m.c, FALSE)), lambda m: m.d)';
  const open = `(m.c IS NOT FALSE AND m.d IS NULL) `
    + `OR (m.c IS NULL AND m.d ${which === 'max' ? '>' : '<'} y.y0)`;
  return duckDbBind('x', [all], duckDbBind('y', [`list_${which}(${certain})`],
    `CASE WHEN ${some('x.x0', 'm', open)} = 0 THEN y.y0 END`));
};

const CERTAIN = '(COALESCE(m.b, FALSE) AND m.f IS NOT NULL AND m.t IS NOT NULL)';

/** Sorted by where they begin, one pass reaches the fixed point, as in the interpreter. */
const extended = ({ base, members, from, to }: SqlExtended): string => {
  const all = kept(each(members, `{'f': ${from}, 't': ${to}, 'b': ${members.belongs}}`));
  const certain = `list_sort(list_filter(x.x1, lambda m: ${CERTAIN}))`;
  const further = 'CASE WHEN m.f <= a.t AND m.t > a.t THEN m ELSE a END';
  const reached = `(list_reduce(${certain}, lambda a, m: ${further}, `
    + `{'f': x.x0, 't': x.x0, 'b': TRUE})).t`;
  const open = `NOT ${CERTAIN} AND NOT COALESCE(m.t <= y.y0, FALSE) AND NOT COALESCE(m.f > y.y0, FALSE)`;
  return duckDbBind('x', [base, all], duckDbBind('y', [reached],
    `CASE WHEN ${some('x.x1', 'm', open)} = 0 THEN y.y0 END`));
};

/** Lists of structures, walked by lambdas: the column is `STRUCT(…)[]` with the fields that are read. */
export const DUCKDB_LISTS: SqlLists = {
  over: (which, entries, value) => `list_${which}(${each(entries, value)})`,
  count: (entries, truth) => some(entries.column, 'e', truth),
  nth, extreme, extended,
};
