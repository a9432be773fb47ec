import { dividedBy, plus, type Rational, rational, times } from './rational.ts';

/** Children of one parent as measured, and the parent as measured elsewhere, with their variances. */
export type Family = Readonly<{
  children: readonly bigint[]; childVariance: Rational; parent: bigint; parentVariance: Rational;
}>;

/**
 * Weighted least squares on a tree of two levels, exactly: the best estimate of the parent out of both
 * measurements, and children that add up to it. The difference is shared among the children equally, since
 * each is known equally well. It uses published figures only, and so costs nothing.
 * @see Hay, Rastogi, Miklau, Suciu 2010, §3.2
 */
export const consistentFamily = (
  { children, childVariance, parent, parentVariance }: Family,
): Readonly<{ parent: Rational; children: readonly Rational[] }> => {
  const count = rational(BigInt(children.length));
  const sum = rational(children.reduce((total, child) => total + child, 0n));
  const sumVariance = times(count, childVariance);
  const weighted = plus(times(sum, parentVariance), times(rational(parent), sumVariance));
  const best = dividedBy(weighted, plus(parentVariance, sumVariance));
  const shift = dividedBy(plus(best, times(sum, rational(-1n))), count);
  return { parent: best, children: children.map((child) => plus(rational(child), shift)) };
};

/** A fraction with two decimals, rounded to the nearest, halves away from zero. */
export const twoDecimals = ({ numerator, denominator }: Rational): string => {
  const isNegative = numerator < 0n;
  const scaled = ((isNegative ? -numerator : numerator) * 200n + denominator) / (2n * denominator);
  const text = `${scaled / 100n}.${String(scaled % 100n).padStart(2, '0')}`;
  return isNegative && scaled > 0n ? `-${text}` : text;
};
