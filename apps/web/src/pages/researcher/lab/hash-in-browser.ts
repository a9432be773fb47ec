import { sha256 } from '@noble/hashes/sha2.js';

/**
 * Stands in for `hash` of Node where the kernel runs in a browser: SHA-256 as lower-case hex, and nothing else.
 * @throws RangeError for another algorithm or encoding
 */
export const hash = (algorithm: string, data: string | Uint8Array, encoding: string): string => {
  if (algorithm !== 'sha256' || encoding !== 'hex') throw new RangeError('bug: only sha256 as hex is here');
  const digest = sha256(typeof data === 'string' ? new TextEncoder().encode(data) : data);
  return digest.reduce((hex, byte) => hex + byte.toString(16).padStart(2, '0'), '');
};
