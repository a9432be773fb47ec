import { createHash } from 'node:crypto';
import type { RandomBytes } from '@fengcun/crypto';

/** A repeatable source for tests: SHA-256 of a seed and a counter; every call returns its own array. */
export const seededRandom = (seed: string): RandomBytes => {
  let counter = 0;
  return (length) => {
    const blocks: Buffer[] = [];
    for (let made = 0; made < length; made += 32) {
      counter += 1;
      blocks.push(createHash('sha256').update(`${seed}/${counter}`).digest());
    }
    return Uint8Array.from(Buffer.concat(blocks).subarray(0, length));
  };
};
