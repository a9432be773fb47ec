import assert from 'node:assert/strict';
import { test } from 'node:test';
import sodium from 'libsodium-wrappers-sumo';
import type { GroupSuite } from './group-suite.ts';
import { remaskPoints } from './point-work.ts';
import { answerCheck, blindRow, checkKey, finishCheck } from './publication-check.ts';
import { ristrettoSuite } from './ristretto-suite.ts';
import { sm2Suite } from './sm2-suite.ts';
import { holder, registry } from './testing/hostile-wire.ts';
import { POINTS, RISTRETTO_VECTORS, SM2_VECTORS, type Vector, whyNotRistretto } from './testing/invalid-points.ts';
import { bothSides, seeded } from './testing/two-sides.ts';

const ristretto = await ristrettoSuite();

/** A secret that tells whoever looks at it: reading a byte of it ends the test. */
const untouchable = (length: number): Uint8Array => new Proxy(new Uint8Array(length), {
  get: () => { throw new Error('the secret was used'); },
});

/** Whether a suite refuses bytes, as a point and in a product, without a look at the scalar. */
const isRefused = (suite: GroupSuite, bytes: Uint8Array): boolean => {
  try {
    return !suite.isPoint(bytes) && suite.multiply(untouchable(32), bytes) === undefined;
  } catch {
    return false;
  }
};

const counted = (vectors: readonly Vector[]): string =>
  [...new Set(vectors.map(({ why }) => why.replace(/,.*/, '')))].map((why) => `${why} ${vectors.filter((one) => one.why.replace(/,.*/, '') === why).length}`).join(', ');

test('the table of ristretto255 is right: a second decoder gives each encoding the reason it stands under', () => {
  for (const { why, bytes } of RISTRETTO_VECTORS) {
    const reason = whyNotRistretto(bytes);
    assert.equal(why.startsWith('torsion') ? `torsion, ${reason}` : reason, why, Buffer.from(bytes).toString('hex'));
  }
  assert.equal(whyNotRistretto(POINTS.ristretto), undefined);
  assert.equal(counted(RISTRETTO_VECTORS), 'identity 1, nonCanonical 24, negative 9, nonSquare 16, negativeProduct 16, zeroY 1, torsion 10, length 5');
});

for (const [suite, vectors, point] of [[ristretto, RISTRETTO_VECTORS, POINTS.ristretto], [sm2Suite, SM2_VECTORS, POINTS.sm2]] as const) {
  test(`${suite.name}: ${vectors.length} encodings that are no points are refused before any secret is used`, () => {
    for (const { why, bytes } of vectors) assert.ok(isRefused(suite, bytes), `${why} ${Buffer.from(bytes).toString('hex')}`);
    assert.ok(suite.isPoint(point) && !isRefused(suite, point), 'a point is not refused');
  });

  test(`${suite.name}: no proof about an encoding that is no point holds, wherever it stands`, () => {
    const scalar = suite.scalar(seeded('s')(64));
    const right = { publicKey: suite.publicKey(scalar), input: point, output: suite.multiply(scalar, point) ?? new Uint8Array(0) };
    const proof = suite.prove(scalar, right, seeded('p'));
    assert.equal(suite.verify(right, proof), true);
    for (const { bytes, why } of vectors) {
      for (const place of ['publicKey', 'input', 'output'] as const) assert.equal(suite.verify({ ...right, [place]: bytes }, proof), false, why);
    }
  });

  test(`${suite.name}: one of them in a chunk refuses the chunk, by its place`, () => {
    const scalar = suite.scalar(seeded('s')(64));
    for (const { bytes, why } of vectors.filter((one) => one.bytes.length === suite.pointBytes)) {
      assert.deepEqual(remaskPoints(suite, scalar, Buffer.concat([point, bytes, point])), { ok: false, error: { code: 'POINT_INVALID', at: 1 } }, why);
    }
  });

  test(`${suite.name}: as the public key of the first message they end the run, on either side and in either mode`, async () => {
    const work = { mask: async () => new Uint8Array(256 * suite.pointBytes), remask: async () => ({ ok: true as const, value: new Uint8Array(0) }) };
    const wrong = vectors.filter((one, at) => one.bytes.length === suite.pointBytes && at % 3 === 0);
    assert.ok(wrong.length > 8);
    for (const { bytes, why } of wrong) {
      for (const terms of [{ suite: suite.name }, { suite: suite.name, mode: 'cardinality' as const, noiseVariance: 1 }]) {
        for (const liar of ['holder', 'registry'] as const) {
          if (liar === 'registry' && terms.mode === 'cardinality') continue;
          const lying = { ...suite, publicKey: () => bytes };
          const outcome = await bothSides({ suite, terms, holder, registry, work: () => work, suiteOf: (role) => (role === liar ? lying : suite) });
          const told = liar === 'holder' ? outcome.registry : outcome.holder;
          assert.deepEqual(told, { ok: false, error: { code: 'POINT_INVALID', at: 0 } }, `${liar} ${why}`);
        }
      }
    }
  });
}

test('without the check the table finds it: a library that looks only at the product uses the secret for the identity', () => {
  const unchecked: GroupSuite = { ...ristretto, isPoint: () => true, multiply: (scalar, point) => sodium.crypto_scalarmult_ristretto255(scalar, point) };
  assert.ok(RISTRETTO_VECTORS.every(({ bytes }) => !isRefused(unchecked, bytes)));
  const lateCheck: GroupSuite = { ...ristretto, multiply: (scalar, point) => {
    const product = sodium.crypto_scalarmult_ristretto255(scalar, point);
    return ristretto.isPoint(point) ? product : undefined;
  } };
  assert.ok(!isRefused(lateCheck, new Uint8Array(32)));
});

test('check: a question that is no point is refused before the key of the period is used', () => {
  const key = checkKey(seeded('k')(32), '2026Q4');
  const trapped = { ...key, secretKey: untouchable(32) };
  for (const { bytes, why } of RISTRETTO_VECTORS) {
    assert.deepEqual(answerCheck(trapped, bytes, seeded('r')), { ok: false, error: { code: 'CHECK_POINT' } }, why);
  }
  assert.equal(answerCheck(key, POINTS.ristretto, seeded('r')).ok, true);
});

test('check: an answer or a key that is no point is refused before the blinding is used', () => {
  const key = checkKey(seeded('k')(32), '2026Q4');
  const row = blindRow(new TextEncoder().encode('row'), seeded('b'));
  const answer = answerCheck(key, row.blinded, seeded('r'));
  assert.ok(answer.ok);
  const trapped = { ...row, blind: untouchable(32) };
  for (const { bytes, why } of RISTRETTO_VECTORS) {
    const refused = { ok: false, error: { code: 'CHECK_POINT' } };
    assert.deepEqual(finishCheck(trapped, { ...answer.value, evaluated: bytes }, key.publicKey), refused, why);
    assert.deepEqual(finishCheck(trapped, answer.value, bytes), refused, why);
  }
  assert.equal(finishCheck(row, answer.value, key.publicKey).ok, true);
});
