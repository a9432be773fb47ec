import { assert } from '@fengcun/kernel';
import { type FeatureCounts, featureCounter, type FeatureSpace } from './features.ts';

/**
 * In how many documents each bucket of the space occurs, over `documents` of them. Over several organs it
 * is the sum of theirs, which secure aggregation gives without anybody's own.
 */
export type DocumentFrequencies = Readonly<{ documents: number; counts: Uint32Array }>;

/**
 * Buckets a model may use, ascending, with the number of documents of each. Privacy: a bucket that fewer than
 * `documentsMin` documents fill is not in it, so a word of one person's text cannot carry a weight.
 */
export type Vocabulary = Readonly<{
  space: FeatureSpace;
  documents: number;
  buckets: Uint32Array;
  frequencies: Uint32Array;
}>;

/** A text as the model sees it: positions in the vocabulary, and values of Euclidean length 1. */
export type SparseVector = Readonly<{ slots: Uint32Array; values: Float32Array }>;

/** Frequencies over texts that are redacted already. */
export const documentFrequencies = (texts: readonly string[], space: FeatureSpace): DocumentFrequencies => {
  const counts = new Uint32Array(2 ** space.bits);
  const counter = featureCounter(space);
  for (const text of texts) {
    for (const bucket of counter(text).buckets) counts[bucket] = (counts[bucket] ?? 0) + 1;
  }
  return { documents: texts.length, counts };
};

/** The buckets that at least `documentsMin` documents fill. */
export const vocabularyOf = (
  { documents, counts }: DocumentFrequencies, space: FeatureSpace, documentsMin: number,
): Vocabulary => {
  assert(counts.length === 2 ** space.bits, 'frequencies of this space');
  const kept: number[] = [];
  counts.forEach((count, bucket) => { if (count >= documentsMin) kept.push(bucket); });
  const buckets = Uint32Array.from(kept);
  const frequencies = Uint32Array.from(buckets, (bucket) => counts[bucket] ?? 0);
  return { space, documents, buckets, frequencies };
};

const vectorOf = (
  { buckets, counts }: FeatureCounts, slotOf: Int32Array, weights: Float32Array,
): SparseVector => {
  const slots = new Uint32Array(buckets.length);
  const values = new Float32Array(buckets.length);
  let size = 0;
  let square = 0;
  for (let i = 0; i < buckets.length; i += 1) {
    const slot = slotOf[buckets[i] ?? 0] ?? -1;
    if (slot < 0) continue;
    // Sublinear: the hundredth mention of a word tells little more than the tenth.
    const value = (1 + Math.log(counts[i] ?? 1)) * (weights[slot] ?? 0);
    slots[size] = slot;
    values[size] = value;
    square += value * value;
    size += 1;
  }
  const scale = square === 0 ? 0 : 1 / Math.sqrt(square);
  for (let i = 0; i < size; i += 1) values[i] = (values[i] ?? 0) * scale;
  return { slots: slots.subarray(0, size), values: values.subarray(0, size) };
};

/** Makes vectors of redacted texts: sublinear frequency × inverse document frequency, scaled to length 1. */
export const vectoriser = (vocabulary: Vocabulary): ((text: string) => SparseVector) => {
  const { space, buckets, frequencies, documents } = vocabulary;
  const slotOf = new Int32Array(2 ** space.bits).fill(-1);
  buckets.forEach((bucket, slot) => { slotOf[bucket] = slot; });
  const weights = Float32Array.from(frequencies, (count) => Math.log((1 + documents) / (1 + count)) + 1);
  const counter = featureCounter(space);
  return (text) => vectorOf(counter(text), slotOf, weights);
};
