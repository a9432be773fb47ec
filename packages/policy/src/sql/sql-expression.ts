import { MAJORITY_AGE_YEARS } from '@fengcun/statute';
import type { Expression, ShiftUnit } from '../cel/expression.ts';
import type { CompileContext } from '../evaluate/compile-reader.ts';
import { type SqlDialect, sqlColumn, sqlText } from './dialect.ts';

/** An expression that has no SQL; the message names it, and no SQL is given: never something nearly equal. */
export class NotInSql extends Error {
  override readonly name = 'NotInSql';
}

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

const shift = (expression: Expression & { op: 'shift' }, context: SqlContext): string => {
  if ('monthEnd' in expression && expression.monthEnd !== undefined) {
    throw new NotInSql('a stated month-end rule other than the last day');
  }
  const { unit } = expression;
  const [date, count] = [sqlOf(expression.date, context), sqlOf(expression.count, context)];
  const years = `FLOOR(${count} / ${PER_YEAR[unit]}.0)`;
  const slack = unit === 'years' ? 0 : 1;
  const inside = `ABS(${count}) <= ${STEP_MAX[unit]} AND ${year(date)} + ${years} - ${slack} >= 1900 `
    + `AND ${year(date)} + ${years} + ${slack} <= 2199`;
  return `CASE WHEN ${inside} THEN ${context.dialect.shift(date, unit, count)} END`;
};

const ageTest = (expression: Expression & { op: 'under18' | 'fullYears' }, context: SqlContext): string => {
  const [born, on] = [sqlOf(expression.born, context), sqlOf(expression.on, context)];
  const years = full(born, on);
  if (expression.op === 'fullYears') {
    return `CASE WHEN ${on} >= ${born} AND NOT ${disputed(born, on)} THEN ${years} END`;
  }
  const open = `(${years} = ${MAJORITY_AGE_YEARS} AND ${disputed(born, on)})`;
  return `CASE WHEN ${on} >= ${born} AND NOT ${open} THEN ${years} < ${MAJORITY_AGE_YEARS} END`;
};

/** The latest or earliest of dates, each known where it counts or may count; else NULL. */
const extreme = (expression: Expression & { op: 'latest' | 'earliest' }, context: SqlContext): string => {
  const parts = expression.parts.map(({ when, date }) => {
    if (date.op === 'dates') throw new NotInSql(`the operation ${expression.op} over lists of entries`);
    return { date: sqlOf(date, context), counts: when === undefined ? 'TRUE' : sqlOf(when, context) };
  });
  const [best, beyond] = expression.op === 'latest' ? ['GREATEST', '>'] : ['LEAST', '<'];
  // Both databases leave NULL out of GREATEST and LEAST.
  const certain = parts.map(({ date, counts }) => `CASE WHEN ${counts} THEN ${date} END`);
  const reached = `${best}(${certain.join(', ')})`;
  const open = parts.map(({ date, counts }) => `((${counts}) IS NOT FALSE AND ${date} IS NULL) `
    + `OR ((${counts}) IS NULL AND ${date} ${beyond} ${reached})`);
  return `(CASE WHEN ${open.join(' OR ')} THEN NULL ELSE ${reached} END)`;
};

const listOf = (items: readonly (number | string)[]): readonly string[] =>
  items.map((item) => (typeof item === 'number' ? String(item) : sqlText(item)));

const SIGNS = { '==': '=', '!=': '<>', '<': '<', '<=': '<=', '>': '>', '>=': '>=' } as const;

const SET_TESTS = { hasAny: 'hasAny', hasAll: 'hasAll', hasOnly: 'hasOnly' } as const;

/**
 * SQL of an expression; NULL is unknown. `AND`, `OR`, `NOT`, comparisons and `IN` of SQL are Kleene's on NULL
 * as
 * they stand; `?:` and calendar functions are written out. @throws NotInSql for what has no SQL
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
    case 'compare':
      return `(${part(expression.left)} ${SIGNS[expression.comparison]} ${part(expression.right)})`;
    case 'oneOf': return `(${part(expression.item)} IN (${listOf(expression.list).join(', ')}))`;
    case 'setTest': {
      const list = context.dialect.list(listOf(expression.list));
      return context.dialect[SET_TESTS[expression.test]](part(expression.set), list);
    }
    case 'under18': case 'fullYears': return `(${ageTest(expression, context)})`;
    case 'shift': return `(${shift(expression, context)})`;
    case 'choose': {
      const [c, yes, no] = [part(expression.condition), part(expression.yes), part(expression.no)];
      return `(CASE WHEN ${c} THEN ${yes} WHEN NOT ${c} THEN ${no} WHEN ${yes} = ${no} THEN ${yes} END)`;
    }
    case 'latest': case 'earliest': return extreme(expression, context);
    default: throw new NotInSql(`the operation ${expression.op} over lists of entries`);
  }
};
