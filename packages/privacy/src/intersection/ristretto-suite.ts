import sodium from 'libsodium-wrappers-sumo';
import { createHash } from 'node:crypto';
import { ristretto255_oprf } from '@noble/curves/ed25519.js';
import type { GroupSuite } from './group-suite.ts';

// Bound to a variable of our own: the wrapper's members exist only once `ready` has settled.
const ONE = (() => {
  const one = new Uint8Array(32);
  one[0] = 1;
  return one;
})();
const EMPTY = new Uint8Array(0);

/** LIMIT: rows of a run; the chunks of more would not fit the announced ten minutes. */
const ROWS_MAX = 4_000_000;

const { voprf } = ristretto255_oprf;

/**
 * ristretto255 by libsodium (WebAssembly, constant time); proofs by noble, which follows RFC 9497.
 * Loading takes some ten milliseconds, once a thread.
 * @see RFC 9496 (group), RFC 9497 §2.2 (proof)
 */
export const ristrettoSuite = async (): Promise<GroupSuite> => {
  await sodium.ready;
  const multiply = (scalar: Uint8Array, point: Uint8Array): Uint8Array | undefined => {
    if (point.length !== 32) return undefined;
    try {
      return sodium.crypto_scalarmult_ristretto255(scalar, point);
    } catch {
      // The library throws for the identity and for every encoding that is not canonical.
      return undefined;
    }
  };
  return {
    name: 'ristretto255-sha512', pointBytes: 32, rowsMax: ROWS_MAX,
    scalar: (uniform) => sodium.crypto_core_ristretto255_scalar_reduce(uniform),
    hashToPoint: (input) =>
      sodium.crypto_core_ristretto255_from_hash(createHash('sha512').update(input).digest()),
    multiply,
    publicKey: (scalar) => sodium.crypto_scalarmult_ristretto255_base(scalar),
    prove: (scalar, { publicKey, input }, random) =>
      voprf.blindEvaluate(scalar, publicKey, input, (length = 32) => random(length)).proof,
    verify: ({ publicKey, input, output }, proof) => {
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
