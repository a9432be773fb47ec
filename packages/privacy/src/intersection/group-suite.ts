import type { RandomBytes } from '@fengcun/crypto';

/** Names of the groups; one stands in every message of a run. */
export type SuiteName = 'ristretto255-sha512' | 'sm2-sm3';

/** Proof that one scalar made a public key and a masked point. @see RFC 9497 §2.2 */
export type SameScalar = Readonly<{ publicKey: Uint8Array; input: Uint8Array; output: Uint8Array }>;

/**
 * A group of prime order with a map that hashes into it. Scalars and points are bytes in the canonical form
 * of the suite. Everything that comes from outside goes through `isPoint`, `multiply` or `verify`, which
 * refuse the identity and every encoding that is not canonical.
 */
export type GroupSuite = Readonly<{
  name: SuiteName;
  pointBytes: number;
  /** LIMIT: rows of one run; the SM2 group is arithmetic in JavaScript, some hundred products a second. */
  rowsMax: number;
  /** Uniform, not zero; of 64 uniform bytes. */
  scalar: (uniform: Uint8Array) => Uint8Array;
  /** A point nobody knows the logarithm of. */
  hashToPoint: (input: Uint8Array) => Uint8Array;
  /** scalar · H(input), for inputs of one's own. */
  maskInput: (scalar: Uint8Array, input: Uint8Array) => Uint8Array;
  /** Whether bytes from outside are a point other than the identity, in its one encoding. Knows no secret. */
  isPoint: (point: Uint8Array) => boolean;
  /** undefined: what `isPoint` refuses; decided before the scalar is used. */
  multiply: (scalar: Uint8Array, point: Uint8Array) => Uint8Array | undefined;
  publicKey: (scalar: Uint8Array) => Uint8Array;
  prove: (scalar: Uint8Array, statement: SameScalar, random: RandomBytes) => Uint8Array;
  verify: (statement: SameScalar, proof: Uint8Array) => boolean;
}>;

/** Bytes of uniform randomness a scalar is made of. */
export const SCALAR_SEED_BYTES = 64;
