import { type RandomBytes, takeRandom } from '@fengcun/crypto';
import { assert } from '@fengcun/kernel';

/** Uniform integers out of random bytes. */
export type RandomIntegers = Readonly<{
  /** Uniform in 0 … bound − 1; a bound below 1 is a bug. */
  below: (bound: bigint) => bigint;
}>;

/** Bytes asked for at once: a noise of a cell needs about forty. */
const BUFFER_BYTES = 4096;

/**
 * Uniform integers over a source of random bytes, which must be a cryptographic one: every draw of noise is
 * exactly as good as it. Whole bytes are drawn and surplus bits cut off; what is not below the bound is drawn
 * again, so that no value is likelier than another.
 */
export const randomIntegers = (random: RandomBytes): RandomIntegers => {
  let buffer: Uint8Array = new Uint8Array(0);
  let at = 0;
  const byte = (): number => {
    if (at >= buffer.length) {
      buffer = takeRandom(random, BUFFER_BYTES);
      at = 0;
    }
    const value = buffer[at] ?? 0;
    // What was used for noise must not be found in memory beside the noisy figure.
    buffer[at] = 0;
    at += 1;
    return value;
  };
  const ofBits = (bits: number): bigint => {
    let value = 0n;
    for (let left = bits; left > 0; left -= 8) {
      const drawn = left >= 8 ? byte() : byte() & ((1 << left) - 1);
      value = (value << BigInt(Math.min(left, 8))) | BigInt(drawn);
    }
    return value;
  };
  return {
    below: (bound) => {
      assert(bound > 0n, 'a bound of at least 1');
      if (bound === 1n) return 0n;
      const bits = (bound - 1n).toString(2).length;
      for (;;) {
        const drawn = ofBits(bits);
        if (drawn < bound) return drawn;
      }
    },
  };
};
