import { civil, type CivilDate } from '@fengcun/kernel';

/** LIMIT: standard time of China, without the summer times of 1986 to 1991: legal days of acts lie after. */
const OFFSET_MS = 8 * 3600 * 1000;
const YEAR_START = '-01-01T00:00:00+08:00';
const DAY_LENGTH = 10;
const DAY_MS = 24 * 3600 * 1000;

/** The day asked for last: it is the same one thousands of times a second. */
let known: Readonly<{ number: number; day: CivilDate }> | undefined;

/** The legal day of an instant in milliseconds. */
export const legalDay = (millis: number): CivilDate => {
  const number = Math.floor((millis + OFFSET_MS) / DAY_MS);
  if (known?.number === number) return known.day;
  const day = civil(new Date(number * DAY_MS).toISOString().slice(0, DAY_LENGTH));
  known = { number, day };
  return day;
};

/** The first millisecond of the natural year of a day. */
export const yearStart = (day: CivilDate): number => Date.parse(`${day.slice(0, 4)}${YEAR_START}`);
