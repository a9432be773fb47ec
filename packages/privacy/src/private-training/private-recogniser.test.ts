import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inventedTexts, measureRecogniser, parseModel, recognising, textsOfField, writeModel } from '../recognition/index.ts';
import { seededRandom } from '../statistics/testing/seeded-random.ts';
import { type ModelPrivacy, planPrivacy, readModelPrivacy, trainPrivateRecogniser } from './index.ts';

const LABELS = ['危险驾驶罪', '盗窃罪', '诈骗罪'];
const planned = (epsilon: number, steps = 20): ModelPrivacy => {
  const plan = planPrivacy({ epsilon, delta: 1e-5 }, 1200);
  return plan.ok ? { ...plan.value, steps } : assert.fail('a plan');
};
const trained = (texts = inventedTexts(1200, 1), steps = 20) => trainPrivateRecogniser(texts,
  { field: 'charge', labels: LABELS, privacy: planned(8, steps), random: seededRandom('private') });
const RECOGNISER = trained();

test('under noise too invented judgments are mostly recognised, but without public texts nothing is prefilled', () => {
  const read = recognising(RECOGNISER);
  const judged = textsOfField(inventedTexts(300, 2), 'charge').filter(({ label }) => LABELS.includes(label))
    .map(({ label, text, region }) => ({ truth: label, region, recognition: read(text) }));
  const { accuracy, prefilled } = measureRecogniser(judged);
  assert.ok(accuracy > 0.85, `${accuracy}`);
  assert.equal(prefilled, 0);
});

test('nothing of the file but noisy weights depends on the texts: words, counts and calibration are the same for others', () => {
  // How long is trained makes no difference to what this looks at.
  const { model: one, ...rest } = trained(inventedTexts(400, 1), 2);
  const { model: other, ...others } = trained(inventedTexts(700, 9), 2);
  assert.deepEqual(rest, others);
  assert.notDeepEqual(one, other, 'the weights alone are of the texts');
});

test('a private model comes back from its file as it was', () => {
  const parsed = parseModel(writeModel({ recognisers: [RECOGNISER] }));
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.value.recognisers[0], RECOGNISER);
});

const PLAN = planned(3.6);
const WRONG: readonly (readonly [string, Readonly<Record<string, unknown>>])[] = [
  ['an ε below what its numbers cost', { epsilon: 1 }], ['more steps than the ε pays for', { steps: 600 }], ['less noise', { noise: '1/2' }],
  ['no noise', { noise: '0/1' }], ['a chance above one', { sampling: '5/4' }], ['a chance that is a double', { sampling: 0.25 }],
  ['an ε that is no number', { epsilon: null }], ['no δ', { delta: 0 }], ['a unit that is no document', { unit: 'organ' }], ['no clip', { clip: 0 }],
];
for (const [what, change] of WRONG) {
  test(`a model that states ${what} is not believed`, () => {
    assert.equal(readModelPrivacy({ ...PLAN, ...change }), undefined);
    const file = JSON.parse(writeModel({ recognisers: [RECOGNISER] })) as { recognisers: Record<string, unknown>[] };
    Object.assign(file.recognisers[0] ?? {}, { privacy: { ...PLAN, ...change } });
    assert.match(JSON.stringify(parseModel(JSON.stringify(file))), /privacy/);
  });
}

test('a plan costs what was asked for and hardly less', () => {
  for (const epsilon of [1, 3.6, 10]) {
    const plan = planPrivacy({ epsilon, delta: 1e-5 }, 100);
    assert.ok(plan.ok && plan.value.epsilon <= epsilon && plan.value.epsilon > epsilon * 0.95, JSON.stringify(plan));
  }
  assert.deepEqual(planPrivacy({ epsilon: 1e-4, delta: 1e-5 }, 100), { ok: false, error: { code: 'EPSILON_OUT_OF_REACH', epsilon: 1e-4 } });
});
