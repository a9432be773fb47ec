import type { KeyObject } from 'node:crypto';
import { frame } from '../bytes.ts';
import { deriveBytes } from '../derive.ts';
import { DIGEST_BYTES } from '../digest.ts';
import { assertSecret, SECRET_BYTES, takeSecret } from '../secret.ts';
import type { Suite } from '../suite.ts';

/** Length of a key commitment, in bytes. */
export const COMMITMENT_BYTES = DIGEST_BYTES;

/** The cipher key of one use, and a value that binds a ciphertext to the secret it came from. */
export type CommittedKey = Readonly<{ key: KeyObject; commitment: Uint8Array }>;

/** Each use derives its own keys, so a ciphertext of one use never opens in another. */
export type CipherUse = 'seal' | 'wrap' | 'stream';

const NO_SALT = new Uint8Array(0);
const infos = new Map<string, Uint8Array>();

/** A handful of constants, made once. */
const infoOf = (suite: Suite, use: CipherUse): Uint8Array => {
  const name = `${suite.name}/${use}`;
  const known = infos.get(name);
  if (known !== undefined) return known;
  const info = frame(`fengcun/${use}/v1`, [Uint8Array.of(suite.id)]);
  infos.set(name, info);
  return info;
};

/**
 * Derives the cipher key and its commitment from a 32-byte secret. GCM alone does not commit: one
 * ciphertext can be made that opens under two keys to two different records. The commitment is a second
 * output of the same HKDF, so two secrets with one commitment would be a collision of the hash.
 * @see RFC 5869; Albertini et al., How to Abuse and Fix Authenticated Encryption Without Key
 * Commitment (USENIX Security 2022)
 */
export const committedKey = (suite: Suite, use: CipherUse, secret: KeyObject): CommittedKey => {
  assertSecret(secret, SECRET_BYTES);
  const info = infoOf(suite, use);
  const length = suite.aeadKeyBytes + COMMITMENT_BYTES;
  const derived = deriveBytes({ hash: suite.hash, key: secret, salt: NO_SALT, info, length });
  const commitment = derived.slice(suite.aeadKeyBytes);
  return { key: takeSecret(derived.subarray(0, suite.aeadKeyBytes)), commitment };
};
