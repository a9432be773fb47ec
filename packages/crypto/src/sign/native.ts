import { createPublicKey, type KeyObject, sign, verify } from 'node:crypto';
import { assert, err, ok, type Result } from '@fengcun/kernel';
import type { PublicKeyRefusal, Signer, VerifyingKey } from './signer.ts';

/** Algorithms Node signs with itself. */
export type NativeAlgorithm = 'ed25519' | 'ml-dsa-44';

/** Raw lengths in bytes. @see RFC 8032 §5.1; FIPS 204 table 2 */
export const SIGNATURE_SIZES = {
  ed25519: { publicKey: 32, signature: 64 },
  'ml-dsa-44': { publicKey: 1312, signature: 2420 },
} as const;

/**
 * A raw public key of Ed25519 or ML-DSA-44. Signatures of another length are false before Node sees them.
 * @see RFC 8032; FIPS 204
 */
export const nativeVerifyingKey = (
  algorithm: NativeAlgorithm, publicKey: Uint8Array,
): Result<VerifyingKey, PublicKeyRefusal> => {
  const size = SIGNATURE_SIZES[algorithm];
  if (publicKey.length !== size.publicKey) return err({ code: 'PUBLIC_KEY_INVALID' });
  const key = createPublicKey({
    key: Buffer.from(publicKey), format: 'raw-public', asymmetricKeyType: algorithm,
  });
  return ok({
    algorithm,
    publicKey: publicKey.slice(),
    verify: (message, signature) =>
      signature.length === size.signature && verify(null, message, key, signature),
  });
};

/** A signer over a private KeyObject in this process: development, tests and file key stores. */
export const nativeSigner = (algorithm: NativeAlgorithm, privateKey: KeyObject): Signer => {
  const isKey = privateKey.type === 'private' && privateKey.asymmetricKeyType === algorithm;
  assert(isKey, `a private ${algorithm} key`);
  const publicKey = createPublicKey(privateKey).export({ format: 'raw-public' });
  return {
    algorithm,
    publicKey,
    sign: async (message) => sign(null, message, privateKey),
  };
};
