import { type Comparison, type Expression, walk } from '../cel/expression.ts';
import { ENTRY_FIELDS, entryField, type FactField } from '../facts/fact-fields.ts';
import { type SqlDialect, sqlColumn } from './dialect.ts';
import type { SqlCandidate, SqlMembers } from './list-dialect.ts';

/** Where lists are being written; `write`: the SQL of an expression, of the record or of an entry `e`. */
export type ListWriting = Readonly<{ dialect: SqlDialect; write: (expression: Expression) => string }>;

const namesRead = (node: Expression): readonly string[] => {
  switch (node.op) {
    case 'field': return [node.name];
    case 'knownField': return [node.field];
    case 'nth': return [node.field, 'decidedOn'];
    default: return [];
  }
};

/** Fields of entries whose value or knownness the expressions ask for, in the order of the schema. */
export const entryFieldsOf = (expressions: readonly Expression[]): readonly FactField[] => {
  const read = new Set(expressions.flatMap(walk).flatMap(namesRead));
  return ENTRY_FIELDS.filter(({ name }) => read.has(name));
};

const filtersOf = (list: Expression): readonly Expression[] =>
  (list.op === 'filter' ? [...filtersOf(list.list), list.where] : []);

const columnOf = (list: Expression): string => {
  if (list.op === 'filter') return columnOf(list.list);
  if (list.op !== 'fact') throw new TypeError('bug: a list is a fact or a filter of one');
  return sqlColumn(list.name);
};

/** Filters one after the other are one condition: an entry belongs as far as all of them hold. */
const membersOf = (list: Expression, asked: readonly Expression[], { write }: ListWriting): SqlMembers => ({
  column: columnOf(list),
  fields: entryFieldsOf([list, ...asked]),
  belongs: filtersOf(list).map(write).join(' AND ') || 'TRUE',
});

/**
 * `exists` and `all` as the best or the worst of all entries, 2 for true and 1 for unknown: Kleene's `OR` of
 * “belongs and holds”, `AND` of “does not belong or holds”.
 */
export const quantifierSql = (
  expression: Expression & { op: 'some' | 'every' }, writing: ListWriting,
): string => {
  const members = membersOf(expression.list, [expression.where], writing);
  const holds = writing.write(expression.where);
  const isSome = expression.op === 'some';
  const truth = isSome ? `(${members.belongs}) AND ${holds}` : `NOT (${members.belongs}) OR ${holds}`;
  const [which, empty] = isSome ? ['max', 0] as const : ['min', 2] as const;
  const ranked = writing.dialect.lists.over(which, members, `COALESCE(2 * CAST((${truth}) AS INTEGER), 1)`);
  const rank = `COALESCE(${ranked}, CASE WHEN ${members.column} IS NOT NULL THEN ${empty} END)`;
  return `(CASE ${rank} WHEN 2 THEN TRUE WHEN 0 THEN FALSE END)`;
};

/** Between which numbers the size of a list lies. */
const boundsSql = (list: Expression, writing: ListWriting): readonly [string, string] => {
  const members = membersOf(list, [], writing);
  const { count } = writing.dialect.lists;
  return [count(members, members.belongs), count(members, `(${members.belongs}) IS NOT FALSE`)];
};

/** `size(list)` as a number: known where every entry certainly belongs or does not. */
export const countSql = (expression: Expression & { op: 'count' }, writing: ListWriting): string =>
  writing.dialect.bind('x', boundsSql(expression.list, writing), 'CASE WHEN x.x0 = x.x1 THEN x.x0 END');

/** `size(list)` compared with a number: known where every size the list can have gives one answer. */
export const countComparisonSql = (
  { comparison, list, other }: Readonly<{ comparison: Comparison; list: Expression; other: Expression }>,
  writing: ListWriting,
): string => {
  const values = [...boundsSql(list, writing), writing.write(other)];
  const [apart, same] = ['x.x2 < x.x0 OR x.x2 > x.x1', 'x.x0 = x.x1 AND x.x2 = x.x0'];
  const body = comparison === '==' ? `CASE WHEN ${apart} THEN FALSE WHEN ${same} THEN TRUE END`
    : comparison === '!=' ? `CASE WHEN ${apart} THEN TRUE WHEN ${same} THEN FALSE END`
    // An order does not turn back: if it is the same of the least and the largest, it is of all between.
    : `CASE WHEN (x.x0 ${comparison} x.x2) = (x.x1 ${comparison} x.x2) THEN x.x0 ${comparison} x.x2 END`;
  return writing.dialect.bind('x', values, body);
};

/** A field of the n-th most recent entry. */
export const nthSql = (expression: Expression & { op: 'nth' }, writing: ListWriting): string => {
  const field = entryField(expression.field);
  if (field === undefined) throw new TypeError('bug: a field that entries do not have');
  const members = membersOf(expression.list, [expression], writing);
  return writing.dialect.lists.nth({ members, n: expression.n, field });
};

/** `latest` and `earliest` where a part is a date of each entry. */
export const extremeSql = (
  expression: Expression & { op: 'latest' | 'earliest' }, writing: ListWriting,
): string => {
  const candidates = expression.parts.map(({ when, date }): SqlCandidate => {
    const counts = when === undefined ? 'TRUE' : writing.write(when);
    if (date.op !== 'dates') return { when: counts, date: writing.write(date) };
    const of = membersOf(date.list, [date.date], writing);
    return { when: counts, date: writing.write(date.date), of };
  });
  return writing.dialect.lists.extreme(expression.op === 'latest' ? 'max' : 'min', candidates);
};

/** A date extended by the entries that begin before it ends. */
export const extendedSql = (expression: Expression & { op: 'extended' }, writing: ListWriting): string => {
  const { base, list, from, to } = expression;
  return writing.dialect.lists.extended({
    base: writing.write(base), members: membersOf(list, [from, to], writing), from: writing.write(from),
    to: writing.write(to),
  });
};
