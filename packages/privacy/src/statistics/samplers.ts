import { assert } from '@fengcun/kernel';
import { type Rational, rational } from './rational.ts';
import type { RandomIntegers } from './random-integers.ts';

// Exact samplers: integers and fractions only. Noise of floating-point numbers tells by its last digits what
// it was added to (Mironov 2012); in one of four releases, measured.

/** In lowest terms, as the published vectors draw; fewer random bits besides. */
const isDrawn = (source: RandomIntegers, numerator: bigint, denominator: bigint): boolean => {
  const chance = rational(numerator, denominator);
  return source.below(chance.denominator) < chance.numerator;
};

/** True with probability exp(−γ), 0 ≤ γ ≤ 1. @see Canonne, Kamath, Steinke 2020, algorithm 1 */
const fallsWithin = (source: RandomIntegers, { numerator, denominator }: Rational): boolean => {
  for (let k = 1n; ; k += 1n) {
    if (!isDrawn(source, numerator, denominator * k)) return k % 2n === 1n;
  }
};

const ONE: Rational = rational(1n);

/**
 * True with probability exp(−γ); a negative γ is a bug.
 * @see Canonne, Kamath, Steinke 2020 (arXiv 2004.00010), algorithm 1
 */
export const isKept = (source: RandomIntegers, gamma: Rational): boolean => {
  const { numerator, denominator } = gamma;
  assert(numerator >= 0n && denominator > 0n, 'an exponent of at least 0');
  let left = numerator;
  while (left >= denominator) {
    if (!fallsWithin(source, ONE)) return false;
    left -= denominator;
  }
  return fallsWithin(source, { numerator: left, denominator });
};

/**
 * An integer x with probability proportional to exp(−|x| / scale); scale > 0.
 * @see Canonne, Kamath, Steinke 2020, algorithm 2
 */
export const discreteLaplace = (source: RandomIntegers, scale: Rational): bigint => {
  const { numerator: t, denominator: s } = scale;
  assert(t > 0n, 'a scale above 0');
  for (;;) {
    const isNegative = isDrawn(source, 1n, 2n);
    let within = source.below(t);
    while (!fallsWithin(source, { numerator: within, denominator: t })) within = source.below(t);
    let times = 0n;
    while (fallsWithin(source, ONE)) times += 1n;
    const magnitude = (within + t * times) / s;
    // Without this, zero would come twice as often as the law says.
    if (isNegative && magnitude === 0n) continue;
    return isNegative ? -magnitude : magnitude;
  }
};

/** ⌊√value⌋, value ≥ 0, by Newton from above. */
const rootOf = (value: bigint): bigint => {
  if (value < 2n) return value;
  let root = 1n << BigInt((value.toString(2).length + 1) >> 1);
  for (;;) {
    const next = (root + value / root) >> 1n;
    if (next >= root) return root;
    root = next;
  }
};

/**
 * An integer x with probability proportional to exp(−x² / 2σ²); σ² > 0.
 * @see Canonne, Kamath, Steinke 2020, algorithm 3
 */
export const discreteGaussian = (source: RandomIntegers, sigma2: Rational): bigint => {
  const { numerator: n, denominator: d } = sigma2;
  assert(n > 0n, 'a variance above 0');
  const t = rootOf(n / d) + 1n;
  const scale = rational(t);
  for (;;) {
    const drawn = discreteLaplace(source, scale);
    const magnitude = drawn < 0n ? -drawn : drawn;
    const off = magnitude * t * d - n;
    if (isKept(source, { numerator: off * off, denominator: 2n * n * d * t * t })) return drawn;
  }
};
