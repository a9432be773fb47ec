import { type CivilDate, isLeapYear, type Tri, triNot } from '@fengcun/kernel';

// 「刑法第十七条规定的“周岁”，按照公历的年、月、日计算，从周岁生日的第二天起算。」
// These run once or more for every decision, so they are integer arithmetic on the fixed-width ISO text
// (CivilDate guarantees `YYYY-MM-DD`, 1900–2199); age.test.ts holds the second, Temporal, implementation.

/** 不满十八周岁: the age of full majority for sealing. @see 《刑事诉讼法》(2018) 第286条第1款 */
export const MAJORITY_AGE_YEARS = 18;

const ZERO = 48;
const FEBRUARY_29 = 229;
const MARCH_1 = 301;

const digits = (text: string, at: number): number =>
  (text.charCodeAt(at) - ZERO) * 10 + (text.charCodeAt(at + 1) - ZERO);
const yearOf = (date: CivilDate): number => digits(date, 0) * 100 + digits(date, 2);
const monthDayOf = (date: CivilDate): number => digits(date, 5) * 100 + digits(date, 8);

/**
 * Completed years of age (周岁) on a day: a year is completed on the day AFTER the birthday, so on the
 * 18th birthday itself the person is still 17. 0 up to the first birthday; -1 before birth.
 * On the disputed day of a 29 February birthday it gives the default reading; see `ageDisputedOn`.
 * @see 法释〔2006〕1号 第2条
 */
export const fullYearsOn = (bornOn: CivilDate, on: CivilDate): number => {
  if (on < bornOn) return -1;
  const passed = monthDayOf(on) > monthDayOf(bornOn) ? 0 : 1;
  return Math.max(0, yearOf(on) - yearOf(bornOn) - passed);
};

/**
 * Whether the completed years on this day are disputed: 1 March of a common year, birth on 29 February.
 * LAW: no text says when that birthday falls in a common year. Default reading: 28 February (no such day →
 * end of the month, 民法典 202 by analogy), so the year is complete on 1 March. Competing reading: the
 * birthday is 1 March, so it is complete on 2 March. Only this one day separates them (W-03).
 */
export const ageDisputedOn = (bornOn: CivilDate, on: CivilDate): boolean =>
  monthDayOf(bornOn) === FEBRUARY_29 && monthDayOf(on) === MARCH_1 && !isLeapYear(yearOf(on)) && on > bornOn;

/**
 * Whether the person has completed `years` years of age on a day; unknown on the disputed day of a
 * 29 February birthday when exactly that year is in question, and unknown before birth (contradictory data).
 * @see 法释〔2006〕1号 第2条
 */
export const ageReachedOn = (bornOn: CivilDate, on: CivilDate, years: number): Tri => {
  const full = fullYearsOn(bornOn, on);
  if (full < 0) return 'unknown';
  if (full === years && ageDisputedOn(bornOn, on)) return 'unknown';
  return full >= years;
};

/**
 * Whether the person was under eighteen (不满十八周岁) on the day of the act: true on the 18th birthday,
 * false from the day after it. Unknown on the disputed day of a 29 February birthday (W-03: default reading
 * is adult, a person must confirm) and for an act before birth.
 * @see 《刑事诉讼法》(2018) 第286条第1款; 法释〔2006〕1号 第2条
 */
export const under18On = (bornOn: CivilDate, actOn: CivilDate): Tri =>
  triNot(ageReachedOn(bornOn, actOn, MAJORITY_AGE_YEARS));

/** First and last day of the acts decided together; equal for a single act. */
export type ActPeriod = Readonly<{ bornOn: CivilDate; firstActOn: CivilDate; lastActOn: CivilDate }>;

/** `spans`: begun under eighteen and continued or repeated after it (2022 Measures, art. 4(2)). */
export type AgeAcrossActs = 'allUnder18' | 'spans' | 'noneUnder18' | 'unknown';

/**
 * On which side of eighteen a series of acts lies. Unknown when an end falls on a disputed day that would
 * change the answer, or when the period runs backwards (contradictory data).
 * @see 《关于未成年人犯罪记录封存的实施办法》(2022) 第4条
 */
export const under18AcrossActs = ({ bornOn, firstActOn, lastActOn }: ActPeriod): AgeAcrossActs => {
  if (lastActOn < firstActOn) return 'unknown';
  const first = under18On(bornOn, firstActOn);
  const last = under18On(bornOn, lastActOn);
  if (first === 'unknown' || last === 'unknown') return 'unknown';
  if (last) return 'allUnder18';
  return first ? 'spans' : 'noneUnder18';
};
