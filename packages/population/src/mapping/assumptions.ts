import { civil } from '@fengcun/kernel';
import { type FactInput, UNKNOWN } from '@fengcun/policy';

/**
 * Things a data set does not say and a run may assume, by name; the name stands in the source line of the
 * population
 * and so in every result. Nothing is assumed unless it is named, and a known fact is never changed.
 */
export const ASSUMPTIONS: Readonly<Record<string, FactInput>> = {
  /** Every person was an adult: an invented birth day and act day, far apart. */
  adult: {
    bornOn: civil('1980-01-01'), offenceFrom: civil('2015-01-01'), offenceTo: civil('2015-01-01'),
    courtFoundJuvenile: false, ageProven: true, principalActsBefore18: false,
  },
  /** Nobody had an earlier conviction. */
  firstOffender: { firstOffender: true, priorConvictionCount: 0, recidivist: false, drugRecidivist: false },
  /** A term above six months is 有期徒刑; strictly it could be 管制 up to 24. @see 《刑法》第38、42条 */
  termKind: {},
};

/** Fills unknown facts with what is assumed. */
export const assuming = (facts: FactInput, names: readonly string[]): FactInput => {
  const filled: Record<string, unknown> = { ...facts };
  for (const name of names) {
    for (const [fact, value] of Object.entries(ASSUMPTIONS[name] ?? {})) {
      if (filled[fact] === undefined || filled[fact] === null || filled[fact] === UNKNOWN) filled[fact] =
        value;
    }
  }
  const { executedTermMonths: months, penalty } = facts;
  const isOpen = penalty === undefined || penalty === UNKNOWN;
  if (names.includes('termKind') && isOpen && typeof months === 'number' && months > DETENTION_MAX_MONTHS) {
    filled['penalty'] = 'fixedTermImprisonment';
  }
  return filled;
};

/** 拘役 of one crime: at most six months. @see 《刑法》第42条 */
export const DETENTION_MAX_MONTHS = 6;
/** 管制: at most two years for one crime, three for several. @see 《刑法》第38、69条 */
export const SURVEILLANCE_MAX_MONTHS = { one: 24, several: 36 } as const;
