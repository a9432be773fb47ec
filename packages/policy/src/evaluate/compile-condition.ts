import { assertNever } from '@fengcun/kernel';
import type { Expression, SetTest } from '../cel/expression.ts';
import { UNKNOWN } from '../facts/fact-sheet.ts';
import { slotOf, type Slots } from '../facts/slots.ts';
import { compileComparison } from './compile-comparison.ts';
import { type CompileContext, compileReader, readDates } from './compile-reader.ts';
import { isUnder18 } from './date-functions.ts';
import { FALSE, MAYBE, TRUE, type Truth, truthOf, truthOfTri } from './truth.ts';

/** A condition ready to run: total, never throws, never changes the facts. */
export type Predicate = (slots: Slots) => Truth;

const always: Readonly<Record<Truth, Predicate>> = {
  [FALSE]: () => FALSE, [TRUE]: () => TRUE, [MAYBE]: () => MAYBE,
};

/** Kleene: false if one side is false, else unknown if one is unknown. */
const and = (left: Predicate, right: Predicate): Predicate => (slots) => {
  const a = left(slots);
  if (a === FALSE) return FALSE;
  const b = right(slots);
  return b === FALSE ? FALSE : a === TRUE ? b : MAYBE;
};

/** Kleene: true if one side is true, else unknown if one is unknown. */
const or = (left: Predicate, right: Predicate): Predicate => (slots) => {
  const a = left(slots);
  if (a === TRUE) return TRUE;
  const b = right(slots);
  return b === TRUE ? TRUE : a === FALSE ? b : MAYBE;
};

const not = (operand: Predicate): Predicate => (slots) => {
  const value = operand(slots);
  return value === MAYBE ? MAYBE : value === TRUE ? FALSE : TRUE;
};

/** An unknown condition leaves both sides open: they decide only where they agree. */
const choose = (condition: Predicate, yes: Predicate, no: Predicate): Predicate => (slots) => {
  const value = condition(slots);
  if (value !== MAYBE) return value === TRUE ? yes(slots) : no(slots);
  const a = yes(slots);
  return a === no(slots) ? a : MAYBE;
};

const boolean = (slot: number): Predicate => (slots) => {
  const value = slots[slot];
  return value === true ? TRUE : value === false ? FALSE : MAYBE;
};

const oneOf = (expression: Expression & { op: 'oneOf' }, context: CompileContext): Predicate => {
  const item = compileReader(expression.item, context);
  const list = expression.list;
  return (slots) => {
    const value = item(slots);
    if (value === UNKNOWN) return MAYBE;
    for (let i = 0; i < list.length; i += 1) if (list[i] === value) return TRUE;
    return FALSE;
  };
};

type TestNames = (members: readonly string[], list: readonly string[]) => boolean;

const SET_TESTS: Readonly<Record<SetTest, TestNames>> = {
  hasAny: (members, list) => members.some((member) => list.includes(member)),
  hasAll: (members, list) => list.every((name) => members.includes(name)),
  // An empty set has no member outside the list, but none of the list either: the law means what exists.
  hasOnly: (members, list) => members.length > 0 && members.every((member) => list.includes(member)),
};

const setTest = (expression: Expression & { op: 'setTest' }): Predicate => {
  const { set, list } = expression;
  const slot = set.op === 'fact' ? slotOf(set.name) : -1;
  const test = SET_TESTS[expression.test];
  return (slots) => {
    const members = slots[slot];
    return Array.isArray(members) ? truthOf(test(members, list)) : MAYBE;
  };
};

const under18 = (expression: Expression & { op: 'under18' }, context: CompileContext): Predicate => {
  const [born, on] = readDates([expression.born, expression.on], context);
  return (slots) => {
    const bornOn = born(slots);
    const actOn = on(slots);
    return bornOn === UNKNOWN || actOn === UNKNOWN ? MAYBE : truthOfTri(isUnder18(bornOn, actOn));
  };
};

/** Compiles a boolean expression to closures for one as-of date and one choice of switches. */
export const compileCondition = (expression: Expression, context: CompileContext): Predicate => {
  const part = (inner: Expression): Predicate => compileCondition(inner, context);
  switch (expression.op) {
    case 'constant': return always[truthOf(expression.value === true)];
    case 'fact': return boolean(slotOf(expression.name));
    case 'known': return known(slotOf(expression.fact), context);
    case 'and': return and(part(expression.left), part(expression.right));
    case 'or': return or(part(expression.left), part(expression.right));
    case 'not': return not(part(expression.operand));
    case 'compare': return compileComparison(expression, context);
    case 'oneOf': return oneOf(expression, context);
    case 'setTest': return setTest(expression);
    case 'under18': return under18(expression, context);
    case 'choose': return choose(part(expression.condition), part(expression.yes), part(expression.no));
    // The type check has made sure that no value of another type stands where a condition is needed.
    case 'switch': case 'asOf': case 'fullYears': case 'shift': return always[MAYBE];
    default: return assertNever(expression);
  }
};

const known = (slot: number, context: CompileContext): Predicate => {
  const { knownnessFrom } = context;
  if (knownnessFrom === undefined) return (slots) => truthOf(slots[slot] !== UNKNOWN);
  return (slots) => {
    const value = slots[knownnessFrom + slot];
    return value === true ? TRUE : value === false ? FALSE : MAYBE;
  };
};
