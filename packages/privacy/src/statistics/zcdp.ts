import { assert } from '@fengcun/kernel';
import { approximately, dividedBy, type Rational, rational, times } from './rational.ts';

/**
 * The variance of discrete Gaussian noise that makes counts of this squared sensitivity ρ-zCDP: Δ²/2ρ.
 * @see Canonne, Kamath, Steinke 2020, theorem 4 (multivariate: Δ is the Euclidean sensitivity)
 */
export const varianceFor = (sensitivity2: Rational, rho: Rational): Rational =>
  dividedBy(sensitivity2, times(rational(2n), rho));

/** log δ of (ε, δ) for ρ-zCDP at an order α > 1. */
const logDelta = (alpha: number, rho: number, epsilon: number): number =>
  (alpha - 1) * (alpha * rho - epsilon) - Math.log(alpha - 1) + alpha * Math.log1p(-1 / alpha);

/** The smallest over α: the function has one minimum in log(α − 1), found by thirds. */
const bestLogDelta = (rho: number, epsilon: number): number => {
  let [low, high] = [-20, 20];
  for (let i = 0; i < 200; i += 1) {
    const [one, other] = [low + (high - low) / 3, high - (high - low) / 3];
    const isLower = logDelta(1 + Math.exp(one), rho, epsilon) < logDelta(1 + Math.exp(other), rho, epsilon);
    if (isLower) high = other;
    else low = one;
  }
  return logDelta(1 + Math.exp((low + high) / 2), rho, epsilon);
};

/** LIMIT: beyond this no ε means anything to a reader. */
const EPSILON_MAX = 1000;

/**
 * ε at δ of ρ-zCDP, for readers: budgets are kept in ρ alone. 0 < δ < 1.
 * @see Canonne, Kamath, Steinke 2020, corollary 13
 */
export const epsilonOf = (rho: Rational, delta: number): number => {
  assert(delta > 0 && delta < 1, 'δ between 0 and 1');
  const amount = approximately(rho);
  if (amount === 0) return 0;
  let [low, high] = [0, EPSILON_MAX];
  for (let i = 0; i < 100; i += 1) {
    const middle = (low + high) / 2;
    if (bestLogDelta(amount, middle) > Math.log(delta)) low = middle;
    else high = middle;
  }
  return high;
};

/** Half the width of the interval that holds a noise with 95 %: 1.96 σ. */
export const halfWidth95 = (sigma2: Rational): number => 1.959964 * Math.sqrt(approximately(sigma2));
