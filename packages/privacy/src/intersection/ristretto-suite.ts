import sodium from 'libsodium-wrappers-sumo';
import { createHash } from 'node:crypto';
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import type { GroupSuite } from './group-suite.ts';

const ONE = (() => {
  const one = new Uint8Array(32);
  one[0] = 1;
  return one;
})();
const EMPTY = new Uint8Array(0);

/** LIMIT: rows of a run; the chunks of more would not fit the announced ten minutes. */
const ROWS_MAX = 4_000_000;

const { voprf } = ristretto255_oprf;
const POINT_BYTES = 32;

/** Bytes that are a point other than the identity, in its one encoding. @see RFC 9496 §4.3.1 */
const isPoint = (point: Uint8Array): boolean =>
  point.length === POINT_BYTES && point.some((byte) => byte !== 0)
  && sodium.crypto_core_ristretto255_is_valid_point(point);

const hashToPoint = (input: Uint8Array): Uint8Array =>
  sodium.crypto_core_ristretto255_from_hash(createHash('sha512').update(input).digest());

/**
 * ristretto255 by libsodium (WebAssembly, constant time); proofs by noble, which follows RFC 9497.
 * Loading takes some ten milliseconds, once a thread.
 * @see RFC 9496 (group), RFC 9497 §2.2 (proof)
 */
export const ristrettoSuite = async (): Promise<GroupSuite> => {
  await sodium.ready;
  return {
    name: 'ristretto255-sha512', pointBytes: POINT_BYTES, rowsMax: ROWS_MAX, isPoint, hashToPoint,
    scalar: (uniform) => sodium.crypto_core_ristretto255_scalar_reduce(uniform),
    maskInput: (scalar, input) => sodium.crypto_scalarmult_ristretto255(scalar, hashToPoint(input)),
    // The library would refuse most of these too, but the identity only after it has met the scalar.
    multiply: (scalar, point) =>
      (isPoint(point) ? sodium.crypto_scalarmult_ristretto255(scalar, point) : undefined),
    publicKey: (scalar) => sodium.crypto_scalarmult_ristretto255_base(scalar),
    prove: (scalar, { publicKey, input }, random) =>
      voprf.blindEvaluate(scalar, publicKey, input, (length = 32) => random(length)).proof,
    verify: ({ publicKey, input, output }, proof) => {
      if (![publicKey, input, output].every(isPoint)) return false;
      try {
        // With the blind 1 the client of RFC 9497 checks exactly the proof.
        voprf.finalize(EMPTY, ONE, output, input, publicKey, proof);
        return true;
      } catch {
        return false;
      }
    },
  };
};
