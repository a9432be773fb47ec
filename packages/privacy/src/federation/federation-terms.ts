import { contentHash, type Json } from '@fengcun/kernel';
import type { FeatureSpace } from '../recognition/features.ts';
import type { RecognisedField } from '../recognition/labelled-text.ts';
import { seededDraw, shuffled } from '../recognition/seeded-order.ts';
import type { TrainingPlan } from '../recognition/train.ts';
import { type FederationNoise, isUsableNoise } from './federation-noise.ts';
import type { Quantisation } from './quantise.ts';

/** An organ that takes part: its public keys for signatures and for masks, in base64url. */
export type FederationSeat = Readonly<{ organ: string; signingKey: string; maskKey: string }>;

/**
 * What all parties agree on before the first round; approvals of the job are about the hash of it.
 * `groupMin`: 0 sums over all organs at once, else groups of at least that many, so that a poisoned sum
 * can be found.
 */
export type FederationTerms = Readonly<{
  v: 1;
  session: string;
  suite: 'ed25519-x25519-aes256ctr';
  field: RecognisedField;
  labels: readonly string[];
  space: FeatureSpace;
  featureMin: number;
  rounds: number;
  epochs: number;
  rate: number;
  adjustment: number;
  quantisation: Quantisation;
  groupMin: number;
  seed: number;
  /** Rounds are then single noisy sums of clipped shares of documents, and nothing is counted before. */
  noise?: FederationNoise;
  organs: readonly FederationSeat[];
}>;

/** Measured values (ADR 28). Two local epochs in each of twelve rounds. */
export const FEDERATION_DEFAULTS = {
  rounds: 12, epochs: 2, rate: 2, adjustment: 0.5, featureMin: 40, groupMin: 0,
} as const;

/** LIMIT: fewer than three in a sum would tell each of two what the other one sent. */
export const ORGANS_MIN = 3;
/** LIMIT: 31 provinces and the four kinds of organs. */
export const ORGANS_MAX = 124;

const ROUNDS_MAX = 100;

/** Names of the members of the terms that cannot stand; none where a session may begin. */
export const unusableFederationTerms = (terms: FederationTerms): readonly string[] => {
  const {
    labels, space, rounds, epochs, rate, adjustment, quantisation, groupMin, organs, featureMin, noise,
  } = terms;
  const isWhole = (value: number, min: number, max: number) =>
    Number.isSafeInteger(value) && value >= min && value <= max;
  const checks: readonly (readonly [string, boolean])[] = [
    ['labels', labels.length >= 2 && new Set(labels).size === labels.length],
    ['space', isWhole(space.bits, 8, 20) && isWhole(space.gramsMax, 1, 8)],
    ['featureMin', isWhole(featureMin, 1, 2 ** 31)], ['rounds', isWhole(rounds, 1, ROUNDS_MAX)],
    ['epochs', isWhole(epochs, 1, 3)], ['rate', rate > 0 && rate <= 10],
    ['adjustment', adjustment >= 0 && adjustment <= 1],
    // A clip of zero would divide by nothing and a large one would wrap the sum.
    ['quantisation', quantisation.clip > 0 && isWhole(quantisation.scaleBits, 8, 30)
      && quantisation.clip * 2 ** quantisation.scaleBits < 2 ** 31],
    ['groupMin', groupMin === 0 || isWhole(groupMin, ORGANS_MIN, organs.length)],
    ['organs', isWhole(organs.length, ORGANS_MIN, ORGANS_MAX)
      && new Set(organs.map(({ organ }) => organ)).size === organs.length
      && new Set(organs.map(({ maskKey }) => maskKey)).size === organs.length],
    // A group would have less noise than the sum of all.
    ['noise', noise === undefined
      || (groupMin === 0 && isUsableNoise(noise, { organs: organs.length, rounds }))],
  ];
  return checks.flatMap(([name, isRight]) => (isRight ? [] : [name]));
};

/** Terms as a message has them. */
export const federationTermsJson = (
  { noise, ...terms }: FederationTerms,
): { readonly [name: string]: Json } => ({
  ...terms, space: { ...terms.space }, quantisation: { ...terms.quantisation },
  organs: terms.organs.map((seat) => ({ ...seat })),
  ...(noise === undefined ? {} : { noise: { ...noise, privacy: { ...noise.privacy } } }),
});

/** Hash of the terms; every message of a session names it. */
export const federationTermsHash = (terms: FederationTerms): string =>
  contentHash(federationTermsJson(terms));

/**
 * Groups of a round, as lists of organs: mixed anew every round, the same for everybody. An organ that spoils
 * its group's sum is found by the groups it was in.
 */
export const groupsOf = (
  { organs, groupMin, seed }: FederationTerms, round: number,
): readonly (readonly string[])[] => {
  const names = organs.map(({ organ }) => organ).sort();
  const count = groupMin === 0 || round === 0 ? 1 : Math.max(1, Math.floor(names.length / groupMin));
  const order = shuffled(names.length, seededDraw(seed + round * 7919));
  const groups: string[][] = Array.from({ length: count }, () => []);
  order.forEach((at, place) => groups[place % count]?.push(names[at] ?? ''));
  return groups.map((group) => group.sort());
};

/** How an organ trains in a round: the rate falls from round to round, the same for all. */
export const roundPlan = (
  terms: FederationTerms, round: number, local: Readonly<{ organ: string; classCounts: readonly number[] }>,
): TrainingPlan => {
  const place = terms.organs.findIndex(({ organ }) => organ === local.organ);
  const left = 1 - (round - 1) / terms.rounds;
  return {
    epochs: terms.epochs, rate: terms.rate * Math.max(0.1, left), adjustment: terms.adjustment,
    classCounts: local.classCounts, seed: terms.seed + round * 1009 + place, isRateConstant: true,
  };
};
