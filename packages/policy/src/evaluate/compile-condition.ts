import { assert, assertNever } from '@fengcun/kernel';
import type { Expression, SetTest } from '../cel/expression.ts';
import { UNKNOWN } from '../facts/fact-sheet.ts';
import { slotOf, type Slots } from '../facts/slots.ts';
import { compileComparison } from './compile-comparison.ts';
import { compileQuantifier } from './compile-lists.ts';
import { type CompileContext, compileReader, readDates, type Reader } from './compile-reader.ts';
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
  const { list } = expression;
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

const setTest = (expression: Expression & { op: 'setTest' }, context: CompileContext): Predicate => {
  const { set, list } = expression;
  const test = SET_TESTS[expression.test];
  if (set.op !== 'fact') {
    const read = compileReader(set, context);
    return (slots) => {
      const members = read(slots);
      return isNames(members) ? truthOf(test(members, list)) : MAYBE;
    };
  }
  const slot = slotOf(set.name);
  return (slots) => {
    const members = slots[slot];
    return isNames(members) ? truthOf(test(members, list)) : MAYBE;
  };
};

/** A set of names: the type check lets no list of entries stand here. */
const isNames = (value: unknown): value is readonly string[] => Array.isArray(value);

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
    case 'and': return joined(and, [expression.left, expression.right], context);
    case 'or': return joined(or, [expression.left, expression.right], context);
    case 'not': return not(part(expression.operand));
    case 'compare': return compileComparison(expression, context);
    case 'oneOf': return oneOf(expression, context);
    case 'setTest': return setTest(expression, context);
    case 'under18': return under18(expression, context);
    case 'choose': return choose(part(expression.condition), part(expression.yes), part(expression.no));
    case 'field': return truthOfEntry(compileReader(expression, context));
    case 'nth': return truthOfEntry(compileReader(expression, context));
    case 'knownField': {
      const read = compileReader({ ...expression, op: 'field', name: expression.field }, context);
      return (slots) => truthOf(read(slots) !== UNKNOWN);
    }
    case 'some': case 'every': return compileQuantifier(expression, context);
    // The type check has made sure that no value of another type stands where a condition is needed.
    case 'switch': case 'asOf': case 'fullYears': case 'shift': case 'filter': case 'count': case 'dates':
    case 'latest': case 'earliest': case 'extended': return always[MAYBE];
    default: return assertNever(expression);
  }
};

const truthOfEntry = (read: Reader): Predicate => (slots) => {
  const value = read(slots);
  return value === true ? TRUE : value === false ? FALSE : MAYBE;
};

type Join = (left: Predicate, right: Predicate) => Predicate;

/** What a parameter or a switch settles for the whole run is not asked again of every record. */
const joined = (join: Join, sides: readonly [Expression, Expression], context: CompileContext): Predicate => {
  const [left, right] = sides.map((side) => compileCondition(side, context));
  assert(left !== undefined && right !== undefined, 'two sides');
  const settled = sides.map((side) => (side.op === 'constant' ? side.value === true : undefined));
  if (settled[0] === undefined && settled[1] === undefined) return join(left, right);
  const [first, second] = settled;
  const neutral = join === and;
  if (first === !neutral || second === !neutral) return always[truthOf(!neutral)];
  return first === neutral ? right : left;
};

const known = (slot: number, context: CompileContext): Predicate => {
  const { knownnessFrom } = context;
  if (knownnessFrom === undefined) return (slots) => truthOf(slots[slot] !== UNKNOWN);
  return (slots) => {
    const value = slots[knownnessFrom + slot];
    return value === true ? TRUE : value === false ? FALSE : MAYBE;
  };
};
