import { type CivilDate, civil, daysInMonth, isLeapYear } from '@fengcun/kernel';
import { MAJORITY_AGE_YEARS } from '@fengcun/statute';
import type { ShiftUnit } from '../cel/expression.ts';
import { UNKNOWN } from '../facts/fact-sheet.ts';
import { shiftDate } from '../evaluate/date-functions.ts';

/** A date that is not known, in a column of days. */
export const UNKNOWN_DAY = -2_147_483_648;

/** Days from 1900-01-01, the first day of the calendar, to 1970-01-01, day 0 of the columns. */
export const DAYS_BEFORE_1970 = 25_567;

const FIRST_YEAR = 1900;
const LAST_YEAR = 2199;
/** Days of the calendar 1900–2199. */
export const CALENDAR_DAYS = 109_573;

const yearStarts = (): Int32Array => {
  const starts = new Int32Array(LAST_YEAR - FIRST_YEAR + 2);
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    const i = year - FIRST_YEAR;
    starts[i + 1] = (starts[i] ?? 0) + (isLeapYear(year) ? 366 : 365);
  }
  return starts;
};
const STARTS = yearStarts();

const MONTH_STARTS = [0, 31, 59, 90, 120, 151, 181, 212, 243, 273, 304, 334];

const placeOf = (year: number, month: number, day: number): number =>
  (STARTS[year - FIRST_YEAR] ?? 0) + (MONTH_STARTS[month - 1] ?? 0)
  + (month > 2 && isLeapYear(year) ? 1 : 0) + day - 1;

const two = (text: string, at: number): number => (text.charCodeAt(at) - 48) * 10
  + text.charCodeAt(at + 1) - 48;

/** Day number of a civil date: days since 1970-01-01, negative before. */
export const dayOf = (date: CivilDate): number =>
  placeOf(two(date, 0) * 100 + two(date, 2), two(date, 5), two(date, 8)) - DAYS_BEFORE_1970;

type Parts = Readonly<{ years: Int16Array; monthDays: Int16Array }>;
let parts: Parts | undefined;

/** Year, and month × 100 + day, of each day of the calendar by its place from 1900-01-01; made once. */
export const dayParts = (): Parts => {
  if (parts !== undefined) return parts;
  const years = new Int16Array(CALENDAR_DAYS);
  const monthDays = new Int16Array(CALENDAR_DAYS);
  let place = 0;
  for (let year = FIRST_YEAR; year <= LAST_YEAR; year += 1) {
    for (let month = 1; month <= 12; month += 1) {
      for (let day = 1; day <= daysInMonth(year, month); day += 1) {
        years[place] = year;
        monthDays[place] = month * 100 + day;
        place += 1;
      }
    }
  }
  parts = { years, monthDays };
  return parts;
};

/** The civil date of a day number. @throws TypeError outside 1900–2199 */
export const dateOfDay = (day: number): CivilDate => {
  const { years, monthDays } = dayParts();
  const place = day + DAYS_BEFORE_1970;
  const monthDay = String(monthDays[place] ?? 0).padStart(4, '0');
  return civil(`${years[place] ?? 0}-${monthDay.slice(0, 2)}-${monthDay.slice(2)}`);
};

/** For each birth day: the last day under eighteen, and the disputed day after it (or the unknown day). */
export type AgeTables = Readonly<{ lastMinorDay: Int32Array; disputedDay: Int32Array }>;
let ages: AgeTables | undefined;

const FEBRUARY_29 = 229;

/**
 * 不满十八周岁 by birth day: under eighteen up to and on the eighteenth birthday; a birthday of 29 February falls
 * on 28 February, and the day after it is disputed. Held against statute's own function by a test.
 * @see 法释〔2006〕1号 第2条
 */
export const ageTables = (): AgeTables => {
  if (ages !== undefined) return ages;
  const { years, monthDays } = dayParts();
  const lastMinorDay = new Int32Array(CALENDAR_DAYS).fill(CALENDAR_DAYS);
  const disputedDay = new Int32Array(CALENDAR_DAYS).fill(UNKNOWN_DAY);
  for (let place = 0; place < CALENDAR_DAYS; place += 1) {
    const year = (years[place] ?? 0) + MAJORITY_AGE_YEARS;
    const monthDay = monthDays[place] ?? 0;
    if (year > LAST_YEAR) continue;
    const isLeapling = monthDay === FEBRUARY_29 && !isLeapYear(year);
    const birthday = placeOf(year, Math.floor(monthDay / 100), isLeapling ? 28 : monthDay % 100);
    lastMinorDay[place] = birthday - DAYS_BEFORE_1970;
    if (isLeapling) disputedDay[place] = birthday + 1 - DAYS_BEFORE_1970;
  }
  ages = { lastMinorDay, disputedDay };
  return ages;
};

const movedPlace = (place: number, unit: ShiftUnit, count: number): number => {
  if (unit === 'days') return place + count;
  const { years, monthDays } = dayParts();
  const monthDay = monthDays[place] ?? 0;
  const months = (years[place] ?? 0) * 12 + Math.floor(monthDay / 100) - 1
    + count * (unit === 'years' ? 12 : 1);
  const [year, month] = [Math.floor(months / 12), (months % 12) + 1];
  return placeOf(year, month, Math.min(monthDay % 100, daysInMonth(year, month)));
};

const shifts = new Map<string, Int32Array>();

/**
 * Every day of the calendar moved by a fixed number of units, by its place: the same civil day, or the
 * month's last.
 * Whether a year can be moved at all is asked of the engine itself; a test holds every table against it.
 */
export const shiftTable = (unit: ShiftUnit, count: number): Int32Array => {
  const key = `${unit} ${count}`;
  const kept = shifts.get(key);
  if (kept !== undefined) return kept;
  const table = new Int32Array(CALENDAR_DAYS).fill(UNKNOWN_DAY);
  const { years } = dayParts();
  let [year, moves] = [0, false];
  for (let place = 0; place < CALENDAR_DAYS; place += 1) {
    if (years[place] !== year) {
      year = years[place] ?? 0;
      moves = shiftDate(dateOfDay(place - DAYS_BEFORE_1970), unit, count) !== UNKNOWN;
    }
    if (moves) table[place] = movedPlace(place, unit, count) - DAYS_BEFORE_1970;
  }
  shifts.set(key, table);
  return table;
};
