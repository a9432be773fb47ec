import { type Calibration, confidenceOf, oddsOf } from './calibration.ts';
import type { ModelPrivacy } from '../private-training/model-privacy.ts';
import { type Aside, cluedVerdict } from './clues.ts';
import type { RecognisedField } from './labelled-text.ts';
import { type LinearModel, scoreInto } from './linear-model.ts';
import { viewOf } from './view.ts';
import { vectoriser, type SparseVector, type Vocabulary } from './vocabulary.ts';

/**
 * A trained recogniser of one field: vocabulary, weights, and the calibration of its confidence. Classes of
 * the model: `labels`, then `asides`. `alone`: calibration of a value being the only one of its text;
 * undefined where texts have one value each.
 */
export type Recogniser = Readonly<{
  field: RecognisedField;
  labels: readonly string[];
  asides: readonly Aside[];
  classCounts: readonly number[];
  vocabulary: Vocabulary;
  model: LinearModel;
  calibration: Calibration;
  alone: Calibration | undefined;
  /** What noise it was trained under; undefined: none, so it stays inside the judiciary. */
  privacy?: ModelPrivacy;
}>;

/**
 * What a recogniser says of a text. `margin`: log-odds of being right, which order texts. `isAbove`: at or
 * above the threshold, so it may be prefilled at all; `isAlone`: surely the only value, too.
 */
export type Recognition = Readonly<{
  field: RecognisedField;
  label: string;
  /** The next best value, for the person who decides. */
  second: string | undefined;
  margin: number;
  confidence: number;
  isAbove: boolean;
  isAlone: boolean;
}>;

const reaches = ({ threshold }: Calibration, odds: number): boolean =>
  threshold !== null && odds >= threshold;

/** Says what a vector is, without looking at any text; `scores` has a place for every class of the model. */
export const recogniseVector = (
  { field, labels, asides, model, calibration, alone }: Recogniser, vector: SparseVector,
  scores: Float64Array,
): Recognition => {
  scoreInto(model, vector, scores);
  const { verdict: { best, second }, clues } = cluedVerdict(scores, asides.length);
  const odds = oddsOf(calibration, clues);
  // A text of which the vocabulary knows nothing is not recognised, whatever the bias says.
  const isAbove = vector.slots.length > 0 && reaches(calibration, odds);
  return {
    field, label: labels[best] ?? '', second: labels[second], margin: odds, confidence: confidenceOf(odds),
    isAbove, isAlone: isAbove && (alone === undefined || reaches(alone, oddsOf(alone, clues))),
  };
};

/** A function that reads texts with this recogniser, redacting them first; one for a thread. */
export const recognising = (recogniser: Recogniser): ((text: string) => Recognition) => {
  const vectorOf = vectoriser(recogniser.vocabulary);
  const scores = new Float64Array(recogniser.model.classes);
  return (text) => recogniseVector(recogniser, vectorOf(viewOf(recogniser.field, text)), scores);
};
