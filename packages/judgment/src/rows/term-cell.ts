import type { Cell } from '../documents/table.ts';
import type { PenaltyFact } from './business-record.ts';
import { blank, type CellReading, problem, readCell, value } from './cell-reading.ts';
import { numeral, NUMERAL_SIGNS } from './chinese-numeral.ts';

/** A length of time; `days` are odd days beyond whole months. */
export type MonthsAndDays = Readonly<{ months: number; days: number }>;

/** LIMIT: 数罪并罚 ends at 25 years; a larger number is no term but a date or a count of days. @see 《刑法》第69条 */
const TERM_MONTHS_MAX = 300;

/** The number that stands for life and death in the fact `statutoryMaxMonths`. */
const STATUTORY_MONTHS_MAX = 999;

const N = `([${NUMERAL_SIGNS}]{1,7})`;
const TERM = new RegExp(`^(?:${N}年)?(?:${N}个?月)?(?:${N}[天日])?$`);
const YEAR_AND_HALF = new RegExp(`^${N}年半$`);
const BARE = /^\d{1,4}$/;

const MONTHS_A_YEAR = 12;
const DAYS_MAX = 31;

/** 零 after 年 or 月 is a joint (一年零六个月), elsewhere a digit (一百零五). */
const yearsMonthsDays = (text: string): MonthsAndDays | undefined => {
  const match = TERM.exec(text.replace(/(?<=[年月])[零又]/g, ''));
  if (match === null || match[0] === '') return undefined;
  const [years, months, days] = match.slice(1).map((part: string | undefined) =>
    (part === undefined ? 0 : numeral(part)));
  if (years === undefined || months === undefined || days === undefined || days > DAYS_MAX) return undefined;
  return { months: years * MONTHS_A_YEAR + months, days };
};

/** A term in words or a bare number of months: 36, 36个月, 三年六个月, 3年6个月, 一年零六个月, 五个月零十五天, 一年半. */
export const parseTerm = (text: string): MonthsAndDays | undefined => {
  const plain = text.replace(/\s+/g, '');
  if (BARE.test(plain)) return { months: Number(plain), days: 0 };
  if (plain === '半年') return { months: MONTHS_A_YEAR / 2, days: 0 };
  const half = YEAR_AND_HALF.exec(plain);
  const years = half?.[1] === undefined ? undefined : numeral(half[1]);
  if (years !== undefined) return { months: years * MONTHS_A_YEAR + MONTHS_A_YEAR / 2, days: 0 };
  return yearsMonthsDays(plain);
};

/** Whole months: odd days count as one more, as docs/policy-packs.md says of every term. */
const wholeMonths = ({ months, days }: MonthsAndDays): number => months + (days > 0 ? 1 : 0);

const monthsWithin = (text: string, most: number): CellReading<number> => {
  const term = parseTerm(text);
  if (term === undefined) return problem('TERM_UNREADABLE');
  const months = wholeMonths(term);
  return months <= most ? value(months) : problem('TERM_OUT_OF_RANGE');
};

/** A term in months, 0–300; 无 is 0: there is none. */
export const termCell = (cell: Cell): CellReading<number> =>
  readCell(cell, (text) => (text === '无' ? value(0) : monthsWithin(text, TERM_MONTHS_MAX)));

/** A period that is at least a month long; 0 and 无 are blank: there is no such period. */
export const periodCell = (cell: Cell): CellReading<number> => {
  const read = termCell(cell);
  return read.found === 'value' && read.value === 0 ? blank : read;
};

/** A statutory maximum in months; life imprisonment and death are 999. */
export const statutoryMaximumCell = (cell: Cell): CellReading<number> =>
  readCell(cell, (text) => (/^(无期徒刑|死刑)$/.test(text)
    ? value(STATUTORY_MONTHS_MAX)
    : monthsWithin(text.replace(/^有期徒刑|^拘役/, ''), STATUTORY_MONTHS_MAX)));

const NAMED_TERM = /^(有期徒刑|拘役|管制)(.+)$/;
const TERM_PENALTIES = new Map<string, PenaltyFact>([
  ['有期徒刑', 'fixedTermImprisonment'], ['拘役', 'criminalDetention'], ['管制', 'publicSurveillance'],
]);
const WITHOUT_TERM = new Map<string, PenaltyFact>([
  ['无期徒刑', 'lifeImprisonment'], ['死刑', 'death'], ['死缓', 'deathSuspended'],
  ['死刑缓期执行', 'deathSuspended'], ['死刑缓期二年执行', 'deathSuspended'],
]);

/** An executed term with the penalty that it may name; months are absent for life and death. */
export type NamedTerm = Readonly<{ months?: number; penalty?: PenaltyFact }>;

/** An executed term, alone (三年) or with its penalty (有期徒刑三年, 无期徒刑). */
export const namedTermCell = (cell: Cell): CellReading<NamedTerm> =>
  readCell(cell, (text): CellReading<NamedTerm> => {
    const endless = WITHOUT_TERM.get(text);
    if (endless !== undefined) return value({ penalty: endless });
    const named = NAMED_TERM.exec(text);
    const penalty = TERM_PENALTIES.get(named?.[1] ?? '');
    const months = termCell(named?.[2] ?? text);
    if (months.found !== 'value') return months;
    return value({ months: months.value, ...(penalty === undefined ? {} : { penalty }) });
  });
