import { assert } from '@fengcun/kernel';
import { type LinearModel, scoreInto, softmaxInPlace } from './linear-model.ts';
import { seededDraw, shuffled } from './seeded-order.ts';
import type { SparseVector } from './vocabulary.ts';

/** A vector and the class it is of. */
export type Example = Readonly<{ vector: SparseVector; label: number }>;

/**
 * How a model is trained. `classCounts`: documents of each class over everybody who trains, so that organs
 * with one-sided cases adjust alike. `adjustment`: logit adjustment, 0 (none) to 1 (as if all classes
 * were equally frequent). `rate` falls to a tenth over `epochs`, or stays where `isRateConstant`.
 */
export type TrainingPlan = Readonly<{
  epochs: number;
  rate: number;
  adjustment: number;
  classCounts: readonly number[];
  seed: number;
  isRateConstant?: boolean;
}>;

/**
 * 3 epochs keep what a model remembers of single documents small (membership inference is tested); values by
 * measurement, ADR 28.
 */
export const CENTRAL_PLAN = { epochs: 3, rate: 4, adjustment: 0.5 } as const;

// The bias sees every document, a weight only some: it goes slower so that it does not swing.
const BIAS_RATE = 0.05;
// The last steps are short ones, but never none.
const RATE_FLOOR = 0.1;

/** What is added to scores in training: rare classes must win by more, so that they win at all afterwards. */
export const logitAdjustment = (classCounts: readonly number[], adjustment: number): Float64Array => {
  const total = classCounts.reduce((sum, count) => sum + count, 0);
  // A class without documents here counts as half a one: its logarithm must stay finite.
  return Float64Array.from(classCounts, (count) => adjustment * Math.log(Math.max(count, 0.5) / total));
};

/**
 * Derivatives of the adjusted cross-entropy by the scores: probability minus 1 at the label. Written into
 * `scores`.
 */
export const scoreGradient = (
  model: LinearModel, { vector, label }: Example,
  adjusted: Readonly<{ by: Float64Array; scores: Float64Array }>,
): void => {
  const { by, scores } = adjusted;
  scoreInto(model, vector, scores);
  for (let each = 0; each < scores.length; each += 1) scores[each] = (scores[each] ?? 0) + (by[each] ?? 0);
  softmaxInPlace(scores);
  scores[label] = (scores[label] ?? 0) - 1;
};

const step = (model: LinearModel, { slots, values }: SparseVector, change: Float64Array): void => {
  const { classes, weights, bias } = model;
  for (let i = 0; i < slots.length; i += 1) {
    const offset = (slots[i] ?? 0) * classes;
    const value = values[i] ?? 0;
    for (let each = 0; each < classes; each += 1) {
      weights[offset + each] = (weights[offset + each] ?? 0) - (change[each] ?? 0) * value;
    }
  }
  for (let each = 0; each < classes; each += 1) {
    bias[each] = (bias[each] ?? 0) - (change[each] ?? 0) * BIAS_RATE;
  }
};

/**
 * Trains the model where it stands, a document at a time in seeded order. Central training and every
 * organ of a federated round call this and nothing else.
 */
export const trainInPlace = (model: LinearModel, examples: readonly Example[], plan: TrainingPlan): void => {
  assert(plan.classCounts.length === model.classes, 'a count for every class');
  const by = logitAdjustment(plan.classCounts, plan.adjustment);
  const scores = new Float64Array(model.classes);
  const draw = seededDraw(plan.seed);
  const steps = Math.max(1, plan.epochs * examples.length);
  let done = 0;
  for (let epoch = 0; epoch < plan.epochs; epoch += 1) {
    for (const at of shuffled(examples.length, draw)) {
      const example = examples[at];
      if (example === undefined) continue;
      scoreGradient(model, example, { by, scores });
      const left = plan.isRateConstant === true ? 1 : Math.max(RATE_FLOOR, 1 - done / steps);
      const rate = plan.rate * left;
      for (let each = 0; each < scores.length; each += 1) scores[each] = (scores[each] ?? 0) * rate;
      step(model, example.vector, scores);
      done += 1;
    }
  }
};

/** Mean adjusted cross-entropy of examples; what the gradients are derivatives of. */
export const lossOf = (
  model: LinearModel, examples: readonly Example[], classCounts: readonly number[], adjustment = 0,
): number => {
  const by = logitAdjustment(classCounts, adjustment);
  const scores = new Float64Array(model.classes);
  let sum = 0;
  for (const example of examples) {
    scoreGradient(model, example, { by, scores });
    sum -= Math.log(Math.max((scores[example.label] ?? 0) + 1, 1e-300));
  }
  return sum / Math.max(1, examples.length);
};
