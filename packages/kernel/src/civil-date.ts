import { err, ok, type Result } from './result.ts';

declare const civilDateBrand: unique symbol;

/**
 * A legal date of the Asia/Shanghai calendar without time, as `YYYY-MM-DD`; compares as a string.
 * Years 1900–2199: older or later ones in a record are reading errors, not law. LIMIT: keeps
 * string order equal to date order and day numbers small.
 */
export type CivilDate = string & { readonly [civilDateBrand]: 'CivilDate' };

/** Why a text is no date: `where` is safe to show, it never repeats the input. */
export type DateRefusal = Readonly<{ code: 'DATE_FORMAT' | 'DATE_IMPOSSIBLE' | 'DATE_RANGE' }>;

const PATTERN = /^(\d{4})-(\d{2})-(\d{2})$/;
const DAYS = [31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31] as const;

/** Whether the Gregorian year has a 29 February. */
export const isLeapYear = (year: number): boolean =>
  (year % 4 === 0 && year % 100 !== 0) || year % 400 === 0;

/** Days in a Gregorian month (1–12); 0 for a month that does not exist. */
export const daysInMonth = (year: number, month: number): number =>
  month === 2 && isLeapYear(year) ? 29 : (DAYS[month - 1] ?? 0);

const pad = (value: number, width: number): string => String(value).padStart(width, '0');

/** Builds a date from its parts, refusing impossible ones (31 April) instead of rolling over. */
export const civilDate = (year: number, month: number, day: number): Result<CivilDate, DateRefusal> => {
  if (!(year >= 1900 && year <= 2199)) return err({ code: 'DATE_RANGE' });
  if (!(day >= 1 && day <= daysInMonth(year, month))) return err({ code: 'DATE_IMPOSSIBLE' });
  return ok(`${pad(year, 4)}-${pad(month, 2)}-${pad(day, 2)}` as CivilDate);
};

/** Parses `YYYY-MM-DD`; anything else, or a day that does not exist, is refused. */
export const parseCivilDate = (text: string): Result<CivilDate, DateRefusal> => {
  const match = PATTERN.exec(text);
  if (match === null) return err({ code: 'DATE_FORMAT' });
  return civilDate(Number(match[1]), Number(match[2]), Number(match[3]));
};

/** A date we wrote ourselves (constants, tests); a wrong one is a bug. */
export const civil = (text: string): CivilDate => {
  const parsed = parseCivilDate(text);
  if (!parsed.ok) throw new TypeError(`bug: not a civil date (${parsed.error.code})`);
  return parsed.value;
};

/** The Temporal value of a legal date, for arithmetic. */
export const toPlainDate = (date: CivilDate): Temporal.PlainDate => Temporal.PlainDate.from(date);

/** The legal date of a Temporal value. @throws TypeError outside 1900–2199 */
export const fromPlainDate = (date: Temporal.PlainDate): CivilDate => civil(date.toString());

/** `date` plus a number of days, which may be negative. */
export const addDays = (date: CivilDate, days: number): CivilDate =>
  fromPlainDate(toPlainDate(date).add({ days }));

/** Whole days from `start` to `end`; 0 for the same day, negative when `end` is earlier. */
export const daysBetween = (start: CivilDate, end: CivilDate): number =>
  toPlainDate(start).until(toPlainDate(end), { largestUnit: 'day' }).days;
