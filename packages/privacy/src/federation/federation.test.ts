import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { inventedTexts, viewOf } from '../recognition/index.ts';
import { copyModel, emptyModel } from '../recognition/linear-model.ts';
import { trainInPlace } from '../recognition/train.ts';
import { vocabularyOf } from '../recognition/vocabulary.ts';
import {
  aggregateRound, countsOfWords, countWords, dequantise, federateLocally, FEDERATION_DEFAULTS,
    type FederationTerms, groupsOf,
  localExamples, type LocalOrgan, type LocalTexts, localUpdate, type Masks, NO_MASKS, pairwiseMasks,
    probeAccuracy, QUANTISATION,
  quantise, roundPlan, sumWords, unusableFederationTerms,
} from './index.ts';

const ORGANS = ['court/1', 'police/2', 'procuratorate/3', 'correction/4', 'court/5', 'police/6'];
const LABELS = ['危险驾驶罪', '开设赌场罪', '故意伤害罪', '盗窃罪', '诈骗罪', '非法狩猎罪'];
const TERMS: FederationTerms = {
  v: 1, session: 'session-1', suite: 'ed25519-x25519-aes256ctr', field: 'charge', labels: LABELS,
    space: { bits: 13, gramsMax: 3 },
  ...FEDERATION_DEFAULTS, rounds: 4, featureMin: 5, quantisation: QUANTISATION, seed: 3,
  organs: ORGANS.map((organ) => ({ organ, signingKey: '', maskKey: organ })),
};
const textsOf = (seed: number, size = 80): LocalTexts => {
  const texts = inventedTexts(size, seed);
  return { views: texts.map(({ text }) => viewOf('charge', text)),
    places: texts.map(({ labels }) => LABELS.indexOf(labels.charge ?? '')) };
};
const PROBE = textsOf(99, 120);

const KEYS = new Map(ORGANS.map((organ) => [organ, generateKeyPairSync('x25519')]));
const keysOf = (organ: string) => KEYS.get(organ) ?? assert.fail(organ);
const masksOf = (organ: string, group: readonly string[]): Masks => pairwiseMasks(
  { organ, privateKey: keysOf(organ).privateKey },
  group.filter((other) => other !== organ).map((other) =>
    ({ organ: other, publicKey: keysOf(other).publicKey })));
const organsWith = (masks: (organ: string, group: readonly string[]) =>
  Masks, names = ORGANS): readonly LocalOrgan[] =>
  names.map((organ, at) => ({ organ, texts: textsOf(at), masksWith: (group) => masks(organ, group) }));

const run = (masks: (organ: string, group: readonly string[]) =>
  Masks, change: Partial<FederationTerms> = {}) =>
  federateLocally(organsWith(masks), { ...TERMS, ...change }, { probe: PROBE });

/** The state before round 1 of these organs. */
const firstRound = (organs: readonly LocalOrgan[], terms = TERMS) => {
  const counts = countsOfWords(terms, sumWords(organs.map(({ texts }) => countWords(terms, texts))));
  const vocabulary = vocabularyOf({ documents: counts.documents, counts: counts.frequencies },
    terms.space, terms.featureMin);
  return { counts, vocabulary, model: emptyModel(vocabulary.buckets.length, LABELS.length), number: 1 };
};

test('a secure sum is the plain sum bit for bit: six organs, whatever they send', () => {
  fc.assert(fc.property(fc.array(fc.uint32Array({ minLength: 5, maxLength: 5 }),
    { minLength: 6, maxLength: 6 }), fc.string(), (vectors, place) => {
    const masked = vectors.map((words, at) => masksOf(ORGANS[at] ?? '', ORGANS).masked(place, words));
    assert.deepEqual(sumWords(masked), sumWords(vectors));
  }), { numRuns: 20 });
});

test('a whole session under masks gives the same model, bit for bit, as without; in groups too', () => {
  for (const groupMin of [0, 3]) {
    const [masked, plain] = [run(masksOf, { groupMin }), run(() => NO_MASKS, { groupMin })];
    assert.ok(masked.ok && plain.ok);
    assert.deepEqual(masked.value.model, plain.value.model);
    assert.deepEqual(masked.value.rounds, plain.value.rounds);
  }
});

test('what an organ sends is uniform under masks, and zero words show that they are off', () => {
  const words = new Uint32Array(4096);
  // χ² over the 256 values of the first byte; five and a half deviations are below a chance of 1e-6.
  const chiSquare = (sent: Uint32Array) => {
    const bins = new Uint32Array(256);
    for (const word of sent) bins[word >>> 24] = (bins[word >>> 24] ?? 0) + 1;
    return bins.reduce((sum, count) => sum + (count - 16) ** 2 / 16, 0);
  };
  const look = (masks: Masks) => chiSquare(masks.masked('place', words));
  assert.ok(look(masksOf('court/1', ORGANS)) < 255 + 5.5 * Math.sqrt(510));
  assert.ok(look(NO_MASKS) > 10_000, 'the check fails with the masks off');
});

test('masks of another round, session or pair are others', () => {
  const words = new Uint32Array(8);
  const masks = masksOf('court/1', ORGANS.slice(0, 3));
  const [one, other] = [masks.masked('session-1|1', words), masks.masked('session-1|2', words)];
  assert.notDeepEqual(one, other);
  assert.notDeepEqual(masksOf('court/1', ['court/1', 'police/2', 'court/5']).masked('session-1|1',
    words), one);
});

test('two colluding organs and whoever adds up cannot tell which of two others sent what', () => {
  // The same sum from swapped inputs: what the colluders see differs only by masks they do not know.
  const [low, high] = [Uint32Array.of(1, 2), Uint32Array.of(900, 800)];
  const group = ORGANS.slice(0, 4);
  const sent = (first: Uint32Array, second: Uint32Array) => [
    masksOf('court/1', group).masked('p', first), masksOf('police/2', group).masked('p', second)];
  assert.deepEqual(sumWords(sent(low, high)), sumWords(sent(high, low)));
  const known = pairwiseMasks({ organ: 'court/1', privateKey: keysOf('court/1').privateKey },
    ['procuratorate/3', 'correction/4'].map((organ) =>
      ({ organ, publicKey: keysOf(organ).publicKey }))).masked('p', low);
  assert.notDeepEqual(known, sent(low, high)[0], 'the mask of the honest pair is left');
});

test('federated training of one client is central training', () => {
  const only = organsWith(() => NO_MASKS).slice(0, 1);
  const { counts, vocabulary, model } = firstRound(only);
  const examples = localExamples(vocabulary, only[0]?.texts ?? { views: [], places: [] });
  const central = copyModel(model);
  let federated = copyModel(model);
  for (let number = 1; number <= TERMS.rounds; number += 1) {
    trainInPlace(central, examples, roundPlan(TERMS, number,
      { organ: 'court/1', classCounts: counts.classCounts }));
    const { words, clipped } = localUpdate({ number, model: federated, counts }, examples,
      { terms: TERMS, organ: 'court/1' });
    assert.equal(clipped, 0);
    const next = aggregateRound({ model: federated, documents: counts.documents, quantisation: QUANTISATION,
      groups: [{ organs: ['court/1'], words: { 'court/1': words } }] }, []);
    assert.ok(next.ok);
    federated = next.value.model;
  }
  const distance = Math.max(...central.weights.map((weight, at) =>
    Math.abs(weight - (federated.weights[at] ?? 0))));
  assert.ok(distance < 1e-4, `quantisation of ${TERMS.rounds} rounds, not ${distance}`);
});

test('six organs together learn what each alone does not', () => {
  const federated = run(masksOf);
  assert.ok(federated.ok);
  const probe = localExamples(federated.value.vocabulary, PROBE);
  assert.ok(probeAccuracy(federated.value.model, probe) >= 0.95);
});

test('quantisation: half a step is the most it takes away; beyond the clip is the clip', () => {
  fc.assert(fc.property(fc.float({ min: -20, max: 20, noNaN: true }), (value) => {
    const { words, clipped } = quantise(Float32Array.of(value), 1);
    const back = dequantise(words)[0] ?? NaN;
    assert.ok(Math.abs(back - Math.max(-8, Math.min(8, value))) <= 2 ** -21);
    assert.equal(clipped, Math.abs(value) > 8 ? 1 : 0);
  }));
  const thirtyOne = Array.from({ length: 31 }, () => quantise(Float32Array.of(-8), 1 / 31).words);
  assert.ok(Math.abs((dequantise(sumWords(thirtyOne))[0] ?? 0) + 8) < 1e-4,
    '31 organs at the clip do not wrap');
});

const sentOf = (terms = TERMS, organs = organsWith(masksOf),
  poison: (texts: LocalTexts, organ: string) => LocalTexts = (texts) => texts) => {
  const state = firstRound(organs, terms);
  const groups = groupsOf(terms, 1).map((group) =>
    ({ organs: group, words: Object.fromEntries(group.map((organ) => {
    const texts = organs.find((one) => one.organ === organ)?.texts ?? { views: [], places: [] };
    const update = localUpdate(state, localExamples(state.vocabulary, poison(texts, organ)),
      { terms, organ });
    return [organ, masksOf(organ, group).masked(`${terms.session}|1`, update.words)];
  })) }));
  return { ...state, groups, round: { model: state.model, documents: state.counts.documents,
    quantisation: QUANTISATION, groups } };
};

test('an organ that does not answer ends the round; leaving it out gives noise, which is refused', () => {
  const { round, groups } = sentOf();
  const [group] = groups;
  assert.ok(group);
  const { 'police/2': gone, ...words } = group.words;
  assert.ok(gone);
  assert.deepEqual(aggregateRound({ ...round, groups: [{ organs: group.organs, words }] }, []),
    { ok: false, error: { code: 'ORGAN_MISSING', organs: ['police/2'] } });
  const without = { organs: group.organs.filter((organ) => organ !== 'police/2'), words };
  const refused = aggregateRound({ ...round, groups: [without] }, []);
  assert.ok(!refused.ok && refused.error.code === 'UPDATE_TOO_LARGE');
});

test('a cut or an exchanged vector never becomes a model', () => {
  const { round, groups: [group] } = sentOf();
  assert.ok(group);
  const cut = { ...group.words, 'police/2': (group.words['police/2'] ?? new Uint32Array(0)).slice(1) };
  const refused = aggregateRound({ ...round, groups: [{ ...group, words: cut }] }, []);
  assert.deepEqual(refused, { ok: false, error: { code: 'WORDS_LENGTH', organs: ['police/2'] } });
  const twice = { ...group.words, 'police/2': group.words['court/1'] ?? new Uint32Array(0) };
  const noise = aggregateRound({ ...round, groups: [{ ...group, words: twice }] }, []);
  assert.ok(!noise.ok && noise.error.code === 'UPDATE_TOO_LARGE');
});

test('an organ with flipped labels spoils the sum of its group, and the probe shows which', () => {
  const terms = { ...TERMS, groupMin: 3 };
  const flip = (texts: LocalTexts, organ: string): LocalTexts =>
    (organ === 'court/5' ? { ...texts, places: texts.places.map((place) => (place + 1) % LABELS.length) }
      : texts);
  const many = organsWith(masksOf).map((one) =>
    (one.organ === 'court/5' ? { ...one, texts: textsOf(50, 300) } : one));
  const { round, vocabulary } = sentOf(terms, many, flip);
  const refused = aggregateRound(round, localExamples(vocabulary, PROBE));
  assert.ok(!refused.ok && refused.error.code === 'PROBE_FELL', JSON.stringify(refused).slice(0, 200));
  assert.deepEqual(refused.error.groups.map(({ organs }) => organs.includes('court/5')), [true]);
  const honest = sentOf(terms, many);
  assert.ok(aggregateRound(honest.round, localExamples(honest.vocabulary, PROBE)).ok,
    'without the flip it stands');
});

test('a single unmasked update tells the words of a text: why there are masks', () => {
  const organs = organsWith(masksOf);
  const state = firstRound(organs);
  const one: LocalTexts = { views: PROBE.views.slice(0, 1), places: PROBE.places.slice(0, 1) };
  const examples = localExamples(state.vocabulary, one);
  const plain = localUpdate(state, examples, { terms: TERMS, organ: 'court/1' }).words;
  const slots = new Set(examples[0]?.vector.slots);
  const seen = (words: Uint32Array) => {
    const moved = new Set<number>();
    words.subarray(0, state.model.weights.length).forEach(
      (word, at) => { if (word !== 0) moved.add(Math.floor(at / LABELS.length)); });
    return moved;
  };
  const leaked = seen(plain);
  const found = [...slots].filter((slot) => leaked.has(slot)).length / slots.size;
  assert.ok(found > 0.9 && leaked.size <= slots.size,
    'nearly every run of characters of the text, and no other');
  const hidden = seen(masksOf('court/1', ORGANS).masked('session-1|1', plain));
  assert.ok(hidden.size > 0.99 * state.vocabulary.buckets.length, 'under masks every slot moved');
});

test('groups hold everybody once, never fewer than the minimum, and are mixed anew', () => {
  const terms = { ...TERMS, groupMin: 3 };
  for (let round = 1; round <= 20; round += 1) {
    const groups = groupsOf(terms, round);
    assert.deepEqual(groups.flat().sort(), [...ORGANS].sort());
    assert.ok(groups.every((group) => group.length >= 3));
  }
  assert.ok(new Set(Array.from({ length: 20 }, (_, round) =>
    JSON.stringify(groupsOf(terms, round + 1)))).size > 5);
  assert.equal(groupsOf(terms, 0).length, 1, 'counts are summed over everybody');
});

const WRONG: readonly (readonly [string, Partial<FederationTerms>])[] = [
  ['organs', { organs: TERMS.organs.slice(0, 2) }],
    ['organs', { organs: [...TERMS.organs, ...TERMS.organs] }],
  ['labels', { labels: ['盗窃罪', '盗窃罪'] }], ['rounds', { rounds: 0 }], ['epochs', { epochs: 4 }],
    ['groupMin', { groupMin: 2 }],
  ['quantisation', { quantisation: { clip: 0, scaleBits: 20 } }],
    ['quantisation', { quantisation: { clip: 4096, scaleBits: 20 } }],
  ['rate', { rate: NaN }], ['space', { space: { bits: 31, gramsMax: 3 } }],
    ['adjustment', { adjustment: 2 }], ['featureMin', { featureMin: 0 }],
];
for (const [member, change] of WRONG) {
  test(`terms with wrong ${member} (${JSON.stringify(change[member as keyof FederationTerms]).slice(0, 40)}) are refused by name`, () =>
    assert.deepEqual(unusableFederationTerms({ ...TERMS, ...change }), [member]));
}
test('the terms of these tests can stand', () => assert.deepEqual(unusableFederationTerms(TERMS), []));
