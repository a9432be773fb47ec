import { assertNever } from '@fengcun/kernel';
import type { Comparison, Expression } from '../cel/expression.ts';
import { UNKNOWN } from '../facts/fact-sheet.ts';
import { slotOf, type Slots, type SlotValue } from '../facts/slots.ts';
import { compileCountComparison } from './compile-lists.ts';
import { type CompileContext, compileReader, type Reader } from './compile-reader.ts';
import { FALSE, MAYBE, TRUE, type Truth, truthOf } from './truth.ts';

/** The same comparison with its sides changed. */
const MIRRORED = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

type Predicate = (slots: Slots) => Truth;

/** Numbers compare as numbers; civil dates compare as text, which is their order (kernel). */
const test = (comparison: Comparison, a: SlotValue, b: SlotValue): boolean => {
  switch (comparison) {
    case '==': return a === b;
    case '!=': return a !== b;
    case '<': return a < b;
    case '<=': return a <= b;
    case '>': return a > b;
    case '>=': return a >= b;
    default: return assertNever(comparison);
  }
};

/** Fact against constant is nearly every condition of a pack, so each operator has its own closure. */
const withConstant = (comparison: Comparison, slot: number, constant: SlotValue): Predicate => {
  switch (comparison) {
    case '==': return (slots) => {
      const value = slots[slot];
      return value === constant ? TRUE : value === UNKNOWN ? MAYBE : FALSE;
    };
    case '!=': return (slots) => {
      const value = slots[slot];
      return value === constant ? FALSE : value === UNKNOWN ? MAYBE : TRUE;
    };
    default: return typeof constant === 'number' ? withNumber(comparison, slot, constant)
      : general(comparison, (slots) => slots[slot] ?? UNKNOWN, () => constant);
  }
};

const withNumber = (comparison: Comparison, slot: number, constant: number): Predicate => {
  switch (comparison) {
    case '<': return (slots) => {
      const value = slots[slot];
      return typeof value === 'number' ? (value < constant ? TRUE : FALSE) : MAYBE;
    };
    case '<=': return (slots) => {
      const value = slots[slot];
      return typeof value === 'number' ? (value <= constant ? TRUE : FALSE) : MAYBE;
    };
    case '>': return (slots) => {
      const value = slots[slot];
      return typeof value === 'number' ? (value > constant ? TRUE : FALSE) : MAYBE;
    };
    case '>=': return (slots) => {
      const value = slots[slot];
      return typeof value === 'number' ? (value >= constant ? TRUE : FALSE) : MAYBE;
    };
    default: return general(comparison, (slots) => slots[slot] ?? UNKNOWN, () => constant);
  }
};

const general = (comparison: Comparison, left: Reader, right: Reader): Predicate => (slots) => {
  const a = left(slots);
  if (a === UNKNOWN) return MAYBE;
  const b = right(slots);
  return b === UNKNOWN ? MAYBE : truthOf(test(comparison, a, b));
};

/** Compiles a comparison: unknown if either side is unknown. */
export const compileComparison = (
  expression: Expression & { op: 'compare' }, context: CompileContext,
): Predicate => {
  const { comparison, left, right } = expression;
  if (left.op === 'fact' && right.op === 'constant') {
    return withConstant(comparison, slotOf(left.name), right.value);
  }
  if (left.op === 'count') {
    const other = compileReader(right, context);
    return compileCountComparison({ comparison, list: left.list, other, context });
  }
  if (right.op === 'count') {
    const other = compileReader(left, context);
    return compileCountComparison({ comparison: MIRRORED[comparison], list: right.list, other, context });
  }
  const fixed = left.op === 'switch' && right.op === 'constant' ? context.switches.get(left.id) : undefined;
  if (fixed !== undefined && right.op === 'constant') {
    const value = truthOf(test(comparison, fixed, right.value));
    return () => value;
  }
  return general(comparison, compileReader(left, context), compileReader(right, context));
};
