import { fitLogistic } from './logistic.ts';

/** Clues of a verdict (`clues.ts`) on a text whose value is known, and whether the verdict was right. */
export type Trial = Readonly<{ clues: readonly number[]; isRight: boolean }>;

/**
 * What makes clues a probability of being right, and from where on a value is prefilled. `weights`: of a
 * constant, then of each clue. `threshold`: least log-odds; null: no cut keeps the promise, so nothing is
 * ever prefilled. `precisionBound`: what the precision above it surely is (one-sided 95 %); `coverage`: share
 * of the trials above it.
 */
export type Calibration = Readonly<{
  weights: readonly number[];
  threshold: number | null;
  precisionBound: number;
  coverage: number;
  trials: number;
}>;

/** The precision that prefilled values must have. @see issue 8, 4: confidence calibrated to at least 98 % */
export const PRECISION_MIN = 0.98;

/**
 * What a threshold is set to: half a point more than is promised, so that a collection that is a little
 * unlike the one at hand keeps the promise too. Measured: 98.0 gives parts of 1,100 texts below 98 %.
 */
export const PRECISION_AIM = 0.985;

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

/** The log-odds that a verdict with these clues is right; what texts are ordered by. */
export const oddsOf = ({ weights }: Pick<Calibration, 'weights'>, clues: readonly number[]): number =>
  clues.reduce((sum, clue, at) => sum + clue * (weights[at + 1] ?? 0), weights[0] ?? 0);

/** The calibrated chance of being right, of its log-odds. */
export const confidenceOf = (odds: number): number => 1 / (1 + Math.exp(-odds));

const PARTS = 4;

/**
 * Each trial's log-odds by weights that were fitted without it, so that the cut below is honest: a cut on
 * odds that know the answer would promise too much.
 */
const crossFitted = (trials: readonly Trial[]): readonly number[] => {
  const odds = trials.map(() => 0);
  for (let part = 0; part < PARTS; part += 1) {
    const weights = fitLogistic(trials.filter((_, at) => at % PARTS !== part));
    trials.forEach(({ clues }, at) => { if (at % PARTS === part) odds[at] = oddsOf({ weights }, clues); });
  }
  return odds;
};

/** Calibrates on trials that the model was not trained on; `aim` is the precision the threshold is set to. */
export const calibrate = (trials: readonly Trial[], aim = PRECISION_AIM): Calibration => {
  const usable = trials.filter(({ clues }) => clues.every(Number.isFinite));
  const odds = crossFitted(usable);
  const sorted = usable.map(({ isRight }, at) => ({ isRight, odds: odds[at] ?? 0 }))
    .sort((one, other) => other.odds - one.odds);
  let right = 0;
  let kept = { threshold: null as number | null, precisionBound: 0, taken: 0 };
  sorted.forEach((one, at) => {
    right += one.isRight ? 1 : 0;
    // A cut goes between two verdicts, never through equal ones.
    if (sorted[at + 1]?.odds === one.odds) return;
    const bound = wilsonLower(right, at + 1);
    if (bound >= aim) kept = { threshold: one.odds, precisionBound: bound, taken: at + 1 };
  });
  return {
    // Nothing was tried: texts are ordered by their margin, and nothing is prefilled.
    weights: usable.length === 0 ? [0, 1] : fitLogistic(usable), trials: usable.length,
    threshold: kept.threshold, precisionBound: kept.precisionBound,
    coverage: usable.length === 0 ? 0 : kept.taken / usable.length,
  };
};
