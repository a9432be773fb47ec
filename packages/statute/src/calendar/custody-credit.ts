import { assert } from '@fengcun/kernel';

/** Penalties against whose term earlier custody is credited. */
export type CreditedPenalty = 'publicSurveillance' | 'criminalDetention' | 'fixedTermImprisonment';

/** Days already spent before the term began: in custody, and under surveillance at a designated place. */
export type CustodyDays = Readonly<{ custodyDays: number; designatedSurveillanceDays?: number }>;

/** Days of the term that count as served, and the odd surveillance day that buys nothing. */
export type CustodyCredit = Readonly<{
  creditedDays: number;
  uncreditedDays: 0 | 1;
  cites: readonly string[];
}>;

const CUSTODY = {
  publicSurveillance: { days: 2, cite: 'CL_41' },
  criminalDetention: { days: 1, cite: 'CL_44' },
  fixedTermImprisonment: { days: 1, cite: 'CL_47' },
} as const satisfies Readonly<Record<CreditedPenalty, Readonly<{ days: number; cite: string }>>>;

/** Days under surveillance that buy one day of the term. @see 《刑事诉讼法》(2018) 第76条 */
const SURVEILLANCE_DAYS_PER_TERM_DAY = {
  publicSurveillance: 1,
  criminalDetention: 2,
  fixedTermImprisonment: 2,
} as const satisfies Readonly<Record<CreditedPenalty, number>>;

/**
 * Days of the term that earlier custody counts for: one day in custody is two of 管制, one of 拘役 or 有期徒刑;
 * of residential surveillance at a designated place one day is one of 管制, two days are one of the others.
 * Arguments are whole days ≥ 0 (a caller that passes others has a bug).
 * @see 《刑法》第41、44、47条; 《刑事诉讼法》(2018) 第76条
 */
export const custodyCredit = (penalty: CreditedPenalty, days: CustodyDays): CustodyCredit => {
  const surveillance = days.designatedSurveillanceDays ?? 0;
  assert(Number.isInteger(days.custodyDays) && days.custodyDays >= 0, 'custody days must be whole and ≥ 0');
  assert(Number.isInteger(surveillance) && surveillance >= 0, 'surveillance days must be whole and ≥ 0');
  const perDay = SURVEILLANCE_DAYS_PER_TERM_DAY[penalty];
  // LAW: no text rounds the odd day of surveillance; it is reported, not credited, so that nobody guesses.
  const creditedDays = days.custodyDays * CUSTODY[penalty].days + Math.floor(surveillance / perDay);
  const cites = surveillance > 0 ? [CUSTODY[penalty].cite, 'CPL_76'] : [CUSTODY[penalty].cite];
  return { creditedDays, uncreditedDays: surveillance % perDay === 0 ? 0 : 1, cites };
};
