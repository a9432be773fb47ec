import { assert } from '@fengcun/kernel';
import { type FactType, factField } from '../facts/fact-fields.ts';
import type { FactName } from '../facts/fact-sheet.ts';
import { atMost, and, equal, int, or, type Term } from './smt.ts';
import { type DateTerms, validDate } from './smt-dates.ts';

/** A value with whether it is known. What stands in it while it is not known means nothing. */
export type Value =
  | Readonly<{ kind: 'plain'; known: Term; value: Term }>
  | Readonly<{ kind: 'date'; known: Term; date: DateTerms }>
  | Readonly<{ kind: 'set'; known: Term; members: ReadonlyMap<string, Term> }>;

/** What was not translated, and where: a clause, or a sentence of the theorem. */
export type LeftOpen = Readonly<{ what: string; where: string }>;

/**
 * The facts of one person as variables, with everything that was declared of them. Two worlds over one `text`
 * share the values and differ in what is known.
 */
export type World = Readonly<{
  /** Before the name of everything that says what is known. */
  prefix: string;
  text: WorldText;
}>;

/** Declarations and what is true of every person, in the order in which they were met. */
export type WorldText = {
  readonly lines: string[];
  readonly declared: Map<string, Term>;
  readonly leftOpen: LeftOpen[];
  readonly codes: Map<string, number>;
  /** Names of sets without a closed list that some condition mentions, by fact. */
  readonly names: ReadonlyMap<FactName, readonly string[]>;
  /** Other entries that are looked at, or `LISTS_OPEN`. */
  readonly entriesMax: number;
  /** Clause or sentence being written. */
  place: string;
  count: number;
};

/** A name of a set that no condition mentions: it stands for every other. */
export const OTHER_NAME = '（其他）';

/** Instead of a number of entries: operations on lists are left open. */
export const LISTS_OPEN = -1;

/** An empty text. */
export const newText = (
  names: ReadonlyMap<FactName, readonly string[]>, entriesMax: number,
): WorldText => ({
  lines: [], declared: new Map(), leftOpen: [], codes: new Map(), names, entriesMax, place: '', count: 0,
});

/** Declares a variable once; `constraint` says what is true of it. */
export const declare = (
  text: WorldText, name: string, of: Readonly<{ sort: 'Int' | 'Bool'; constraint?: (term: Term) => Term }>,
): Term => {
  const known = text.declared.get(name);
  if (known !== undefined) return known;
  text.declared.set(name, name);
  text.lines.push(`(declare-const ${name} ${of.sort})`);
  if (of.constraint !== undefined) text.lines.push(`(assert ${of.constraint(name)})`);
  return name;
};

/** Gives a term a name, so that it is written once however often it is used. */
export const define = (text: WorldText, sort: 'Int' | 'Bool', term: Term): Term => {
  if (!term.startsWith('(') || literalLike(term)) return term;
  const key = `${sort} ${term}`;
  const known = text.declared.get(key);
  if (known !== undefined) return known;
  const name = `t${text.count}`;
  text.count += 1;
  text.declared.set(key, name);
  text.lines.push(`(define-fun ${name} () ${sort} ${term})`);
  return name;
};

const literalLike = (term: Term): boolean => /^\(- \d+\)$|^\(not [A-Za-z0-9_]+\)$/.test(term);

/** Three variables for one date of the calendar 1900–2199. */
export const declareDate = (text: WorldText, name: string): DateTerms => {
  const isNew = !text.declared.has(`${name}_y`);
  const [y, m, d] = ['y', 'm', 'd'].map((part) => declare(text, `${name}_${part}`, { sort: 'Int' }));
  assert(y !== undefined && m !== undefined && d !== undefined, 'three parts of a date');
  if (isNew) text.lines.push(`(assert ${validDate({ y, m, d })})`);
  return { y, m, d };
};

/** Number of a name: of an enum's value, of a switch's option, of an outcome. */
export const codeOf = (text: WorldText, name: string): Term => {
  const code = text.codes.get(name) ?? text.codes.size;
  text.codes.set(name, code);
  return int(code);
};

/** The name of a number. */
export const nameOfCode = (text: WorldText, code: number): string =>
  [...text.codes.keys()][code] ?? '';

/** The constraint that a term is one of some names. */
export const oneOfNames = (text: WorldText, names: readonly string[]) => (term: Term): Term =>
  or(...names.map((name) => equal(term, codeOf(text, name))));

type Slot = Readonly<{ name: string; type: FactType; field: FactName }>;

const memberNames = (text: WorldText, slot: Slot): readonly string[] =>
  (slot.type.kind === 'set' ? slot.type.values : [...text.names.get(slot.field) ?? [], OTHER_NAME]);

const valueOf = (text: WorldText, slot: Slot, known: Term): Value => {
  const { type } = slot;
  const name = `v_${slot.name}`;
  switch (type.kind) {
    case 'boolean': return { kind: 'plain', known, value: declare(text, name, { sort: 'Bool' }) };
    case 'integer': {
      const constraint = (term: Term): Term =>
        and(atMost(int(type.min), term), atMost(term, int(type.max)));
      return { kind: 'plain', known, value: declare(text, name, { sort: 'Int', constraint }) };
    }
    case 'enum':
      return { kind: 'plain', known,
        value: declare(text, name, { sort: 'Int', constraint: oneOfNames(text, type.values) }) };
    case 'date': return { kind: 'date', known, date: declareDate(text, name) };
    case 'set': case 'strings': case 'list': {
      const members = memberNames(text, slot).map((each, i) =>
        [each, declare(text, `${name}_${i}`, { sort: 'Bool' })] as const);
      return { kind: 'set', known, members: new Map(members) };
    }
  }
};

const slotValue = (world: World, slot: Slot): Value =>
  valueOf(world.text, slot, declare(world.text, `${world.prefix}k_${slot.name}`, { sort: 'Bool' }));

const fieldOf = (name: FactName): FactType => {
  const field = factField(name);
  assert(field !== undefined, `the schema has ${name}`);
  return field.type;
};

/** A fact of the person. */
export const factValue = (world: World, name: FactName): Value =>
  slotValue(world, { name, type: fieldOf(name), field: name });

/** Whether a fact of the person is known. */
export const factKnown = (world: World, name: FactName): Term =>
  declare(world.text, `${world.prefix}k_${name}`, { sort: 'Bool' });

/** A field of the other entry at a place. */
export const entryValue = (world: World, entry: number, name: FactName): Value =>
  slotValue(world, { name: `e${entry}_${name}`, type: fieldOf(name), field: name });

/** Whether there is another entry at a place; they stand without gaps. */
export const entryPresent = (world: World, entry: number): Term => {
  const before = entry === 0 ? 'true' : entryPresent(world, entry - 1);
  return declare(world.text, `v_e${entry}`, { sort: 'Bool', constraint: (own) => or(`(not ${own})`,
    before) });
};
