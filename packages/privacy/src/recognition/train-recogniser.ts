import { err, ok, type Result } from '@fengcun/kernel';
import { calibrate, type Calibration, type Trial } from './calibration.ts';
import { FEATURE_SPACE, type FeatureSpace } from './features.ts';
import {
  type FieldText, isTrueOf, type LabelledText, learnableLabels, type RecognisedField, stratifiedFolds,
  textsOfField,
} from './labelled-text.ts';
import { emptyModel, type LinearModel, scoreInto, verdictOf } from './linear-model.ts';
import type { Recogniser } from './recogniser.ts';
import { CENTRAL_PLAN, type Example, trainInPlace } from './train.ts';
import { viewOf } from './view.ts';
import {
  documentFrequencies, type SparseVector, type Vocabulary, vectoriser, vocabularyOf,
} from './vocabulary.ts';

/** Choices of a training; values beside them are the measured defaults. */
export type TrainingOptions = Readonly<{
  field: RecognisedField;
  seed: number;
  space?: FeatureSpace;
  /** Documents a feature needs; 40 if not given. */
  featureMin?: number;
  /** Documents a value needs to become a class; 10 if not given. */
  labelMin?: number;
  /** Parts of the cross-fitted calibration; 4 if not given. */
  folds?: number;
  epochs?: number;
  rate?: number;
  adjustment?: number;
}>;

/** Documents in which a feature must occur: 40, or a hundredth of a small collection, at least 5. */
export const featureMinimum = (documents: number): number =>
  Math.max(5, Math.min(40, Math.ceil(documents / 100)));

/** Documents a value needs. */
export const LABEL_MIN = 10;
const FOLDS = 4;

/** Why no recogniser was trained. */
export type TrainingRefusal = Readonly<{ code: 'TOO_FEW_CLASSES'; documents: number; classes: number }>;

/** Texts of a field as vectors, with the places of their values; −1: one that is no class. */
type Prepared = Readonly<{
  texts: readonly FieldText[]; vectors: readonly SparseVector[]; places: readonly number[];
  labels: readonly string[];
}>;

const planOf = (options: TrainingOptions, classCounts: readonly number[], seed: number) => ({
  epochs: options.epochs ?? CENTRAL_PLAN.epochs, rate: options.rate ?? CENTRAL_PLAN.rate,
  adjustment: options.adjustment ?? CENTRAL_PLAN.adjustment, classCounts, seed,
});

const countsOf = (examples: readonly Example[], classes: number): readonly number[] => {
  const counts = Array.from({ length: classes }, () => 0);
  for (const { label } of examples) counts[label] = (counts[label] ?? 0) + 1;
  return counts;
};

const examplesOf = ({ vectors, places }: Prepared, keep: (at: number) => boolean): readonly Example[] =>
  vectors.flatMap((vector, at) => {
    const label = places[at] ?? -1;
    return label >= 0 && keep(at) ? [{ vector, label }] : [];
  });

const trialsOf = (
  model: LinearModel, { texts, vectors, labels }: Prepared, chosen: readonly number[],
): readonly Trial[] => {
  const scores = new Float64Array(model.classes);
  return chosen.flatMap((at) => {
    const vector = vectors[at];
    if (vector === undefined) return [];
    scoreInto(model, vector, scores);
    const { best, margin } = verdictOf(scores);
    return [{ margin, isRight: isTrueOf(texts[at]?.label ?? '', labels[best] ?? '') }];
  });
};

/**
 * Every text is judged by a model that did not see it, those of rare values too: they are always wrong,
 * as they would be in an archive.
 */
const crossFit = (prepared: Prepared, slots: number, options: TrainingOptions): Calibration => {
  const { texts, labels: { length: classes } } = prepared;
  const folds = options.folds ?? FOLDS;
  const foldOf = stratifiedFolds(texts, folds, options.seed ^ 0x5eed);
  const trials = Array.from({ length: folds }, (_, fold) => {
    const examples = examplesOf(prepared, (at) => foldOf[at] !== fold);
    const trained = emptyModel(slots, classes);
    trainInPlace(trained, examples, planOf(options, countsOf(examples, classes), options.seed + fold + 1));
    return trialsOf(trained, prepared, texts.flatMap((_text, at) => (foldOf[at] === fold ? [at] : [])));
  });
  return calibrate(trials.flat());
};

const vocabularyFor = (views: readonly string[], options: TrainingOptions): Vocabulary => {
  const space = options.space ?? FEATURE_SPACE;
  const documentsMin = options.featureMin ?? featureMinimum(views.length);
  return vocabularyOf(documentFrequencies(views, space), space, documentsMin);
};

/**
 * Trains one field on texts in one place: redaction, vocabulary, cross-fitted calibration, then the model
 * on all of them. The same texts, options and seed give the same weights.
 */
export const trainRecogniser = (
  all: readonly LabelledText[], options: TrainingOptions,
): Result<Recogniser, TrainingRefusal> => {
  const texts = textsOfField(all, options.field);
  const labels = learnableLabels(texts, options.labelMin ?? LABEL_MIN);
  const classes = labels.length;
  if (classes < 2) return err({ code: 'TOO_FEW_CLASSES', documents: texts.length, classes });
  const views = texts.map(({ text }) => viewOf(options.field, text));
  const vocabulary = vocabularyFor(views, options);
  const placeOf = new Map(labels.map((label, place) => [label, place]));
  const prepared: Prepared = {
    texts, labels, vectors: views.map(vectoriser(vocabulary)),
    places: texts.map(({ label }) => placeOf.get(label) ?? -1),
  };
  const slots = vocabulary.buckets.length;
  const calibration = crossFit(prepared, slots, options);
  const examples = examplesOf(prepared, () => true);
  const classCounts = countsOf(examples, classes);
  const model = emptyModel(slots, classes);
  trainInPlace(model, examples, planOf(options, classCounts, options.seed));
  return ok({ field: options.field, labels, classCounts, vocabulary, model, calibration });
};

/** Calibrates a model on examples it was not trained on, as a federated one is on the public probe set. */
export const calibrateModel = (model: LinearModel, examples: readonly Example[]): Calibration => {
  const scores = new Float64Array(model.classes);
  return calibrate(examples.map(({ vector, label }) => {
    scoreInto(model, vector, scores);
    const { best, margin } = verdictOf(scores);
    return { margin, isRight: best === label };
  }));
};
