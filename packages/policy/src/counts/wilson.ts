/** An estimate with the interval in which it lies with 95 % confidence. */
export type Estimate = Readonly<{ low: number; estimate: number; high: number }>;

/** Quantile of the normal distribution for 95 %. */
const Z = 1.959964;

/**
 * A share from a sample with Wilson's interval, which does not turn “none of 20” into certainty. Nothing
 * counted: anything from 0 to 1.
 * @see Wilson, Journal of the American Statistical Association 22 (1927) 209–212
 */
export const wilsonShare = (hits: number, of: number): Estimate => {
  if (of === 0) return { low: 0, estimate: 0, high: 1 };
  const share = hits / of;
  const centre = share + Z ** 2 / (2 * of);
  const spread = Z * Math.sqrt((share * (1 - share)) / of + Z ** 2 / (4 * of ** 2));
  const scale = 1 + Z ** 2 / of;
  return {
    low: Math.max(0, (centre - spread) / scale), estimate: share,
    high: Math.min(1, (centre + spread) / scale),
  };
};
