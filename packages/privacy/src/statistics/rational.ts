import { assert } from '@fengcun/kernel';

/** A fraction in lowest terms with a positive denominator: amounts of privacy are never rounded. */
export type Rational = Readonly<{ numerator: bigint; denominator: bigint }>;

const gcd = (a: bigint, b: bigint): bigint => {
  let [one, other] = [a < 0n ? -a : a, b];
  while (other > 0n) [one, other] = [other, one % other];
  return one;
};

/** The fraction in lowest terms; a denominator below 1 is a bug. */
export const rational = (numerator: bigint, denominator = 1n): Rational => {
  assert(denominator > 0n, 'a fraction has a positive denominator');
  const shared = gcd(numerator, denominator);
  return shared <= 1n ? { numerator, denominator }
    : { numerator: numerator / shared, denominator: denominator / shared };
};

/** No amount. */
export const ZERO: Rational = rational(0n);

/** The sum of two amounts. */
export const plus = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);

/** The product of two amounts. */
export const times = (a: Rational, b: Rational): Rational =>
  rational(a.numerator * b.numerator, a.denominator * b.denominator);

/** The quotient; a divisor that is not positive is a bug. */
export const dividedBy = (a: Rational, b: Rational): Rational => {
  assert(b.numerator > 0n, 'divided by a positive amount');
  return rational(a.numerator * b.denominator, a.denominator * b.numerator);
};

/** Whether the first amount is more than the second. */
export const isMore = (a: Rational, b: Rational): boolean =>
  a.numerator * b.denominator > b.numerator * a.denominator;

/** The written form: `1/20`, `10/1`. */
export const writtenRational = ({ numerator, denominator }: Rational): string =>
  `${numerator}/${denominator}`;

const WRITTEN = /^(-?(?:0|[1-9]\d{0,39}))\/([1-9]\d{0,39})$/;

/** Reads the written form; undefined for anything else, an unreduced fraction included. */
export const readRational = (text: string): Rational | undefined => {
  const match = WRITTEN.exec(text);
  if (match === null) return undefined;
  const read = rational(BigInt(match[1] ?? '0'), BigInt(match[2] ?? '1'));
  return writtenRational(read) === text ? read : undefined;
};

/** The nearest number, for tables and plots only. */
export const approximately = ({ numerator, denominator }: Rational): number =>
  Number(numerator) / Number(denominator);
