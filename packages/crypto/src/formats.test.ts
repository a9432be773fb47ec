import assert from 'node:assert/strict';
import { createSecretKey } from 'node:crypto';
import { test } from 'node:test';
import { gcm } from '@noble/ciphers/aes.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { hkdf as hkdfSm3, sm4 } from 'sm-crypto-v2';
import { blindIndex } from './blind-index.ts';
import { openBytes, sealBytes } from './cipher/envelope.ts';
import { unwrapKey } from './cipher/wrap.ts';
import { openedStream } from './stream/flow.ts';
import { SUITES } from './suite.ts';
import formats from './vectors/formats.json' with { type: 'json' };

const bytes = (text: string): Buffer => Buffer.from(text, 'hex');
type Vector = (typeof formats.vectors)[number];

const optionsOf = (vector: Vector): Parameters<typeof sealBytes>[0] => {
  const suite = SUITES.find(({ name }) => name === vector.suite);
  assert.ok(suite !== undefined);
  const key = createSecretKey(bytes(vector.key));
  return { suite, key, kekId: bytes(vector.kekId), context: vector.context, random: (n) => Buffer.alloc(n, vector.nonceByte) };
};

for (const vector of formats.vectors) {
  test(`${vector.suite}: stored formats have not changed`, async () => {
    const options = optionsOf(vector);
    assert.deepEqual(Buffer.from(sealBytes(options, Buffer.from(vector.plaintext))), bytes(vector.sealed));
    assert.deepEqual(openBytes(options, bytes(vector.sealed)), { ok: true, value: Buffer.from(vector.plaintext) });
    const unwrapped = unwrapKey(options, bytes(vector.wrapped));
    assert.ok(unwrapped.ok && unwrapped.value.equals(createSecretKey(bytes(vector.wrappedKey))));
    const source = (async function* () { yield bytes(vector.stream.stored); })();
    const pieces = await Array.fromAsync(openedStream(options, source));
    assert.deepEqual(Buffer.concat(pieces.flatMap((piece) => (piece.ok ? [piece.value] : []))), bytes(vector.stream.plaintext));
    const { value, term, ...place } = vector.blindIndex;
    assert.deepEqual(Buffer.from(blindIndex({ suite: options.suite, ...place }, options.key, value)), bytes(term));
  });

  // Reads the envelope with other libraries from its description alone, so the description is complete and true.
  test(`${vector.suite}: the envelope opens from its written layout with a second implementation`, () => {
    const u32 = (n: number): Buffer => { const b = Buffer.alloc(4); b.writeUInt32BE(n); return b; };
    const framed = (label: string, fields: readonly Buffer[]): Buffer =>
      Buffer.concat([Buffer.from(`${label}\0`), ...fields.flatMap((field) => [u32(field.length), field])]);
    const sealed = bytes(vector.sealed);
    const { deployment, table, recordId, purposeClass, version } = vector.context;
    const texts = [deployment, table, recordId, purposeClass].map((text) => Buffer.from(text));
    const context = framed('fengcun/context/v1', [...texts, Buffer.concat([u32(0), u32(version)])]);
    const aad = framed('fengcun/aad/v1', [sealed.subarray(0, 32), context]);
    const isSm = vector.suite === 'sm';
    const info = framed('fengcun/seal/v1', [Buffer.of(isSm ? 0x12 : 0x01)]);
    const keyBytes = isSm ? 16 : 32;
    const derived = isSm ? hkdfSm3(bytes(vector.key), undefined, info, 48) : hkdf(sha256, bytes(vector.key), undefined, info, 64);
    assert.deepEqual(Buffer.from(derived.slice(keyBytes)), sealed.subarray(32, 64), 'commitment');
    const key = derived.slice(0, keyBytes);
    const nonce = sealed.subarray(20, 32);
    const plaintext = isSm
      ? sm4.decrypt(sealed.subarray(64, -16), key, { mode: 'gcm', output: 'array', iv: nonce, associatedData: aad, tag: sealed.subarray(-16), padding: 'none' })
      : gcm(key, nonce, aad).decrypt(sealed.subarray(64));
    assert.equal(Buffer.from(plaintext).toString(), vector.plaintext);
  });
}
