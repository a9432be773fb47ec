import { readNumberAt } from './numerals.ts';

/** A length read in place: `months` (years × 12 + months), odd `days`, offset behind the last character. */
export type TermRead = Readonly<{ months: number; days?: number; end: number }>;

// LIMIT: no term of law is longer than 25 years (刑法第69条); larger "years" are calendar years of a date.
const YEARS_MAX = 30;
const MONTHS_MAX = 360;
const DAYS_MAX = 366;

const skipSpace = (text: string, at: number): number => {
  let end = at;
  while (end - at < 3 && (text[end] === ' ' || text[end] === '　')) end += 1;
  return end;
};

/** Behind the joining word between the parts of a term (一年又六个月, 一年零六个月, 五个月加十五天). */
const skipJoint = (text: string, at: number): number => {
  const start = skipSpace(text, at);
  const joint = text[start] ?? '';
  return '又另零加外'.includes(joint) && joint !== '' ? skipSpace(text, start + 1) : start;
};

type Part = Readonly<{ value: number; end: number }>;

const readPart = (text: string, offset: number, isUnit: (at: number) => number): Part | undefined => {
  const read = readNumberAt(text, skipSpace(text, offset));
  if (read === undefined || !Number.isInteger(read.value)) return undefined;
  const end = isUnit(skipSpace(text, read.end));
  return end < 0 ? undefined : { value: read.value, end };
};

const afterYear = (text: string) => (at: number): number =>
  text[at] === '年' ? at + (text[at + 1] === '整' ? 2 : 1) : -1;

const afterMonth = (text: string) => (at: number): number => {
  if (text[at] === '月') return at + 1;
  if (text[at] !== '个' && text[at] !== '個') return -1;
  const month = skipSpace(text, at + 1);
  return text[month] === '月' ? month + 1 : -1;
};

const afterDay = (text: string) =>
  (at: number): number => (text[at] === '日' || text[at] === '天' ? at + 1 : -1);

const readHalf = (text: string, at: number): TermRead | undefined => {
  if (text.startsWith('半年', at)) return { months: 6, end: at + 2 };
  const one = readPart(text, at, (unit) => (text.startsWith('个半月', unit) ? unit + 3 : -1));
  return one === undefined ? undefined : { months: one.value, days: 15, end: one.end };
};

/**
 * Reads a length of time at `offset`: 一年零六个月, 一年又六个月, 十年三个月, 六个月, 五个月零十五天, 半年, 一年半, 18个月.
 * Calendar dates (2018年6月) and impossible lengths give undefined; `days` is present only when printed.
 */
export const readTermAt = (text: string, offset: number): TermRead | undefined => {
  const start = skipSpace(text, offset);
  const half = readHalf(text, start);
  if (half !== undefined) return half;
  const years = readPart(text, start, afterYear(text));
  if (years !== undefined && text[years.end] === '半') return { months: years.value * 12 + 6, end: years.end
    + 1 };
  const months = readPart(text, years === undefined ? start : skipJoint(text, years.end), afterMonth(text));
  const before = months ?? years;
  const days = readPart(text, before === undefined ? start : skipJoint(text, before.end), afterDay(text));
  const last = days ?? before;
  if (last === undefined) return undefined;
  if ((years?.value ?? 0) > YEARS_MAX || (months?.value ?? 0) > MONTHS_MAX || (days?.value ?? 0) > DAYS_MAX) {
    return undefined;
  }
  const total = (years?.value ?? 0) * 12 + (months?.value ?? 0);
  return days === undefined
    ? { months: total, end: last.end } : { months: total, days: days.value, end: last.end };
};
