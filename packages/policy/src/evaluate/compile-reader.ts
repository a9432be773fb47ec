import { assert, type CivilDate } from '@fengcun/kernel';
import type { Expression } from '../cel/expression.ts';
import { type Unknown, UNKNOWN } from '../facts/fact-sheet.ts';
import { slotOf, type Slots, type SlotValue } from '../facts/slots.ts';
import { compileCondition } from './compile-condition.ts';
import { readExtended, readExtreme } from './compile-dates.ts';
import { readCount, readNth } from './compile-lists.ts';
import type { EntryCell } from './compile-members.ts';
import { fullYears, shiftDate, shiftDateOver } from './date-functions.ts';
import { MAYBE, triOf, TRUE } from './truth.ts';

/** What is fixed for one run over many sheets. */
export type CompileContext = Readonly<{
  asOf: CivilDate;
  switches: ReadonlyMap<string, string>;
  /**
   * Only for the search of the checker, where a fact may be undecided: slot from which `known(…)` reads true,
   * false or unknown for each fact, instead of looking at the fact itself.
   */
  knownnessFrom?: number;
  /** Only inside a list operation: the entry it looks at. */
  cell?: EntryCell;
}>;

/** A value ready to read: of its type, or `"unknown"`, which is no value of any fact or switch. */
export type Reader = (slots: Slots) => SlotValue;
type DateReader = (slots: Slots) => CivilDate | Unknown;
type NumberReader = (slots: Slots) => number | Unknown;

/** Readers of two expressions that the type check has found to be dates. */
export const readDates = (
  pair: readonly [Expression, Expression], context: CompileContext,
): readonly [DateReader, DateReader] => {
  assert(pair.every((part) => part.type.kind === 'date'), 'a date is needed');
  const [first, second] = pair.map((part) => compileReader(part, context) as DateReader);
  assert(first !== undefined && second !== undefined, 'two dates are needed');
  return [first, second];
};

const readShift = (expression: Expression & { op: 'shift' }, context: CompileContext): Reader => {
  const date = compileReader(expression.date, context) as DateReader; // both types are checked
  const count = compileReader(expression.count, context) as NumberReader;
  const { unit } = expression;
  const move = expression.monthEnd === 'nextMonth' ? shiftDateOver : shiftDate;
  return (slots) => {
    const from = date(slots);
    const steps = count(slots);
    return from === UNKNOWN || steps === UNKNOWN ? UNKNOWN : move(from, unit, steps);
  };
};

const readYears = (expression: Expression & { op: 'fullYears' }, context: CompileContext): Reader => {
  const [born, on] = readDates([expression.born, expression.on], context);
  return (slots) => {
    const bornOn = born(slots);
    const day = on(slots);
    return bornOn === UNKNOWN || day === UNKNOWN ? UNKNOWN : fullYears(bornOn, day);
  };
};

const readChoice = (expression: Expression & { op: 'choose' }, context: CompileContext): Reader => {
  const condition = compileCondition(expression.condition, context);
  const yes = compileReader(expression.yes, context);
  const no = compileReader(expression.no, context);
  return (slots) => {
    const value = condition(slots);
    if (value !== MAYBE) return value === TRUE ? yes(slots) : no(slots);
    const chosen = yes(slots);
    return chosen === no(slots) ? chosen : UNKNOWN;
  };
};

/** Compiles an expression of any type but a set to a closure that reads its value. */
export const compileReader = (expression: Expression, context: CompileContext): Reader => {
  switch (expression.op) {
    case 'constant': {
      const { value } = expression;
      return () => value;
    }
    case 'fact': {
      const slot = slotOf(expression.name);
      return (slots) => slots[slot] ?? UNKNOWN;
    }
    case 'asOf': return () => context.asOf;
    case 'switch': {
      const value = context.switches.get(expression.id) ?? UNKNOWN;
      return () => value;
    }
    case 'shift': return readShift(expression, context);
    case 'fullYears': return readYears(expression, context);
    case 'choose': return readChoice(expression, context);
    case 'field': {
      const { cell } = context;
      const { name } = expression;
      return () => cell?.current[name] ?? UNKNOWN;
    }
    case 'count': return readCount(expression, context);
    case 'nth': return readNth(expression, context);
    case 'latest': case 'earliest': return readExtreme(expression, context);
    case 'extended': return readExtended(expression, context);
    default: {
      const condition = compileCondition(expression, context);
      return (slots) => triOf(condition(slots));
    }
  }
};
