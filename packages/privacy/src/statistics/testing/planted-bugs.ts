import { discreteGaussian, discreteLaplace, isKept } from '../samplers.ts';
import { type Rational, rational } from '../rational.ts';
import type { RandomIntegers } from '../random-integers.ts';

/** A sampler of one law by its parameter. */
export type Sampler = (source: RandomIntegers, parameter: Rational) => bigint;

const byScale = (factor: Rational, sampler: Sampler): Sampler => (source, { numerator, denominator }) =>
  sampler(source, rational(numerator * factor.numerator, denominator * factor.denominator));

const laplaceWith = (bug: 'signZero' | 'noRejection'): Sampler => (source, { numerator: t, denominator: s }) => {
  for (;;) {
    const isNegative = source.below(2n) === 0n;
    let within = source.below(t);
    while (bug !== 'noRejection' && !isKept(source, rational(within, t))) within = source.below(t);
    let times = 0n;
    while (isKept(source, rational(1n))) times += 1n;
    const magnitude = (within + t * times) / s;
    if (bug !== 'signZero' && isNegative && magnitude === 0n) continue;
    return isNegative ? -magnitude : magnitude;
  }
};

const chance: RandomIntegers = { below: (bound) => BigInt(Math.floor(Math.random() * Number(bound))) };

/** Broken noise, as it was found in other libraries; every one must be noticed. */
export const LAPLACE_BUGS: Readonly<Record<string, Sampler>> = {
  'scale divided by 1.25': byScale(rational(4n, 5n), discreteLaplace),
  'zero drawn with either sign': laplaceWith('signZero'),
  'rejection dropped': laplaceWith('noRejection'),
};
export const GAUSSIAN_BUGS: Readonly<Record<string, Sampler>> = {
  'scale divided by 1.25': byScale(rational(16n, 25n), discreteGaussian),
  'zero drawn with either sign': (source, sigma2) => {
    const drawn = discreteGaussian(source, sigma2);
    return drawn === 0n || source.below(20n) > 0n ? drawn : 0n;
  },
  'rejection dropped': (source) => discreteLaplace(source, rational(4n)),
  'noise off': () => 0n,
};
export const FROM_MATH_RANDOM: Sampler = (_source, sigma2) => discreteGaussian(chance, sigma2);
