import type { SparseVector } from './vocabulary.ts';

/** Weights of a linear classifier: `weights[slot × classes + class]`, and one bias for each class. */
export type LinearModel = Readonly<{ classes: number; weights: Float32Array; bias: Float32Array }>;

/** A model of zeroes. */
export const emptyModel = (slots: number, classes: number): LinearModel =>
  ({ classes, weights: new Float32Array(slots * classes), bias: new Float32Array(classes) });

/** An independent copy. */
export const copyModel = ({ classes, weights, bias }: LinearModel): LinearModel =>
  ({ classes, weights: weights.slice(), bias: bias.slice() });

/** Scores of the classes, written into `scores`, which the caller owns. */
export const scoreInto = (
  { classes, weights, bias }: LinearModel, { slots, values }: SparseVector, scores: Float64Array,
): void => {
  for (let each = 0; each < classes; each += 1) scores[each] = bias[each] ?? 0;
  for (let i = 0; i < slots.length; i += 1) {
    const offset = (slots[i] ?? 0) * classes;
    const value = values[i] ?? 0;
    for (let each = 0; each < classes; each += 1) {
      scores[each] = (scores[each] ?? 0) + (weights[offset + each] ?? 0) * value;
    }
  }
};

/** Scores made probabilities where they stand; the largest is taken off first, so nothing overflows. */
export const softmaxInPlace = (scores: Float64Array): void => {
  let largest = -Infinity;
  for (const score of scores) if (score > largest) largest = score;
  let sum = 0;
  for (let i = 0; i < scores.length; i += 1) {
    const value = Math.exp((scores[i] ?? 0) - largest);
    scores[i] = value;
    sum += value;
  }
  for (let i = 0; i < scores.length; i += 1) scores[i] = (scores[i] ?? 0) / sum;
};

/** The best class, and how far its score stands above the next one. */
export type Verdict = Readonly<{ best: number; second: number; margin: number }>;

/** The best and the next class of scores; of equal ones the first. */
export const verdictOf = (scores: Float64Array): Verdict => {
  let best = 0;
  let second = -1;
  for (let i = 1; i < scores.length; i += 1) {
    const score = scores[i] ?? 0;
    if (score > (scores[best] ?? 0)) {
      second = best;
      best = i;
    } else if (second < 0 || score > (scores[second] ?? 0)) {
      second = i;
    }
  }
  const margin = second < 0 ? Infinity : (scores[best] ?? 0) - (scores[second] ?? 0);
  return { best, second, margin };
};
