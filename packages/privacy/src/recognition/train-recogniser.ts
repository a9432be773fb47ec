import { err, ok, type Result } from '@fengcun/kernel';
import { calibrate, type Calibration, type Trial } from './calibration.ts';
import { type Aside, ASIDES, cluedVerdict } from './clues.ts';
import { FEATURE_SPACE, type FeatureSpace } from './features.ts';
import {
  type FieldText, isTrueOf, type LabelledText, learnableLabels, type RecognisedField, SEVERAL,
  stratifiedFolds, textsOfField,
} from './labelled-text.ts';
import { emptyModel, type LinearModel, scoreInto } from './linear-model.ts';
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

/** Texts of a field as vectors, with the places of their classes; −1: one that is no class. */
type Prepared = Readonly<{
  texts: readonly FieldText[]; vectors: readonly SparseVector[]; places: readonly number[];
  labels: readonly string[]; asides: readonly Aside[];
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

/** Trials of both promises: that a value is right, and that it is the only one. */
type Trials = Readonly<{ named: readonly Trial[]; alone: readonly Trial[] }>;

const trialsOf = (
  model: LinearModel, { texts, vectors, labels, asides }: Prepared, chosen: readonly number[],
): Trials => {
  const scores = new Float64Array(model.classes);
  const read = chosen.flatMap((at) => {
    const vector = vectors[at];
    if (vector === undefined) return [];
    scoreInto(model, vector, scores);
    const { verdict, clues } = cluedVerdict(scores, asides.length);
    return [{ clues, value: labels[verdict.best] ?? '', truth: texts[at]?.label ?? '' }];
  });
  return {
    named: read.map(({ clues, value, truth }) => ({ clues, isRight: isTrueOf(truth, value) })),
    alone: read.map(({ clues, value, truth }) => ({ clues, isRight: truth === value })),
  };
};

/**
 * Every text is judged by a model that did not see it, those of rare values too: they are always wrong,
 * as they would be in an archive.
 */
const crossFit = (
  prepared: Prepared, slots: number, options: TrainingOptions,
): Readonly<{ calibration: Calibration; alone: Calibration | undefined }> => {
  const { texts, labels, asides } = prepared;
  const classes = labels.length + asides.length;
  const folds = options.folds ?? FOLDS;
  const foldOf = stratifiedFolds(texts, folds, options.seed ^ 0x5eed);
  const trials = Array.from({ length: folds }, (_, fold) => {
    const examples = examplesOf(prepared, (at) => foldOf[at] !== fold);
    const trained = emptyModel(slots, classes);
    trainInPlace(trained, examples, planOf(options, countsOf(examples, classes), options.seed + fold + 1));
    return trialsOf(trained, prepared, texts.flatMap((_text, at) => (foldOf[at] === fold ? [at] : [])));
  });
  const hasSeveral = texts.some(({ label }) => label.includes(SEVERAL));
  return {
    calibration: calibrate(trials.flatMap(({ named }) => named)),
    alone: hasSeveral ? calibrate(trials.flatMap(({ alone }) => alone)) : undefined,
  };
};

const asideOf = ({ label }: FieldText): Aside => (label.includes(SEVERAL) ? 'several' : 'rare');

/** Asides that enough texts are of; places of all texts among values and asides. */
const placesOf = (
  texts: readonly FieldText[], labels: readonly string[], documentsMin: number,
): Pick<Prepared, 'places' | 'asides'> => {
  const values = new Map(labels.map((label, place) => [label, place]));
  const rest = texts.filter(({ label }) => !values.has(label)).map(asideOf);
  const asides = ASIDES.filter((aside) => rest.filter((one) => one === aside).length >= documentsMin);
  const places = texts.map((text) => {
    const place = values.get(text.label) ?? labels.length + asides.indexOf(asideOf(text));
    return place < labels.length && !values.has(text.label) ? -1 : place;
  });
  return { places, asides };
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
  if (labels.length < 2) {
    return err({ code: 'TOO_FEW_CLASSES', documents: texts.length, classes: labels.length });
  }
  const views = texts.map(({ text }) => viewOf(options.field, text));
  const vocabulary = vocabularyFor(views, options);
  const { places, asides } = placesOf(texts, labels, options.labelMin ?? LABEL_MIN);
  const prepared: Prepared = { texts, labels, asides, vectors: views.map(vectoriser(vocabulary)), places };
  const slots = vocabulary.buckets.length;
  const calibrated = crossFit(prepared, slots, options);
  const examples = examplesOf(prepared, () => true);
  const classCounts = countsOf(examples, labels.length + asides.length);
  const model = emptyModel(slots, classCounts.length);
  trainInPlace(model, examples, planOf(options, classCounts, options.seed));
  return ok({ field: options.field, labels, asides, classCounts, vocabulary, model, ...calibrated });
};

/** Calibrates a model on examples it was not trained on, as a federated one is on the public probe set. */
export const calibrateModel = (model: LinearModel, examples: readonly Example[]): Calibration => {
  const scores = new Float64Array(model.classes);
  return calibrate(examples.map(({ vector, label }) => {
    scoreInto(model, vector, scores);
    const { verdict, clues } = cluedVerdict(scores, 0);
    return { clues, isRight: verdict.best === label };
  }));
};
