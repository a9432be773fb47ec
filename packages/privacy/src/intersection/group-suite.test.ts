import assert from 'node:assert/strict';
import { test } from 'node:test';
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import { ristrettoSuite } from './ristretto-suite.ts';
import { sm2Oprf, sm2Suite } from './sm2-suite.ts';
import { seeded } from './testing/two-sides.ts';

const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));
const ristretto = await ristrettoSuite();

/** A little-endian scalar. */
const small = (value: number): Uint8Array => {
  const scalar = new Uint8Array(32);
  scalar[0] = value;
  return scalar;
};

test('RFC 9496 A.1: multiples of the generator', () => {
  const multiples = [
    'e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76',
    '6a493210f7499cd17fecb510ae0cea23a110e8d5b901f8acadd3095c73a3b919',
    '94741f5d5d52755ece4f23f044ee27d5d1ea1e2bd196b462166b16152a9d0259',
  ];
  multiples.forEach((point, at) => assert.deepEqual(ristretto.publicKey(small(at + 1)), hex(point)));
  const [base = '', , triple = ''] = multiples;
  assert.deepEqual(ristretto.multiply(small(3), hex(base)), hex(triple));
});

test('RFC 9496 A.2: what is no canonical encoding, and the identity, are refused', () => {
  const invalid = [
    '00'.repeat(32), // the identity
    `00${'ff'.repeat(31)}`, 'ff'.repeat(32), `f3${'ff'.repeat(30)}7f`, `ed${'ff'.repeat(30)}7f`,
    `01${'00'.repeat(31)}`, `01${'ff'.repeat(30)}7f`,
    'ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20',
    '26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371',
    'e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d', // short
  ];
  for (const point of invalid) assert.equal(ristretto.multiply(small(7), hex(point)), undefined, point);
});

test('RFC 9496 A.3: a text hashed into the group', () => {
  const text = new TextEncoder().encode('Ristretto is traditionally a short shot of espresso coffee');
  const expected = '3066f82a1a747d45120d1740f14358531a8f04bbffe6a819f86dfe50f44a0a46';
  assert.deepEqual(ristretto.hashToPoint(text), hex(expected));
});

test('RFC 9497 A.1.2: VOPRF of ristretto255-SHA512, first vector', () => {
  const { voprf } = ristretto255_oprf;
  const keys = voprf.deriveKeyPair(hex('a3'.repeat(32)), hex('74657374206b6579'));
  assert.equal(Buffer.from(keys.secretKey).toString('hex'),
    'e6f73f344b79b379f1a0dd37e07ff62e38d9f71345ce62ae3a9bc60b04ccd909');
  assert.equal(Buffer.from(keys.publicKey).toString('hex'),
    'c803e2cc6b05fc15064549b5920659ca4a77b2cca6f04f6b357009335476ad4e');
  const blind = hex('64d37aed22a27f5191de1c1d69fadb899d8862b58eb4220029e036ec4c1f6706');
  const blinded = hex('863f330cc1a1259ed5a5998a23acfd37fb4351a793a5b3c090b642ddc439b945');
  const evaluated = hex('aa8fa048764d5623868679402ff6108d2521884fa138cd7f9c7669a9a014267e');
  const proof = hex('ddef93772692e535d1a53903db24367355cc2cc78de93b3be5a8ffcc6985dd06'
    + '6d4346421d17bf5117a2a1ff0fcb2a759f58a539dfbe857a40bce4cf49ec600d');
  assert.deepEqual(voprf.blindEvaluate(keys.secretKey, keys.publicKey, blinded).evaluated, evaluated);
  const output = voprf.finalize(hex('00'), blind, evaluated, blinded, keys.publicKey, proof);
  assert.equal(Buffer.from(output).toString('hex'), 'b58cfbe118e0cb94d79b5fd6a6dafb98764dff49c14e1770b566e42402da1a7d'
    + 'a4d8527693914139caee5bd03903af43a491351d23b430948dd50cde10d32b3c');
});

for (const suite of [ristretto, sm2Suite]) {
  const scalar = (name: string): Uint8Array => suite.scalar(seeded(name)(64));

  test(`${suite.name}: masking in either order gives one point`, () => {
    const point = suite.hashToPoint(new TextEncoder().encode('虚构'));
    const twice = (one: string, other: string): Uint8Array | undefined =>
      suite.multiply(scalar(one), suite.multiply(scalar(other), point) ?? new Uint8Array(0));
    assert.deepEqual(twice('a', 'b'), twice('b', 'a'));
    assert.equal(twice('a', 'b')?.length, suite.pointBytes);
  });

  test(`${suite.name}: the proof of one scalar holds for it and for no other point or key`, () => {
    const [secret, other] = [scalar('secret'), scalar('other')];
    const input = suite.hashToPoint(new TextEncoder().encode('row'));
    const publicKey = suite.publicKey(secret);
    const output = suite.multiply(secret, input) ?? new Uint8Array(0);
    const proof = suite.prove(secret, { publicKey, input, output }, seeded('proof'));
    assert.equal(suite.verify({ publicKey, input, output }, proof), true);
    const wrong = suite.multiply(other, input) ?? new Uint8Array(0);
    assert.equal(suite.verify({ publicKey, input, output: wrong }, proof), false);
    assert.equal(suite.verify({ publicKey: suite.publicKey(other), input, output }, proof), false);
    assert.equal(suite.verify({ publicKey, input, output }, proof.slice(1)), false);
  });
}

test('sm2-sm3: points off the curve, the identity and other encodings are refused', () => {
  const scalar = sm2Suite.scalar(seeded('x')(64));
  const point = sm2Suite.hashToPoint(new Uint8Array(1));
  assert.notEqual(sm2Suite.multiply(scalar, point), undefined);
  const tampered = Uint8Array.from(point);
  let refused = 0;
  // Half of all x are no x of the curve.
  for (let i = 1; i < 33; i += 1) {
    tampered[i] = (tampered[i] ?? 0) ^ 1;
    if (sm2Suite.multiply(scalar, tampered) === undefined) refused += 1;
  }
  assert.ok(refused > 4, `${refused} of 32 refused`);
  const infinity = new Uint8Array(33);
  const beyond = new Uint8Array(33).fill(0xff);
  beyond[0] = 2;
  for (const bytes of [infinity, beyond, point.slice(1), new Uint8Array(0)]) {
    assert.equal(sm2Suite.multiply(scalar, bytes), undefined);
  }
});

test('sm2-sm3: the oblivious function gives what the key gives directly, and refuses another key', () => {
  const { voprf } = sm2Oprf;
  const keys = voprf.deriveKeyPair(new Uint8Array(32).fill(1), new Uint8Array(0));
  const input = new TextEncoder().encode('row');
  const { blind, blinded } = voprf.blind(input);
  const { evaluated, proof } = voprf.blindEvaluate(keys.secretKey, keys.publicKey, blinded);
  const output = voprf.finalize(input, blind, evaluated, blinded, keys.publicKey, proof);
  const direct = (voprf as unknown as { evaluate: (k: Uint8Array, i: Uint8Array) => Uint8Array }).evaluate(keys.secretKey, input);
  assert.deepEqual(output, direct);
  const others = voprf.deriveKeyPair(new Uint8Array(32).fill(2), new Uint8Array(0));
  assert.throws(() => voprf.finalize(input, blind, evaluated, blinded, others.publicKey, proof));
});
