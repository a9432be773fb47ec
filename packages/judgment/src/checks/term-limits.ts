import type { PenaltyName } from '../reading.ts';

/** Shortest and longest length in months, both included (刑法第99条: 本数在内). */
export type MonthsRange = Readonly<{ min: number; max: number }>;

/**
 * Lengths a single pronounced sentence may have.
 * @see 《刑法》第38条 (管制 3月–2年), 第42条 (拘役 1月–6月), 第45条 (有期徒刑 6月–15年)
 */
export const SINGLE_TERM: ReadonlyMap<PenaltyName, MonthsRange> = new Map([
  ['管制', { min: 3, max: 24 }], ['拘役', { min: 1, max: 6 }], ['有期徒刑', { min: 6, max: 180 }],
]);

/**
 * Longest executed terms of several charges; imprisonment up to 25 years where the terms add up to 35 years.
 * @see 《刑法》第69条第1款
 */
export const COMBINED_MONTHS_MAX: ReadonlyMap<PenaltyName, number> =
  new Map([['管制', 36], ['拘役', 12], ['有期徒刑', 240]]);

/** 总和刑期在三十五年以上的，最高不能超过二十五年. @see 《刑法》第69条第1款 */
export const COMBINED_LONG = { sumMonthsMin: 420, monthsMax: 300 } as const;

/** Longest term that may be suspended. @see 《刑法》第72条第1款 (拘役、三年以下有期徒刑) */
export const SUSPENDABLE_MONTHS_MAX = 36;

/**
 * Length of the period of suspension beside the term itself: never shorter than the term.
 * @see 《刑法》第73条 (拘役: 2月–1年; 有期徒刑: 1年–5年)
 */
export const SUSPENSION_PERIOD: ReadonlyMap<PenaltyName, MonthsRange> = new Map([
  ['拘役', { min: 2, max: 12 }], ['有期徒刑', { min: 12, max: 60 }],
]);

/**
 * Lowest fine: 1,000 yuan, 500 for juveniles; the lower bound for all is the one that is surely broken.
 * @see 法释〔2000〕45号 第2条
 */
export const FINE_YUAN_MIN = 500;
