import { assert } from '@fengcun/kernel';
import { isMore, type Rational, rational, times } from '../statistics/rational.ts';
import { divided, exponential, FIXED_ONE, fixedOf, logAtMost } from './exponentials.ts';

/**
 * A training whose every step adds Gaussian noise to a sum over documents, each of which is in it with chance
 * `sampling`, on its own. `noise`: deviation of the noise over the length of the longest document's share.
 */
export type NoisySteps = Readonly<{ sampling: Rational; noise: Rational; steps: number }>;

/** Whole orders of Rényi divergence that are tried; the best of them gives ε. */
export const ORDERS: readonly number[] = [
  ...Array.from({ length: 31 }, (_, at) => at + 2), 36, 40, 48, 56, 64, 80, 96, 128, 192, 256,
];

// LIMIT: an order whose largest exponent is beyond this never is the best one.
const EXPONENT_MAX = rational(2000n);
const ONE = rational(1n);

/** exp(k(k − 1) / 2z²), rounded up, for k up to the order; undefined beyond the limit. */
const momentsOf = (noise: Rational): ((k: number) => bigint | undefined) => {
  const kept = new Map<number, bigint | undefined>();
  const half = { numerator: noise.denominator ** 2n, denominator: 2n * noise.numerator ** 2n };
  return (k) => {
    if (!kept.has(k)) {
      const exponent = times(rational(BigInt(k * (k - 1))), rational(half.numerator, half.denominator));
      kept.set(k, isMore(exponent, EXPONENT_MAX) ? undefined : exponential(fixedOf(exponent, 'up'), 'up'));
    }
    return kept.get(k);
  };
};

/**
 * Σ C(α,k)(1 − q)^(α−k) q^k exp(k(k − 1)/2z²), rounded up, as a fixed-point number; undefined where the
 * order is beyond the limit.
 */
const momentSum = (
  order: number, { numerator: q, denominator: whole }: Rational, moment: (k: number) => bigint | undefined,
): bigint | undefined => {
  let sum = 0n;
  let choose = 1n;
  for (let k = 0; k <= order; k += 1) {
    const exponential_ = moment(k);
    if (exponential_ === undefined) return undefined;
    sum += choose * (whole - q) ** BigInt(order - k) * q ** BigInt(k) * exponential_;
    choose = (choose * BigInt(order - k)) / BigInt(k + 1);
  }
  const average = divided(sum, whole ** BigInt(order), 'up');
  return average < FIXED_ONE ? FIXED_ONE : average;
};

/**
 * Rényi divergence of a step at each whole order, never understated; undefined beyond the limit. On the grid
 * the noise is a discrete Gaussian and a share is a vector of integers: their moments at whole orders are
 * those of the continuous law exactly, as a lattice moved by itself is itself. Both directions: a reflection
 * of the lattice exchanges the two laws, so that removing a document costs no more than adding it.
 * @see Mironov, Talwar, Zhang 2019 (arXiv 1908.10530), §3.3 and theorem 5; Canonne, Kamath, Steinke 2020
 */
export const renyiOfStep = (
  { sampling, noise }: Omit<NoisySteps, 'steps'>, orders: readonly number[] = ORDERS,
): readonly (number | undefined)[] => {
  assert(sampling.numerator > 0n && !isMore(sampling, ONE), 'a chance above 0, at most 1');
  assert(noise.numerator > 0n, 'noise above 0');
  const moment = momentsOf(noise);
  return orders.map((order) => {
    const sum = momentSum(order, sampling, moment);
    return sum === undefined ? undefined : logAtMost(sum) / (order - 1);
  });
};

// Beyond every rounding of the few operations on doubles between the divergence and the printed ε.
const SLACK = 1e-9;

/**
 * ε of a divergence at each order, at δ, by the best order, rounded up in its ninth decimal.
 * @see Canonne, Kamath, Steinke 2020 (arXiv 2004.00010), proposition 12
 */
export const epsilonOfRenyi = (
  divergences: readonly (number | undefined)[], delta: number, orders: readonly number[] = ORDERS,
): Readonly<{ epsilon: number; order: number }> => {
  assert(delta > 0 && delta < 1, 'δ between 0 and 1');
  let best = { epsilon: Infinity, order: 0 };
  orders.forEach((order, at) => {
    const divergence = divergences[at];
    if (divergence === undefined) return;
    const epsilon = divergence + Math.log1p(-1 / order) - Math.log(delta * order) / (order - 1);
    if (epsilon < best.epsilon) best = { epsilon, order };
  });
  return { epsilon: Math.max(0, best.epsilon) * (1 + SLACK) + SLACK, order: best.order };
};

/** ε at δ of a whole training, never understated; ∞ where the noise is too small for any order. */
export const epsilonOfSteps = (steps: NoisySteps, delta: number): number =>
  epsilonOfRenyi(renyiOfStep(steps).map((one) =>
    (one === undefined ? one : one * steps.steps)), delta).epsilon;

// The multiplier is found in hundredths, upwards.
const HUNDREDTHS = 100n;
const NOISE_MAX = 10_000n;

/**
 * The smallest noise, in hundredths, at which a training of these steps costs at most ε at δ; undefined where
 * a hundred times the share is not enough.
 */
export const noiseFor = (
  target: Readonly<{ epsilon: number; delta: number }>, { sampling, steps }: Omit<NoisySteps, 'noise'>,
): Rational | undefined => {
  const isEnough = (hundredths: bigint): boolean =>
    epsilonOfSteps({ sampling, steps, noise: rational(hundredths, HUNDREDTHS) }, target.delta)
      <= target.epsilon;
  if (!isEnough(NOISE_MAX)) return undefined;
  let [low, high] = [0n, NOISE_MAX];
  while (high - low > 1n) {
    const middle = (low + high) / 2n;
    if (isEnough(middle)) high = middle;
    else low = middle;
  }
  return rational(high, HUNDREDTHS);
};
