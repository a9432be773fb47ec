import { type CivilDate, civil } from '@fengcun/kernel';
import { MAJORITY_AGE_YEARS } from '@fengcun/statute';
import { type Expression, type ShiftUnit, walk } from '../cel/expression.ts';
import { shiftDate } from '../evaluate/date-functions.ts';
import { type FactField, factField } from '../facts/fact-fields.ts';
import { type EntrySheet, type FactName, UNKNOWN } from '../facts/fact-sheet.ts';
import type { SlotValue } from '../facts/slots.ts';
import { asksToday, daysWritten } from './atoms.ts';
import { entryLists } from './entry-candidates.ts';

type EntryValue = EntrySheet[string];

/** Values of one fact that stand for all of its values, and whether they really do. */
export type Candidates = Readonly<{ values: readonly SlotValue[]; complete: boolean }>;

/** LIMIT: names of one set in one group of conditions; every subset of them is tried. */
const SET_NAMES_MAX = 8;

/** An ordinary day far from every leap day, for facts that are compared with no day of the text. */
const ORDINARY_DAY = civil('2014-07-10');

const numbersOf = (atoms: readonly Expression[]): readonly number[] =>
  atoms.flatMap(walk)
    .flatMap((node): readonly SlotValue[] =>
      (node.op === 'constant' ? [node.value] : node.op === 'oneOf' ? node.list : []))
    .filter((value) => typeof value === 'number');

type Range = Readonly<{ min: number; max: number }>;

/** Both sides of every number in the text, and the ends of the range. */
const integers = (atoms: readonly Expression[], range: Range): Candidates => {
  const near = numbersOf(atoms).flatMap((value) => [value - 1, value, value + 1]);
  const values = [...near, range.min, range.max].filter((value) => value >= range.min && value <= range.max);
  return { values: [...new Set(values)], complete: true };
};

type NameSets = readonly (readonly string[])[];

const subsets = (names: readonly string[]): NameSets =>
  names.reduce<NameSets>((all, name) => [...all, ...all.map((set) => [...set, name])], [[]]);

/** A name that no condition mentions: what every other member of the set looks like to them. */
const otherName = (mentioned: readonly string[], values: readonly string[] | undefined): string | undefined =>
  values === undefined ? '（其他）' : values.find((value) => !mentioned.includes(value));

const sets = (atoms: readonly Expression[], field: FactField, values?: readonly string[]): Candidates => {
  const mentioned = [...new Set(atoms.flatMap(walk).flatMap((node) =>
    (node.op === 'setTest' && (node.set.op === 'fact' || node.set.op === 'field')
      && node.set.name === field.name ? node.list : [])))];
  const complete = mentioned.length <= SET_NAMES_MAX;
  const tried = complete ? subsets(mentioned) : [[], ...mentioned.map((name) => [name]), mentioned];
  const other = otherName(mentioned, values);
  if (other === undefined) return { values: tried, complete };
  return { values: [...tried, ...tried.map((set) => [...set, other])], complete };
};

type Step = Readonly<{ unit: ShiftUnit; count: number }>;

/** Distances between dates that the conditions speak of. */
const stepsOf = (atoms: readonly Expression[]): readonly Step[] => {
  const nodes = atoms.flatMap(walk);
  const numbers = numbersOf(atoms);
  const ages = nodes.some((node) => node.op === 'fullYears') ? numbers.flatMap((n) => [n, n + 1]) : [];
  const major = nodes.some((node) => node.op === 'under18') ? [MAJORITY_AGE_YEARS] : [];
  const shifts = nodes.flatMap((node): readonly Step[] => {
    if (node.op !== 'shift') return [];
    const counts = node.count.op === 'constant' ? [Number(node.count.value)] : numbers;
    return counts.map((count) => ({ unit: node.unit, count }));
  });
  return [...[...ages, ...major].map((count): Step => ({ unit: 'years', count })), ...shifts];
};

const aroundDay = (day: CivilDate): readonly CivilDate[] =>
  [-1, 0, 1].flatMap((days) => {
    const moved = shiftDate(day, 'days', days);
    return moved === UNKNOWN ? [] : [moved];
  });

/** Days around every day of the text, and around the days that lie one of the text's distances away. */
const dates = (atoms: readonly Expression[], asOf: CivilDate): Candidates => {
  const today = asksToday(atoms) ? [asOf] : [];
  const anchors = [...daysWritten(atoms), ...today, ORDINARY_DAY].flatMap(aroundDay);
  const away = stepsOf(atoms).flatMap(({ unit, count }) =>
    anchors.flatMap((day) => [shiftDate(day, unit, count), shiftDate(day, unit, -count)]));
  const reached = away.flatMap((day) => (day === UNKNOWN ? [] : aroundDay(day)));
  return { values: [...new Set([...anchors, ...reached])], complete: true };
};

/** Values of a field of an entry, as if it were the fact of that name. */
const valuesOfField = (
  name: FactName, atoms: readonly Expression[], asOf: CivilDate,
): readonly EntryValue[] => {
  const field = factField(name);
  return field === undefined || field.type.kind === 'list' ? [UNKNOWN]
    : ofType(field, atoms, asOf).values.map((value) => value as EntryValue); // no field holds entries
};

const ofType = (field: FactField, atoms: readonly Expression[], asOf: CivilDate): Candidates => {
  switch (field.type.kind) {
    case 'boolean': return { values: [true, false], complete: true };
    case 'enum': return { values: field.type.values, complete: true };
    case 'integer': return integers(atoms, field.type);
    case 'date': return dates(atoms, asOf);
    case 'set': return sets(atoms, field, field.type.values);
    case 'strings': return sets(atoms, field);
    case 'list': {
      const values = entryLists(atoms, (name) => valuesOfField(name, atoms, asOf));
      return { values, complete: false };
    }
  }
};

/**
 * Values of a fact that reach every combination of answers its atoms can give: both sides of each threshold,
 * each enum value, each subset of the named members, days around each date relation; and unknown where
 * `known(…)` asks.
 */
export const candidatesOf = (fact: FactName, atoms: readonly Expression[], asOf: CivilDate): Candidates => {
  const field = factField(fact);
  if (field === undefined) return { values: [UNKNOWN], complete: false };
  const found = ofType(field, atoms, asOf);
  const asked = atoms.flatMap(walk).some((node) => node.op === 'known' && node.fact === fact);
  return asked ? { ...found, values: [...found.values, UNKNOWN] } : found;
};

