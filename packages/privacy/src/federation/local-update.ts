import { copyModel, type LinearModel } from '../recognition/linear-model.ts';
import { type Example, trainInPlace } from '../recognition/train.ts';
import { documentFrequencies, type Vocabulary, vectoriser } from '../recognition/vocabulary.ts';
import { type FederationTerms, roundPlan } from './federation-terms.ts';
import { quantise } from './quantise.ts';

/** An organ's own texts, redacted already, with the places of their values among the labels of the terms. */
export type LocalTexts = Readonly<{ views: readonly string[]; places: readonly number[] }>;

/** Counts over all organs: what the vocabulary and the adjustment are made of. */
export type FederationCounts = Readonly<{
  documents: number; classCounts: readonly number[]; frequencies: Uint32Array;
}>;

/**
 * What an organ sends before the first round: in how many documents each bucket is, then class counts. Under
 * noise nothing is counted: zeroes, which show that the masks cancel before anything is trained.
 */
export const countWords = (
  { labels, space, noise }: FederationTerms, { views, places }: LocalTexts,
): Uint32Array => {
  const buckets = 2 ** space.bits;
  const words = new Uint32Array(buckets + labels.length);
  if (noise !== undefined) return words;
  words.set(documentFrequencies(views, space).counts);
  for (const place of places) words[buckets + place] = (words[buckets + place] ?? 0) + 1;
  return words;
};

/** Reads a sum of such words. */
export const countsOfWords = ({ labels, space }: FederationTerms, words: Uint32Array): FederationCounts => {
  const buckets = 2 ** space.bits;
  const classCounts = Array.from(words.subarray(buckets, buckets + labels.length));
  const documents = classCounts.reduce((sum, count) => sum + count, 0);
  return { documents, classCounts, frequencies: words.slice(0, buckets) };
};

/** Texts as examples of the agreed vocabulary; made once, used every round. */
export const localExamples = (vocabulary: Vocabulary, { views, places }: LocalTexts): readonly Example[] => {
  const vectorOf = vectoriser(vocabulary);
  return views.map((view, at) => ({ vector: vectorOf(view), label: places[at] ?? 0 }));
};

/** A plain update of one round: what must never leave an organ unmasked. */
export type LocalUpdate = Readonly<{ words: Uint32Array; clipped: number }>;

/**
 * Trains from the model of the round on one's own examples and gives the difference, clipped, weighted
 * with one's share of all documents and quantised; the number of one's documents is the last word.
 */
export const localUpdate = (
  round: Readonly<{ number: number; model: LinearModel; counts: FederationCounts }>,
  examples: readonly Example[], own: Readonly<{ terms: FederationTerms; organ: string }>,
): LocalUpdate => {
  const { terms, organ } = own;
  const trained = copyModel(round.model);
  const { classCounts, documents } = round.counts;
  trainInPlace(trained, examples, roundPlan(terms, round.number, { organ, classCounts }));
  const difference = new Float32Array(trained.weights.length + trained.bias.length + 1);
  trained.weights.forEach((weight, at) => { difference[at] = weight - (round.model.weights[at] ?? 0); });
  trained.bias.forEach((bias, at) => {
    difference[trained.weights.length + at] = bias - (round.model.bias[at] ?? 0);
  });
  const share = Math.min(1, examples.length / documents);
  const { words, clipped } = quantise(difference, share, terms.quantisation);
  words[words.length - 1] = examples.length;
  return { words, clipped };
};
