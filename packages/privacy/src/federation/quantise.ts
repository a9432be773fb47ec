import { assert } from '@fengcun/kernel';

/**
 * How numbers become whole ones that can be masked: clipped to ±`clip`, times 2^`scaleBits`, as two's
 * complement of 32 bits. A sum of weighted updates whose weights add up to 1 stays within ±clip, so it
 * cannot wrap.
 */
export type Quantisation = Readonly<{ clip: number; scaleBits: number }>;

/** ±8 × 2^20 < 2^31. */
export const QUANTISATION: Quantisation = { clip: 8, scaleBits: 20 };

/** Numbers quantised, with how many had to be clipped. */
export type Quantised = Readonly<{ words: Uint32Array; clipped: number }>;

/** Clips each value, then weighs it: one organ alone can move no weight by more than its share × clip. */
export const quantise = (
  values: Float32Array, weight: number, { clip, scaleBits }: Quantisation = QUANTISATION,
): Quantised => {
  assert(weight >= 0 && weight <= 1, 'a weight is a share of all documents');
  const scale = weight * 2 ** scaleBits;
  const words = new Uint32Array(values.length);
  let clipped = 0;
  values.forEach((value, at) => {
    const bounded = Math.max(-clip, Math.min(clip, value));
    if (bounded !== value) clipped += 1;
    words[at] = Math.round(bounded * scale);
  });
  return { words, clipped };
};

/** Numbers of a sum of quantised words. */
export const dequantise = (words: Uint32Array, { scaleBits }: Quantisation = QUANTISATION): Float32Array =>
  Float32Array.from(words, (word) => (word | 0) / 2 ** scaleBits);

/** Sum of vectors of words modulo 2^32: masks that cancel leave exactly the plain sum. */
export const sumWords = (vectors: readonly Uint32Array[]): Uint32Array => {
  const sum = new Uint32Array(vectors[0]?.length ?? 0);
  for (const vector of vectors) {
    assert(vector.length === sum.length, 'vectors of one length');
    for (let at = 0; at < sum.length; at += 1) sum[at] = (sum[at] ?? 0) + (vector[at] ?? 0);
  }
  return sum;
};
