import { addDays, type CivilDate, type Tri } from '@fengcun/kernel';
import { addCivilMonths, addCivilYears, ageDisputedOn, fullYearsOn, under18On } from '@fengcun/statute';
import type { ShiftUnit } from '../cel/expression.ts';
import { type Unknown, UNKNOWN } from '../facts/fact-sheet.ts';

/** 周岁 below eighteen; unknown on the disputed 29 February day and before birth. @see 法释〔2006〕1号 第2条 */
export const isUnder18 = (born: CivilDate, on: CivilDate): Tri => under18On(born, on);

/** Completed years of age (周岁); unknown on the disputed 29 February day and before birth. */
export const fullYears = (born: CivilDate, on: CivilDate): number | Unknown => {
  if (on < born || ageDisputedOn(born, on)) return UNKNOWN;
  return fullYearsOn(born, on);
};

/** LIMIT: the largest step that can stay inside the calendar 1900–2199; larger ones are not computed. */
const STEP_MAX: Readonly<Record<ShiftUnit, number>> = { years: 300, months: 3600, days: 110_000 };

/** Whether the shifted date is certain to lie inside the calendar, where statute's arithmetic cannot fail. */
const staysInside = (date: CivilDate, unit: ShiftUnit, count: number): boolean => {
  if (Math.abs(count) > STEP_MAX[unit]) return false;
  const perYear = { years: 1, months: 12, days: 365 }[unit];
  const years = Math.floor(count / perYear);
  const slack = unit === 'years' ? 0 : 1;
  const year = Number(date.slice(0, 4));
  return year + years - slack >= 1900 && year + years + slack <= 2199;
};

/**
 * A date moved by a number of calendar units. A day that the month does not have becomes its last day.
 * Unknown where the result would lie near or beyond the edge of the calendar (1900–2199): such a date is a
 * mistake in the facts, never a reason to seal or not to seal.
 */
export const shiftDate = (date: CivilDate, unit: ShiftUnit, count: number): CivilDate | Unknown => {
  if (!staysInside(date, unit, count)) return UNKNOWN;
  if (unit === 'years') return addCivilYears(date, count);
  return unit === 'months' ? addCivilMonths(date, count) : addDays(date, count);
};

/** The same, but a day that the month does not have becomes the first of the next month (`nextMonth`). */
export const shiftDateOver = (date: CivilDate, unit: ShiftUnit, count: number): CivilDate | Unknown => {
  const moved = shiftDate(date, unit, count);
  const isCut = moved !== UNKNOWN && unit !== 'days' && moved.slice(8) !== date.slice(8);
  return isCut ? shiftDate(moved, 'days', 1) : moved;
};

