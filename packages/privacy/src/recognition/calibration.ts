/** A reading of a text whose value is known: how far ahead the best class was, and whether it was right. */
export type Trial = Readonly<{ margin: number; isRight: boolean }>;

/**
 * What makes a margin a probability of being right, and from which margin on a value is prefilled.
 * `precisionBound`: what the precision above the threshold surely is (one-sided 95 %); `coverage`: share
 * of the trials above it. A threshold of null: no cut reaches the precision, so nothing is ever
 * prefilled.
 */
export type Calibration = Readonly<{
  temperature: number;
  shift: number;
  threshold: number | null;
  precisionBound: number;
  coverage: number;
  trials: number;
}>;

/** The precision that prefilled values must have. @see issue 8, 4: confidence calibrated to at least 98 % */
export const PRECISION_MIN = 0.98;

// One-sided 95 %: the promise is about texts to come, not about those that happened to be at hand.
const Z_95 = 1.6448536269514722;

/** Lower bound of a share that `right` of `trials` bear out. @see Wilson 1927, score interval */
export const wilsonLower = (right: number, trials: number): number => {
  if (trials === 0) return 0;
  const share = right / trials;
  const square = Z_95 * Z_95;
  const spread = Z_95 * Math.sqrt((share * (1 - share) + square / (4 * trials)) / trials);
  return (share + square / (2 * trials) - spread) / (1 + square / trials);
};

const sigmoid = (value: number): number => 1 / (1 + Math.exp(-value));

const NEWTON_STEPS = 30;
const RIDGE = 1e-6;
// LIMIT: a sharper curve would call a margin certain that a few hundred trials cannot show to be so.
const SLOPE = { min: 0.05, max: 20 } as const;

/** Logistic regression of being right on the margin, by Newton's method; two parameters. */
const fit = (trials: readonly Trial[]): Readonly<{ slope: number; offset: number }> => {
  let slope = 1;
  let offset = 0;
  for (let round = 0; round < NEWTON_STEPS; round += 1) {
    let [g0, g1, h00, h01, h11] = [0, 0, RIDGE, 0, RIDGE];
    for (const { margin, isRight } of trials) {
      const chance = sigmoid(slope * margin + offset);
      const error = (isRight ? 1 : 0) - chance;
      const weight = chance * (1 - chance);
      g0 += error;
      g1 += error * margin;
      h00 += weight;
      h01 += weight * margin;
      h11 += weight * margin * margin;
    }
    const determinant = h00 * h11 - h01 * h01;
    if (!(determinant > 0)) break;
    offset += (h11 * g0 - h01 * g1) / determinant;
    slope = Math.min(SLOPE.max, Math.max(SLOPE.min, slope + (h00 * g1 - h01 * g0) / determinant));
  }
  return { slope, offset };
};

/** Calibrates on trials that the model was not trained on; `precisionMin` is the promise of the threshold. */
export const calibrate = (trials: readonly Trial[], precisionMin = PRECISION_MIN): Calibration => {
  const usable = trials.filter(({ margin }) => Number.isFinite(margin));
  const { slope, offset } = fit(usable);
  let right = 0;
  let kept = { threshold: null as number | null, precisionBound: 0, taken: 0 };
  usable.toSorted((one, other) => other.margin - one.margin).forEach(({ margin, isRight }, at, all) => {
    right += isRight ? 1 : 0;
    // A cut goes between two margins, never through equal ones.
    if (all[at + 1]?.margin === margin) return;
    const bound = wilsonLower(right, at + 1);
    if (bound >= precisionMin) kept = { threshold: margin, precisionBound: bound, taken: at + 1 };
  });
  return {
    temperature: 1 / slope, shift: -offset / slope, trials: usable.length, threshold: kept.threshold,
    precisionBound: kept.precisionBound, coverage: usable.length === 0 ? 0 : kept.taken / usable.length,
  };
};

/** The calibrated chance that a value with this margin is right. */
export const confidenceOf = ({ temperature, shift }: Calibration, margin: number): number =>
  sigmoid((margin - shift) / temperature);
