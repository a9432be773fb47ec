import { mapToCurveSimpleSWU } from '@noble/curves/abstract/hash-to-curve.js';
import { createOPRF } from '@noble/curves/abstract/oprf.js';
import { weierstrass } from '@noble/curves/abstract/weierstrass.js';
import { digest } from '@fengcun/crypto';
import { assert } from '@fengcun/kernel';
import type { GroupSuite } from './group-suite.ts';

/** The SM2 curve. @see GB/T 32918.5-2017 */
const CURVE = {
  p: 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn,
  n: 0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123n,
  h: 1n,
  a: 0xfffffffeffffffffffffffffffffffffffffffff00000000fffffffffffffffcn,
  b: 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n,
  Gx: 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n,
  Gy: 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n,
};

const Point = weierstrass(CURVE);
const { Fp, Fn } = Point;

/** Z of the map, by the rule of RFC 9380 appendix H.2: the first value that meets its four conditions. */
const Z = Fp.create(-9n);
const toCurve = mapToCurveSimpleSWU(Fp, { A: CURVE.a, B: CURVE.b, Z });

const BLOCK_BYTES = 64;
const HASH_BYTES = 32;
/** Bytes for one element of a field of 256 bits with 128 bits of security. @see RFC 9380 §5.1 */
const ELEMENT_BYTES = 48;

const sm3 = (...parts: readonly Uint8Array[]): Uint8Array => digest('sm3', Buffer.concat(parts));

/** `expand_message_xmd` with SM3. @see RFC 9380 §5.3.1 */
const expand = (message: Uint8Array, tag: Uint8Array, length: number): Uint8Array => {
  assert(tag.length > 0 && tag.length < 256 && length <= 255 * HASH_BYTES, 'a tag and a length of RFC 9380');
  const suffix = Buffer.concat([tag, Uint8Array.of(tag.length)]);
  const size = Uint8Array.of(length >> 8, length & 255);
  const first = sm3(new Uint8Array(BLOCK_BYTES), message, size, Uint8Array.of(0), suffix);
  const blocks = [sm3(first, Uint8Array.of(1), suffix)];
  for (let at = 2; blocks.length * HASH_BYTES < length; at += 1) {
    const last = blocks.at(-1) ?? first;
    blocks.push(sm3(first.map((byte, i) => byte ^ (last[i] ?? 0)), Uint8Array.of(at), suffix));
  }
  return Buffer.concat(blocks).subarray(0, length);
};

const integer = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).toString('hex')}`);
const bytesOf = (tag: string | Uint8Array): Uint8Array =>
  (typeof tag === 'string' ? new TextEncoder().encode(tag) : tag);

/** Hash to the curve, uniform. @see RFC 9380 §3, suite `SM2_XMD:SM3_SSWU_RO_`, which no standard lists yet */
const hashToGroup = (message: Uint8Array, tag: string | Uint8Array): InstanceType<typeof Point> => {
  const uniform = expand(message, bytesOf(tag), 2 * ELEMENT_BYTES);
  const half = (from: number): InstanceType<typeof Point> =>
    Point.fromAffine(toCurve(Fp.create(integer(uniform.subarray(from, from + ELEMENT_BYTES)))));
  return half(0).add(half(ELEMENT_BYTES));
};

/** Oblivious functions over SM2 and SM3 in the form of RFC 9497. */
export const sm2Oprf = createOPRF({
  name: 'SM2-SM3',
  Point,
  hash: (message) => Uint8Array.from(sm3(message)),
  hashToScalar: (message, { DST }) =>
    Fn.create(integer(expand(message, bytesOf(DST), ELEMENT_BYTES))),
  hashToGroup: (message, { DST }) => hashToGroup(message, DST),
});

const TAG = 'fengcun-psi-V01-SM2_XMD:SM3_SSWU_RO_';
const POINT_BYTES = 33;
/** LIMIT: products in JavaScript cost some milliseconds each; 200,000 rows are hours already. */
const ROWS_MAX = 200_000;
const EMPTY = new Uint8Array(0);
const ONE = Fn.toBytes(1n);

/** Points have their one compressed form of 33 bytes: 02 or 03, then x below p. The identity is none. */
const decode = (bytes: Uint8Array): InstanceType<typeof Point> | undefined => {
  if (bytes.length !== POINT_BYTES || (bytes[0] !== 2 && bytes[0] !== 3)) return undefined;
  try {
    const point = Point.fromBytes(bytes);
    return point.is0() ? undefined : point;
  } catch {
    return undefined;
  }
};

/**
 * The SM2 curve with SM3, for small sets where commercial cryptography is prescribed.
 * LIMIT: arithmetic in JavaScript is not constant-time and not a certified product (GB/T 37092).
 * @see GB/T 32918.5-2017; GB/T 32905-2016; RFC 9380
 */
export const sm2Suite: GroupSuite = {
  name: 'sm2-sm3', pointBytes: POINT_BYTES, rowsMax: ROWS_MAX,
  scalar: (uniform) => Fn.toBytes(Fn.create(integer(uniform))),
  hashToPoint: (input) => hashToGroup(input, TAG).toBytes(true),
  maskInput: (scalar, input) => hashToGroup(input, TAG).multiply(Fn.fromBytes(scalar)).toBytes(true),
  isPoint: (point) => decode(point) !== undefined,
  // The left side first: what is no point never meets the scalar.
  multiply: (scalar, point) => decode(point)?.multiply(Fn.fromBytes(scalar)).toBytes(true),
  publicKey: (scalar) => Point.BASE.multiply(Fn.fromBytes(scalar)).toBytes(true),
  prove: (scalar, { publicKey, input }, random) =>
    sm2Oprf.voprf.blindEvaluate(scalar, publicKey, input, (length = 48) => random(length)).proof,
  verify: ({ publicKey, input, output }, proof) => {
    if ([publicKey, input, output].some((point) => decode(point) === undefined)) return false;
    try {
      sm2Oprf.voprf.finalize(EMPTY, ONE, output, input, publicKey, proof);
      return true;
    } catch {
      return false;
    }
  },
};
