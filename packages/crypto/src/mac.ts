import { createHmac, hash as hashOnce, type KeyObject, timingSafeEqual } from 'node:crypto';
import { assert } from '@fengcun/kernel';
import { DIGEST_BYTES } from './digest.ts';
import type { HashName } from './suite.ts';

const usable = new WeakSet<KeyObject>();

/**
 * HMAC-SHA256 or HMAC-SM3 of the parts joined: 32 bytes. Parts are not framed; use `frame` where their
 * borders matter. The key is a secret KeyObject of at least 1 byte.
 * @see RFC 2104; GB/T 15852.2-2012 (HMAC-SM3, GM/T 0042)
 */
export const hmac = (hash: HashName, key: KeyObject, ...parts: readonly Uint8Array[]): Uint8Array => {
  // Kinds and sizes never change, and asking for them costs a tenth of a MAC.
  if (!usable.has(key)) {
    assert(key.type === 'secret' && (key.symmetricKeySize ?? 0) > 0, 'a MAC key is a non-empty secret');
    usable.add(key);
  }
  const mac = createHmac(hash, key);
  for (const part of parts) mac.update(part);
  // By way of a text: a Buffer of its own for each digest costs more than the digest.
  return Buffer.from(mac.digest('latin1'), 'latin1');
};

/** Both hash functions work in blocks of 64 bytes. */
const BLOCK_BYTES = 64;
const [INNER, OUTER] = [0x36, 0x5c];

/**
 * The same authenticator in hexadecimal digits, under a key whose bytes the caller holds because it is kept
 * beside what it hides: a key object for one use would cost four times as much. 1 to 64 bytes of key.
 */
export const hmacOnce = (hash: HashName, key: Uint8Array, message: Uint8Array): string => {
  assert(key.length > 0 && key.length <= BLOCK_BYTES, 'a MAC key of 1 to 64 bytes');
  const inner = Buffer.alloc(BLOCK_BYTES + message.length, INNER);
  const outer = Buffer.alloc(BLOCK_BYTES + DIGEST_BYTES, OUTER);
  key.forEach((byte, at) => {
    inner[at] = byte ^ INNER;
    outer[at] = byte ^ OUTER;
  });
  inner.set(message, BLOCK_BYTES);
  outer.write(hashOnce(hash, inner, 'latin1'), BLOCK_BYTES, 'latin1');
  const authenticator = hashOnce(hash, outer, 'hex');
  inner.fill(0);
  outer.fill(0);
  return authenticator;
};

/** Whether two authenticators are equal, in a time that depends on their length only. */
export const equalBytes = (left: Uint8Array, right: Uint8Array): boolean =>
  left.length === right.length && timingSafeEqual(left, right);
