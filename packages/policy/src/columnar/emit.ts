import type { CivilDate } from '@fengcun/kernel';
import type { Comparison, Expression } from '../cel/expression.ts';
import { compileCondition } from '../evaluate/compile-condition.ts';
import { type CompileContext, compileReader, type Reader } from '../evaluate/compile-reader.ts';
import { FACT_FIELDS } from '../facts/fact-fields.ts';
import { type FactName, UNKNOWN } from '../facts/fact-sheet.ts';
import type { Slots, SlotValue } from '../facts/slots.ts';
import type { Domains } from './columns.ts';
import { ageTables, DAYS_BEFORE_1970, dayOf, shiftTable, UNKNOWN_DAY } from './day-tables.ts';
import { BITS, factsLookedAt, keyOf, soleCodedFact, tabulate } from './signals.ts';

/** Something that generated code reads by name: tables of numbers, or a call back into the interpreter. */
export type Bindings = Map<string, unknown>;

/** What is being generated: names bound so far, columns read, conditions left to the interpreter. */
export type Emitting = Readonly<{
  domains: Domains;
  context: CompileContext;
  bindings: Bindings;
  columns: Set<FactName>;
  rowCalls: Set<string>;
}>;

/** Binds a value under a name made from its content key; the same key gives the same name. */
export const bind = (emitting: Emitting, key: string, make: () => unknown): string => {
  const { bindings } = emitting;
  const found = KEYS.get(bindings)?.get(key);
  if (found !== undefined) return found;
  const name = `$${bindings.size}`;
  bindings.set(name, make());
  KEYS.set(bindings, (KEYS.get(bindings) ?? new Map<string, string>()).set(key, name));
  return name;
};
const KEYS = new WeakMap<Bindings, Map<string, string>>();

/** Local variable of the generated loop that holds the number of a fact. */
export const columnName = (fact: FactName): string => `c_${fact}`;

const column = (emitting: Emitting, fact: FactName): string => {
  emitting.columns.add(fact);
  return columnName(fact);
};

const UNKNOWN_NUMBER = String(UNKNOWN_DAY);
const nothing: Slots = FACT_FIELDS.map(() => UNKNOWN);

const numberOf = (expression: Expression, value: unknown): number =>
  (value === UNKNOWN ? UNKNOWN_DAY
    : expression.type.kind === 'date' ? dayOf(value as CivilDate) : Number(value)); // checked by type

const isNumeric = (expression: Expression): boolean =>
  expression.type.kind === 'date' || expression.type.kind === 'integer';

const rowRead = (emitting: Emitting, expression: Expression, read: Reader): string => {
  const key = keyOf(expression, emitting.context);
  emitting.rowCalls.add(expression.op);
  factsLookedAt(expression).forEach((fact) => emitting.columns.add(fact));
  const call = bind(emitting, `row ${key}`, () => (slots: Slots) => numberOf(expression, read(slots)));
  return `${call}(rowAt(i))`;
};

const emitShift = (emitting: Emitting, expression: Expression & { op: 'shift' }): string | undefined => {
  const { unit, count, date } = expression;
  if (count.op !== 'constant' || typeof count.value !== 'number'
    || 'monthEnd' in expression) return undefined;
  const steps = count.value;
  const table = bind(emitting, `shift ${unit} ${steps}`, () => shiftTable(unit, steps));
  return `shifted(${table}, ${emitNumber(emitting, date)})`;
};

/** `latest` or `earliest` of dates of the record itself, none of lists of entries. */
const isPlainExtreme = (expression: Expression): expression is Expression & { op: 'latest' | 'earliest' } =>
  (expression.op === 'latest' || expression.op === 'earliest')
  && expression.parts.every(({ date }) => date.op !== 'dates');

/** Code for a date (day number) or whole number; `UNKNOWN_DAY` where it is not known. */
export const emitNumber = (emitting: Emitting, expression: Expression): string => {
  const { context, domains } = emitting;
  const read = compileReader(expression, context);
  if (factsLookedAt(expression).length === 0) return String(numberOf(expression, read(nothing)));
  const sole = soleCodedFact(expression, domains);
  if (sole !== undefined) return emitTable(emitting, expression);
  if (expression.op === 'fact') return column(emitting, expression.name);
  if (expression.op === 'shift') return emitShift(emitting, expression) ?? rowRead(emitting, expression,
    read);
  if (isPlainExtreme(expression)) {
    const parts = expression.parts.map(({ when, date }) =>
      `${emitNumber(emitting, date)}, ${when === undefined ? '3' : emitTruth(emitting, when)}`);
    return `extreme(${expression.op === 'latest' ? 1 : -1}, ${parts.join(', ')})`;
  }
  if (expression.op === 'choose') {
    const [c, yes, no] = [expression.condition, expression.yes, expression.no];
    const code = emitTruth(emitting, c);
    return `pick(${code}, ${emitNumber(emitting, yes)}, ${emitNumber(emitting, no)})`;
  }
  return rowRead(emitting, expression, read);
};

/** A number that one coded fact decides: read from a table made by the interpreter. */
const emitTable = (emitting: Emitting, expression: Expression): string => {
  const sole = soleCodedFact(expression, emitting.domains);
  if (sole === undefined) throw new TypeError('bug: more than one fact in a table');
  const read = compileReader(expression, emitting.context);
  const only = (value: SlotValue): Slots =>
    FACT_FIELDS.map(({ name }) => (name === sole.fact ? value : UNKNOWN));
  const table = bind(emitting, `numbers ${keyOf(expression, emitting.context)}`, () =>
    Int32Array.from(sole.domain, (value) => numberOf(expression, read(only(value)))));
  return `${table}[${column(emitting, sole.fact)}]`;
};

const OPERATORS: Readonly<Record<Comparison, string>> = {
  '==': 'equal', '!=': 'unequal', '<': 'below', '<=': 'upTo', '>': 'above', '>=': 'from',
};

const emitUnder18 = (emitting: Emitting, expression: Expression & { op: 'under18' }): string => {
  const { lastMinorDay, disputedDay } = ageTables();
  const last = bind(emitting, 'last minor day', () => lastMinorDay);
  const disputed = bind(emitting, 'disputed day', () => disputedDay);
  const [born, on] = [emitNumber(emitting, expression.born), emitNumber(emitting, expression.on)];
  return `minor(${last}, ${disputed}, ${born}, ${on})`;
};

const emitParts = (emitting: Emitting, expression: Expression): string | undefined => {
  const part = (inner: Expression): string => emitTruth(emitting, inner);
  switch (expression.op) {
    case 'and': return `(${part(expression.left)} & ${part(expression.right)})`;
    case 'or': return `(${part(expression.left)} | ${part(expression.right)})`;
    case 'not': return `not(${part(expression.operand)})`;
    case 'choose':
      return `choose(${part(expression.condition)}, ${part(expression.yes)}, ${part(expression.no)})`;
    case 'known': return `(${column(emitting, expression.fact)} !== ${UNKNOWN_NUMBER} ? 3 : 0)`;
    case 'under18': return emitUnder18(emitting, expression);
    case 'compare': {
      const { left, right, comparison } = expression;
      if (!isNumeric(left) || !isNumeric(right)) return undefined;
      const sides = `${emitNumber(emitting, left)}, ${emitNumber(emitting, right)}`;
      return `${OPERATORS[comparison]}(${sides})`;
    }
    default: return undefined;
  }
};

/**
 * Code for a truth in two bits (false 0, unknown 1, true 3). What has no code of its own asks the
 * interpreter,
 * with the facts of that one record: slower, and never different.
 */
export const emitTruth = (emitting: Emitting, expression: Expression): string => {
  const { context, domains } = emitting;
  if (factsLookedAt(expression).length === 0) {
    return String(BITS[compileCondition(expression, context)(nothing)]);
  }
  const sole = soleCodedFact(expression, domains);
  if (sole !== undefined) {
    const key = `truths ${keyOf(expression, context)}`;
    const table = bind(emitting, key, () => tabulate(expression, context, sole));
    return `${table}[${column(emitting, sole.fact)}]`;
  }
  const code = emitParts(emitting, expression);
  if (code !== undefined) return code;
  const predicate = compileCondition(expression, context);
  emitting.rowCalls.add(expression.op);
  factsLookedAt(expression).forEach((fact) => emitting.columns.add(fact));
  const key = `row ${keyOf(expression, context)}`;
  return `${bind(emitting, key, () => (slots: Slots) => BITS[predicate(slots)])}(rowAt(i))`;
};

/** Functions that generated code calls; small, so that they are inlined. */
export const PRELUDE = `
const U = ${UNKNOWN_DAY};
const not = (a) => a === 1 ? 1 : 3 - a;
const choose = (c, a, b) => c === 3 ? a : c === 0 ? b : a === b ? a : 1;
const pick = (c, a, b) => c === 3 ? a : c === 0 ? b : a === b ? a : U;
const equal = (a, b) => a === U || b === U ? 1 : a === b ? 3 : 0;
const unequal = (a, b) => a === U || b === U ? 1 : a !== b ? 3 : 0;
const below = (a, b) => a === U || b === U ? 1 : a < b ? 3 : 0;
const upTo = (a, b) => a === U || b === U ? 1 : a <= b ? 3 : 0;
const above = (a, b) => a === U || b === U ? 1 : a > b ? 3 : 0;
const from = (a, b) => a === U || b === U ? 1 : a >= b ? 3 : 0;
const extreme = (sign, ...parts) => {
  let reached = U;
  for (let n = 0; n < parts.length; n += 2) {
    if (parts[n + 1] !== 3) continue;
    if (parts[n] === U) return U;
    if (reached === U || sign * parts[n] > sign * reached) reached = parts[n];
  }
  for (let n = 0; n < parts.length; n += 2) {
    if (parts[n + 1] === 1 && (parts[n] === U || sign * parts[n] > sign * reached)) return U;
  }
  return reached;
};
const shifted = (table, day) => day === U ? U : table[day + ${DAYS_BEFORE_1970}];
const minor = (last, disputed, born, on) => born === U || on === U || on < born ? 1
  : on <= last[born + ${DAYS_BEFORE_1970}] ? 3 : on === disputed[born + ${DAYS_BEFORE_1970}] ? 1 : 0;
`;
