import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { nativeSigner, verifyingKey } from '@fengcun/crypto';
import { present } from '@fengcun/kernel';
import { seeded } from '../intersection/testing/two-sides.ts';
import { bfvEngine } from './bfv-engine.ts';
import { decideDecryption, type DecryptionRequest } from './decide-decryption.ts';
import { agreementKey, maskCounts, sumMasked } from './pair-masks.ts';
import { type Contribution, openContributions, type RoundParcel, signContribution, signSum } from './round-messages.ts';
import { questionOf } from './question.ts';
import type { RoundTerms } from './round-terms.ts';

const engine = await bfvEngine();
const keys = engine.newKeys();
const random = seeded('ciphertexts');

const encrypt = (counts: readonly number[]): Uint8Array => {
  const ciphertext = engine.encrypt(keys.publicKey, Int32Array.from(counts));
  assert.ok(ciphertext.ok);
  return ciphertext.value;
};
const add = (ciphertexts: readonly Uint8Array[]): Uint8Array => {
  const sum = engine.add(keys.publicKey, ciphertexts);
  assert.ok(sum.ok, JSON.stringify(sum));
  return sum.value;
};

test('the sum of ciphertexts is the plain sum, negative and largest counts too, with bits to spare', () => {
  for (const size of [1, 3, 31]) {
    const most = Math.floor(((2 ** 31 - 1) / size) * 0.999);
    const all = Array.from({ length: size }, () => [most, -most, 0, ...Array.from({ length: 97 }, () =>
      Buffer.from(random(4)).readInt32LE() % most)]);
    const plain = Array.from({ length: 100 }, (_, cell) => all.reduce((sum, one) => sum + (one[cell] ?? 0), 0));
    const out = engine.decrypt(keys.secretKey, add(all.map(encrypt)), 100);
    assert.ok(out.ok);
    assert.deepEqual([...out.value.counts], plain.map((one) => one | 0));
    assert.ok(out.value.noiseBudget >= 25, `${out.value.noiseBudget} bits`);
  }
});

test('two sums of the same ciphertexts have no bytes in common to compare', () => {
  const parts = [encrypt([1, 2]), encrypt([3, 4])];
  assert.notDeepEqual(add(parts), add(parts));
  assert.notDeepEqual(encrypt([1]), encrypt([1]));
});

test('garbage, cut, foreign and transparent ciphertexts are refused', () => {
  const whole = encrypt([1, 2, 3]);
  const codeOf = (bytes: Uint8Array): string => {
    const added = engine.add(keys.publicKey, [encrypt([1]), bytes]);
    const opened = engine.decrypt(keys.secretKey, bytes, 3);
    return `${added.ok ? 'taken' : added.error.code} ${opened.ok ? 'taken' : opened.error.code}`;
  };
  assert.equal(codeOf(whole), 'taken taken');
  const invalid = 'CIPHERTEXT_INVALID CIPHERTEXT_INVALID';
  assert.equal(codeOf(whole.slice(0, -1)), invalid);
  assert.equal(codeOf(new Uint8Array(0)), invalid);
  assert.equal(codeOf(random(whole.length)), invalid);
  const head = Uint8Array.from(whole);
  head[40] = (head[40] ?? 0) ^ 0xff;
  assert.equal(codeOf(head), invalid);
  const beyond = Uint8Array.from(whole);
  beyond.fill(0xff, whole.length - 64);
  assert.equal(codeOf(beyond), invalid);
  // The second polynomial zero: whoever reads the bytes reads the counts.
  const transparent = Uint8Array.from(whole);
  transparent.fill(0, whole.length - 65_536);
  assert.equal(codeOf(transparent), 'CIPHERTEXT_TRANSPARENT CIPHERTEXT_TRANSPARENT');
});

test('a sum with too little noise budget left is not decrypted', () => {
  const other = engine.newKeys();
  const opened = engine.decrypt(other.secretKey, encrypt([1, 2, 3]), 3);
  // Under another key all that comes out is noise: the budget is gone.
  assert.deepEqual(opened, { ok: false, error: { code: 'NOISE_BUDGET' } });
  assert.deepEqual(engine.encrypt(random(100), Int32Array.of(1)), { ok: false, error: { code: 'KEY_INVALID' } });
});

const signer = () => nativeSigner('ed25519', generateKeyPairSync('ed25519').privateKey);
const organs = Array.from({ length: 4 }, (_, at) => ({
  organ: `court/A${at}`, signer: signer(), key: agreementKey(seeded(`key ${at}`)),
}));
const coordinator = signer();
const keyOf = (own: { publicKey: Uint8Array }) => {
  const key = verifyingKey('ed25519', own.publicKey);
  assert.ok(key.ok);
  return key.value;
};
const directory = new Map(organs.map((one) => [one.organ, keyOf(one.signer)]));
const terms: RoundTerms = {
  v: 1, roundId: '0'.repeat(32), jobId: 'job-2', engine: 'bfv', product: 'T1', period: '2026Q3', cells: 8,
  coordinator: 'procuratorate/P1', decryptor: 'justice/D1', leastContributors: 3, shareVariance: 0, colluders: 0,
  members: organs.map(({ organ, key }) => ({ organ, agreementKey: key.publicKey })),
};
const own = { organ: 'justice/D1', coordinatorKey: keyOf(coordinator) };

const round = async (change: Partial<RoundTerms> = {}): Promise<Readonly<{
  request: DecryptionRequest; contributions: readonly Contribution[];
}>> => {
  const agreed = { ...terms, ...change };
  const parcels = await Promise.all(organs.map((one, at) => signContribution(
    { terms: agreed, organ: one.organ, signer: one.signer }, 'a'.repeat(64), encrypt([at, 1, 2, 3, 4, 5, 6, 7]))));
  const opened = openContributions(agreed, directory, parcels);
  assert.ok(opened.ok);
  const speaker = { terms: agreed, organ: agreed.coordinator, signer: coordinator };
  const sum = await signSum(speaker, opened.value, add(opened.value.map(({ payload }) => payload)));
  const contributions = parcels.map(({ line }) => line);
  return { request: { terms: agreed, directory, sum, contributions }, contributions: opened.value };
};

const codeOf = (request: DecryptionRequest, past: Parameters<typeof decideDecryption>[1] = [], who = own): string => {
  const decided = decideDecryption(request, past, who);
  return decided.ok ? 'decrypted' : decided.error.code;
};

test('the decryptor decrypts one signed sum of all contributors, once', async () => {
  const { request, contributions } = await round();
  const decided = decideDecryption(request, [], own);
  assert.ok(decided.ok, JSON.stringify(decided));
  const out = engine.decrypt(keys.secretKey, decided.value.ciphertext, 8);
  assert.deepEqual(out.ok && [...out.value.counts], [6, 4, 8, 12, 16, 20, 24, 28]);
  assert.equal(decided.value.messages.length, 5);
  const roots = new Map([[contributions[0]?.organ ?? '', 'f'.repeat(64)]]);
  assert.equal(codeOf({ ...request, roots }), 'ROOT_DIFFERS', 'of another root than was bound in the job');
  const past = [{ roundId: terms.roundId, product: 'T9', period: '2026Q1' }];
  assert.equal(codeOf(request, past), 'ROUND_DECRYPTED');
  // The same product and period in a round of another name: two sums of one thing.
  assert.equal(codeOf(request, [{ roundId: 'f'.repeat(32), product: 'T1', period: '2026Q3' }]), 'ROUND_DECRYPTED');
  // The same question under other names, and another question.
  const named = { roundId: 'f'.repeat(32), product: 'T9', period: '2026Q1' };
  assert.equal(codeOf(request, [{ ...named, question: questionOf(terms) }]), 'ROUND_DECRYPTED');
  assert.equal(codeOf(request, [{ ...named, question: questionOf({ ...terms, colluders: 1 }) }]), 'decrypted');
});

test('no oracle: what is not the coordinator\'s sum of the whole roster stays encrypted', async () => {
  const { request, contributions } = await round();
  const [first] = contributions;
  assert.ok(first !== undefined);
  const speaker = { terms, organ: terms.coordinator, signer: coordinator };
  const resigned = async (some: readonly Contribution[], bytes: Uint8Array): Promise<RoundParcel> =>
    signSum(speaker, some, bytes);
  assert.equal(codeOf(request), 'decrypted');
  // One organ's ciphertext alone, honestly named: the transcript lacks the others.
  assert.equal(codeOf({ ...request, sum: await resigned([first], first.payload) }), 'CONTRIBUTIONS_DIFFER');
  assert.equal(codeOf({ ...request, contributions: request.contributions.slice(1) }), 'MEMBERS_MISSING');
  // The bytes exchanged after signing.
  assert.equal(codeOf({ ...request, sum: { ...request.sum, payload: first.payload } }), 'MESSAGE_PAYLOAD');
  // Signed by somebody else, or a submitter.
  const member = present(organs[0], 'organ').signer;
  const forged = await signSum({ terms, organ: terms.coordinator, signer: member }, contributions, first.payload);
  assert.equal(codeOf({ ...request, sum: forged }), 'MESSAGE_SIGNATURE');
  // A line of another round of the same organs.
  const other = await round({ roundId: '1'.repeat(32) });
  assert.equal(codeOf({ ...request, contributions: other.request.contributions }), 'MESSAGE_OTHER_RUN');
  assert.equal(codeOf(request, [], { ...own, organ: 'procuratorate/P1' }), 'NOT_THE_DECRYPTOR');
  assert.equal(codeOf({ ...request, terms: { ...terms, engine: 'masks' } }), 'NOT_THE_DECRYPTOR');
});

test('masks, ciphertexts and plain sums agree', () => {
  const masked: RoundTerms = { ...terms, engine: 'masks', cells: 50 };
  const counts = organs.map(() => Int32Array.from({ length: 50 }, () => Buffer.from(random(4)).readUInt32LE() % 1_000_000));
  const plain = Array.from({ length: 50 }, (_, cell) => counts.reduce((sum, one) => sum + (one[cell] ?? 0), 0));
  const byMasks = sumMasked(organs.map((one, at) => maskCounts(present(counts[at], 'counts'), masked, one)), 50);
  const byCiphertexts = engine.decrypt(keys.secretKey, add(counts.map((one) => encrypt([...one]))), 50);
  assert.deepEqual([...byMasks], plain);
  assert.deepEqual(byCiphertexts.ok && [...byCiphertexts.value.counts], plain);
});
