import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import {
  inventedTexts, isTrueOf, type LabelledText, measureRecogniser, minorCues, modelHash, parseModel, proposalOf, type Recogniser,
  type Recognition, recognising, scanNoise, stratifiedFolds, textsOfField, trainRecogniser, writeModel,
} from './index.ts';

const TRAINING = inventedTexts(600, 1);
const trained = (texts: readonly LabelledText[] = TRAINING): Recogniser => {
  const result = trainRecogniser(texts, { field: 'charge', seed: 1 });
  assert.ok(result.ok);
  return result.value;
};
const RECOGNISER = trained();
const read = recognising(RECOGNISER);
const judge = (texts: readonly LabelledText[], change = (text: string) => text) => measureRecogniser(texts.map(({ text, labels, region }) =>
  ({ truth: labels.charge ?? '', region, recognition: read(change(text)) })));

test('invented judgments it has not seen are recognised, the rare charge too, and most may be prefilled', () => {
  const measured = judge(inventedTexts(300, 2));
  assert.ok(measured.accuracy >= 0.97 && measured.macroF1 >= 0.95, JSON.stringify(measured));
  assert.ok(measured.prefilled >= 200 && measured.prefilledPrecision >= 0.98);
});

test('shuffled labels are not learned: the measure can fail', () => {
  const shuffled = TRAINING.map((one, at) => ({ ...one, labels: TRAINING[(at * 7 + 3) % TRAINING.length]?.labels ?? {} }));
  const recogniser = trained(shuffled);
  assert.equal(recogniser.calibration.threshold, null);
  const misled = recognising(recogniser);
  assert.ok(inventedTexts(100, 2).every(({ text }) => !misled(text).isAbove), 'and then nothing is prefilled');
});

test('errors are shown by charge and by region', () => {
  const measured = judge(inventedTexts(200, 3), (text) => scanNoise(text, 300, 5));
  assert.deepEqual(measured.byRegion.map(({ name }) => name).sort(), ['东屏省', '云岭省', '西泽省']);
  assert.equal(measured.byLabel.reduce((sum, { documents }) => sum + documents, 0), 200);
  const wrong = (rows: typeof measured.byLabel) => rows.reduce((sum, row) => sum + row.wrong, 0);
  assert.equal(wrong(measured.byLabel), wrong(measured.byRegion));
});

test('a text of which nothing is known is never prefilled', () => {
  for (const text of ['', '。。。', 'lorem ipsum dolor', '𠀀𠀁𠀂']) assert.equal(read(text).isAbove, false);
});

test('the same texts and seed give the same file, another seed another one', () => {
  const hash = (seed: number) => {
    const result = trainRecogniser(TRAINING.slice(0, 200), { field: 'charge', seed, labelMin: 5 });
    return result.ok ? modelHash({ recognisers: [result.value] }) : '';
  };
  assert.equal(hash(1), hash(1));
  assert.notEqual(hash(1), hash(2));
});

test('fewer than two values that can be learned train nothing', () => {
  const texts = TRAINING.filter(({ labels }) => labels.charge === '盗窃罪');
  assert.deepEqual(trainRecogniser(texts, { field: 'charge', seed: 1 }),
    { ok: false, error: { code: 'TOO_FEW_CLASSES', documents: texts.length, classes: 1 } });
});

test('a model comes back from its file as it was', () => {
  const parsed = parseModel(writeModel({ recognisers: [RECOGNISER] }));
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.value.recognisers[0], RECOGNISER);
});

type Raw = Record<string, unknown>;
const BROKEN: readonly (readonly [string, (raw: Raw) => void, string])[] = [
  ['weights cut short', (raw) => { raw['weights'] = String(raw['weights']).slice(0, -8); }, 'weights or buckets'],
  ['weights that are no numbers', (raw) => { raw['bias'] = Buffer.alloc(RECOGNISER.labels.length * 4, 0xff).toString('base64'); }, 'weights or buckets'],
  ['a label twice', (raw) => { raw['labels'] = RECOGNISER.labels.map(() => '盗窃罪'); }, 'labels'],
  ['another field', (raw) => { raw['field'] = 'guilt'; }, 'field or space'],
  ['more slots than the space has', (raw) => { raw['slots'] = 2 ** 30; }, 'counts'],
  ['buckets out of order', (raw) => { raw['buckets'] = Buffer.alloc(RECOGNISER.vocabulary.buckets.length * 4).toString('base64'); }, 'buckets do not ascend'],
  ['weights of another number of clues', (raw) => { raw['calibration'] = { ...RECOGNISER.calibration, weights: [0, 1, 1, 1] }; }, 'calibration'],
  ['an aside nobody knows', (raw) => { raw['asides'] = ['guilty']; }, 'asides'],
];
for (const [what, breaking, reason] of BROKEN) {
  test(`a model with ${what} is refused`, () => {
    const file = JSON.parse(writeModel({ recognisers: [RECOGNISER] })) as { recognisers: Raw[] };
    breaking(file.recognisers[0] ?? {});
    const parsed = parseModel(JSON.stringify(file));
    assert.ok(!parsed.ok && parsed.error.reason.includes(reason), JSON.stringify(parsed).slice(0, 200));
  });
}

test('whatever is no model is refused, never thrown', () => {
  fc.assert(fc.property(fc.json(), (text) => !parseModel(text).ok));
  assert.equal(parseModel('{').ok, false);
});

const recognition = (field: Recognition['field'], label: string, isAbove = true, isAlone = isAbove): Recognition =>
  ({ field, label, second: undefined, margin: 3, confidence: 0.99, isAbove, isAlone });
const ROUTES: readonly (readonly [Recognition, string, string])[] = [
  [recognition('charge', '盗窃罪'), 'confirm', 'couldMakeIneligible'],
  [recognition('charge', '妨害作证罪'), 'prefill', 'aboveThreshold'],
  [recognition('charge', '妨害作证罪', true, false), 'confirm', 'mayBeSeveral'],
  [recognition('charge', '妨害作证罪', false), 'person', 'belowThreshold'],
  [recognition('charge', '从前的罪'), 'confirm', 'chargeUnknown'],
  [recognition('sentenceKind', '有期徒刑'), 'confirm', 'couldMakeIneligible'],
  [recognition('sentenceKind', '死刑'), 'confirm', 'couldMakeIneligible'],
  [recognition('sentenceKind', '拘役'), 'prefill', 'aboveThreshold'],
  [recognition('suspended', '是'), 'prefill', 'aboveThreshold'],
  [recognition('suspended', '否'), 'confirm', 'couldMakeIneligible'],
  [recognition('minor', '是'), 'prefill', 'aboveThreshold'],
  [recognition('minor', '否'), 'confirm', 'couldMakeIneligible'],
];
for (const [one, route, reason] of ROUTES) {
  test(`${one.field} ${one.label}${one.isAbove ? one.isAlone ? '' : ', perhaps with another' : ', below the threshold'} goes to ${route}`, () => {
    const proposal = proposalOf(one);
    assert.deepEqual([proposal.route, proposal.reason], [route, reason]);
    assert.equal(proposal.value === undefined, route === 'person', 'below the threshold no value is shown');
  });
}

test('several charges: either is right, and none of them is a class', () => {
  assert.ok(isTrueOf('盗窃罪|诈骗罪', '诈骗罪') && !isTrueOf('盗窃罪|诈骗罪', '抢劫罪') && !isTrueOf('盗窃罪', '盗窃'));
  const several = inventedTexts(60, 4).map((one) => ({ ...one, labels: { charge: '盗窃罪|诈骗罪' } }));
  assert.deepEqual(trained([...TRAINING, ...several]).labels, RECOGNISER.labels);
});

test('enough texts of several charges or of rare ones become asides: never proposed, and told from the others', () => {
  const both = inventedTexts(300, 4).slice(0, 120).map((one, at) => {
    const other = TRAINING[at]?.text ?? '';
    return { ...one, id: `both-${at}`, text: `${one.text}另查明，${other}`, labels: { charge: `${one.labels.charge ?? ''}|${TRAINING[at]?.labels.charge ?? ''}` } };
  }).filter(({ labels: { charge } }) => new Set(charge.split('|')).size === 2);
  const recogniser = trained([...TRAINING, ...both.slice(0, 60)]);
  assert.deepEqual([recogniser.labels, recogniser.asides], [RECOGNISER.labels, ['several']]);
  assert.equal(recogniser.model.classes, RECOGNISER.labels.length + 1);
  const look = recognising(recogniser);
  const alone = (texts: readonly LabelledText[]) => texts.filter(({ text }) => look(text).isAlone).length / texts.length;
  assert.ok(alone(inventedTexts(200, 6)) > 0.5, 'most texts of one charge are told to be so');
  assert.ok(alone(both.slice(60)) <= 0.1, 'hardly any of two is');
  const file = parseModel(writeModel({ recognisers: [recogniser] }));
  assert.deepEqual(file.ok && file.value.recognisers[0], recogniser);
});

test('folds are even within each value', () => {
  const fields = textsOfField(TRAINING, 'charge');
  const folds = stratifiedFolds(fields, 5, 1);
  for (const label of RECOGNISER.labels) {
    const sizes = [0, 1, 2, 3, 4].map((fold) => fields.filter((one, at) => one.label === label && folds[at] === fold).length);
    assert.ok(Math.max(...sizes) - Math.min(...sizes) <= 1, `${label} ${sizes.join(' ')}`);
  }
});

const CUES: readonly (readonly [string, number, boolean | undefined])[] = [
  ['被告人作案时未满十八周岁，依法从轻', 1, true],
  ['被告人作案时未满十人周岁，依法从轻', 1, false],
  ['被告人作案时未十八周岁，依法从轻', 1, false],
  ['被告人作案时未满二十周岁', 0, undefined],
  ['被告人年满十八周岁', 0, undefined],
  ['', 0, undefined],
];
for (const [text, count, isExact] of CUES) {
  test(`cues of a minor in 「${text}」: ${count}`, () => {
    const cues = minorCues(text);
    assert.equal(cues.length, count);
    assert.equal(cues[0]?.isExact, isExact);
  });
}

test('scan noise loses as many characters as it says, half of them dropped', () => {
  const text = '天'.repeat(20_000);
  const noisy = scanNoise(text, 100, 1);
  assert.ok(Math.abs((text.length - noisy.length) - 1000) < 120);
  assert.ok(Math.abs([...noisy].filter((char) => char !== '天').length - 1000) < 120);
  assert.equal(scanNoise(text, 0, 1), text);
});
