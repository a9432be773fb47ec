export {
  BOUNDS, boundedTable, type Bounds, cellKey, type ExactTable, type Flow,
} from './bounding.ts';
export {
  ACTS, CATALOGUE, type Category, cellsOf, type Dimension, groupOfCharge, OTHER, type Product,
  type ProductId, productNamed,
} from './catalogue.ts';
export { consistentFamily, type Family, twoDecimals } from './consistency.ts';
export { type Consistent, consistentCells, noConsistency } from './consistent-cells.ts';
export type { NoisyCell } from './noisy-cell.ts';
export {
  brokenLink, type BudgetCommand, type BudgetEvent, type BudgetRefusal, type BudgetRelease,
  type BudgetState, decideBudget, evolveBudget, isNextLink, NO_BUDGET, releaseIdOf, type ReleaseStage,
} from './odometer.ts';
export {
  DELTA, EVENTS_PER_QUARTER, LIFETIME_QUARTERS, RHO_LIFE, RHO_QUARTER, RHO_TABLE,
} from './parameters.ts';
export { firstDay, lastDay, nextQuarter, type Quarter, quarterOf, readQuarter } from './period.ts';
export { randomIntegers, type RandomIntegers } from './random-integers.ts';
export {
  approximately, isMore, plus, type Rational, rational, readRational, writtenRational, ZERO,
} from './rational.ts';
export { noisyBody, type ReleaseBody, type ReleaseInputs, sigmaOf } from './release-body.ts';
export { discreteGaussian, discreteLaplace } from './samplers.ts';
export {
  releaseHash, type ReleaseRefusal, type SignedRelease, signRelease, verifyRelease,
} from './signed-release.ts';
export { epsilonOf, halfWidth95, varianceFor } from './zcdp.ts';
