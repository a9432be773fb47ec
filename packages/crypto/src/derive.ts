import { hkdfSync, type KeyObject } from 'node:crypto';
import { assert } from '@fengcun/kernel';
import { DIGEST_BYTES } from './digest.ts';
import { takeSecret } from './secret.ts';
import type { HashName } from './suite.ts';

/** What a derived key is bound to. `info` ≤ 1024 bytes (a limit of Node), `length` 1–8160 bytes. */
export type Derivation = Readonly<{
  hash: HashName;
  key: KeyObject;
  salt: Uint8Array;
  info: Uint8Array;
  length: number;
}>;

/** LIMIT: HKDF gives at most 255 blocks of the hash. @see RFC 5869 §2.3 */
const DERIVED_BYTES_MAX = 255 * DIGEST_BYTES;

/** HKDF-SHA256 or HKDF-SM3: `length` bytes the caller owns and overwrites after use. @see RFC 5869 */
export const deriveBytes = (derivation: Derivation): Uint8Array => {
  const { hash, key, salt, info, length } = derivation;
  assert(key.type === 'secret' && (key.symmetricKeySize ?? 0) > 0, 'HKDF needs a non-empty secret');
  assert(Number.isInteger(length) && length > 0 && length <= DERIVED_BYTES_MAX, 'HKDF length 1–8160');
  const derived = new Uint8Array(hkdfSync(hash, key, salt, info, length));
  assert(derived.length === length, 'HKDF returned a wrong length');
  return derived;
};

/** The same as a KeyObject. */
export const deriveKey = (derivation: Derivation): KeyObject => takeSecret(deriveBytes(derivation));
