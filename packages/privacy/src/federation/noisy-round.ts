import { assert, err, ok, present, type Result } from '@fengcun/kernel';
import { applyNoisySum, openVocabulary, sumOfShares } from '../private-training/index.ts';
import { copyModel, type LinearModel } from '../recognition/linear-model.ts';
import type { Example } from '../recognition/train.ts';
import { type Vocabulary, vocabularyOf } from '../recognition/vocabulary.ts';
import type { RandomIntegers } from '../statistics/random-integers.ts';
import { discreteGaussian } from '../statistics/samplers.ts';
import { type GroupReport, probeAccuracy, type RoundRefusal, type RoundResult } from './aggregate-round.ts';
import { type FederationNoise, longestSum, planOfNoise, shareOfNoise } from './federation-noise.ts';
import type { FederationTerms } from './federation-terms.ts';
import type { FederationCounts } from './local-update.ts';
import { sumWords } from './quantise.ts';

/** Terms of a training under noise. */
export type NoisyTerms = FederationTerms & Readonly<{ noise: FederationNoise }>;

/** Whether a training is under noise. */
export const isNoisy = (terms: FederationTerms): terms is NoisyTerms => terms.noise !== undefined;

/** The features of a session: of what was counted; under noise every bucket, for counts tell of documents. */
export const sessionVocabulary = (
  terms: FederationTerms, { documents, frequencies }: FederationCounts,
): Vocabulary => (isNoisy(terms) ? openVocabulary(terms.space)
  : vocabularyOf({ documents, counts: frequencies }, terms.space, terms.featureMin));

/**
 * What an organ sends in a round under noise: the clipped shares of its sampled documents, in whole steps of
 * the grid, with its own share of noise on every number; nothing else, no count of documents either. It is
 * masked like any update. `source` must be cryptographic: it samples and draws the noise, and nobody else
 * knows it.
 * @see Kairouz, Liu, Steinke 2021 (distributed discrete Gaussian); ADR 28
 */
export const noisyUpdate = (
  model: LinearModel, examples: readonly Example[],
  own: Readonly<{ terms: NoisyTerms; source: RandomIntegers }>,
): Uint32Array => {
  const { terms: { noise, organs }, source } = own;
  const sum = sumOfShares(model, examples, { plan: planOfNoise(noise), source });
  const variance = shareOfNoise(noise, organs.length);
  return Uint32Array.from(sum, (steps) => steps + Number(discreteGaussian(source, variance)));
};

/**
 * Adds a round under noise up and moves the model by it. Every organ must have answered: with a share
 * missing masks do not cancel, the sum is too long, and nothing of it is used. A fall of the probe is told
 * and refuses nothing, because noise makes a model fall as well.
 */
export const aggregateNoisyRound = (
  round: Readonly<{ model: LinearModel; terms: NoisyTerms; words: Readonly<Record<string, Uint32Array>> }>,
  probe: readonly Example[],
): Result<RoundResult, RoundRefusal> => {
  const { model, terms: { noise, organs: seats }, words } = round;
  assert(seats.length > 0, 'organs');
  const organs = seats.map(({ organ }) => organ);
  const missing = organs.filter((organ) => words[organ] === undefined);
  if (missing.length > 0) return err({ code: 'ORGAN_MISSING', organs: missing });
  const size = model.weights.length + model.bias.length;
  const wrong = organs.filter((organ) => words[organ]?.length !== size);
  if (wrong.length > 0) return err({ code: 'WORDS_LENGTH', organs: wrong });
  const sum = Int32Array.from(sumWords(organs.map((organ) => present(words[organ], 'words'))));
  const length = Math.sqrt(sum.reduce((total, each) => total + each * each, 0));
  const next = copyModel(model);
  applyNoisySum(next, sum, planOfNoise(noise));
  const moved = next.weights.reduce((total, each, at) => total + (each - (model.weights[at] ?? 0)) ** 2, 0);
  const report: GroupReport = {
    organs, documents: noise.privacy.documents, norm: Math.sqrt(moved),
    probeAccuracy: probe.length === 0 ? undefined : probeAccuracy(next, probe),
  };
  const isTooLong = length > longestSum(noise, { organs: organs.length, size });
  if (isTooLong) return err({ code: 'UPDATE_TOO_LARGE', groups: [report] });
  return ok({ model: next, groups: [report] });
};
