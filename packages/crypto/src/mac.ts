import { createHmac, type KeyObject, timingSafeEqual } from 'node:crypto';
import { assert } from '@fengcun/kernel';
import type { HashName } from './suite.ts';

/**
 * HMAC-SHA256 or HMAC-SM3 of the parts joined: 32 bytes. Parts are not framed; use `frame` where their
 * borders matter. The key is a secret KeyObject of at least 1 byte.
 * @see RFC 2104; GB/T 15852.2-2012 (HMAC-SM3, GM/T 0042)
 */
export const hmac = (hash: HashName, key: KeyObject, ...parts: readonly Uint8Array[]): Uint8Array => {
  assert(key.type === 'secret' && (key.symmetricKeySize ?? 0) > 0, 'a MAC key is a non-empty secret');
  const mac = createHmac(hash, key);
  for (const part of parts) mac.update(part);
  return mac.digest();
};

/** Whether two authenticators are equal, in a time that depends on their length only. */
export const equalBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && timingSafeEqual(left, right);
