import type { FactName } from '../facts/fact-sheet.ts';

/**
 * Type of a value in a condition. An enum carries its closed list; `of` names its fact or switch. `list` is a
 * list of entries of the person, `dates` one date of each entry; neither is the type of a whole condition.
 */
export type ValueType =
  | Readonly<{ kind: 'boolean' | 'integer' | 'date' | 'text' }>
  | Readonly<{ kind: 'enum'; of: string; values: readonly string[] }>
  | Readonly<{ kind: 'set'; of: string; values?: readonly string[] }>
  | Readonly<{ kind: 'list' | 'dates'; of: string }>;

/** Comparison operators; the four orders apply to integers and dates only. */
export type Comparison = '==' | '!=' | '<' | '<=' | '>' | '>=';

/** What a function of the language is called and how it counts. */
export type SetTest = 'hasAny' | 'hasAll' | 'hasOnly';

/** Calendar unit by which a date is moved. */
export type ShiftUnit = 'years' | 'months' | 'days';

/** What becomes of a day that the month does not have: its last day, unless the pack says `nextMonth`. */
export type MonthEnd = 'lastDay' | 'nextMonth';
/** One of several dates; `when` says whether it counts, absent = always. `date` may be of type `dates`. */
export type DatePart = Readonly<{ when?: Expression; date: Expression }>;

type Node =
  /** `parameter` names the parameter of the pack that the value comes from. */
  | Readonly<{ op: 'constant'; value: boolean | number | string; parameter?: string }>
  | Readonly<{ op: 'fact'; name: FactName }>
  | Readonly<{ op: 'switch'; id: string }>
  | Readonly<{ op: 'asOf' }>
  | Readonly<{ op: 'known'; fact: FactName }>
  | Readonly<{ op: 'and' | 'or'; left: Expression; right: Expression }>
  | Readonly<{ op: 'not'; operand: Expression }>
  | Readonly<{ op: 'compare'; comparison: Comparison; left: Expression; right: Expression }>
  | Readonly<{
    op: 'oneOf'; item: Expression; list: readonly (number | string)[]; parameter?: string;
  }>
  | Readonly<{
    op: 'setTest'; test: SetTest; set: Expression; list: readonly string[]; parameter?: string;
  }>
  | Readonly<{ op: 'under18'; born: Expression; on: Expression }>
  | Readonly<{ op: 'fullYears'; born: Expression; on: Expression }>
  | Readonly<{
    op: 'shift'; unit: ShiftUnit; date: Expression; count: Expression; monthEnd?: 'nextMonth';
  }>
  | Readonly<{ op: 'choose'; condition: Expression; yes: Expression; no: Expression }>
  /** A field of the entry that the innermost list operation looks at; lists never stand inside lists. */
  | Readonly<{ op: 'field'; name: FactName }>
  | Readonly<{ op: 'knownField'; field: FactName }>
  | Readonly<{ op: 'filter'; list: Expression; where: Expression }>
  | Readonly<{ op: 'some' | 'every'; list: Expression; where: Expression }>
  | Readonly<{ op: 'count'; list: Expression }>
  /** Field of the n-th most recent entry by `decidedOn`, n from 1. */
  | Readonly<{ op: 'nth'; list: Expression; n: number; field: FactName }>
  /** One date of each entry; stands only in `latest`, `earliest` and `extended`. */
  | Readonly<{ op: 'dates'; list: Expression; date: Expression }>
  | Readonly<{ op: 'latest' | 'earliest'; parts: readonly DatePart[] }>
  /** `base`, moved to `to` of every entry whose `from` lies at or before the date reached so far. */
  | Readonly<{ op: 'extended'; base: Expression; list: Expression; from: Expression; to: Expression }>;

/**
 * A type-checked condition: CEL reduced to the closed list of operations of this language.
 * `type` is the type of the value, `at` the UTF-16 offset in the text of the condition.
 */
export type Expression = Node & Readonly<{ type: ValueType; at: number }>;

/** Direct parts of an expression, in the order of the text. */
export const partsOf = (expression: Expression): readonly Expression[] => {
  switch (expression.op) {
    case 'constant': case 'fact': case 'switch': case 'asOf': case 'known': case 'field':
    case 'knownField': return [];
    case 'and': case 'or': case 'compare': return [expression.left, expression.right];
    case 'not': return [expression.operand];
    case 'oneOf': return [expression.item];
    case 'setTest': return [expression.set];
    case 'under18': case 'fullYears': return [expression.born, expression.on];
    case 'shift': return [expression.date, expression.count];
    case 'choose': return [expression.condition, expression.yes, expression.no];
    case 'filter': case 'some': case 'every': return [expression.list, expression.where];
    case 'count': case 'nth': return [expression.list];
    case 'dates': return [expression.list, expression.date];
    case 'latest': case 'earliest':
      return expression.parts.flatMap(({ when, date }) => (when === undefined ? [date] : [when, date]));
    case 'extended': return [expression.base, expression.list, expression.from, expression.to];
  }
};

/** The expression and everything inside it. */
export const walk = (expression: Expression): readonly Expression[] =>
  [expression, ...partsOf(expression).flatMap(walk)];

/** Fields of entries that the expression looks at, each once; `nthMostRecent` orders by `decidedOn`. */
export const entryFieldsRead = (expression: Expression): readonly FactName[] =>
  [...new Set(walk(expression).flatMap((node): readonly FactName[] =>
    (node.op === 'field' ? [node.name] : node.op === 'nth' ? [node.field, 'decidedOn'] : [])))];

/**
 * Facts whose value the expression needs, each once, in the order of the text. A fact that is only asked
 * about by `known(…)` is not among them: its absence makes nothing unknown.
 */
export const factsRead = (expression: Expression): readonly FactName[] =>
  [...new Set(walk(expression).flatMap((node) => (node.op === 'fact' ? [node.name] : [])))];
