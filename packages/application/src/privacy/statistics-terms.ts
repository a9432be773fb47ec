import { err, ok, type Result } from '@fengcun/kernel';
import {
  firstDay, type JobTerms, lastDay, type Product, productNamed, type Quarter, readQuarter,
} from '@fengcun/privacy';

/** What is asked to be published, by whom, who looks over it; `codeHash`: of the program that will run. */
export type StatisticsPlan = Readonly<{
  product: string; period: string; publisher: string; supervisor: string; codeHash: string;
}>;

/** Not in the catalogue, or no quarter. */
export type PlanRefusal = Readonly<{ code: 'PRODUCT_UNKNOWN' | 'PERIOD_UNUSABLE' }>;

/** A product and a quarter that were told as text. */
export const tableOf = (
  product: unknown, period: unknown,
): Result<Readonly<{ product: Product; quarter: Quarter }>, PlanRefusal> => {
  const known = typeof product === 'string' ? productNamed(product) : undefined;
  if (known === undefined) return err({ code: 'PRODUCT_UNKNOWN' });
  const quarter = typeof period === 'string' ? readQuarter(period) : undefined;
  return quarter === undefined ? err({ code: 'PERIOD_UNUSABLE' }) : ok({ product: known, quarter });
};

/** `2026Q3` as people read it. */
const quarterWords = (quarter: Quarter): string => `${quarter.slice(0, 4)}年第${quarter.slice(5)}季度`;

/**
 * The terms of a publication, for two organs to agree to. Tables of seals cover the seals of the quarter, so
 * that the persons concerned are told; nobody is listed anywhere for that.
 * @see 个人信息保护法第34条; 数据安全法第21条
 */
export const statisticsTerms = (plan: StatisticsPlan): Result<JobTerms, PlanRefusal> => {
  const table = tableOf(plan.product, plan.period);
  if (!table.ok) return table;
  const { product, quarter } = table.value;
  const covers = { sealedFrom: firstDay(quarter), sealedUntil: lastDay(quarter) };
  return ok({
    v: 1, kind: 'statistics', purpose: `${quarterWords(quarter)}${product.title}`, legalBasis: 'PIPL_34',
    parties: [
      { organ: plan.publisher, part: 'publisher' }, { organ: plan.supervisor, part: 'supervisor' },
    ],
    product: product.id, parameters: { product: product.id, period: quarter }, inputs: [],
    codeHash: plan.codeHash, ...(product.source === 'seals' ? { covers } : {}),
  });
};
