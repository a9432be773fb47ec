import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { nativeSigner, verifyingKey } from '@fengcun/crypto';
import type { Json } from '@fengcun/kernel';
import {
  bytesOfModel, bytesOfWords, COORDINATOR, FEDERATION_DEFAULTS, type FederationTerms, openChain,
    parseFederationTerms, QUANTISATION, sayNext,
  type SessionChain, type SessionParcel, sessionState, stepOf, wordsOfBytes,
} from './index.ts';

const signer = nativeSigner('ed25519', generateKeyPairSync('ed25519').privateKey);
const found = verifyingKey('ed25519', signer.publicKey);
const key = found.ok ? found.value : assert.fail('a key');
const SESSION = 'session-1';

const TERMS: FederationTerms = {
  v: 1, session: SESSION, suite: 'ed25519-x25519-aes256ctr', field: 'charge', labels: ['盗窃罪', '诈骗罪'],
    space: { bits: 8, gramsMax: 3 },
  ...FEDERATION_DEFAULTS, rounds: 2, featureMin: 1, quantisation: QUANTISATION, seed: 3,
  organs: ['court/1', 'police/2', 'court/3'].map((organ) =>
    ({ organ, signingKey: 'ed25519:x', maskKey: organ })),
};
// The terms are JSON by their type.
const asJson = (value: unknown) => JSON.parse(JSON.stringify(value)) as Readonly<Record<string, Json>>;

const opened = (parcels: readonly SessionParcel[], role = COORDINATOR, session = SESSION) =>
  openChain(parcels, { session, role, key });
const chainOf = (parcels: readonly SessionParcel[], role = COORDINATOR): SessionChain => {
  const result = opened(parcels, role);
  return result.ok ? result.value : assert.fail(result.error.code);
};
const say = async (parcels: readonly SessionParcel[], body: Readonly<Record<string, Json>>,
  payload?: Uint8Array, role = COORDINATOR) =>
  [...parcels, await sayNext(chainOf(parcels, role).chain,
    { session: SESSION, role, seen: '', body, ...(payload === undefined ? {} : { payload }) }, signer)];

const counts = new Uint32Array(2 ** 8 + 2).fill(3);
const MODEL = { classes: 2, weights: Float32Array.from({ length: 512 }, (_, at) => at / 7),
  bias: Float32Array.of(-1, 2) };
const begun = await say([], { terms: asJson(TERMS) });
const counted = await say(begun, {}, bytesOfWords(counts));
const whole = await say(counted, { groups: [] }, bytesOfModel(MODEL));

test('the coordinator\'s messages tell terms, counts, the newest model, and what comes next', () => {
  const steps = [[begun, 0, undefined], [counted, 1, 0], [whole, 2, MODEL.weights[1]]] as const;
  for (const [parcels, round, weight] of steps) {
    const state = sessionState(chainOf(parcels));
    assert.ok(state.ok);
    assert.deepEqual([state.value.round, state.value.isDone, state.value.model?.weights[1]],
      [round, false, weight]);
  }
  const state = sessionState(chainOf(whole));
  assert.deepEqual(state.ok ? [state.value.model, state.value.counts?.documents] : [], [MODEL, 6]);
});

test('after the last round the session is done', async () => {
  const state = sessionState(chainOf(await say(whole, { groups: [] }, bytesOfModel(MODEL))));
  assert.ok(state.ok && state.value.isDone);
});

const flipped = (parcel: SessionParcel | undefined): SessionParcel => {
  const payload = Uint8Array.from(parcel?.payload ?? []);
  payload[5] = (payload[5] ?? 0) ^ 1;
  return { line: parcel?.line ?? '', payload };
};
const [first, second, third] = whole;
const at = (one: SessionParcel | undefined): SessionParcel => one ?? assert.fail('a parcel');
const TOUCHED: readonly (readonly [string, readonly SessionParcel[], string])[] = [
  ['swapped', [at(second), at(first)], 'MESSAGE_ORDER'],
  ['replayed', [at(first), at(second), at(second)], 'MESSAGE_ORDER'],
  ['left out', [at(first), at(third)], 'MESSAGE_ORDER'],
  ['with another byte beside it', [at(first), flipped(second)], 'MESSAGE_PAYLOAD'],
  ['cut short', [at(first), { line: at(second).line,
    payload: at(second).payload?.slice(0, -4) ?? new Uint8Array(0) }], 'MESSAGE_PAYLOAD'],
  ['without its bytes', [at(first), { line: at(second).line }], 'MESSAGE_PAYLOAD'],
  ['with a changed line', [{ ...at(first), line: at(first).line.replace('盗窃罪', '抢劫罪') }],
    'MESSAGE_SIGNATURE'],
  ['that is no JSON', [{ line: 'terms' }], 'MESSAGE_FORM'],
];
for (const [what, parcels, code] of TOUCHED) {
  test(`a message ${what} is refused`, () => {
    const result = opened(parcels);
    assert.ok(!result.ok && result.error.code === code, JSON.stringify(result).slice(0, 200));
  });
}

test('a message of another session, role or key is refused', async () => {
  assert.equal(opened(begun, COORDINATOR, 'session-2').ok, false);
  assert.equal(opened(begun, 'court/1').ok, false);
  const stranger = nativeSigner('ed25519', generateKeyPairSync('ed25519').privateKey);
  const forged = await sayNext({ next: 0, head: '' },
    { session: SESSION, role: COORDINATOR, seen: '', body: {} }, stranger);
  const result = opened([forged]);
  assert.ok(!result.ok && result.error.code === 'MESSAGE_SIGNATURE');
});

test('signed nonsense is no session: no terms, counts or models of another length, weights that are no numbers', async () => {
  const wrong = [
    [], await say([], {}), await say([], { terms: asJson({ ...TERMS, rounds: 0 }) }),
      await say(begun, {}, bytesOfWords(counts.slice(1))),
    await say(counted, {}, bytesOfModel({ ...MODEL, bias: Float32Array.of(1) })),
    await say(counted, {}, bytesOfModel({ ...MODEL, bias: Float32Array.of(NaN, 1) })),
  ];
  for (const parcels of wrong) assert.equal(sessionState(chainOf(parcels)).ok, false);
});

test('terms come back from JSON as they were; with a member missing they do not', () => {
  assert.deepEqual(parseFederationTerms(asJson(TERMS)), { ok: true, value: TERMS });
  for (const name of Object.keys(TERMS)) {
    const { [name]: gone, ...rest } = asJson(TERMS);
    assert.ok(gone !== undefined && !parseFederationTerms(rest).ok, name);
  }
});

test('steps have one order, and words travel whole', () => {
  assert.deepEqual([0, 1, 2, 3].map((seq) => stepOf(COORDINATOR, seq)),
    ['terms', 'counts', 'model-1', 'model-2']);
  assert.deepEqual([0, 1, 2].map((seq) => stepOf('court/1', seq)), ['join', 'counts', 'update-1']);
  const words = Uint32Array.of(0, 1, 2 ** 31, 2 ** 32 - 1);
  assert.deepEqual(wordsOfBytes(bytesOfWords(words)), words);
});
