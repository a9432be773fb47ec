/** Count, mean and sum of squared deviations, told one value after another. @see Welford, Technometrics 4 (1962) */
export type Moments = { count: number; mean: number; squares: number };

/** Nothing yet. */
export const noMoments = (): Moments => ({ count: 0, mean: 0, squares: 0 });

/** Takes one more value. */
export const push = (moments: Moments, value: number): void => {
  moments.count += 1;
  const from = value - moments.mean;
  moments.mean += from / moments.count;
  moments.squares += from * (value - moments.mean);
};

const variance = ({ count, squares }: Moments): number => squares / Math.max(1, count - 1);

/**
 * Welch's t of two samples: how far their means lie apart, in standard errors. Beyond 4.5 the two are told
 * apart with a confidence of about 1 − 10⁻⁵. @see Reparaz, Balasch, Verbauwhede, «Dude, is my code constant time?» (2017)
 */
export const welchT = (one: Moments, other: Moments): number => {
  const error = Math.sqrt(variance(one) / Math.max(1, one.count) + variance(other) / Math.max(1, other.count));
  return error === 0 ? 0 : (one.mean - other.mean) / error;
};

/** A value of one of two classes. */
export type Timed = Readonly<{ isFixed: boolean; millis: number }>;

/** The t of all values, and of those below a share of all of them: what else the machine did is cut off at the top. */
export const timingT = (all: readonly Timed[], share: number): number => {
  const sorted = all.map(({ millis }) => millis).sort((a, b) => a - b);
  const limit = sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.POSITIVE_INFINITY;
  const [fixed, random] = [noMoments(), noMoments()];
  for (const { isFixed, millis } of all) if (millis <= limit) push(isFixed ? fixed : random, millis);
  return welchT(fixed, random);
};
