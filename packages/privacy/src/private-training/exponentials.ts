import { assert } from '@fengcun/kernel';
import type { Rational } from '../statistics/rational.ts';

/** Fraction bits of the fixed-point numbers here. */
export const FRACTION_BITS = 256n;

/** One, as a fixed-point number. */
export const FIXED_ONE = 1n << FRACTION_BITS;

/** Which way a result may be off: never below the truth, or never above it. */
export type Rounding = 'up' | 'down';

/** The quotient of whole numbers of at least 0, rounded to the side that is asked for. */
export const divided = (value: bigint, by: bigint, rounding: Rounding): bigint =>
  (rounding === 'up' ? (value + by - 1n) / by : value / by);

const shifted = (value: bigint, rounding: Rounding): bigint =>
  (rounding === 'up' ? (value + FIXED_ONE - 1n) >> FRACTION_BITS : value >> FRACTION_BITS);

/** A fraction of at least 0 as a fixed-point number. */
export const fixedOf = ({ numerator, denominator }: Rational, rounding: Rounding): bigint =>
  divided(numerator << FRACTION_BITS, denominator, rounding);

// The argument is halved until it is below 2^-HALVED; then these terms of the series are beyond 2^-256.
const HALVED = 8n;
const TERMS = 26n;

/** exp of a fixed-point number of at least 0: its series and repeated squaring, each step rounded alike. */
export const exponential = (value: bigint, rounding: Rounding): bigint => {
  assert(value >= 0n, 'an exponent of at least 0');
  let halvings = 0n;
  while ((value >> halvings) >> (FRACTION_BITS - HALVED) > 0n) halvings += 1n;
  const small = divided(value, 1n << halvings, rounding);
  let term = FIXED_ONE;
  let sum = FIXED_ONE;
  for (let k = 1n; k <= TERMS; k += 1n) {
    term = divided(shifted(term * small, rounding), k, rounding);
    sum += term;
  }
  // What the series leaves out is less than its last term, as each is below half of the one before.
  let result = rounding === 'up' ? sum + term + 1n : sum;
  for (; halvings > 0n; halvings -= 1n) result = shifted(result * result, rounding);
  return result;
};

const NUMBER_BITS = 64n;
const SLACK = 1e-13;
// LIMIT: a double holds up to 2^1023.
const BITS_MAX = 1000;

const logNear = (value: bigint): number => {
  const above = value - FIXED_ONE;
  const bits = value.toString(2).length;
  if (bits < Number(FRACTION_BITS) + 8) {
    return Math.log1p(Number(above >> (FRACTION_BITS - 2n * NUMBER_BITS)) / 2 ** Number(2n * NUMBER_BITS));
  }
  const shift = BigInt(Math.max(0, bits - BITS_MAX));
  return Math.log(Number(value >> shift)) + (Number(shift) - Number(FRACTION_BITS)) * Math.LN2;
};

/** A double as a fixed-point number, rounded down: what the double is, exactly, up to 2^-120. */
const fixedOfNumber = (value: number): bigint => {
  const whole = Math.floor(value);
  const fraction = BigInt(Math.floor((value - whole) * 2 ** 120));
  return (BigInt(whole) << FRACTION_BITS) + (fraction << (FRACTION_BITS - 120n));
};

/**
 * A number that the natural logarithm of a fixed-point number ≥ 1 surely does not exceed: a guess in doubles
 * that is raised until its exponential, rounded down, is no longer below the argument.
 */
export const logAtMost = (value: bigint): number => {
  assert(value >= FIXED_ONE, 'a number of at least 1');
  let guess = Math.max(0, logNear(value));
  while (exponential(fixedOfNumber(guess), 'down') < value) guess = guess * (1 + SLACK) + Number.EPSILON ** 2;
  return guess;
};
