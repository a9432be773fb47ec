import { assert } from '@fengcun/kernel';

/**
 * What a sum of noisy shares protects. `honest`: members whose noise nobody knows; `shareVariance`: of each;
 * `cells`: how many cells one person can change; `change`: by how much at most in each.
 */
export type NoiseShares = Readonly<{ honest: number; shareVariance: number; cells: number; change: number }>;

/** LIMIT: shares below this variance are too far from a Gaussian law when added up. */
export const SHARE_VARIANCE_MIN = 2;

/**
 * How far the sum of `honest` discrete Gaussians is from one discrete Gaussian of the summed variance.
 * @see Kairouz, Liu, Steinke 2021 (arXiv 2102.06387), theorem 1
 */
const distance = (honest: number, shareVariance: number): number => {
  let sum = 0;
  for (let k = 1; k < honest; k += 1) sum += Math.exp((-2 * Math.PI ** 2 * shareVariance * k) / (k + 1));
  return 10 * sum;
};

/**
 * ρ of zero-concentrated differential privacy of the whole sum, seen by anybody, the coordinator and the
 * decryptor included: ε²/2 for the least of the three bounds of the theorem, rounded up. Cells a person
 * cannot
 * change have the same law with and without them, so only `cells` of them count.
 * @see Kairouz, Liu, Steinke 2021, theorem 1 and corollary 12 (accounting of `ddgauss`)
 */
export const rhoOfShares = ({ honest, shareVariance, cells, change }: NoiseShares): number => {
  assert(honest >= 1 && shareVariance > 0 && cells >= 1 && change >= 1, 'shares of noise');
  const tau = distance(honest, shareVariance);
  const deviation = Math.sqrt(honest * shareVariance);
  const [l1, l2] = [cells * change, Math.sqrt(cells) * change];
  const bounds = [
    Math.sqrt((l2 / deviation) ** 2 + (tau * cells) / 2),
    Math.sqrt((l2 / deviation) ** 2 + (2 * l1 * tau) / deviation + tau ** 2 * cells),
    l2 / deviation + tau * Math.sqrt(cells),
  ];
  const epsilon = Math.min(...bounds);
  // Up to the next millionth, so that floating-point arithmetic never understates what is spent.
  return Math.ceil((epsilon ** 2 / 2) * 1e6 + 1e-3) / 1e6;
};

/** The least variance of a share with which the sum over the honest ones has at least `variance`. */
export const shareVarianceFor = (variance: number, honest: number): number =>
  Math.max(SHARE_VARIANCE_MIN, Math.ceil(variance / honest));
