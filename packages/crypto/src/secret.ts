import { createSecretKey, type KeyObject } from 'node:crypto';
import { assert } from '@fengcun/kernel';
import { type RandomBytes, takeRandom } from './bytes.ts';

/** Length of every secret that is kept: data keys, key-encryption keys, erasure keys. */
export const SECRET_BYTES = 32;

/**
 * Moves key bytes into a KeyObject and overwrites the array, so that one copy of the key is left.
 * Keys travel as KeyObjects only: they are never printed by accident and are the fast path in Node.
 */
export const takeSecret = (bytes: Uint8Array): KeyObject => {
  const key = createSecretKey(bytes);
  bytes.fill(0);
  return key;
};

/** A fresh 32-byte secret from the given source. */
export const newSecret = (random: RandomBytes): KeyObject => takeSecret(takeRandom(random, SECRET_BYTES));

/** A key of the wrong kind or length is a bug of ours: Node would accept an empty key without a word. */
export const assertSecret = (key: KeyObject, bytes: number): void => {
  assert(key.type === 'secret' && key.symmetricKeySize === bytes, `a secret key has ${bytes} bytes`);
};
