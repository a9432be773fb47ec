import type { Comparison, Expression } from '../cel/expression.ts';
import { and, atMost, equal, ite, less, not, or, type Term } from './smt.ts';
import { dateKey, dateTerms, under18Terms } from './smt-dates.ts';
import { countComparison, readList } from './translate-lists.ts';
import { readValue } from './translate-values.ts';
import { NotTranslated, openTruth, type Translating, type TruthTerms } from './translating.ts';
import { codeOf, define, entryValue, factKnown, factValue, type Value } from './world.ts';

const settled = (value: boolean): TruthTerms => (value ? { yes: 'true', no: 'false' } : { yes: 'false',
  no: 'true' });

/** A two-valued test that counts where its operands are known. */
const where = (known: Term, test: Term): TruthTerms => ({ yes: and(known, test), no: and(known, not(test)) });

/** Kleene: all of them. */
export const allOf = (parts: readonly TruthTerms[]): TruthTerms =>
  ({ yes: and(...parts.map(({ yes }) => yes)), no: or(...parts.map(({ no }) => no)) });

/** Kleene: one of them. */
export const someOf = (parts: readonly TruthTerms[]): TruthTerms =>
  ({ yes: or(...parts.map(({ yes }) => yes)), no: and(...parts.map(({ no }) => no)) });

const compareTerms = (comparison: Comparison, a: Term, b: Term): Term => {
  switch (comparison) {
    case '==': return equal(a, b);
    case '!=': return not(equal(a, b));
    case '<': return less(a, b);
    case '<=': return atMost(a, b);
    case '>': return less(b, a);
    case '>=': return atMost(b, a);
  }
};

/** The one number that a value is compared by. */
const comparable = (to: Translating, value: Value): Term => {
  if (value.kind === 'set') throw new NotTranslated('a comparison of sets');
  return value.kind === 'date' ? define(to.world.text, 'Int', dateKey(value.date)) : value.value;
};

const MIRRORED = { '==': '==', '!=': '!=', '<': '>', '<=': '>=', '>': '<', '>=': '<=' } as const;

const compare = (to: Translating, { comparison, left, right }: Expression & { op: 'compare' }): TruthTerms =>
  {
  if (left.op === 'count') {
    return countComparison(to, { comparison, list: left.list, other: readValue(to, right) });
  }
  if (right.op === 'count') {
    return countComparison(to, { comparison: MIRRORED[comparison], list: right.list, other: readValue(to,
      left) });
  }
  const [a, b] = [readValue(to, left), readValue(to, right)];
  return where(and(a.known, b.known), compareTerms(comparison, comparable(to, a), comparable(to, b)));
};

const oneOf = (to: Translating, { item, list }: Expression & { op: 'oneOf' }): TruthTerms => {
  const value = readValue(to, item);
  const own = comparable(to, value);
  const other = (each: string | number): Term => (typeof each === 'number' ? String(each)
    : value.kind === 'date' ? dateKey(dateTerms(each)) : codeOf(to.world.text, each));
  return where(value.known, or(...list.map((each) => equal(own, other(each)))));
};

const setTest = (to: Translating, { set, test, list }: Expression & { op: 'setTest' }): TruthTerms => {
  const value = readValue(to, set);
  if (value.kind !== 'set') throw new NotTranslated('a set that is no fact');
  const member = (name: string): Term => value.members.get(name) ?? 'false';
  const within = list.map(member);
  switch (test) {
    case 'hasAny': return where(value.known, or(...within));
    case 'hasAll': return where(value.known, and(...within));
    case 'hasOnly': {
      const outside = [...value.members].filter(([name]) => !list.includes(name)).map(([, term]) => term);
      return where(value.known, and(or(...within), not(or(...outside))));
    }
  }
};

const under18 = (to: Translating, { born, on }: Expression & { op: 'under18' }): TruthTerms => {
  const [a, b] = [readValue(to, born), readValue(to, on)];
  if (a.kind !== 'date' || b.kind !== 'date') throw new NotTranslated('an age without dates');
  const { yes, no } = under18Terms(a.date, b.date);
  const known = and(a.known, b.known);
  return { yes: and(known, yes), no: and(known, no) };
};

const quantified = (to: Translating, expression: Expression & { op: 'some' | 'every' }): TruthTerms => {
  const { known, members } = readList(to, expression.list);
  const each = members.map(({ entry, may, sure }) => {
    const { yes, no } = truthTerms({ ...to, entry }, expression.where);
    return expression.op === 'some' ? { yes: and(sure, yes), no: or(not(may), no) }
      : { yes: or(not(may), yes), no: and(sure, no) };
  });
  const { yes, no } = expression.op === 'some' ? someOf(each) : allOf(each);
  return { yes: and(known, yes), no: and(known, no) };
};

const ofValue = (value: Value): TruthTerms => {
  if (value.kind !== 'plain') throw new NotTranslated('a truth that is no truth');
  return where(value.known, value.value);
};

const atom = (to: Translating, expression: Expression): TruthTerms => {
  switch (expression.op) {
    case 'fact': case 'field': return ofValue(readValue(to, expression));
    case 'known': return { yes: factKnown(to.world, expression.fact), no: not(factKnown(to.world,
      expression.fact)) };
    case 'knownField': {
      const { known } = entryValue(to.world, to.entry ?? 0, expression.field);
      return { yes: known, no: not(known) };
    }
    case 'compare': return compare(to, expression);
    case 'oneOf': return oneOf(to, expression);
    case 'setTest': return setTest(to, expression);
    case 'under18': return under18(to, expression);
    case 'some': case 'every': return quantified(to, expression);
    case 'nth': throw new NotTranslated('nthMostRecent');
    default: throw new NotTranslated(expression.op);
  }
};

/** An operation without translation is left open where it stands, and named. */
const atomOrOpen = (to: Translating, expression: Expression): TruthTerms => {
  try {
    return atom(to, expression);
  } catch (error) {
    if (!(error instanceof NotTranslated)) throw error;
    return openTruth(to, expression, error.message);
  }
};

const joined = (to: Translating, expression: Expression): TruthTerms => {
  switch (expression.op) {
    case 'constant': return settled(expression.value === true);
    case 'and': return allOf([truthTerms(to, expression.left), truthTerms(to, expression.right)]);
    case 'or': return someOf([truthTerms(to, expression.left), truthTerms(to, expression.right)]);
    case 'not': {
      const { yes, no } = truthTerms(to, expression.operand);
      return { yes: no, no: yes };
    }
    case 'choose': {
      const [c, a, b] = [expression.condition, expression.yes, expression.no].map((each) => truthTerms(to,
        each));
      if (c === undefined || a === undefined || b === undefined) return settled(false);
      return {
        yes: or(and(c.yes, a.yes), and(c.no, b.yes), and(a.yes, b.yes)),
        no: or(and(c.yes, a.no), and(c.no, b.no), and(a.no, b.no)),
      };
    }
    default: return atomOrOpen(to, expression);
  }
};

/**
 * A condition as two terms, certainly true and certainly false; exactly the interpreter's three values (held
 * together by tests), except where something is left open.
 */
export const truthTerms = (to: Translating, expression: Expression): TruthTerms => {
  const { yes, no } = joined(to, expression);
  const { text } = to.world;
  return { yes: define(text, 'Bool', yes), no: define(text, 'Bool', no) };
};

