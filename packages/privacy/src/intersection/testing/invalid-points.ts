// Encodings that are no points, made by definition: a second decoder, in whole numbers, says why each is none.

const P = 2n ** 255n - 19n;
const mod = (value: bigint, by = P): bigint => ((value % by) + by) % by;
const power = (base: bigint, exponent: bigint, by = P): bigint => {
  let [result, square] = [1n, mod(base, by)];
  for (let left = exponent; left > 0n; left >>= 1n) {
    if ((left & 1n) === 1n) result = mod(result * square, by);
    square = mod(square * square, by);
  }
  return result;
};
const D = mod(-121665n * power(121666n, P - 2n));
const I = power(2n, (P - 1n) / 4n);
const isNegative = (value: bigint): boolean => (value & 1n) === 1n;
const absolute = (value: bigint): bigint => (isNegative(value) ? mod(-value) : value);

export type Vector = Readonly<{ why: string; bytes: Uint8Array }>;

const numberOf = (bytes: Uint8Array): bigint => BigInt(`0x${Buffer.from(bytes).reverse().toString('hex')}`);
const little = (value: bigint): Uint8Array => Uint8Array.from(Buffer.from(value.toString(16).padStart(64, '0'), 'hex').reverse());
export const hex = (text: string): Uint8Array => Uint8Array.from(Buffer.from(text, 'hex'));

/** 1 / sqrt(v), and whether v is a square. @see RFC 9496 §4.2 */
const inverseRoot = (v: bigint): Readonly<{ isSquare: boolean; root: bigint }> => {
  const root = mod(power(v, 3n) * power(power(v, 7n), (P - 5n) / 8n));
  const check = mod(v * root * root);
  const isFlipped = check === P - 1n || check === mod(-I);
  return { isSquare: check === 1n || check === P - 1n, root: absolute(isFlipped ? mod(root * I) : root) };
};

/** Why bytes are no element of ristretto255 other than the identity; undefined for one. @see RFC 9496 §4.3.1 */
export const whyNotRistretto = (bytes: Uint8Array): string | undefined => {
  if (bytes.length !== 32) return 'length';
  const s = numberOf(bytes);
  if (s >= P) return 'nonCanonical';
  if (isNegative(s)) return 'negative';
  if (s === 0n) return 'identity';
  const ss = mod(s * s);
  const [u1, u2] = [mod(1n - ss), mod(1n + ss)];
  const v = mod(-D * u1 * u1 - u2 * u2);
  const { isSquare, root } = inverseRoot(mod(v * u2 * u2));
  const denX = mod(root * u2);
  const [x, y] = [absolute(mod(2n * s * denX)), mod(u1 * mod(root * denX * v))];
  if (!isSquare) return 'nonSquare';
  if (isNegative(mod(x * y))) return 'negativeProduct';
  return y === 0n ? 'zeroY' : undefined;
};

/** RFC 9496 appendix A.2, as printed there, by its own headings. */
const RFC_9496_A2: Readonly<Record<string, string>> = {
  nonCanonical: `00ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff
ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f f3ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f
edffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f`,
  negative: `0100000000000000000000000000000000000000000000000000000000000000
01ffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f ed57ffd8c914fb201471d1c3d245ce3c746fcbe63a3679d51b6a516ebebe0e20
c34c4e1826e5d403b78e246e88aa051c36ccf0aafebffe137d148a2bf9104562 c940e5a4404157cfb1628b108db051a8d439e1a421394ec4ebccb9ec92a8ac78
47cfc5497c53dc8e61c91d17fd626ffb1c49e2bca94eed052281b510b1117a24 f1c6165d33367351b0da8f6e4511010c68174a03b6581212c71c0e1d026c3c72
87260f7a2f12495118360f02c26a470f450dadf34a413d21042b43b9d93e1309`,
  nonSquare: `26948d35ca62e643e26a83177332e6b6afeb9d08e4268b650f1f5bbd8d81d371
4eac077a713c57b4f4397629a4145982c661f48044dd3f96427d40b147d9742f de6a7b00deadc788eb6b6c8d20c0ae96c2f2019078fa604fee5b87d6e989ad7b
bcab477be20861e01e4a0e295284146a510150d9817763caf1a6f4b422d67042 2a292df7e32cababbd9de088d1d1abec9fc0440f637ed2fba145094dc14bea08
f4a9e534fc0d216c44b218fa0c42d99635a0127ee2e53c712f70609649fdff22 8268436f8c4126196cf64b3c7ddbda90746a378625f9813dd9b8457077256731
2810e5cbc2cc4d4eece54f61c6f69758e289aa7ab440b3cbeaa21995c2f4232b`,
  negativeProduct: `3eb858e78f5a7254d8c9731174a94f76755fd3941c0ac93735c07ba14579630e
a45fdc55c76448c049a1ab33f17023edfb2be3581e9c7aade8a6125215e04220 d483fe813c6ba647ebbfd3ec41adca1c6130c2beeee9d9bf065c8d151c5f396e
8a2e1d30050198c65a54483123960ccc38aef6848e1ec8f5f780e8523769ba32 32888462f8b486c68ad7dd9610be5192bbeaf3b443951ac1a8118419d9fa097b
227142501b9d4355ccba290404bde41575b037693cef1f438c47f8fbf35d1165 5c37cc491da847cfeb9281d407efc41e15144c876e0170b499a96a22ed31e01e
445425117cb8c90edcbc7c1cc0e74f747f2c1efa5630a967c64f287792a48a4b`,
  zeroY: 'ecffffffffffffffffffffffffffffffffffffffffffffffffffffffffffff7f',
};

/** The generator of ristretto255. @see RFC 9496 A.1 */
const BASE = hex('e2f2ae0a6abc4e71a884a961c500515f58e30b6aa582dd8db6a65945e08d2d76');

/** Even field elements of one kind, the first so many from a fixed place on. */
const found = (why: string, count: number): readonly Vector[] => {
  const vectors: Vector[] = [];
  for (let s = power(5n, 77n) & ~1n; vectors.length < count; s += 2n) {
    if (whyNotRistretto(little(s)) === why) vectors.push({ why, bytes: little(s) });
  }
  return vectors;
};

/** The eight points of small order of edwards25519, as Ed25519 writes them: y, and the sign of x in the last bit. */
const torsion = (): readonly Vector[] => {
  // y of order 8: y^4 (d + ...) by x^2 = y^2 on the curve -x^2 + y^2 = 1 + d x^2 y^2 with x = ±sqrt(-1) y.
  const ys = [1n, P - 1n, 0n, ...rootsOfOrderEight()];
  return ys.flatMap((y) => [y, y + 2n ** 255n]).map(little).flatMap((bytes) => {
    const reason = whyNotRistretto(bytes);
    return reason === undefined ? [] : [{ why: `torsion, ${reason}`, bytes }];
  });
};

/** With x² = −y² the curve says 2y² = 1 − d·y⁴, so y² = (−1 ± sqrt(1 + d)) / d; those that are squares. */
const rootsOfOrderEight = (): readonly bigint[] => {
  const rootOf = (value: bigint): bigint | undefined => {
    const root = power(value, (P + 3n) / 8n);
    return [root, mod(root * I)].find((one) => mod(one * one) === mod(value));
  };
  const half = rootOf(mod(1n + D)) ?? 0n;
  const inverse = power(D, P - 2n);
  return [half, -half].flatMap((one) => {
    const y = rootOf(mod((one - 1n) * inverse));
    return y === undefined ? [] : [y, mod(-y)];
  });
};

const lengths = (point: Uint8Array, whole: number): readonly Vector[] => [0, 1, whole - 1, whole + 1, 2 * whole].map((length) => {
  const bytes = new Uint8Array(length);
  bytes.set(point.subarray(0, Math.min(length, point.length)));
  return { why: 'length', bytes };
});

/** Everything that is no point of ristretto255. */
export const RISTRETTO_VECTORS: readonly Vector[] = [
  { why: 'identity', bytes: new Uint8Array(32) },
  ...Object.entries(RFC_9496_A2).flatMap(([why, list]) => list.split(/\s+/).map((one) => ({ why, bytes: hex(one) }))),
  // A point, written with a bit too much; every number below 19, written with p added; the negative of a point.
  { why: 'nonCanonical', bytes: little(numberOf(BASE) + 2n ** 255n) },
  ...Array.from({ length: 19 }, (_, s) => ({ why: 'nonCanonical', bytes: little(P + BigInt(s)) })),
  { why: 'negative', bytes: little(P - numberOf(BASE)) },
  ...found('nonSquare', 8), ...found('negativeProduct', 8), ...torsion(), ...lengths(BASE, 32),
];

/** The field, curve and order of SM2. @see GB/T 32918.5-2017 */
const Q = 0xfffffffeffffffffffffffffffffffffffffffff00000000ffffffffffffffffn;
const B = 0x28e9fa9e9d9f5e344d5a9e4bcf6509a7f39789f515ab8f92ddbcbd414d940e93n;
const GX = 0x32c4ae2c1f1981195f9904466a39c9948fe30bbff2660be1715a4589334c74c7n;
const GY = 0xbc3736a2f4f6779c59bdcee36b692153d0a9877cc62a474002df32e52139f0a0n;

/** y of an x, by y² = x³ − 3x + b; undefined where x is one of the twist alone. */
const ordinate = (x: bigint): bigint | undefined => {
  const square = mod(x ** 3n - 3n * x + B, Q);
  const y = power(square, (Q + 1n) / 4n, Q);
  return mod(y * y, Q) === square ? y : undefined;
};
const big = (value: bigint): Buffer => Buffer.from(value.toString(16).padStart(64, '0'), 'hex');
const sm2Bytes = (prefix: number, ...values: readonly bigint[]): Uint8Array =>
  Uint8Array.from(Buffer.concat([Buffer.of(prefix), ...values.map(big)]));

const numbers = (count: number, isWanted: (x: bigint) => boolean): readonly bigint[] => {
  const values: bigint[] = [];
  for (let x = 1n; values.length < count; x += 1n) if (isWanted(x)) values.push(x);
  return values;
};

/** Everything that is no point of SM2 in its one compressed form of 33 bytes. */
export const SM2_VECTORS: readonly Vector[] = [
  { why: 'identity', bytes: Uint8Array.of(0) }, { why: 'identity', bytes: new Uint8Array(33) },
  ...numbers(16, (x) => ordinate(x) === undefined).flatMap((x) => [2, 3].map((prefix) => ({ why: 'twist', bytes: sm2Bytes(prefix, x) }))),
  // Numbers of points of the curve, written with p added: 32 bytes hold them.
  ...numbers(4, (x) => ordinate(x) !== undefined).flatMap((x) => [2, 3].map((prefix) => ({ why: 'x not below p', bytes: sm2Bytes(prefix, Q + x) }))),
  { why: 'x not below p', bytes: sm2Bytes(2, Q) }, { why: 'x not below p', bytes: sm2Bytes(3, 2n ** 256n - 1n) },
  ...[0, 1, 4, 5, 6, 7, 8, 0x82, 0xff].map((prefix) => ({ why: `prefix ${prefix}`, bytes: sm2Bytes(prefix, GX) })),
  { why: 'uncompressed', bytes: sm2Bytes(4, GX, GY) }, { why: 'hybrid', bytes: sm2Bytes(6, GX, GY) }, { why: 'hybrid', bytes: sm2Bytes(7, GX, GY) },
  { why: 'uncompressed, not on the curve', bytes: sm2Bytes(4, GX, GY + 1n) },
  { why: 'compressed with a tail', bytes: sm2Bytes(2, GX, 0n) },
  ...lengths(sm2Bytes(2, GX), 33),
];

/** A point of each group; what is refused of the tables is not refused of these. */
export const POINTS = { ristretto: BASE, sm2: sm2Bytes(2, GX) } as const;
