import { assert } from '@fengcun/kernel';
import type { Expression } from '../cel/expression.ts';
import { type EntrySheet, type Unknown, UNKNOWN } from '../facts/fact-sheet.ts';
import { slotOf, type Slots } from '../facts/slots.ts';
import { compileCondition, type Predicate } from './compile-condition.ts';
import { type CompileContext, compileReader, type Reader } from './compile-reader.ts';
import { FALSE, TRUE, type Truth } from './truth.ts';

/** The entry that the inside of a list operation looks at; one operation at a time, lists never nest. */
export type EntryCell = { current: EntrySheet };

/** An entry of a list with whether it belongs to it: certainly, or (a filter is unknown of it) maybe. */
export type Member = Readonly<{ entry: EntrySheet; belongs: Truth }>;

/** The entries of a list that may belong to it; unknown when the list itself is. */
export type Members = (slots: Slots) => readonly Member[] | Unknown;

const NO_ENTRY: EntrySheet = Object.freeze({});

type Inside = Readonly<{ cell: EntryCell; context: CompileContext }>;

const inside = (context: CompileContext): Inside => {
  const cell: EntryCell = { current: NO_ENTRY };
  return { cell, context: { ...context, cell } };
};

const isEntries = (value: Slots[number] | undefined): value is readonly EntrySheet[] => Array.isArray(value);

const filtered = (expression: Expression & { op: 'filter' }, context: CompileContext): Members => {
  const members = compileMembers(expression.list, context);
  const where = askEntry(expression.where, context);
  return (slots) => {
    const all = members(slots);
    if (all === UNKNOWN) return UNKNOWN;
    const kept: Member[] = [];
    for (const { entry, belongs } of all) {
      const truth = where(slots, entry);
      if (truth === FALSE) continue;
      kept.push({ entry, belongs: truth === TRUE ? belongs : truth });
    }
    return kept;
  };
};

/** Compiles a list of entries: the fact, or a filter of a list. */
export const compileMembers = (expression: Expression, context: CompileContext): Members => {
  if (expression.op === 'filter') return filtered(expression, context);
  assert(expression.op === 'fact', 'a list is a fact or a filter of one');
  const slot = slotOf(expression.name);
  return (slots) => {
    const value = slots[slot];
    return isEntries(value) ? value.map((entry) => ({ entry, belongs: TRUE })) : UNKNOWN;
  };
};

/** A condition asked of one entry. */
export const askEntry = (
  where: Expression, context: CompileContext,
): ((slots: Slots, entry: EntrySheet) => Truth) => {
  const { cell, context: inner } = inside(context);
  const predicate: Predicate = compileCondition(where, inner);
  return (slots, entry) => {
    cell.current = entry;
    return predicate(slots);
  };
};

/** A value read of one entry. */
export const readEntry = (
  value: Expression, context: CompileContext,
): ((slots: Slots, entry: EntrySheet) => ReturnType<Reader>) => {
  const { cell, context: inner } = inside(context);
  const read = compileReader(value, inner);
  return (slots, entry) => {
    cell.current = entry;
    return read(slots);
  };
};
