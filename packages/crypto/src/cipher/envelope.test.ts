import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BugError } from '@fengcun/kernel';
import { newSecret } from '../secret.ts';
import { type Suite, SUITES } from '../suite.ts';
import { fixedRandom } from '../testing/fixed-random.ts';
import type { CipherContext } from './context.ts';
import { contextBytes } from './context.ts';
import { ENVELOPE_BYTES, openBytes, sealBytes, sealFor, type SealOptions } from './envelope.ts';
import { readHeader } from './header.ts';
import { unwrapKey, WRAPPED_KEY_BYTES, wrapKey } from './wrap.ts';
import { anyText } from '../../../kernel/src/testing/any-text.ts';

const random = fixedRandom('envelope');
const context: CipherContext = {
  deployment: 'court.example', table: 'sealed.record', recordId: 'r-1', version: 3, purposeClass: 'record',
};
const optionsFor = (suite: Suite): SealOptions =>
  ({ suite, key: newSecret(random), kekId: Buffer.alloc(16, 7), context, random });

const flipped = (bytes: Uint8Array, bit: number): Uint8Array => {
  const copy = Uint8Array.from(bytes);
  copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
  return copy;
};

for (const suite of SUITES) {
  test(`${suite.name}: what is sealed opens, 80 bytes longer, and never twice the same`, () => {
    const options = optionsFor(suite);
    for (const length of [0, 1, 15, 16, 17, 1024, 100_000]) {
      const plaintext = Buffer.alloc(length, length);
      const sealed = sealBytes(options, plaintext);
      assert.equal(sealed.length, length + ENVELOPE_BYTES);
      assert.notDeepEqual(sealBytes(options, plaintext), sealed);
      assert.deepEqual(openBytes(options, sealed), { ok: true, value: plaintext });
    }
  });

  test(`${suite.name}: every single bit of header, commitment, ciphertext and tag is guarded`, (t) => {
    const options = optionsFor(suite);
    const sealed = sealBytes(options, Buffer.from('an invented sentence'));
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      assert.equal(openBytes(options, flipped(sealed, bit)).ok, false, `bit ${bit}`);
    }
    t.diagnostic(`measured ${suite.name} envelope bit flips: ${sealed.length * 8} of ${sealed.length * 8} rejected`);
  });

  test(`${suite.name}: a cut or lengthened ciphertext is refused`, () => {
    const options = optionsFor(suite);
    const sealed = sealBytes(options, Buffer.from('text'));
    for (let length = 0; length < sealed.length; length += 1) {
      assert.equal(openBytes(options, sealed.subarray(0, length)).ok, false);
    }
    assert.equal(openBytes(options, Buffer.concat([sealed, Buffer.alloc(1)])).ok, false);
  });

  test(`${suite.name}: another table, record, version, purpose, deployment, key or key identifier is refused`, () => {
    const options = optionsFor(suite);
    const sealed = sealBytes(options, Buffer.from('text'));
    const elsewhere: readonly Partial<SealOptions>[] = [
      { context: { ...context, deployment: 'court.exampl' } }, { context: { ...context, table: 'open.record' } },
      { context: { ...context, recordId: 'r-2' } }, { context: { ...context, version: 2 } },
      { context: { ...context, purposeClass: 'notice' } }, { key: newSecret(random) },
      { kekId: Buffer.alloc(16, 8) }, ...SUITES.filter((other) => other !== suite).map((other) => ({ suite: other })),
    ];
    for (const change of elsewhere) {
      assert.deepEqual(openBytes({ ...options, ...change }, sealed), { ok: false, error: { code: 'CIPHERTEXT_REJECTED' } });
    }
  });

  test(`${suite.name}: a wrapped key unwraps to itself, has 112 bytes, and every bit is guarded`, () => {
    const options = optionsFor(suite);
    const key = newSecret(random);
    const wrapped = wrapKey(options, key);
    assert.equal(wrapped.length, WRAPPED_KEY_BYTES);
    const unwrapped = unwrapKey(options, wrapped);
    assert.ok(unwrapped.ok && unwrapped.value.equals(key));
    for (let bit = 0; bit < wrapped.length * 8; bit += 1) {
      assert.equal(unwrapKey(options, flipped(wrapped, bit)).ok, false, `bit ${bit}`);
    }
    // Correctly wrapped, but not 32 bytes: Node would make an empty key of an empty plaintext without a word.
    for (const length of [0, 16, 31, 33, 64]) {
      assert.equal(unwrapKey(options, sealFor('wrap', options, Buffer.alloc(length))).ok, false);
    }
  });

  test(`${suite.name}: sealed content is no wrapped key and the other way round`, () => {
    const options = optionsFor(suite);
    assert.equal(unwrapKey(options, sealBytes(options, Buffer.alloc(32))).ok, false);
    assert.equal(openBytes(options, wrapKey(options, newSecret(random))).ok, false);
  });
}

test('random bytes never open', () => {
  const options = optionsFor(SUITES[0] as Suite);
  fc.assert(fc.property(fc.uint8Array({ maxLength: 400 }), (bytes) => !openBytes(options, bytes).ok), { seed: 286 });
});

test('the header names suite and key identifier, and an unassigned suite is refused', () => {
  const sealed = sealBytes(optionsFor(SUITES[0] as Suite), Buffer.alloc(1));
  const header = readHeader(sealed);
  assert.ok(header.ok && header.value.suite.name === 'intl' && header.value.kekId.every((byte) => byte === 7));
  for (const id of [0x00, 0x02, 0x11, 0x13, 0xff]) {
    assert.equal(readHeader(Buffer.from(sealed).fill(id, 3, 4)).ok, false);
  }
});

test('two contexts never share their bytes', () => {
  const field = anyText(6).filter((text) => text.length > 0);
  const contexts = fc.record({
    deployment: field, table: field, recordId: field, version: fc.nat(3), purposeClass: field,
  });
  const same = (left: CipherContext, right: CipherContext): boolean =>
    left.deployment === right.deployment && left.table === right.table && left.recordId === right.recordId
    && left.version === right.version && left.purposeClass === right.purposeClass;
  fc.assert(fc.property(contexts, contexts, (left, right) =>
    Buffer.from(contextBytes(left)).equals(contextBytes(right)) === same(left, right)), { seed: 286, numRuns: 2000 });
  const moved = { ...context, table: 'sealed.recordr', recordId: '-1' };
  assert.notDeepEqual(contextBytes(moved), contextBytes(context));
});

test('bugs of ours are thrown: short randomness, wrong key kinds, empty or malformed context', () => {
  const options = optionsFor(SUITES[0] as Suite);
  const seal = (change: Partial<SealOptions>) => () => sealBytes({ ...options, ...change }, Buffer.alloc(1));
  assert.throws(seal({ random: () => Buffer.alloc(11) }), BugError);
  assert.throws(seal({ kekId: Buffer.alloc(15) }), BugError);
  assert.throws(seal({ context: { ...context, table: '' } }), BugError);
  assert.throws(seal({ context: { ...context, table: '\ud800' } }), BugError);
  assert.throws(seal({ context: { ...context, version: -1 } }), BugError);
  assert.throws(seal({ context: { ...context, version: 1.5 } }), BugError);
});
