import { type Expression, walk } from '../cel/expression.ts';
import { ENTRY_FIELDS } from '../facts/fact-fields.ts';
import { type EntrySheet, type FactName, UNKNOWN } from '../facts/fact-sheet.ts';

/** LIMIT: entries tried alone; with the pairs of them the search of one region stays in the milliseconds. */
const SINGLES_MAX = 24;

type Value = EntrySheet[string];
type ValuesOf = (field: FactName) => readonly Value[];

/** Fields of entries that the conditions look at. */
const fieldsOf = (atoms: readonly Expression[]): readonly FactName[] =>
  [...new Set(atoms.flatMap(walk).flatMap((node) =>
    (node.op === 'field' ? [node.name] : node.op === 'nth' ? [node.field, 'decidedOn' as const]
      : node.op === 'knownField' ? [node.field] : [])))];

const blank = (): Record<string, Value> =>
  Object.fromEntries(ENTRY_FIELDS.map(({ name }) => [name, UNKNOWN]));

/**
 * Lists of entries worth trying: none, one, two and three, their fields walking through their candidate
 * values at different speeds. Lists have no end, so these can show that something happens, never that
 * it does not.
 */
export const entryLists = (
  atoms: readonly Expression[], valuesOf: ValuesOf,
): readonly (readonly EntrySheet[])[] => {
  const fields = fieldsOf(atoms);
  const tables = fields.map((field) => [field, valuesOf(field)] as const);
  const longest = Math.max(1, ...tables.map(([, values]) => values.length));
  const singles = Array.from({ length: Math.min(SINGLES_MAX, longest * 4) }, (_, i) => {
    const entry = blank();
    tables.forEach(([field, values], k) => {
      // Different speeds, so that fields do not move in step.
      entry[field] = values[(i * (2 * k + 1) + Math.floor(i / values.length) * k) % values.length] ?? UNKNOWN;
    });
    return Object.freeze(entry);
  });
  const pairs = singles.map((entry, i) => [entry, singles[(i * 7 + 3) % singles.length] ?? entry]);
  const triples = singles.slice(0, 8).map((entry, i) => [entry, ...pairs[(i * 5 + 2) % pairs.length] ?? []]);
  return [[], ...singles.map((entry) => [entry]), ...pairs, ...triples];
};
