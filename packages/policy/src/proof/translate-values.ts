import type { Expression } from '../cel/expression.ts';
import { and, equal, int, ite, less, not, or } from './smt.ts';
import {
  dateKey, type DateTerms, dateTerms, dayAfter, dayNumber, eitherDate, type Moved, movedByMonths,
    movedByYears,
  staysInside, yearsOfAge,
} from './smt-dates.ts';
import { readCount, readExtreme } from './translate-lists.ts';
import { truthTerms } from './translate.ts';
import { NotTranslated, type Translating } from './translating.ts';
import { codeOf, declareDate, define, entryValue, factValue, type Value } from './world.ts';

/** Names the parts of a date, so that each is written once. */
const named = (to: Translating, { y, m, d }: DateTerms): DateTerms => {
  const { text } = to.world;
  return { y: define(text, 'Int', y), m: define(text, 'Int', m), d: define(text, 'Int', d) };
};

const constant = (to: Translating, expression: Expression & { op: 'constant' }): Value => {
  const { value, type } = expression;
  if (typeof value === 'number') return { kind: 'plain', known: 'true', value: int(value) };
  if (typeof value === 'boolean') return { kind: 'plain', known: 'true', value: String(value) };
  if (type.kind === 'date') return { kind: 'date', known: 'true', date: dateTerms(value) };
  return { kind: 'plain', known: 'true', value: codeOf(to.world.text, value) };
};

/** The only day that lies so many days away: a variable with that as its constraint. */
const movedByDays = (to: Translating, date: DateTerms, count: string): DateTerms => {
  if (count === '1') return dayAfter(date);
  const { text } = to.world;
  const [from, inside] = [define(text, 'Int', dayNumber(date)), staysInside(date, 'days', count)];
  const key = `days ${from} ${count}`;
  const name = text.declared.get(key) ?? `s${text.declared.size}`;
  const isNew = !text.declared.has(key);
  text.declared.set(key, name);
  const moved = declareDate(text, name);
  if (isNew) text.lines.push(`(assert (=> ${inside} (= ${dayNumber(moved)} (+ ${from} ${count}))))`);
  return moved;
};

/** `nextMonth`: the day after the last, where the interpreter can still move by a day. */
const overEnd = (to: Translating, { date, isCut }: Moved): Readonly<{ date: DateTerms; isInside: string }> =>
  {
  const last = named(to, date);
  return { date: eitherDate(isCut, dayAfter(last), last), isInside: or(not(isCut), staysInside(last, 'days',
    '1')) };
};

const shift = (to: Translating, expression: Expression & { op: 'shift' }): Value => {
  const [from, count] = [readValue(to, expression.date), readValue(to, expression.count)];
  if (from.kind !== 'date' || count.kind !== 'plain') throw new NotTranslated('a step without a date');
  const { unit } = expression;
  const known = and(from.known, count.known, staysInside(from.date, unit, count.value));
  if (unit === 'days') return { kind: 'date', known, date: named(to, movedByDays(to, from.date,
    count.value)) };
  const moved = unit === 'years' ? movedByYears(from.date, count.value) : movedByMonths(from.date,
    count.value);
  if (expression.monthEnd !== 'nextMonth') return { kind: 'date', known, date: named(to, moved.date) };
  const { date, isInside } = overEnd(to, moved);
  return { kind: 'date', known: and(known, isInside), date: named(to, date) };
};

const fullYears = (to: Translating, { born, on }: Expression & { op: 'fullYears' }): Value => {
  const [a, b] = [readValue(to, born), readValue(to, on)];
  if (a.kind !== 'date' || b.kind !== 'date') throw new NotTranslated('an age without dates');
  const { years, isBorn, isDisputed } = yearsOfAge(a.date, b.date);
  return { kind: 'plain', known: and(a.known, b.known, isBorn, not(isDisputed)), value: years };
};

const choose = (to: Translating, expression: Expression & { op: 'choose' }): Value => {
  const { yes, no } = truthTerms(to, expression.condition);
  const [a, b] = [readValue(to, expression.yes), readValue(to, expression.no)];
  if (a.kind === 'date' && b.kind === 'date') {
    const same = equal(dateKey(a.date), dateKey(b.date));
    const known = or(and(yes, a.known), and(no, b.known), and(a.known, b.known, same));
    return { kind: 'date', known, date: eitherDate(no, b.date, a.date) };
  }
  if (a.kind !== 'plain' || b.kind !== 'plain') throw new NotTranslated('a choice between sets');
  const known = or(and(yes, a.known), and(no, b.known), and(a.known, b.known, equal(a.value, b.value)));
  return { kind: 'plain', known, value: ite(no, b.value, a.value) };
};

const read = (to: Translating, expression: Expression): Value => {
  switch (expression.op) {
    case 'constant': return constant(to, expression);
    case 'fact': return factValue(to.world, expression.name);
    case 'asOf': return { kind: 'date', known: 'true', date: to.asOf };
    case 'switch': {
      const value = to.switches.get(expression.id);
      return { kind: 'plain', known: value === undefined ? 'false' : 'true', value: value ?? '0' };
    }
    case 'shift': return shift(to, expression);
    case 'fullYears': return fullYears(to, expression);
    case 'choose': return choose(to, expression);
    case 'field': return entryValue(to.world, to.entry ?? 0, expression.name);
    case 'count': return readCount(to, expression);
    case 'latest': case 'earliest': return readExtreme(to, expression);
    case 'nth': throw new NotTranslated('nthMostRecent');
    case 'extended': throw new NotTranslated('extended');
    default: {
      const { yes, no } = truthTerms(to, expression);
      return { kind: 'plain', known: or(yes, no), value: yes };
    }
  }
};

/** A value as terms, exactly as the interpreter reads it. @throws NotTranslated what has no translation */
export const readValue = (to: Translating, expression: Expression): Value => {
  const value = read(to, expression);
  const { text } = to.world;
  const known = define(text, 'Bool', value.known);
  if (value.kind === 'date') return { kind: 'date', known, date: named(to, value.date) };
  if (value.kind === 'set') return value;
  return { ...value, known, value: define(text, expression.type.kind === 'boolean' ? 'Bool' : 'Int',
    value.value) };
};

/** Whether a date lies after another. */
export const isAfter = (a: DateTerms, b: DateTerms): string => less(dateKey(b), dateKey(a));
