import { addDays, type CivilDate, civilDate, daysInMonth, present } from '@fengcun/kernel';

// 「以年计算的刑期，自本年本月某日至次年同月同日的前一日为一年；
//   次年同月同日不存在的，自本年本月某日至次年同月最后一日的前一日为一年。」

/** Length of a term; parts that are absent count 0. Whole numbers ≥ 0; odd days beyond months in `days`. */
export type TermLength = Readonly<{ years?: number; months?: number; days?: number }>;

/** 半个月一律按十五日计算. @see 最高法刑诉法解释(2021) 第202条 */
export const HALF_MONTH_DAYS = 15;

const partsOf = (date: CivilDate): readonly [number, number, number] =>
  [Number(date.slice(0, 4)), Number(date.slice(5, 7)), Number(date.slice(8, 10))];

const dateOf = (year: number, month: number, day: number): CivilDate => {
  const made = civilDate(year, month, Math.min(day, daysInMonth(year, month)));
  return present(made.ok ? made.value : undefined, 'date within 1900–2199');
};

/** Same day `years` later; the last day of that month where the day does not exist (29 February). */
const sameDayAfterYears = (start: CivilDate, years: number): CivilDate => {
  const [year, month, day] = partsOf(start);
  return dateOf(year + years, month, day);
};

/** Same day `months` later; from a month's last day, or where the day is missing, that month's last day. */
const sameDayAfterMonths = (start: CivilDate, months: number): CivilDate => {
  const [year, month, day] = partsOf(start);
  const index = year * 12 + (month - 1) + months;
  const [toYear, toMonth] = [Math.floor(index / 12), (index % 12) + 1];
  const isLastDay = day === daysInMonth(year, month);
  return dateOf(toYear, toMonth, isLastDay ? daysInMonth(toYear, toMonth) : day);
};

/** Day after the last day of the term; equal to `start` for a term of no length. */
const dayAfterTerm = (start: CivilDate, length: TermLength): CivilDate => {
  // LAW: art. 202 counts years or months; for a term with both, each part starts on the day after the
  // one before it ended (years, then months, then days).
  const years = length.years ?? 0;
  const months = length.months ?? 0;
  const afterYears = years === 0 ? start : sameDayAfterYears(start, years);
  const afterMonths = months === 0 ? afterYears : sameDayAfterMonths(afterYears, months);
  return addDays(afterMonths, length.days ?? 0);
};

/**
 * Last day of a term of imprisonment (刑期) whose first day is `start`: the day before the same day of the
 * next year or month; where that day does not exist, the day before that month's last day; for months from
 * a month's last day, the day before the target month's last day. A half month is 15 days.
 * One year from 2025-03-31 ends 2026-03-30 (W-81). A term of no length ends the day before it starts.
 * @throws BugError when the end lies after 2199
 * @see 最高法刑诉法解释(2021) 第202条第2款
 */
export const termEnd = (start: CivilDate, length: TermLength): CivilDate =>
  addDays(dayAfterTerm(start, length), -1);

/**
 * Last day of a procedural period of months (以月计算的期间): the same day of the target month; from a month's
 * last day, or where the day does not exist, that month's last day.
 * @see 最高法刑诉法解释(2021) 第202条第1款
 */
export const proceduralMonthsEnd = (start: CivilDate, months: number): CivilDate =>
  sameDayAfterMonths(start, months);

/**
 * Same civil day `years` later, used where a law counts a period of years from a day (five-year window,
 * observation periods); 29 February falls back to 28 February.
 */
export const addCivilYears = (date: CivilDate, years: number): CivilDate => sameDayAfterYears(date, years);

/** Same civil day `months` later; where it does not exist, that month's last day. No last-day rule. */
export const addCivilMonths = (date: CivilDate, months: number): CivilDate => {
  const [year, month, day] = partsOf(date);
  const index = year * 12 + (month - 1) + months;
  return dateOf(Math.floor(index / 12), (index % 12) + 1, day);
};
