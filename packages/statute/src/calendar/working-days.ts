import { addDays, type CivilDate, err, ok, type Result, toPlainDate } from '@fengcun/kernel';
import days from 'chinese-days/dist/chinese-days.json' with { type: 'json' };
import source from 'chinese-days/package.json' with { type: 'json' };

/** Where the holidays and make-up days (调休) come from, and the years it knows; returned with every result. */
export type CalendarSource = Readonly<{
  package: string;
  version: string;
  firstYear: number;
  lastYear: number;
}>;

/**
 * `CALENDAR_UNKNOWN`: the holiday arrangement that governs a day involved is not in the data (a later or
 * earlier year, or the last days of December before the next year's arrangement is known); never a guess.
 */
export type CalendarRefusal = Readonly<{ code: 'CALENDAR_UNKNOWN'; year: number; source: CalendarSource }>;

const yearOf = (date: string): number => Number(date.slice(0, 4));
const holidays: ReadonlySet<string> = new Set(Object.keys(days.holidays));
const makeUpDays: ReadonlySet<string> = new Set(Object.keys(days.workdays));
const years: readonly number[] = [...new Set([...holidays].map(yearOf))].sort((a, b) => a - b);
const knownYears: ReadonlySet<number> = new Set(years);

/** Source of the statutory holidays: 国务院办公厅's yearly notices as maintained by the package. */
export const CALENDAR_SOURCE: CalendarSource = Object.freeze({
  package: source.name, version: source.version, firstYear: years[0] ?? 0, lastYear: years.at(-1) ?? 0,
});

// LIMIT: from this day on the next year's New Year arrangement may make the day a holiday or a make-up day
// (2018-12-29 and 2022-12-31 are such), so it is known only with the next year.
const NEXT_YEAR_MATTERS_FROM = '12-26';

/** The year whose missing arrangement keeps a day unknown, or undefined where the day is known. */
const missingYear = (date: CivilDate): number | undefined => {
  const year = yearOf(date);
  if (!knownYears.has(year)) return year;
  return date.slice(5) >= NEXT_YEAR_MATTERS_FROM && !knownYears.has(year + 1) ? year + 1 : undefined;
};

const refused = (year: number): Result<never, CalendarRefusal> =>
  err({ code: 'CALENDAR_UNKNOWN', year, source: CALENDAR_SOURCE });

const SATURDAY = 6;

/**
 * Whether the day is a working day: Monday to Friday that is no holiday, or a make-up day (调休上班).
 * @see 全国年节及纪念日放假办法 and the yearly notice of the 国务院办公厅
 */
export const isWorkingDay = (date: CivilDate): Result<boolean, CalendarRefusal> => {
  const missing = missingYear(date);
  if (missing !== undefined) return refused(missing);
  if (makeUpDays.has(date)) return ok(true);
  return ok(!holidays.has(date) && toPlainDate(date).dayOfWeek < SATURDAY);
};

/** A day, with the calendar it rests on. */
export type CalendarDay = Readonly<{ on: CivilDate; source: CalendarSource }>;

/** The first working day on or after a day. */
export const workingDayFrom = (date: CivilDate): Result<CalendarDay, CalendarRefusal> => {
  let on = date;
  // Ends: the first day beyond the known years is refused.
  for (;;) {
    const working = isWorkingDay(on);
    if (!working.ok) return working;
    if (working.value) return ok({ on, source: CALENDAR_SOURCE });
    on = addDays(on, 1);
  }
};

// LIMIT: the longest period of the law in working days is 30; a thousand is no legal period any more.
const WORKING_DAYS_MAX = 1_000;

/**
 * The `count`-th working day after a day, which is itself not counted (三个工作日 from Friday end on Wednesday).
 * `count` is 0–1000; 0 gives the day itself, working or not.
 * @throws RangeError for another count, which is the caller's bug
 */
export const addWorkingDays = (date: CivilDate, count: number): Result<CalendarDay, CalendarRefusal> => {
  if (!(Number.isInteger(count) && count >= 0 && count <= WORKING_DAYS_MAX)) {
    throw new RangeError('bug: working days are a whole number from 0 to 1000');
  }
  let on = date;
  for (let left = count; left > 0;) {
    on = addDays(on, 1);
    const working = isWorkingDay(on);
    if (!working.ok) return working;
    if (working.value) left -= 1;
  }
  return ok({ on, source: CALENDAR_SOURCE });
};
