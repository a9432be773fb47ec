import assert from 'node:assert/strict';
import { createSecretKey, generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { gcm } from '@noble/ciphers/aes.js';
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { ed25519 } from '@noble/curves/ed25519.js';
import { hkdf } from '@noble/hashes/hkdf.js';
import { hmac as nobleHmac } from '@noble/hashes/hmac.js';
import { sha256 } from '@noble/hashes/sha2.js';
import fc from 'fast-check';
import { sm3, sm4 } from 'sm-crypto-v2';
import { aeadOpen, aeadSeal } from './cipher/aead.ts';
import { deriveBytes } from './derive.ts';
import { digest } from './digest.ts';
import { hmac, hmacOnce } from './mac.ts';
import { nativeSigner } from './sign/native.ts';
import { developmentSm2Signer, SM2_ID } from './sign/sm2.ts';
import { verifyingKey } from './sign/verifying-key.ts';
import { INTL, SM } from './suite.ts';
import { fixedRandom } from './testing/fixed-random.ts';

const bytes = (maxLength = 300): fc.Arbitrary<Uint8Array> => fc.uint8Array({ maxLength });
const exactly = (length: number): fc.Arbitrary<Uint8Array> => fc.uint8Array({ minLength: length, maxLength: length });
const runs = { seed: 286, numRuns: 300 };

test('AES-256-GCM agrees with a second implementation, both ways', () => {
  fc.assert(fc.property(exactly(32), exactly(12), bytes(), bytes(), (raw, nonce, aad, plaintext) => {
    const input = { suite: INTL, key: createSecretKey(raw), nonce, aad };
    const theirs = gcm(raw, nonce, aad).encrypt(plaintext);
    assert.deepEqual(Buffer.from(aeadSeal(input, plaintext)), Buffer.from(theirs));
    const opened = aeadOpen(input, theirs);
    assert.ok(opened.ok && Buffer.from(opened.value).equals(plaintext));
  }), runs);
});

test('SM4-GCM, SM3 and HMAC-SM3 agree with a second implementation', () => {
  fc.assert(fc.property(exactly(16), exactly(12), bytes(), bytes(), (raw, nonce, aad, plaintext) => {
    const sealed = aeadSeal({ suite: SM, key: createSecretKey(raw), nonce, aad }, plaintext);
    const theirs = sm4.encrypt(plaintext, raw,
      { mode: 'gcm', output: 'array', iv: nonce, associatedData: aad, outputTag: true, padding: 'none' });
    assert.deepEqual(Buffer.from(sealed), Buffer.concat([theirs.output, theirs.tag ?? Buffer.alloc(0)]));
    assert.equal(Buffer.from(digest('sm3', plaintext)).toString('hex'), sm3(plaintext));
    assert.equal(Buffer.from(hmac('sm3', createSecretKey(raw), aad)).toString('hex'), sm3(aad, { key: raw, mode: 'hmac' }));
  }), { seed: 286, numRuns: 100 });
});

test('a flipped bit of the associated data is refused, in both suites', () => {
  for (const suite of [INTL, SM]) {
    const aad = Buffer.from('deployment, table, record, version, purpose');
    const input = { suite, key: createSecretKey(Buffer.alloc(suite.aeadKeyBytes, 1)), nonce: Buffer.alloc(12), aad };
    const sealed = aeadSeal(input, Buffer.from('text'));
    for (let bit = 0; bit < aad.length * 8; bit += 1) {
      const other = Buffer.from(aad);
      other[bit >> 3] = (other[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(aeadOpen({ ...input, aad: other }, sealed).ok, false);
    }
  }
});

test('SHA-256, HMAC and HKDF agree with a second implementation', () => {
  fc.assert(fc.property(fc.uint8Array({ minLength: 1, maxLength: 90 }), bytes(), bytes(), (raw, salt, info) => {
    const key = createSecretKey(raw);
    assert.deepEqual(Buffer.from(digest('sha256', info)), Buffer.from(sha256(info)));
    const once = raw.subarray(0, 64);
    assert.equal(hmacOnce('sha256', once, info), Buffer.from(nobleHmac(sha256, once, info)).toString('hex'));
    assert.deepEqual(Buffer.from(hmac('sha256', key, salt, info)),
      Buffer.from(nobleHmac(sha256, raw, Buffer.concat([salt, info]))));
    const length = 1 + (raw[0] ?? 0);
    assert.deepEqual(Buffer.from(deriveBytes({ hash: 'sha256', key, salt, info, length })),
      Buffer.from(hkdf(sha256, raw, salt, info, length)));
  }), runs);
});

test('Ed25519 signatures cross over to a second implementation and back', async () => {
  const seed = Buffer.from(fixedRandom('ed25519')(32));
  const { privateKey } = generateKeyPairSync('ed25519');
  const signer = nativeSigner('ed25519', privateKey);
  const message = Buffer.from('a checkpoint');
  assert.ok(ed25519.verify(await signer.sign(message), message, signer.publicKey));
  const key = verifyingKey('ed25519', ed25519.getPublicKey(seed));
  assert.ok(key.ok && key.value.verify(message, ed25519.sign(message, seed)));
  assert.ok(!key.value.verify(message, ed25519.sign(message, seed).subarray(0, 63)));
});

test('ML-DSA-44 signs and verifies at its fixed lengths', async () => {
  const { privateKey } = generateKeyPairSync('ml-dsa-44');
  const signer = nativeSigner('ml-dsa-44', privateKey);
  const key = verifyingKey('ml-dsa-44', signer.publicKey);
  const signature = await signer.sign(Buffer.from('tree'));
  assert.equal(signature.length, 2420);
  assert.ok(key.ok && key.value.verify(Buffer.from('tree'), signature));
  assert.ok(!key.value.verify(Buffer.from('treE'), signature));
});

// SM2 verification written from GB/T 32918.2 §7 over another library's point arithmetic.
const field = (text: string): bigint => BigInt(`0x${text}`);
const curve = {
  p: field('fffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffff'),
  n: field('fffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123'),
  h: 1n,
  a: field('fffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffc'),
  b: field('28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93'),
  Gx: field('32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7'),
  Gy: field('bc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0'),
};
const Point = weierstrass(curve);
const be32 = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');

const secondVerify = (publicKey: Uint8Array, message: Uint8Array, signature: Uint8Array): boolean => {
  const id = Buffer.from(SM2_ID);
  const za = digest('sm3', Buffer.concat([
    Buffer.from([0, id.length * 8]), id, be32(curve.a), be32(curve.b), be32(curve.Gx), be32(curve.Gy),
    publicKey.subarray(1),
  ]));
  const e = field(Buffer.from(digest('sm3', Buffer.concat([za, message]))).toString('hex'));
  const r = field(Buffer.from(signature.subarray(0, 32)).toString('hex'));
  const s = field(Buffer.from(signature.subarray(32)).toString('hex'));
  const sum = (r + s) % curve.n;
  if (r === 0n || s === 0n || r >= curve.n || s >= curve.n || sum === 0n) return false;
  const point = Point.BASE.multiply(s).add(Point.fromHex(Buffer.from(publicKey).toString('hex')).multiply(sum));
  return (e + point.toAffine().x) % curve.n === r;
};

test('SM2: the development signer satisfies a verifier written from the standard', async () => {
  const random = fixedRandom('sm2');
  for (let round = 0; round < 8; round += 1) {
    const signer = developmentSm2Signer(random(32), random);
    const message = random(1 + round * 9);
    const signature = await signer.sign(message);
    const key = verifyingKey('sm2', signer.publicKey);
    assert.ok(key.ok && key.value.verify(message, signature) && secondVerify(signer.publicKey, message, signature));
    const bit = 1 << (round & 7);
    const forged = Buffer.from(signature);
    forged[round * 7] = (forged[round * 7] ?? 0) ^ bit;
    assert.equal(key.value.verify(message, forged), false);
    assert.equal(key.value.verify(Buffer.concat([message, Buffer.alloc(1)]), signature), false);
  }
});

test('SM2: r or s of zero or of at least n, wrong lengths and points off the curve are refused', async () => {
  const random = fixedRandom('sm2-range');
  const signer = developmentSm2Signer(random(32), random);
  const message = Buffer.from('text');
  const signature = Buffer.from(await signer.sign(message));
  const key = verifyingKey('sm2', signer.publicKey);
  assert.ok(key.ok);
  const n = be32(curve.n);
  const zero = Buffer.alloc(32);
  const [r, s] = [signature.subarray(0, 32), signature.subarray(32)];
  const high = be32(field(s.toString('hex')) + curve.n < 2n ** 256n ? field(s.toString('hex')) + curve.n : curve.n);
  for (const bad of [[zero, s], [r, zero], [n, s], [r, n], [r, high], [zero, zero], [r], [r, s, zero]]) {
    assert.equal(key.value.verify(message, Buffer.concat(bad)), false);
  }
  const off = Buffer.from(signer.publicKey);
  off[64] = (off[64] ?? 0) ^ 1;
  for (const bad of [off, off.subarray(1), signer.publicKey.subarray(0, 64), Buffer.alloc(65, 4), Buffer.alloc(0)]) {
    assert.deepEqual(verifyingKey('sm2', bad), { ok: false, error: { code: 'PUBLIC_KEY_INVALID' } });
  }
  assert.equal(verifyingKey('ed25519', Buffer.alloc(31)).ok, false);
});
