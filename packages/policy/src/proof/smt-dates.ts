import { MAJORITY_AGE_YEARS } from '@fengcun/statute';
import type { ShiftUnit } from '../cel/expression.ts';
import { and, atMost, equal, int, ite, less, literal, minus, not, or, plus, type Term } from './smt.ts';

/** A civil date as three whole numbers: everything the law asks of a date is linear in them. */
export type DateTerms = Readonly<{ y: Term; m: Term; d: Term }>;

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;

/** Whether a year has a 29 February; 1900 and 2100 have none, and there is no other such century here. */
export const isLeap = (y: Term): Term => {
  const year = literal(y);
  if (year !== undefined) return year % 4 === 0 && year !== 1900 && year !== 2100 ? 'true' : 'false';
  return and(`(= (mod ${y} 4) 0)`, not(equal(y, '1900')), not(equal(y, '2100')));
};

const daysIn = (y: Term, m: Term): Term =>
  ite(equal(m, '2'), ite(isLeap(y), '29', '28'),
    ite(or(...['4', '6', '9', '11'].map((each) => equal(m, each))), '30', '31'));

/** A day that the calendar 1900–2199 has. */
export const validDate = ({ y, m, d }: DateTerms): Term =>
  and(atMost(int(FIRST_YEAR), y), atMost(y, int(LAST_YEAR)), atMost('1', m), atMost(m, '12'),
    atMost('1', d), atMost(d, daysIn(y, m)));

/** The date of a constant `YYYY-MM-DD`. */
export const dateTerms = (text: string): DateTerms => {
  const [y = 0, m = 0, d = 0] = text.split('-').map(Number);
  return { y: int(y), m: int(m), d: int(d) };
};

/** One number for a date, in the order of dates: 20260228. */
export const dateKey = ({ y, m, d }: DateTerms): Term => {
  const parts = [y, m, d].map(literal);
  const [year, month, day] = parts;
  if (year !== undefined && month !== undefined && day !== undefined) {
    return int(year * 10_000 + month * 100 + day);
  }
  return `(+ (* 10000 ${y}) (* 100 ${m}) ${d})`;
};

/** One of two dates, by a condition. */
export const eitherDate = (condition: Term, yes: DateTerms, no: DateTerms): DateTerms =>
  ({ y: ite(condition, yes.y, no.y), m: ite(condition, yes.m, no.m), d: ite(condition, yes.d, no.d) });

/** Bounds of a step and units a year, as the interpreter has them (date-functions.ts; a test compares). */
const STEP_MAX: Readonly<Record<ShiftUnit, number>> = { years: 300, months: 3600, days: 110_000 };
const PER_YEAR: Readonly<Record<ShiftUnit, number>> = { years: 1, months: 12, days: 365 };

/** Whether the interpreter computes this step at all; beyond, the date is unknown. */
export const staysInside = ({ y }: DateTerms, unit: ShiftUnit, count: Term): Term => {
  const most = STEP_MAX[unit];
  const steps = literal(count);
  const per = PER_YEAR[unit];
  const years = steps === undefined ? (per === 1 ? count : `(div ${count} ${per})`)
    : int(Math.floor(steps / per));
  const slack = unit === 'years' ? 0 : 1;
  return and(atMost(int(-most), count), atMost(count, int(most)),
    atMost(int(FIRST_YEAR + slack), plus(y, years)), atMost(plus(y, years), int(LAST_YEAR - slack)));
};

/** Same day of another year, with whether the day is missing there. */
export type Moved = Readonly<{ date: DateTerms; isCut: Term }>;

/** Moved by years: 29 February becomes 28 where the year has none. */
export const movedByYears = ({ y, m, d }: DateTerms, count: Term): Moved => {
  const year = plus(y, count);
  const isCut = and(equal(m, '2'), equal(d, '29'), not(isLeap(year)));
  return { date: { y: year, m, d: ite(isCut, '28', d) }, isCut };
};

/** Moved by months: the month's last day where it has no such day. */
export const movedByMonths = ({ y, m, d }: DateTerms, count: Term): Moved => {
  const steps = literal(count);
  const place = steps === undefined ? `(+ (* 12 ${y}) (- ${m} 1) ${count})` : '';
  const rest = steps === undefined ? 0 : ((steps % 12) + 12) % 12;
  const over = less('12', plus(m, int(rest)));
  const year = steps === undefined ? `(div ${place} 12)`
    : plus(plus(y, int((steps - rest) / 12)), ite(over, '1', '0'));
  const month = steps === undefined ? `(+ (mod ${place} 12) 1)`
    : ite(over, minus(plus(m, int(rest)), '12'), plus(m, int(rest)));
  const last = daysIn(year, month);
  const isCut = less(last, d);
  return { date: { y: year, m: month, d: ite(isCut, last, d) }, isCut };
};

const MONTH_STARTS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334] as const;

/** Days since the first of the calendar. */
export const dayNumber = ({ y, m, d }: DateTerms): Term => {
  const before = ite(atMost(y, '1900'), '0',
    plus(`(div (- ${y} 1901) 4)`, ite(less('2100', y), '(- 1)', '0')));
  const start = MONTH_STARTS.reduceRight<Term>((later, days, i) =>
    (i === 11 ? int(days) : ite(equal(m, int(i + 1)), int(days), later)), '334');
  const leapDay = ite(and(less('2', m), isLeap(y)), '1', '0');
  return `(+ (* 365 (- ${y} 1900)) ${before} ${start} ${leapDay} ${d})`;
};

/** The day after, inside the calendar. */
export const dayAfter = ({ y, m, d }: DateTerms): DateTerms => {
  const isLast = equal(d, daysIn(y, m));
  const isYearEnd = and(isLast, equal(m, '12'));
  return {
    y: plus(y, ite(isYearEnd, '1', '0')), m: ite(isLast, ite(isYearEnd, '1', plus(m, '1')), m),
    d: ite(isLast, '1', plus(d, '1')),
  };
};

const monthDay = ({ m, d }: DateTerms): Term => `(+ (* 100 ${m}) ${d})`;

/** Completed years of age, with whether the day is the disputed one. @see 法释〔2006〕1号 第2条 */
export const yearsOfAge = (
  born: DateTerms, on: DateTerms,
): Readonly<{ years: Term; isBorn: Term; isDisputed: Term }> => {
  const passed = ite(less(monthDay(born), monthDay(on)), '0', '1');
  const difference = minus(minus(on.y, born.y), passed);
  const isDisputed = and(equal(born.m, '2'), equal(born.d, '29'), equal(on.m, '3'), equal(on.d, '1'),
    not(isLeap(on.y)), less(dateKey(born), dateKey(on)));
  return {
    years: ite(less(difference, '0'), '0', difference), isBorn: atMost(dateKey(born), dateKey(on)),
      isDisputed,
  };
};

/** 不满十八周岁 as the interpreter has it: unknown before birth, and on the disputed eighteenth birthday. */
export const under18Terms = (born: DateTerms, on: DateTerms): Readonly<{ yes: Term; no: Term }> => {
  const { years, isBorn, isDisputed } = yearsOfAge(born, on);
  const majority = int(MAJORITY_AGE_YEARS);
  const isOpen = and(equal(years, majority), isDisputed);
  return {
    yes: and(isBorn, less(years, majority)), no: and(isBorn, atMost(majority, years), not(isOpen)),
  };
};
