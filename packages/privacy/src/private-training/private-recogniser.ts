import type { RandomBytes } from '@fengcun/crypto';
import { assert, err, ok, present, type Result } from '@fengcun/kernel';
import type { FeatureSpace } from '../recognition/features.ts';
import { type LabelledText, type RecognisedField, textsOfField } from '../recognition/labelled-text.ts';
import { emptyModel } from '../recognition/linear-model.ts';
import type { Recogniser } from '../recognition/recogniser.ts';
import type { Example } from '../recognition/train.ts';
import { calibrateModel } from '../recognition/train-recogniser.ts';
import { viewOf } from '../recognition/view.ts';
import { vectoriser, type Vocabulary } from '../recognition/vocabulary.ts';
import { randomIntegers } from '../statistics/random-integers.ts';
import { rational, readRational } from '../statistics/rational.ts';
import { type ModelPrivacy, statedPrivacy } from './model-privacy.ts';
import { noiseFor } from './renyi.ts';
import { trainPrivately } from './train-privately.ts';

/** 4,096 buckets of runs of one or two characters: fewer numbers, less noise in a text (ADR 28). */
export const PRIVATE_SPACE: FeatureSpace = { bits: 12, gramsMax: 2 };

/** Sixty steps over a quarter of the documents each, chosen by measurement. */
export const PRIVATE_PLAN = { steps: 60, sampling: rational(1n, 4n), clip: 0.5, rate: 150 } as const;

/** The δ at which ε is told for a model: less than one in the number of documents. */
export const MODEL_DELTA = 1e-5;

/** Why there is no plan: no noise in reason makes ε so small. */
export type PlanRefusal = Readonly<{ code: 'EPSILON_OUT_OF_REACH'; epsilon: number }>;

/**
 * What a training on so many documents costs that stays within ε; a job states it, people agree to it, the
 * model's file repeats it.
 */
export const planPrivacy = (
  target: Readonly<{ epsilon: number; delta: number }>, documents: number,
): Result<ModelPrivacy, PlanRefusal> => {
  const noise = noiseFor(target, PRIVATE_PLAN);
  return noise === undefined ? err({ code: 'EPSILON_OUT_OF_REACH', epsilon: target.epsilon })
    : ok(statedPrivacy({ ...PRIVATE_PLAN, noise, documents }, target.delta));
};

/** A vocabulary that knows nothing of the documents: every bucket, all of the same weight. */
export const openVocabulary = (space: FeatureSpace): Vocabulary => ({
  space, documents: 0, buckets: Uint32Array.from({ length: 2 ** space.bits }, (_, at) => at),
  frequencies: new Uint32Array(2 ** space.bits),
});

const examplesOf = (
  texts: readonly LabelledText[], vocabulary: Vocabulary,
  of: Readonly<{ field: RecognisedField; labels: readonly string[] }>,
): readonly Example[] => {
  const vectorOf = vectoriser(vocabulary);
  return textsOfField(texts, of.field).flatMap(({ text, label }) => {
    const place = of.labels.indexOf(label);
    return place < 0 ? [] : [{ vector: vectorOf(viewOf(of.field, text)), label: place }];
  });
};

/**
 * Trains a recogniser whose file is differentially private for one document more or less. Nothing in it but
 * noisy weights depends on the documents: values come from a public list, every bucket is a feature, counts
 * of classes are not told, and it is calibrated on public texts or never prefills. `random` must be a
 * cryptographic source.
 */
export const trainPrivateRecogniser = (
  texts: readonly LabelledText[],
  how: Readonly<{
    field: RecognisedField; labels: readonly string[]; privacy: ModelPrivacy; random: RandomBytes;
    probe?: readonly LabelledText[];
  }>,
): Recogniser => {
  const { field, labels, privacy, random, probe = [] } = how;
  assert(labels.length >= 2, 'two values at least');
  const vocabulary = openVocabulary(PRIVATE_SPACE);
  const model = emptyModel(vocabulary.buckets.length, labels.length);
  const { clip, rate, steps, documents } = privacy;
  const sampling = present(readRational(privacy.sampling), 'a chance');
  const noise = present(readRational(privacy.noise), 'a noise');
  trainPrivately(model, examplesOf(texts, vocabulary, { field, labels }), {
    plan: { sampling, noise, steps, clip, rate, documents }, source: randomIntegers(random),
  });
  return {
    field, labels, asides: [], classCounts: labels.map(() => 0), vocabulary, model, alone: undefined, privacy,
    calibration: calibrateModel(model, examplesOf(probe, vocabulary, { field, labels })),
  };
};
