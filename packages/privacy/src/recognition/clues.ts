import { type Verdict, verdictOf } from './linear-model.ts';

/**
 * Classes beside the values, which are never proposed: a text of a value that is too rare to be learned, and
 * one of several values. How far a verdict stands above them says whether to trust it.
 */
export const ASIDES = ['rare', 'several'] as const;

/** One of them. */
export type Aside = (typeof ASIDES)[number];

/** The verdict over the values, and what speaks for and against it. */
export type Clued = Readonly<{ verdict: Verdict; clues: readonly number[] }>;

/**
 * Reads the scores of a model whose last classes are asides. Clues: the margin; with asides also the
 * distances of the best value from each of them and from the third value, and its own score.
 */
export const cluedVerdict = (scores: Float64Array, asides: number): Clued => {
  const values = scores.subarray(0, scores.length - asides);
  const verdict = verdictOf(values);
  if (asides === 0) return { verdict, clues: [verdict.margin] };
  const best = values[verdict.best] ?? 0;
  let third = -Infinity;
  values.forEach((score, at) => {
    if (at !== verdict.best && at !== verdict.second && score > third) third = score;
  });
  const distances = Array.from(scores.subarray(values.length), (score) => best - score);
  return { verdict, clues: [verdict.margin, ...distances, Number.isFinite(third) ? best - third : 0, best] };
};
