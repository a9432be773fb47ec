import type { Comparison, DatePart, Expression } from '../cel/expression.ts';
import { and, atMost, countOf, equal, less, not, or, type Term } from './smt.ts';
import { dateKey, type DateTerms, dateTerms, eitherDate } from './smt-dates.ts';
import { readValue } from './translate-values.ts';
import { truthTerms } from './translate.ts';
import { NotTranslated, type Translating, type TruthTerms } from './translating.ts';
import { define, entryPresent, factKnown, LISTS_OPEN, type Value } from './world.ts';

/** An entry that may belong to a list; `sure`: it does. */
export type MemberTerms = Readonly<{ entry: number; may: Term; sure: Term }>;

/** A list: whether it is known, and who may belong to it. */
export type ListTerms = Readonly<{ known: Term; members: readonly MemberTerms[] }>;

/** A list of entries: the fact, or a filter of it. */
export const readList = (to: Translating, expression: Expression): ListTerms => {
  const { world } = to;
  if (world.text.entriesMax === LISTS_OPEN) throw new NotTranslated('a list of other entries');
  if (expression.op === 'filter') {
    const { known, members } = readList(to, expression.list);
    const kept = members.map(({ entry, may, sure }) => {
      const { yes, no } = truthTerms({ ...to, entry }, expression.where);
      return { entry, may: define(world.text, 'Bool', and(may, not(no))), sure: define(world.text, 'Bool',
        and(sure, yes)) };
    });
    return { known, members: kept };
  }
  if (expression.op !== 'fact') throw new NotTranslated('a list that is no fact');
  const members = Array.from({ length: world.text.entriesMax }, (_, entry) => {
    const present = entryPresent(world, entry);
    return { entry, may: present, sure: present };
  });
  return { known: factKnown(world, expression.name), members };
};

const bounds = (to: Translating, { members }: ListTerms): Readonly<{ min: Term; max: Term }> => ({
  min: define(to.world.text, 'Int', countOf(members.map(({ sure }) => sure))),
  max: define(to.world.text, 'Int', countOf(members.map(({ may }) => may))),
});

/** `size(list)` as a number. */
export const readCount = (to: Translating, expression: Expression & { op: 'count' }): Value => {
  const list = readList(to, expression.list);
  const { min, max } = bounds(to, list);
  return { kind: 'plain', known: and(list.known, equal(min, max)), value: min };
};

/** `size(list)` compared with a number: known as soon as every size the list can have gives one answer. */
export const countComparison = (
  to: Translating, { comparison, list, other }: Readonly<{
    comparison: Comparison; list: Expression; other: Value }>,
): TruthTerms => {
  if (other.kind !== 'plain') throw new NotTranslated('a size compared with something else');
  const terms = readList(to, list);
  const { min, max } = bounds(to, terms);
  const known = and(terms.known, other.known);
  const n = other.value;
  const tests = (): readonly [Term, Term] => {
    const [same, apart] = [and(equal(min, n), equal(max, n)), or(less(n, min), less(max, n))];
    switch (comparison) {
      case '==': return [same, apart];
      case '!=': return [apart, same];
      case '<': return [less(max, n), atMost(n, min)];
      case '<=': return [atMost(max, n), less(n, min)];
      case '>': return [less(n, min), atMost(max, n)];
      case '>=': return [atMost(n, min), less(max, n)];
    }
  };
  const [yes, no] = tests();
  return { yes: and(known, yes), no: and(known, no) };
};

type Candidate = Readonly<{ known: Term; date: DateTerms; sure: Term; may: Term }>;
type Collected = Readonly<{ candidates: readonly Candidate[]; lost: Term }>;

const dateOf = (value: Value): Readonly<{ known: Term; date: DateTerms }> => {
  if (value.kind !== 'date') throw new NotTranslated('a date that is none');
  return value;
};

const collect = (to: Translating, { when, date }: DatePart): Collected => {
  const counts: TruthTerms = when === undefined ? { yes: 'true', no: 'false' } : truthTerms(to, when);
  const possible = not(counts.no);
  if (date.op !== 'dates') {
    return { candidates: [{ ...dateOf(readValue(to, date)), sure: counts.yes, may: possible }],
      lost: 'false' };
  }
  const { known, members } = readList(to, date.list);
  const candidates = members.map(({ entry, may, sure }) => ({
    ...dateOf(readValue({ ...to, entry }, date.date)),
    sure: and(known, counts.yes, sure), may: and(known, possible, may),
  }));
  return { candidates, lost: and(possible, not(known)) };
};

/** `latest` and `earliest`: known where every completion of what is unknown gives one date. */
export const readExtreme = (to: Translating, expression: Expression & {
  op: 'latest' | 'earliest' }): Value => {
  const { text } = to.world;
  const parts = expression.parts.map((part) => collect(to, part));
  const candidates = parts.flatMap((part) => part.candidates);
  const isBeyond = (a: DateTerms, b: DateTerms): Term =>
    (expression.op === 'latest' ? less(dateKey(b), dateKey(a)) : less(dateKey(a), dateKey(b)));
  let best = dateTerms('2000-01-01');
  let has: Term = 'false';
  for (const { date, sure } of candidates) {
    const takes = define(text, 'Bool', and(sure, or(not(has), isBeyond(date, best))));
    const next = eitherDate(takes, date, best);
    best = { y: define(text, 'Int', next.y), m: define(text, 'Int', next.m), d: define(text, 'Int', next.d) };
    has = define(text, 'Bool', or(has, sure));
  }
  const spoilt = candidates.map(({ known, date, sure, may }) =>
    or(and(sure, not(known)), and(may, not(sure), or(not(known), isBeyond(date, best)))));
  return { kind: 'date', known: and(has, not(or(...spoilt, ...parts.map(({ lost }) => lost)))), date: best };
};
