import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyModel, type LinearModel, verdictOf } from './linear-model.ts';
import { seededDraw } from './seeded-order.ts';
import { type Example, lossOf, scoreGradient, logitAdjustment, trainInPlace } from './train.ts';

const CLASSES = 3;
const SLOTS = 7;
const COUNTS = [10, 3, 1];

const randomModel = (seed: number): LinearModel => {
  const draw = seededDraw(seed);
  const model = emptyModel(SLOTS, CLASSES);
  model.weights.forEach((_, at) => { model.weights[at] = draw(2000) / 1000 - 1; });
  model.bias.forEach((_, at) => { model.bias[at] = draw(2000) / 1000 - 1; });
  return model;
};

const example = (label: number, seed: number): Example => {
  const draw = seededDraw(seed);
  return { label, vector: { slots: Uint32Array.of(1, 3, 6), values: Float32Array.from({ length: 3 }, () => draw(1000) / 1000) } };
};

/** Derivative of the loss by one number of a model, from both sides. */
const numeric = (model: LinearModel, one: Example, part: 'weights' | 'bias', at: number): number => {
  const step = 1e-3;
  const lossWith = (change: number): number => {
    const moved = { ...model, weights: model.weights.slice(), bias: model.bias.slice() };
    moved[part][at] = (moved[part][at] ?? 0) + change;
    return lossOf(moved, [one], COUNTS, 0.7);
  };
  return (lossWith(step) - lossWith(-step)) / (2 * step);
};

for (const [label, seed] of [[0, 1], [1, 2], [2, 3]] as const) {
  test(`gradients are the finite differences of the loss (class ${label})`, () => {
    const model = randomModel(seed);
    const one = example(label, seed + 10);
    const scores = new Float64Array(CLASSES);
    scoreGradient(model, one, { by: logitAdjustment(COUNTS, 0.7), scores });
    one.vector.slots.forEach((slot, i) => {
      for (let each = 0; each < CLASSES; each += 1) {
        const analytic = (scores[each] ?? 0) * (one.vector.values[i] ?? 0);
        assert.ok(Math.abs(analytic - numeric(model, one, 'weights', slot * CLASSES + each)) < 2e-3);
      }
    });
    scores.forEach((score, each) => assert.ok(Math.abs(score - numeric(model, one, 'bias', each)) < 2e-3));
    assert.ok(Math.abs(numeric(model, one, 'weights', 0)) < 1e-6, 'a slot the text has not does not count');
  });
}

test('training lowers the loss, and the same seed gives the same weights', () => {
  const examples = [example(0, 1), example(1, 2), example(2, 3), example(0, 4)];
  const plan = { epochs: 5, rate: 1, adjustment: 0.7, classCounts: COUNTS, seed: 9 };
  const [one, other] = [emptyModel(SLOTS, CLASSES), emptyModel(SLOTS, CLASSES)];
  const before = lossOf(one, examples, COUNTS, 0.7);
  trainInPlace(one, examples, plan);
  trainInPlace(other, examples, plan);
  assert.ok(lossOf(one, examples, COUNTS, 0.7) < before);
  assert.deepEqual(one, other);
});

test('logit adjustment makes rare classes win by more: none without it, the priors with 1', () => {
  assert.ok(logitAdjustment(COUNTS, 0).every((value) => value === 0));
  const [common = 0, , rare = 0] = logitAdjustment(COUNTS, 1);
  assert.ok(Math.abs(common - rare - Math.log(10)) < 1e-12);
  assert.ok(Number.isFinite(logitAdjustment([5, 0], 1)[1] ?? NaN), 'a class nobody has stays finite');
});

test('a verdict knows the best, the second and how far they are apart', () => {
  assert.deepEqual(verdictOf(Float64Array.of(1, 5, 3)), { best: 1, second: 2, margin: 2 });
  assert.deepEqual(verdictOf(Float64Array.of(5, 5)), { best: 0, second: 1, margin: 0 });
  assert.deepEqual(verdictOf(Float64Array.of(3, 2, 1)), { best: 0, second: 1, margin: 1 });
});
