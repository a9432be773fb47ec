import type { SignatureAlgorithm } from '../suite.ts';

/**
 * A private key that never leaves its place (file, PKCS#11 module, certified device). `sign` returns the
 * raw signature over the message: 64 bytes (Ed25519; SM2 as r ‖ s) or 2420 (ML-DSA-44); it throws a Fault
 * when the device does not answer. `publicKey` is the raw encoding that `verifyingKey` takes.
 */
export type Signer = Readonly<{
  algorithm: SignatureAlgorithm;
  publicKey: Uint8Array;
  sign: (message: Uint8Array) => Promise<Uint8Array>;
}>;

/** A public key with its algorithm fixed; `verify` is total: false for whatever is not a valid signature. */
export type VerifyingKey = Readonly<{
  algorithm: SignatureAlgorithm;
  publicKey: Uint8Array;
  verify: (message: Uint8Array, signature: Uint8Array) => boolean;
}>;

/** Why bytes are no public key. */
export type PublicKeyRefusal = Readonly<{ code: 'PUBLIC_KEY_INVALID' }>;
