import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { applyNoisySum, epsilonOfSteps, GRID, PRIVATE_PLAN, statedPrivacy, sumOfShares } from '../private-training/index.ts';
import { inventedTexts, viewOf } from '../recognition/index.ts';
import { emptyModel, type LinearModel } from '../recognition/linear-model.ts';
import { approximately, rational, times } from '../statistics/rational.ts';
import { chiSquareLimit } from '../statistics/testing/goodness.ts';
import { seededIntegers } from '../statistics/testing/seeded-random.ts';
import {
  aggregateNoisyRound, countsOfWords, countWords, FEDERATION_DEFAULTS, type FederationNoise, federationTermsHash, federationTermsJson, localExamples,
  type LocalTexts, type NoisyTerms, noisyUpdate, pairwiseMasks, parseFederationTerms, planFederationNoise, planOfNoise, QUANTISATION, shareOfNoise,
  sumWords, unusableFederationTerms,
} from './index.ts';
import { sessionVocabulary } from './noisy-round.ts';

const ORGANS = ['court/1', 'police/2', 'procuratorate/3', 'correction/4', 'court/5'];
const LABELS = ['危险驾驶罪', '开设赌场罪', '故意伤害罪', '盗窃罪', '诈骗罪', '非法狩猎罪'];
const ROUNDS = 20;
const NOISE: FederationNoise = {
  colluders: 1, privacy: statedPrivacy({ ...PRIVATE_PLAN, steps: ROUNDS, noise: rational(3n, 2n), documents: 400 }, 1e-5),
};
const TERMS: NoisyTerms = {
  v: 1, session: 's', suite: 'ed25519-x25519-aes256ctr', field: 'charge', labels: LABELS, space: { bits: 9, gramsMax: 2 }, ...FEDERATION_DEFAULTS,
  rounds: ROUNDS, quantisation: QUANTISATION, seed: 3, organs: ORGANS.map((organ) => ({ organ, signingKey: `ed25519:${organ}`, maskKey: organ })), noise: NOISE,
};
const withNoise = (change: Partial<FederationNoise>, privacy: Partial<FederationNoise['privacy']> = {}): NoisyTerms =>
  ({ ...TERMS, noise: { ...NOISE, ...change, privacy: { ...NOISE.privacy, ...privacy } } });
const textsOf = (seed: number): LocalTexts => {
  const texts = inventedTexts(80, seed);
  return { views: texts.map(({ text }) => viewOf('charge', text)), places: texts.map(({ labels }) => LABELS.indexOf(labels.charge ?? '')) };
};
const COUNTS = countsOfWords(TERMS, countWords(TERMS, textsOf(0)));
const VOCABULARY = sessionVocabulary(TERMS, COUNTS);
const examplesOf = (seed: number) => localExamples(VOCABULARY, textsOf(seed));
const NEW = emptyModel(VOCABULARY.buckets.length, LABELS.length);

const STATED = approximately(times(rational(9n, 4n), rational(BigInt(GRID) ** 2n)));
const asSigned = (words: Uint32Array): readonly number[] => Array.from(words, (word) => word | 0);

/** Normal distribution function; error below 2e-7 (Abramowitz, Stegun 7.1.26). */
const normal = (z: number): number => {
  const t = 1 / (1 + 0.3275911 * Math.abs(z) / Math.SQRT2);
  const tail = t * (0.254829592 + t * (-0.284496736 + t * (1.421413741 + t * (-1.453152027 + t * 1.061405429)))) * Math.exp(-z * z / 2) / 2;
  return z > 0 ? 1 - tail : tail;
};
const BINS = 32;
/** Whether draws fit the Gaussian law of this variance: χ² over bins of equal chance, a false alarm in 10⁶. */
const fits = (draws: readonly number[], variance: number): boolean => {
  const seen = new Float64Array(BINS);
  for (const draw of draws) {
    const bin = Math.min(BINS - 1, Math.floor(normal(draw / Math.sqrt(variance)) * BINS));
    seen[bin] = (seen[bin] ?? 0) + 1;
  }
  const expected = draws.length / BINS;
  return seen.reduce((sum, count) => sum + (count - expected) ** 2 / expected, 0) < chiSquareLimit(BINS - 1);
};

/** What organs without documents send: their shares of noise alone. */
const SHARES = ORGANS.map((organ) => noisyUpdate(NEW, [], { terms: TERMS, source: seededIntegers(`share ${organ}`) }));
const sumOf = (shares: readonly Uint32Array[]): readonly number[] => asSigned(sumWords(shares));

test('shares add up: without as many as may collude their sum has exactly the stated law, whoever they are', () => {
  assert.equal(approximately(shareOfNoise(NOISE, 5)) * 4, STATED);
  for (const out of ORGANS.keys()) assert.ok(fits(sumOf(SHARES.filter((_, at) => at !== out)), STATED), `without ${ORGANS[out]}`);
  assert.ok(fits(sumOf(SHARES), STATED * 5 / 4), 'all five have more');
  assert.ok(SHARES.every((share) => fits(asSigned(share), STATED / 4)));
});

test('planted: noise off, halved, or shared out over everybody instead of the honest ones is found out by the law', () => {
  const honest = SHARES.slice(1);
  const planted: readonly (readonly [string, readonly number[]])[] = [
    ['off everywhere', sumOf(honest).map(() => 0)], ['off in one more organ', sumOf(honest.slice(1))],
    ['half as long', sumOf(honest).map((each) => Math.round(each / 2))],
    ['over everybody', sumOf(honest).map((each) => Math.round(each * Math.sqrt(4 / 5)))],
  ];
  for (const [name, sums] of planted) assert.equal(fits(sums, STATED), false, name);
});

test('the stated ε is that of the noise of the honest organs alone', () => {
  const plan = planFederationNoise({ epsilon: 5, delta: 1e-5 }, { documents: 400, rounds: 60, colluders: 1 });
  assert.ok(plan.ok);
  const { noise } = planOfNoise(plan.value);
  const honest = approximately(shareOfNoise(plan.value, 5)) * 4 / GRID ** 2;
  assert.ok(Math.abs(honest - approximately(noise) ** 2) < 1e-9);
  const owed = epsilonOfSteps({ ...PRIVATE_PLAN, steps: 60, noise }, 1e-5);
  assert.ok(owed <= plan.value.privacy.epsilon && plan.value.privacy.epsilon <= 5, `${owed}`);
  assert.ok(epsilonOfSteps({ ...PRIVATE_PLAN, steps: 60, noise: times(noise, rational(9n, 10n)) }, 1e-5) > 5, 'a tenth less noise costs more');
});

test('documents are clipped one by one: their shares in parts are the shares of the whole, and one moves the sum by at most the clip', () => {
  const all = withNoise({}, { sampling: '1/1' });
  // With the chance 1 no draw is spent on who takes part, so one seed gives one noise.
  const sent = (examples: ReturnType<typeof examplesOf>, model: LinearModel) => sumWords([
    noisyUpdate(model, examples, { terms: all, source: seededIntegers('same') }),
    noisyUpdate(model, [], { terms: all, source: seededIntegers('same') }).map((word) => -word),
  ]);
  const [one, other] = [examplesOf(1), examplesOf(2)];
  const plan = { sampling: rational(1n), clip: NOISE.privacy.clip };
  const whole = sumOfShares(NEW, [...one, ...other], { plan, source: seededIntegers('none') });
  assert.deepEqual(asSigned(sumWords([sent(one, NEW), sent(other, NEW)])), Array.from(whole, (steps) => steps + 0));
  for (const example of one.slice(0, 20)) {
    const square = asSigned(sent([example], NEW)).reduce((sum, each) => sum + each * each, 0);
    assert.ok(square <= GRID ** 2 && square > 0);
  }
});

test('nothing but noisy shares is sent: no number of documents, no count of features or classes', () => {
  assert.ok(countWords(TERMS, textsOf(1)).every((word) => word === 0));
  assert.ok(countWords({ ...TERMS, noise: undefined } as never, textsOf(1)).some((word) => word !== 0), 'without noise they are counted');
  assert.equal(SHARES[0]?.length, NEW.weights.length + NEW.bias.length);
  const touched = noisyUpdate(NEW, examplesOf(1).slice(0, 1), { terms: TERMS, source: seededIntegers('touched') });
  assert.ok(touched.filter((word) => word === 0).length <= 1, 'every number is noisy, those that no document touches too');
});

const KEYS = new Map(ORGANS.map((organ) => [organ, generateKeyPairSync('x25519')]));
const keysOf = (organ: string) => KEYS.get(organ) ?? assert.fail(organ);
const masked = (organ: string, place: string, words: Uint32Array): Uint32Array => pairwiseMasks(
  { organ, privateKey: keysOf(organ).privateKey },
  ORGANS.filter((other) => other !== organ).map((other) => ({ organ: other, publicKey: keysOf(other).publicKey })),
).masked(place, words);

test('an organ that drops out ends the round; with it left out, or another vector in its place, nothing becomes a model', () => {
  const words = Object.fromEntries(ORGANS.map((organ, at) => [organ, masked(organ, 's|1', SHARES[at] ?? new Uint32Array(0))]));
  const codeOf = (terms: NoisyTerms, sent: Readonly<Record<string, Uint32Array>>): string => {
    const next = aggregateNoisyRound({ model: NEW, terms, words: sent }, []);
    return next.ok ? 'taken' : next.error.code;
  };
  assert.equal(codeOf(TERMS, words), 'taken');
  const { 'police/2': gone, ...rest } = words;
  assert.ok(gone);
  assert.equal(codeOf(TERMS, rest), 'ORGAN_MISSING');
  assert.equal(codeOf({ ...TERMS, organs: TERMS.organs.filter(({ organ }) => organ !== 'police/2') }, rest), 'UPDATE_TOO_LARGE');
  assert.equal(codeOf(TERMS, { ...words, 'police/2': words['court/1'] ?? gone }), 'UPDATE_TOO_LARGE');
  assert.equal(codeOf(TERMS, { ...words, 'police/2': gone.slice(1) }), 'WORDS_LENGTH');
});

test('a round under masks moves the model by the noisy sum, and by nothing else', () => {
  const words = Object.fromEntries(ORGANS.map((organ, at) => [organ, masked(organ, 's|1', SHARES[at] ?? new Uint32Array(0))]));
  const next = aggregateNoisyRound({ model: NEW, terms: TERMS, words }, []);
  const expected = emptyModel(VOCABULARY.buckets.length, LABELS.length);
  applyNoisySum(expected, Int32Array.from(sumOf(SHARES)), planOfNoise(NOISE));
  assert.ok(next.ok);
  assert.deepEqual(next.value.model, expected);
});

const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Parameters<typeof parseFederationTerms>[0];
const wrongIn = (terms: unknown): readonly string[] => {
  const parsed = parseFederationTerms(asJson(terms));
  return parsed.ok ? [] : 'members' in parsed.error ? parsed.error.members : [];
};

test('terms carry their noise through signature and hash; noise that understates its cost cannot stand', () => {
  const parsed = parseFederationTerms(federationTermsJson(TERMS));
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.value, TERMS);
  const { noise: _noise, ...bare } = TERMS;
  const hashes = [TERMS, bare, withNoise({ colluders: 2 }), withNoise({}, { epsilon: 50 })].map(federationTermsHash);
  assert.equal(new Set(hashes).size, 4, 'what was agreed to is about the noise');
  const { epsilon } = NOISE.privacy;
  const table: readonly (readonly [string, NoisyTerms | object, boolean])[] = [
    ['the stated ε', TERMS, true], ['less than it costs', withNoise({}, { epsilon: epsilon - 0.001 }), false],
    ['more than it costs', withNoise({}, { epsilon: epsilon + 1 }), true],
    ['less noise under the same ε', withNoise({}, { noise: '7/5' }), false],
    ['other rounds than steps', { ...TERMS, rounds: ROUNDS + 1 }, false], ['groups, which have less noise', { ...TERMS, groupMin: 3 }, false],
    ['three of five may collude', withNoise({ colluders: 3 }), true], ['four of five may collude', withNoise({ colluders: 4 }), false],
    ['a fraction of an organ', withNoise({ colluders: 0.5 }), false], ['no documents', withNoise({}, { documents: 0 }), false],
    ['as many documents as fit', withNoise({}, { documents: 30_000 }), true], ['more, whose sum could wrap', withNoise({}, { documents: 30_001 }), false],
    ['a word', { ...TERMS, noise: 'much' }, false], ['null', { ...TERMS, noise: null }, false], ['something more', { ...TERMS, noise: { ...NOISE, off: true } }, false],
  ];
  for (const [name, terms, stands] of table) assert.deepEqual(wrongIn(terms), stands ? [] : ['noise'], name);
  assert.deepEqual(unusableFederationTerms(withNoise({ colluders: 4 })), ['noise']);
});

test('five organs under noise learn together what their texts say', () => {
  let model: LinearModel = NEW;
  const sources = ORGANS.map((organ) => seededIntegers(`train ${organ}`));
  const own = ORGANS.map((_, at) => examplesOf(at));
  const probe = examplesOf(99);
  const accuracies: number[] = [];
  for (let round = 1; round <= ROUNDS; round += 1) {
    const words = Object.fromEntries(ORGANS.map((organ, at) => [organ,
      noisyUpdate(model, own[at] ?? [], { terms: TERMS, source: sources[at] ?? assert.fail(organ) })]));
    const next = aggregateNoisyRound({ model, terms: TERMS, words }, probe);
    assert.ok(next.ok);
    model = next.value.model;
    accuracies.push(next.value.groups[0]?.probeAccuracy ?? 0);
  }
  assert.ok((accuracies.at(-1) ?? 0) > 0.5, accuracies.map((one) => one.toFixed(2)).join(' '));
});
