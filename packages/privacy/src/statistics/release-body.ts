import type { Json } from '@fengcun/kernel';
import { BOUNDS, cellKey, type ExactTable } from './bounding.ts';
import { type Category, cellsOf, type Product } from './catalogue.ts';
import { type Consistent, noConsistency } from './consistent-cells.ts';
import type { NoisyCell } from './noisy-cell.ts';
import type { BudgetRelease } from './odometer.ts';
import { DELTA, RHO_LIFE, RHO_QUARTER } from './parameters.ts';
import { lastDay, type Quarter } from './period.ts';
import type { RandomIntegers } from './random-integers.ts';
import { approximately, writtenRational } from './rational.ts';
import { discreteGaussian } from './samplers.ts';
import { epsilonOf, halfWidth95 } from './zcdp.ts';

/**
 * A release before it is signed: raw noisy integers as they were drawn, which may be negative; what was made
 * consistent stands apart. `ci95`: half the width of the interval of 95 %.
 */
export type ReleaseBody = Readonly<{
  v: 1; releaseId: string; product: string; title: string; period: string; until: string;
  unit: 'person'; adjacency: 'addRemove'; mechanism: 'dgauss-cks20';
  sigma2: string; rho: string; ci95: number;
  bounds: Readonly<{ perQuarter: number; lifetimeQuarters: number }>;
  budget: Readonly<{
    quarterCap: string; lifeCap: string; quarterEpsilon: number; lifeEpsilon: number; delta: number;
  }>;
  dimensions: readonly Readonly<{ name: string; label: string; values: readonly Category[] }>[];
  cells: readonly NoisyCell[]; postprocessed: Consistent;
  /** Place in the chain of the budget. */
  ledger: Readonly<{ seq: number; previous: string }>;
  jobId: string; codeHash: string; note: readonly string[];
}>;

const rounded = (value: number): number => Math.round(value * 100) / 100;

/** Words for whoever reads the figures without having studied statistics. */
const noteOf = (product: Product): readonly string[] => {
  const width = halfWidth95(product.sigma2).toFixed(1);
  return [
    `表中每个数字都加入了随机噪声，与实际数字通常相差不超过${width}（95%的情况下），这是为了使任何人都不能从公布的数字中看出某一个人是否在内。`,
    '数字可能为负，也可能与分项之和不等；这不是错误。负数说明实际数字很小或者为零。',
    '“经调整的数字”由已公布的数字推算，使分项与合计相符，没有使用任何未公布的数据；引用时请注明是原始数字还是经调整的数字。',
    '每人每季度至多计一次，一生至多在两个季度计入；超出的部分不计，故数字略低于实际人次。',
    '同一期、同一表只发布一次，不因重新下载或换一种格式而改变。',
  ];
};

/** What a release is made of. `exact`: counts that leave this function only with noise. */
export type ReleaseInputs = Readonly<{
  product: Product; quarter: Quarter; exact: ExactTable; source: RandomIntegers; reserved: BudgetRelease;
  codeHash: string; consistent?: (cells: readonly NoisyCell[]) => Consistent;
}>;

/**
 * Draws the noise of all cells at once and makes the release; called once for a reservation. Every cell of
 * the catalogue is there, also one that nobody falls in. LIMIT: time tells the number of cells, not counts.
 */
export const noisyBody = (
  { product, quarter, exact, source, reserved, codeHash, consistent = () => noConsistency }: ReleaseInputs,
): ReleaseBody => {
  const cells = cellsOf(product).map((cell): NoisyCell => {
    const noisy = (exact.counts.get(cellKey(cell)) ?? 0n) + discreteGaussian(source, product.sigma2);
    return [...cell, Number(noisy)];
  });
  const { releaseId, seq, previous, jobId, rho } = reserved;
  return {
    v: 1, releaseId, product: product.id, title: product.title, period: quarter, until: lastDay(quarter),
    unit: 'person', adjacency: 'addRemove', mechanism: 'dgauss-cks20',
    sigma2: writtenRational(product.sigma2), rho, ci95: rounded(halfWidth95(product.sigma2)),
    bounds: { perQuarter: BOUNDS.perQuarter, lifetimeQuarters: BOUNDS.lifetimeQuarters },
    budget: {
      quarterCap: writtenRational(RHO_QUARTER), lifeCap: writtenRational(RHO_LIFE), delta: DELTA,
      quarterEpsilon: rounded(epsilonOf(RHO_QUARTER, DELTA)),
      lifeEpsilon: rounded(epsilonOf(RHO_LIFE, DELTA)),
    },
    dimensions: product.dimensions, cells, postprocessed: consistent(cells), ledger: { seq, previous },
    jobId, codeHash, note: noteOf(product),
  };
};

/** σ of a release, for intervals and plots. */
export const sigmaOf = ({ sigma2 }: Product): number => Math.sqrt(approximately(sigma2));

/** A body as JSON. */
export const bodyJson = (body: ReleaseBody): Json => {
  // A body holds nothing but JSON; its readonly tuples are arrays.
  return body as unknown as Json;
};
