import assert from 'node:assert/strict';
import { test } from 'node:test';
import { emptyModel } from '../recognition/linear-model.ts';
import type { Example } from '../recognition/train.ts';
import { rational } from '../statistics/rational.ts';
import { seededIntegers } from '../statistics/testing/seeded-random.ts';
import { GRID, type PrivatePlan, trainPrivately } from './train-privately.ts';

const document = (slot: number, label: number): Example =>
  ({ label, vector: { slots: Uint32Array.of(slot), values: Float32Array.of(1) } });
const PLAN: PrivatePlan = {
  sampling: rational(1n, 4n), noise: rational(1n), steps: 2, clip: 0.5, rate: 1, documents: 4,
};

test('every number of the model is noisy, those that no document touches too', () => {
  const model = emptyModel(50, 3);
  trainPrivately(model, [document(0, 0)], { plan: PLAN, source: seededIntegers('everywhere') });
  assert.ok(model.weights.every((weight) => weight !== 0) && model.bias.every((bias) => bias !== 0));
});

test('the same source gives the same model, another another one', () => {
  const [one, same, other] = ['a', 'a', 'b'].map((seed) => {
    const model = emptyModel(2, 2);
    trainPrivately(model, [document(0, 1), document(1, 0)], { plan: PLAN, source: seededIntegers(seed) });
    return model;
  });
  assert.deepEqual(one, same);
  assert.notDeepEqual(one, other);
});

test('no document moves the sum by more than the clip, in whole steps of the grid', () => {
  // Without noise in reach of a step: what is left of the model is the share itself.
  const plan: PrivatePlan = { ...PLAN, sampling: rational(1n), noise: rational(1n, 1n << 40n), steps: 1, documents: 1 };
  for (const scale of [1, 3, 0.01, 1e-9]) {
    const model = emptyModel(300, 7);
    const vector = { slots: Uint32Array.from({ length: 300 }, (_, at) => at), values: Float32Array.from({ length: 300 }, (_, at) => scale * Math.sin(at + 1)) };
    trainPrivately(model, [{ label: 2, vector }], { plan, source: seededIntegers('clip') });
    // The bias moves by a tenth of its share.
    const square = model.weights.reduce((sum, weight) => sum + weight ** 2, 0) + model.bias.reduce((sum, bias) => sum + (bias * 10) ** 2, 0);
    assert.ok(Math.sqrt(square) <= plan.clip * (1 + 1e-5), `${Math.sqrt(square)}`);
    const inSteps = Array.from(model.weights, (weight) => weight * GRID / plan.clip);
    assert.ok(inSteps.every((steps) => Math.abs(steps - Math.round(steps)) < 0.01));
    assert.ok(scale < 0.1 || square > 0.9 * plan.clip ** 2);
  }
});
