/** One record as statistics see it: codes and days, nobody's identity. `null`: not (yet). */
export type SealingFact = Readonly<{
  organ: string; year: number;
  /** Must be sealed, must not, or a fact is missing. */
  duty: 'mustSeal' | 'mustNot' | 'unknown';
  isSealed: boolean; dueOn: string | null; sealedOn: string | null;
}>;

/** What a decided inquiry or request counts as. */
export type DecisionFact = Readonly<{
  organ: string; year: number; outcome: 'granted' | 'refused' | 'notAccepted'; isInTime: boolean;
}>;

/** Numbers of one organ and year. Shares: `null` where there is nothing to share. */
export type OrganStatistics = Readonly<{
  organ: string; year: number;
  mustSeal: number; sealed: number; unknown: number; overdue: number; inTime: number;
  /** 应封尽封率: sealed of those that must be. */
  coverage: number | null;
  /** Sealed in time of those sealed under a term. */
  timeliness: number | null;
  decided: number; refused: number;
  /** Refused or not accepted, of those decided. */
  refusalShare: number | null;
  decidedInTime: number | null;
}>;

const share = (part: number, whole: number): number | null => (whole === 0 ? null : part / whole);

const keyOf = ({ organ, year }: Readonly<{ organ: string; year: number }>): string => `${organ}|${year}`;

/**
 * Coverage, timeliness and refusals by organ and year, on a day. A record whose duty is unknown is counted
 * apart: it neither raises nor lowers the coverage.
 */
export const superviseStatistics = (
  records: readonly SealingFact[], decisions: readonly DecisionFact[], on: string,
): readonly OrganStatistics[] => {
  const keys = [...new Set([...records, ...decisions].map(keyOf))].sort();
  return keys.map((key) => {
    const [organ = '', year = ''] = key.split('|');
    const own = records.filter((one) => keyOf(one) === key);
    const must = own.filter(({ duty }) => duty === 'mustSeal');
    const sealed = must.filter(({ isSealed }) => isSealed);
    const termed = sealed.filter(({ dueOn, sealedOn }) => dueOn !== null && sealedOn !== null);
    const inTime = termed.filter(({ dueOn, sealedOn }) => (sealedOn ?? '') <= (dueOn ?? '')).length;
    const overdue = must.filter(({ isSealed, dueOn }) => !isSealed && dueOn !== null && dueOn < on).length;
    const decided = decisions.filter((one) => keyOf(one) === key);
    const refused = decided.filter(({ outcome }) => outcome !== 'granted').length;
    return {
      organ, year: Number(year), mustSeal: must.length, sealed: sealed.length, overdue, inTime,
      unknown: own.filter(({ duty }) => duty === 'unknown').length,
      coverage: share(sealed.length, must.length), timeliness: share(inTime, termed.length),
      decided: decided.length, refused, refusalShare: share(refused, decided.length),
      decidedInTime: share(decided.filter(({ isInTime }) => isInTime).length, decided.length),
    };
  });
};
