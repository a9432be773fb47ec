import type { Comparison, Expression } from '../cel/expression.ts';
import { type Unknown, UNKNOWN } from '../facts/fact-sheet.ts';
import { sameValue, type Slots, type SlotValue } from '../facts/slots.ts';
import { askEntry, compileMembers, type Member } from './compile-members.ts';
import type { Predicate } from './compile-condition.ts';
import type { CompileContext, Reader } from './compile-reader.ts';
import { FALSE, MAYBE, TRUE, type Truth } from './truth.ts';

/** `exists` and `all`: Kleene over the entries; unknown when the list is. An empty list: false, true. */
export const compileQuantifier = (
  expression: Expression & { op: 'some' | 'every' }, context: CompileContext,
): Predicate => {
  const members = compileMembers(expression.list, context);
  const where = askEntry(expression.where, context);
  // What settles the answer at once: an entry that has it (exists), one that lacks it (all).
  const settles = expression.op === 'some' ? TRUE : FALSE;
  return (slots) => {
    const all = members(slots);
    if (all === UNKNOWN) return MAYBE;
    let answer: Truth = settles === TRUE ? FALSE : TRUE;
    for (const { entry, belongs } of all) {
      const truth = where(slots, entry);
      if (truth === settles && belongs === TRUE) return settles;
      if (truth === settles || truth === MAYBE) answer = MAYBE;
    }
    return answer;
  };
};

type Bounds = Readonly<{ min: number; max: number }>;

/** How many entries a list has: all that certainly belong, to all that may. */
const boundsOf = (members: readonly Member[]): Bounds => {
  let min = 0;
  for (const { belongs } of members) if (belongs === TRUE) min += 1;
  return { min, max: members.length };
};

/** `size(list)` as a number: known where every entry certainly belongs or does not. */
export const readCount = (expression: Expression & { op: 'count' }, context: CompileContext): Reader => {
  const members = compileMembers(expression.list, context);
  return (slots) => {
    const all = members(slots);
    if (all === UNKNOWN) return UNKNOWN;
    const { min, max } = boundsOf(all);
    return min === max ? min : UNKNOWN;
  };
};

const holds = (comparison: Comparison, a: number, b: number): boolean => {
  switch (comparison) {
    case '==': return a === b;
    case '!=': return a !== b;
    case '<': return a < b;
    case '<=': return a <= b;
    case '>': return a > b;
    case '>=': return a >= b;
  }
};

/** The comparison for every number within the bounds: true, false, or different from one to the next. */
const within = (comparison: Comparison, { min, max }: Bounds, value: number): Truth => {
  let found: Truth | undefined;
  for (let size = min; size <= max; size += 1) {
    const truth = holds(comparison, size, value) ? TRUE : FALSE;
    if (found !== undefined && found !== truth) return MAYBE;
    found = truth;
  }
  return found ?? MAYBE;
};

/** `size(list)` compared with a number: known as soon as every size the list can have gives one answer. */
export const compileCountComparison = (
  { comparison, list, other, context }: Readonly<{
    comparison: Comparison; list: Expression; other: Reader; context: CompileContext;
  }>,
): Predicate => {
  const members = compileMembers(list, context);
  return (slots) => {
    const all = members(slots);
    const value = other(slots);
    if (all === UNKNOWN || typeof value !== 'number') return MAYBE;
    return within(comparison, boundsOf(all), value);
  };
};

const dateOf = ({ entry }: Member): string | Unknown => {
  const { decidedOn } = entry;
  return typeof decidedOn === 'string' ? decidedOn : UNKNOWN;
};

/** Whether a member can be the n-th most recent one in some completion of what is unknown. */
const canBeNth = (member: Member, members: readonly Member[], n: number): boolean => {
  const own = dateOf(member);
  let certainlyAbove = 0;
  let possiblyAbove = 0;
  for (const other of members) {
    if (other === member) continue;
    const date = dateOf(other);
    const isOpen = own === UNKNOWN || date === UNKNOWN;
    if (!isOpen && date < own) continue;
    possiblyAbove += 1;
    if (!isOpen && date > own && other.belongs === TRUE) certainlyAbove += 1;
  }
  return certainlyAbove < n && n - 1 <= possiblyAbove;
};

/**
 * A field of the n-th most recent entry by `decidedOn`. Known when the list certainly has n entries and every
 * entry that can be the n-th (several may share a day, a day may be unknown) has the same known value.
 */
export const readNth = (expression: Expression & { op: 'nth' }, context: CompileContext): Reader => {
  const members = compileMembers(expression.list, context);
  const { n, field } = expression;
  return (slots: Slots) => {
    const all = members(slots);
    if (all === UNKNOWN || boundsOf(all).min < n) return UNKNOWN;
    let value: SlotValue | undefined;
    for (const member of all) {
      if (!canBeNth(member, all, n)) continue;
      const own = member.entry[field] ?? UNKNOWN;
      if (own === UNKNOWN || (value !== undefined && !sameValue(value, own))) return UNKNOWN;
      value = own;
    }
    return value ?? UNKNOWN;
  };
};
