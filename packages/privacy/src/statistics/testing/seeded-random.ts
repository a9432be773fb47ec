import { createCipheriv, createHash } from 'node:crypto';
import { type RandomIntegers, randomIntegers } from '../random-integers.ts';

/** A deterministic stream of good bytes for tests: AES-256-CTR under a key made of the seed. */
export const seededRandom = (seed: string): ((length: number) => Uint8Array) => {
  const cipher = createCipheriv('aes-256-ctr', createHash('sha256').update(seed).digest(), Buffer.alloc(16));
  return (length) => cipher.update(Buffer.alloc(length));
};

/** Integers out of it. */
export const seededIntegers = (seed: string): RandomIntegers => randomIntegers(seededRandom(seed));
