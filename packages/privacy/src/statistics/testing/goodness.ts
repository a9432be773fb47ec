/** z of a false alarm of 1e-6, one-sided: every statistical test of this folder keeps to it. */
export const FALSE_ALARM_Z = 4.7534;
export const FALSE_ALARM = 1e-6;

/** The upper quantile of χ² at the false-alarm level (Wilson and Hilferty). */
export const chiSquareLimit = (degrees: number, z = FALSE_ALARM_Z): number =>
  degrees * (1 - 2 / (9 * degrees) + z * Math.sqrt(2 / (9 * degrees))) ** 3;

/** Exact probabilities of an integer law by its weights, cut off where nothing can be drawn any more. */
export const lawOf = (weight: (x: number) => number, reach: number): ReadonlyMap<number, number> => {
  const values = Array.from({ length: 2 * reach + 1 }, (_, i) => i - reach);
  const total = values.reduce((sum, x) => sum + weight(x), 0);
  return new Map(values.map((x) => [x, weight(x) / total]));
};

export const gaussianLaw = (sigma2: number) => lawOf((x) => Math.exp((-x * x) / (2 * sigma2)), Math.ceil(40 * Math.sqrt(sigma2)));
export const laplaceLaw = (scale: number) => lawOf((x) => Math.exp(-Math.abs(x) / scale), Math.ceil(700 * scale));

/** Pearson's χ² against the exact law, tails put together until every bin expects 20 draws. */
export const chiSquare = (draws: readonly number[], law: ReadonlyMap<number, number>): Readonly<{ value: number; limit: number }> => {
  const counts = new Map<number, number>();
  for (const x of draws) counts.set(x, (counts.get(x) ?? 0) + 1);
  let [value, bins, expected, seen] = [0, 0, 0, 0];
  const close = (): void => { value += (seen - expected) ** 2 / expected; bins += 1; [expected, seen] = [0, 0]; };
  let left = draws.length;
  for (const [x, chance] of [...law].sort(([a], [b]) => a - b)) {
    expected += chance * draws.length;
    seen += counts.get(x) ?? 0;
    left -= chance * draws.length;
    if (expected >= 20 && left >= 20) close();
  }
  close();
  return { value, limit: chiSquareLimit(bins - 1) };
};

/** Kolmogorov's distance and its limit by Dvoretzky, Kiefer and Wolfowitz, which also holds for integers. */
export const kolmogorov = (draws: readonly number[], law: ReadonlyMap<number, number>): Readonly<{ value: number; limit: number }> => {
  const counts = new Map<number, number>();
  for (const x of draws) counts.set(x, (counts.get(x) ?? 0) + 1);
  let [value, exact, seen] = [0, 0, 0];
  for (const [x, chance] of [...law].sort(([a], [b]) => a - b)) {
    exact += chance;
    seen += (counts.get(x) ?? 0) / draws.length;
    value = Math.max(value, Math.abs(exact - seen));
  }
  return { value, limit: Math.sqrt(Math.log(2 / FALSE_ALARM) / (2 * draws.length)) };
};

/** Bounds of a share seen in `n` draws (Wilson) at the false-alarm level. */
export const shareBounds = (seen: number, n: number): readonly [number, number] => {
  const [p, z2] = [seen / n, FALSE_ALARM_Z ** 2];
  const [middle, width] = [(p + z2 / (2 * n)) / (1 + z2 / n), (FALSE_ALARM_Z / (1 + z2 / n)) * Math.sqrt((p * (1 - p)) / n + z2 / (4 * n * n))];
  return [middle - width, middle + width];
};

/**
 * The empirical ε: by how much the chance of an event grows at least when the count goes from 0 to 1, over
 * the events x ≤ t, x ≥ t and x = t. More than the promised ε means that the promise is broken.
 */
export const empiricalEpsilon = (atZero: readonly number[], atOne: readonly number[]): number => {
  let worst = 0;
  for (let t = -6; t <= 7; t += 1) {
    for (const event of [(x: number) => x <= t, (x: number) => x >= t, (x: number) => x === t]) {
      const [a, b] = [atZero.filter(event).length, atOne.filter(event).length];
      for (const [one, n, other, m] of [[a, atZero.length, b, atOne.length], [b, atOne.length, a, atZero.length]] as const) {
        worst = Math.max(worst, Math.log(shareBounds(one, n)[0] / shareBounds(other, m)[1]));
      }
    }
  }
  return worst;
};
