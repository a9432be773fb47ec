import type { BodyOf } from '../../api/interface.ts';
import { approximately, isMore, plus, readRational, writtenRational, ZERO } from 'virtual:statistics';

/** The budget as the interface tells it. */
export type Budget = BodyOf<'readStatisticsBudget'>;
/** A table of the catalogue. */
export type Catalogued = Budget['catalogue'][number];

const read = (fraction: string) => readRational(fraction) ?? ZERO;

/** A fraction as a share of another, for drawing alone. */
export const shareOf = (part: string, whole: string): number => {
  const of = approximately(read(whole));
  return of > 0 ? Math.max(0, approximately(read(part)) / of) : 0;
};

/** What a quarter has spent, as a fraction. */
export const spentIn = ({ quarters }: Budget, period: string): string =>
  quarters.find((one) => one.period === period)?.spent ?? writtenRational(ZERO);

/** What a quarter would have spent after one more table, and whether its cap allows that. */
export const afterwards = (budget: Budget, period: string, asked: string) => {
  const spent = spentIn(budget, period);
  const after = plus(read(spent), read(asked));
  const isAllowed = !isMore(after, read(budget.quarterCap));
  return { spent, asked, after: writtenRational(after), cap: budget.quarterCap, isAllowed };
};

/** LIMIT: quarters offered; older ones were before anybody published. */
const QUARTERS_OFFERED = 8;

/** Quarters that are over, the newest first. */
export const quartersUntil = (newest: string): readonly string[] => {
  const [year, quarter] = [Number(newest.slice(0, 4)), Number(newest.slice(5))];
  return Array.from({ length: QUARTERS_OFFERED }, (_, back) => {
    const at = year * 4 + quarter - 1 - back;
    return `${Math.floor(at / 4)}Q${(at % 4) + 1}`;
  });
};

/** The newest quarter and its first table that are neither out nor beyond the budget; else the newest at all. */
export const firstFree = (
  budget: Budget, taken: ReadonlySet<string>,
): Readonly<{ product: Catalogued['product']; period: string }> => {
  for (const period of quartersUntil(budget.newestPeriod)) {
    const free = budget.catalogue.find(({ product, rho }) =>
      !taken.has(`${product}-${period}`) && afterwards(budget, period, rho).isAllowed);
    if (free !== undefined) return { product: free.product, period };
  }
  return { product: budget.catalogue[0]?.product ?? 'T1', period: budget.newestPeriod };
};

/** `2026Q3` as people read it. */
export const quarterWords = (period: string) => ({
  zh: `${period.slice(0, 4)}年第${period.slice(5)}季度`, en: `Q${period.slice(5)} ${period.slice(0, 4)}`,
});
