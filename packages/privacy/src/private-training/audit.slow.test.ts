import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyModel, type LinearModel } from '../recognition/linear-model.ts';
import type { Example } from '../recognition/train.ts';
import { type RandomIntegers } from '../statistics/random-integers.ts';
import { rational } from '../statistics/rational.ts';
import { seededIntegers } from '../statistics/testing/seeded-random.ts';
import { epsilonOfSteps } from './renyi.ts';
import { type PrivatePlan, trainPrivately } from './train-privately.ts';

const [SLOTS, CLASSES] = [2, 2];
// The canary alone fills the first slot; the others fill the second.
const CANARY: Example = { label: 0, vector: { slots: Uint32Array.of(0), values: Float32Array.of(1) } };
const OTHERS: readonly Example[] = [0, 1, 0].map((label) =>
  ({ label, vector: { slots: Uint32Array.of(1), values: Float32Array.of(1) } }));

// A chance with an odd denominator, so that a planted source knows which draws decide who takes part.
const SAMPLING_OF = 101n;
const PLAN: PrivatePlan = {
  sampling: rational(30n, SAMPLING_OF), noise: rational(1n), steps: 1, clip: 0.15, rate: 1, documents: 4,
};
const DELTA = 0.01;

type Trainer = (examples: readonly Example[], source: RandomIntegers) => LinearModel;
const trainer = (plan: PrivatePlan, change: (source: RandomIntegers) => RandomIntegers = (source) => source): Trainer =>
  (examples, source) => {
    const model = emptyModel(SLOTS, CLASSES);
    trainPrivately(model, examples, { plan, source: change(source) });
    return model;
  };

/** How far the weights of the canary's slot lie towards its class: what an attacker who planted it looks at. */
const trace = ({ weights }: LinearModel): number => (weights[0] ?? 0) - (weights[1] ?? 0);

const RUNS = 20_000;
// Two-sided 1e-6 by the normal law; Hoeffding would ask for half as much again.
const DEVIATIONS = 4.9;

/**
 * The largest δ that a set of traces surely shows at ε, over many cuts: P(with) − e^ε·P(without), less its
 * error. Cuts are fixed beforehand, so a false alarm stays below cuts × 1e-6.
 */
const shownDelta = (train: Trainer, epsilon: number, seed: string): number => {
  const source = seededIntegers(seed);
  const traces = (examples: readonly Example[]) => Array.from({ length: RUNS }, () => trace(train(examples, source)));
  const [present, absent] = [traces([CANARY, ...OTHERS]), traces(OTHERS)];
  const cuts = Array.from({ length: 12 }, (_, at) => at * 0.25 * trace({
    classes: CLASSES, bias: new Float32Array(2), weights: Float32Array.of(PLAN.clip / (30 / 101 * 4), 0, 0, 0),
  }));
  return Math.max(...cuts.map((cut) => {
    const [with_, without] = [present, absent].map((all) => all.filter((one) => one > cut).length / RUNS) as [number, number];
    const error = Math.sqrt((with_ * (1 - with_) + Math.exp(2 * epsilon) * without * (1 - without)) / RUNS);
    return with_ - Math.exp(epsilon) * without - DEVIATIONS * error;
  }));
};

const EPSILON = epsilonOfSteps(PLAN, DELTA);

test('a canary never shows more than the stated ε at δ', () =>
  assert.ok(shownDelta(trainer(PLAN), EPSILON, 'audit') <= DELTA));

/** Not a chance of its own for each document, but the first of them in every step: a batch of fixed size. */
const fixedBatch = (source: RandomIntegers): RandomIntegers => {
  let drawn = 0;
  return { below: (bound) => (bound === SAMPLING_OF ? (drawn++ === 0 ? 0n : SAMPLING_OF - 1n) : source.below(bound)) };
};
const MUTANTS: readonly (readonly [string, Trainer])[] = [
  // The same noise beside shares five times as long: longer than any document's derivative here.
  ['without clipping', trainer({ ...PLAN, clip: PLAN.clip * 5, noise: rational(1n, 5n) })],
  ['with half the noise', trainer({ ...PLAN, noise: rational(1n, 2n) })],
  ['with a batch of fixed size instead of chances', trainer(PLAN, fixedBatch)],
  ['without noise', (examples, source) => trainer({ ...PLAN, noise: rational(1n, 1_000_000n) })(examples, source)],
];
for (const [name, mutant] of MUTANTS) {
  test(`planted: training ${name} is found out by the canary`, () =>
    assert.ok(shownDelta(mutant, EPSILON, name) > DELTA, `${shownDelta(mutant, EPSILON, name)}`));
}
