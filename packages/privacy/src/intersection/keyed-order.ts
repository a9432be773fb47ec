import { createCipheriv, type KeyObject } from 'node:crypto';

/** Words drawn from the stream at a time, at most. */
const WORDS = 16_384;
const ZERO_BLOCK = new Uint8Array(16);

/** Uniform integers below a bound, from AES-256-CTR under a key that is used for nothing else. */
const keyedBelow = (key: KeyObject, wordsAtATime: number): ((bound: number) => number) => {
  const stream = createCipheriv('aes-256-ctr', key, ZERO_BLOCK);
  const zeros = new Uint8Array(4 * wordsAtATime);
  let [words, at] = [Buffer.alloc(0), 0];
  const word = (): number => {
    if (at === words.length) [words, at] = [stream.update(zeros), 0];
    at += 4;
    return words.readUInt32LE(at - 4);
  };
  return (bound) => {
    const limit = 2 ** 32 - (2 ** 32 % bound);
    for (;;) {
      const drawn = word();
      if (drawn < limit) return drawn % bound;
    }
  };
};

/**
 * A uniform order of 0 … size − 1 that is the same for the same key, so that a run which was stopped goes on
 * with the same bytes. LIMIT: size < 2^32.
 */
export const keyedOrder = (key: KeyObject, size: number): Uint32Array => {
  // The stream is the same in pieces of any length.
  const below = keyedBelow(key, Math.max(1, Math.min(WORDS, size)));
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  for (let last = size - 1; last > 0; last -= 1) {
    const other = below(last + 1);
    const kept = order[last] ?? 0;
    order[last] = order[other] ?? 0;
    order[other] = kept;
  }
  return order;
};
