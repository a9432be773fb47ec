import { assert, type CivilDate } from '@fengcun/kernel';

/**
 * A series of numbers: one organ (by the short form it numbers with, such as 虚0101), one word for the kind of
 * paper, one year. Numbers in a series run from 1 without gaps, so that a missing paper is seen.
 */
export type NumberSeries = Readonly<{ organWord: string; seriesWord: string; year: number }>;

/** A place in a series. */
export type DocumentNumber = NumberSeries & Readonly<{ sequence: number }>;

// LIMIT: what one organ can issue of one kind in a year, with room.
const SEQUENCE_MAX = 9_999_999;

/**
 * The number after `last` for a paper of `issuedOn`: the next one, or 1 in a new year. A paper dated into a
 * year before the last one is a bug of the caller, who takes dates from one clock.
 */
export const nextNumber = (
  series: Readonly<{ organWord: string; seriesWord: string }>, issuedOn: CivilDate, last?: DocumentNumber,
): DocumentNumber => {
  const year = Number(issuedOn.slice(0, 4));
  if (last === undefined || last.year < year) return { ...series, year, sequence: 1 };
  assert(last.year === year, 'a number of an earlier year after one of a later year');
  const isSame = last.organWord === series.organWord && last.seriesWord === series.seriesWord;
  assert(isSame, 'numbers of one series');
  assert(last.sequence < SEQUENCE_MAX, 'more papers in a year than a series holds');
  return { ...series, year, sequence: last.sequence + 1 };
};

/**
 * As printed: （2026）虚0101封通字第17号. LAW: no text fixes the form of these numbers; organs set their own words.
 */
export const printedNumber = ({ organWord, seriesWord, year, sequence }: DocumentNumber): string =>
  `（${year}）${organWord}${seriesWord}字第${sequence}号`;
