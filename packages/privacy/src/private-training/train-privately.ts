import { assert } from '@fengcun/kernel';
import type { LinearModel } from '../recognition/linear-model.ts';
import { type Example, scoreGradient } from '../recognition/train.ts';
import type { RandomIntegers } from '../statistics/random-integers.ts';
import { type Rational, rational, times } from '../statistics/rational.ts';
import { discreteGaussian } from '../statistics/samplers.ts';
import type { NoisySteps } from './renyi.ts';

/**
 * How a model is trained under noise. `clip`: longest share of a document, in Euclidean length; `rate`: of
 * the mean of all shares; `documents`: how many there are, which the job tells anyway.
 */
export type PrivatePlan = NoisySteps & Readonly<{ clip: number; rate: number; documents: number }>;

/** The clip in steps of the grid: shares are whole numbers of these, and so is the noise. */
export const GRID = 2 ** 16;

// The bias is one feature more that every document has, of this value; it is clipped with the rest.
const BIAS_VALUE = 0.1;

/** The share of a document, put where the model has its numbers: called for each with whole steps. */
type Putting = (at: number, steps: number) => void;

/**
 * A document's derivative brought onto the grid, toward zero, so that its length in steps is at most GRID:
 * checked in whole numbers, which doubles below 2^53 hold exactly. Each number is put where it belongs.
 */
const putShare = (
  { vector: { slots, values } }: Example, derivative: Float64Array,
  { bias, clip, put }: Readonly<{ bias: number; clip: number; put: Putting }>,
): void => {
  const classes = derivative.length;
  let square = 0;
  for (const each of derivative) square += each * each;
  let own = BIAS_VALUE * BIAS_VALUE;
  for (const value of values) own += value * value;
  const length = Math.sqrt(square * own);
  let scale = GRID / Math.max(length, clip);
  for (;;) {
    let steps2 = 0;
    for (let i = 0; i <= slots.length; i += 1) {
      const value = (i < slots.length ? values[i] ?? 0 : BIAS_VALUE) * scale;
      for (const each of derivative) steps2 += Math.trunc(each * value) ** 2;
    }
    if (steps2 <= GRID * GRID) break;
    // Rounding of the length above may leave a share longer by a last digit; then all of it is made shorter.
    scale *= 1 - 2 ** -20;
  }
  for (let i = 0; i <= slots.length; i += 1) {
    const value = (i < slots.length ? values[i] ?? 0 : BIAS_VALUE) * scale;
    const offset = i < slots.length ? (slots[i] ?? 0) * classes : bias;
    for (let each = 0; each < classes; each += 1) {
      put(offset + each, Math.trunc((derivative[each] ?? 0) * value));
    }
  }
};

/** Whether a document is in this step: a chance of its own, exact. */
const isSampled = (source: RandomIntegers, { numerator, denominator }: Rational): boolean =>
  source.below(denominator) < numerator;

/**
 * The clipped shares of the sampled documents, summed in whole steps of the grid: exact below 2^53, so it is
 * the same sum in whatever parts documents lie. Never leaves without noise.
 */
export const sumOfShares = (
  model: LinearModel, examples: readonly Example[],
  how: Readonly<{ plan: Pick<PrivatePlan, 'sampling' | 'clip'>; source: RandomIntegers }>,
): Float64Array => {
  const { plan, source } = how;
  const [scores, none] = [new Float64Array(model.classes), new Float64Array(model.classes)];
  const sum = new Float64Array(model.weights.length + model.bias.length);
  const put: Putting = (at, steps) => { sum[at] = (sum[at] ?? 0) + steps; };
  for (const example of examples) {
    if (!isSampled(source, plan.sampling)) continue;
    scoreGradient(model, example, { by: none, scores });
    putShare(example, scores, { bias: model.weights.length, clip: plan.clip, put });
  }
  return sum;
};

/** The variance of the noise in steps of the grid: (noise · GRID)². */
export const gridVariance = (noise: Rational): Rational => {
  const deviation = times(noise, rational(BigInt(GRID)));
  return times(deviation, deviation);
};

/**
 * Moves the model by a noisy sum of shares, in steps of the grid, over the number of documents expected in
 * it.
 */
export const applyNoisySum = (
  model: LinearModel, noisy: Float64Array | Int32Array, plan: Omit<PrivatePlan, 'noise' | 'steps'>,
): void => {
  const { weights, bias } = model;
  const expected = (plan.documents * Number(plan.sampling.numerator)) / Number(plan.sampling.denominator);
  const scale = (plan.rate * plan.clip) / (GRID * expected);
  for (let at = 0; at < noisy.length; at += 1) {
    const isWeight = at < weights.length;
    const [part, place] = isWeight ? [weights, at] : [bias, at - weights.length];
    part[place] = (part[place] ?? 0) - scale * (noisy[at] ?? 0) * (isWeight ? 1 : BIAS_VALUE);
  }
};

/**
 * Trains the model where it stands under record-level differential privacy: in every step each document
 * takes part with the same chance, its share is clipped, shares are summed in whole numbers, and every
 * number of the model gets exact discrete Gaussian noise, whether a document touched it or not. Nothing else
 * of the documents may be in the model's file.
 * @see Abadi et al. 2016 (DP-SGD); Mironov, Talwar, Zhang 2019; Canonne, Kamath, Steinke 2020
 */
export const trainPrivately = (
  model: LinearModel, examples: readonly Example[],
  how: Readonly<{ plan: PrivatePlan; source: RandomIntegers }>,
): void => {
  const { plan, source } = how;
  assert(plan.clip > 0 && plan.documents > 0 && plan.steps > 0, 'a clip, documents and steps');
  const variance = gridVariance(plan.noise);
  for (let step = 0; step < plan.steps; step += 1) {
    const sum = sumOfShares(model, examples, { plan, source });
    for (let at = 0; at < sum.length; at += 1) {
      sum[at] = (sum[at] ?? 0) + Number(discreteGaussian(source, variance));
    }
    applyNoisySum(model, sum, plan);
  }
};
