import { MAJORITY_AGE_YEARS } from '@fengcun/statute';
import type { Expression, ShiftUnit } from '../cel/expression.ts';
import type { CompileContext } from '../evaluate/compile-reader.ts';
import { type SqlDialect, sqlColumn, sqlText } from './dialect.ts';
import {
  countComparisonSql, countSql, extendedSql, extremeSql, type ListWriting, nthSql, quantifierSql,
} from './sql-lists.ts';

/** Where SQL is being written. */
export type SqlContext = CompileContext & Readonly<{ dialect: SqlDialect }>;

const constant = (expression: Expression, value: boolean | number | string): string => {
  if (typeof value === 'boolean') return value ? 'TRUE' : 'FALSE';
  if (typeof value === 'number') return String(value);
  return expression.type.kind === 'date' ? `DATE ${sqlText(value)}` : sqlText(value);
};

const year = (date: string): string => `CAST(EXTRACT(YEAR FROM ${date}) AS INTEGER)`;
const monthDay = (date: string): string =>
  `CAST(EXTRACT(MONTH FROM ${date}) * 100 + EXTRACT(DAY FROM ${date}) AS INTEGER)`;

/** Completed years; the day after the birthday completes a year. @see 法释〔2006〕1号 第2条 */
const full = (born: string, on: string): string => {
  const passed = `CASE WHEN ${monthDay(on)} > ${monthDay(born)} THEN 0 ELSE 1 END`;
  return `GREATEST(0, ${year(on)} - ${year(born)} - ${passed})`;
};

const isLeap = (y: string): string => `((${y} % 4 = 0 AND ${y} % 100 <> 0) OR ${y} % 400 = 0)`;

const disputed = (born: string, on: string): string =>
  `(${monthDay(born)} = 229 AND ${monthDay(on)} = 301 AND NOT ${isLeap(year(on))} AND ${on} > ${born})`;

/** Bounds of the calendar and of a step, as the engine has them (date-functions.ts; a test compares). */
const STEP_MAX: Readonly<Record<ShiftUnit, number>> = { years: 300, months: 3600, days: 110_000 };
const PER_YEAR: Readonly<Record<ShiftUnit, number>> = { years: 1, months: 12, days: 365 };

/** LIMIT: characters of a text that may stand more than once; a longer one is named first. */
const REPEATED = 120;

/** A text in which each of `values` may stand several times without growing with every level of nesting. */
const withNames = (
  values: readonly string[], context: SqlContext, body: (names: readonly string[]) => string,
): string => (values.every(({ length }) => length <= REPEATED) ? body(values)
  : context.dialect.bind('x', values, body(values.map((_, i) => `x.x${i}`))));

type Moving = Readonly<{ unit: ShiftUnit; date: string; count: string }>;

const shifted = ({ unit, date, count }: Moving, { dialect }: SqlContext): string => {
  const years = `FLOOR(${count} / ${PER_YEAR[unit]}.0)`;
  const slack = unit === 'years' ? 0 : 1;
  const inside = `ABS(${count}) <= ${STEP_MAX[unit]} AND ${year(date)} + ${years} - ${slack} >= 1900 `
    + `AND ${year(date)} + ${years} + ${slack} <= 2199`;
  return `CASE WHEN ${inside} THEN ${dialect.shift(date, unit, count)} END`;
};

const shift = (expression: Expression & { op: 'shift' }, context: SqlContext): string => {
  const { unit } = expression;
  const values = [sqlOf(expression.date, context), sqlOf(expression.count, context)];
  return withNames(values, context, ([date = '', count = '']) => {
    const moved = shifted({ unit, date, count }, context);
    if (expression.monthEnd !== 'nextMonth' || unit === 'days') return moved;
    const dayOf = (of: string): string => `EXTRACT(DAY FROM ${of})`;
    const next = shifted({ unit: 'days', date: 'y.y0', count: '1' }, context);
    return context.dialect.bind('y', [moved],
      `CASE WHEN ${dayOf('y.y0')} <> ${dayOf(date)} THEN ${next} ELSE y.y0 END`);
  });
};

const ageTest = (expression: Expression & { op: 'under18' | 'fullYears' }, context: SqlContext): string =>
  withNames([expression.born, expression.on].map((each) => sqlOf(each, context)), context,
    ([born = '', on = '']) => {
    const years = full(born, on);
    if (expression.op === 'fullYears') {
      return `CASE WHEN ${on} >= ${born} AND NOT ${disputed(born, on)} THEN ${years} END`;
    }
    const open = `(${years} = ${MAJORITY_AGE_YEARS} AND ${disputed(born, on)})`;
    return `CASE WHEN ${on} >= ${born} AND NOT ${open} THEN ${years} < ${MAJORITY_AGE_YEARS} END`;
  });

/** The latest or earliest of dates of the record, each known where it counts or may count; else NULL. */
const extreme = (expression: Expression & { op: 'latest' | 'earliest' }, context: SqlContext): string => {
  const values = expression.parts.flatMap(({ when, date }) =>
    [sqlOf(date, context), when === undefined ? 'TRUE' : sqlOf(when, context)]);
  return withNames(values, context, (names) => {
    const parts = expression.parts.map((_, i) =>
      ({ date: names[2 * i] ?? '', counts: names[2 * i + 1] ?? '' }));
    const [best, beyond] = expression.op === 'latest' ? ['GREATEST', '>'] : ['LEAST', '<'];
    // Both databases leave NULL out of GREATEST and LEAST.
    const certain = parts.map(({ date, counts }) => `CASE WHEN ${counts} THEN ${date} END`);
    const reached = `${best}(${certain.join(', ')})`;
    const open = parts.map(({ date, counts }) => `((${counts}) IS NOT FALSE AND ${date} IS NULL) `
      + `OR ((${counts}) IS NULL AND ${date} ${beyond} ${reached})`);
    return `(CASE WHEN ${open.join(' OR ')} THEN NULL ELSE ${reached} END)`;
  });
};

const choose = (expression: Expression & { op: 'choose' }, context: SqlContext): string => {
  const { condition, yes, no } = expression;
  const values = [condition, yes, no].map((each) => sqlOf(each, context));
  return withNames(values, context, ([c, a, b]) =>
    `(CASE WHEN ${c} THEN ${a} WHEN NOT ${c} THEN ${b} WHEN ${a} = ${b} THEN ${a} END)`);
};

const SIGNS = { '==': '=', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

/** The same comparison with its sides changed. */
const MIRRORED = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

const comparison = (expression: Expression & { op: 'compare' }, context: SqlContext): string => {
  const { comparison: sign, left, right } = expression;
  const writing = writingOf(context);
  if (left.op === 'count') {
    return countComparisonSql({ comparison: sign, list: left.list, other: right }, writing);
  }
  if (right.op === 'count') {
    return countComparisonSql({ comparison: MIRRORED[sign], list: right.list, other: left }, writing);
  }
  return `(${sqlOf(left, context)} ${SIGNS[sign]} ${sqlOf(right, context)})`;
};

const writingOf = (context: SqlContext): ListWriting =>
  ({ dialect: context.dialect, write: (expression) => sqlOf(expression, context) });

const listOf = (items: readonly (number | string)[]): readonly string[] =>
  items.map((item) => (typeof item === 'number' ? String(item) : sqlText(item)));

const SET_TESTS = { hasAny: 'hasAny', hasAll: 'hasAll', hasOnly: 'hasOnly' } as const;

/**
 * SQL of an expression; NULL is unknown. `AND`, `OR`, `NOT`, comparisons and `IN` of SQL are Kleene's on NULL
 * as
 * they stand; `?:`, calendar functions and lists are written out. Every operation of the language has SQL.
 */
export const sqlOf = (expression: Expression, context: SqlContext): string => {
  const part = (inner: Expression): string => sqlOf(inner, context);
  switch (expression.op) {
    case 'constant': return constant(expression, expression.value);
    case 'fact': return sqlColumn(expression.name);
    case 'switch': return sqlText(context.switches.get(expression.id) ?? '');
    case 'asOf': return `DATE ${sqlText(context.asOf)}`;
    case 'known': return `(${sqlColumn(expression.fact)} IS NOT NULL)`;
    case 'and': return `(${part(expression.left)} AND ${part(expression.right)})`;
    case 'or': return `(${part(expression.left)} OR ${part(expression.right)})`;
    case 'not': return `(NOT ${part(expression.operand)})`;
    case 'compare': return comparison(expression, context);
    case 'oneOf': return `(${part(expression.item)} IN (${listOf(expression.list).join(', ')}))`;
    case 'setTest': {
      const list = context.dialect.list(listOf(expression.list));
      return context.dialect[SET_TESTS[expression.test]](part(expression.set), list);
    }
    case 'under18': case 'fullYears': return `(${ageTest(expression, context)})`;
    case 'shift': return `(${shift(expression, context)})`;
    case 'choose': return choose(expression, context);
    case 'latest': case 'earliest':
      return expression.parts.some(({ date }) => date.op === 'dates')
        ? extremeSql(expression, writingOf(context)) : extreme(expression, context);
    case 'field': return `e."${expression.name}"`;
    case 'knownField': return `(e."${expression.field}" IS NOT NULL)`;
    case 'some': case 'every': return quantifierSql(expression, writingOf(context));
    case 'count': return countSql(expression, writingOf(context));
    case 'nth': return nthSql(expression, writingOf(context));
    case 'extended': return extendedSql(expression, writingOf(context));
    // The type check lets no list stand where a value is needed.
    case 'filter': case 'dates': throw new TypeError(`bug: ${expression.op} is no value`);
  }
};
