import { type Calibration, confidenceOf } from './calibration.ts';
import type { RecognisedField } from './labelled-text.ts';
import { type LinearModel, scoreInto, verdictOf } from './linear-model.ts';
import { viewOf } from './view.ts';
import { vectoriser, type SparseVector, type Vocabulary } from './vocabulary.ts';

/** A trained recogniser of one field: vocabulary, weights, and the calibration of its confidence. */
export type Recogniser = Readonly<{
  field: RecognisedField;
  labels: readonly string[];
  classCounts: readonly number[];
  vocabulary: Vocabulary;
  model: LinearModel;
  calibration: Calibration;
}>;

/** What a recogniser says of a text. `isAbove`: at or above the threshold, so it may be prefilled at all. */
export type Recognition = Readonly<{
  field: RecognisedField;
  label: string;
  /** The next best value, for the person who decides. */
  second: string | undefined;
  margin: number;
  confidence: number;
  isAbove: boolean;
}>;

/** Says what a vector is, without looking at any text. */
export const recogniseVector = (
  { field, labels, model, calibration }: Recogniser, vector: SparseVector, scores: Float64Array,
): Recognition => {
  scoreInto(model, vector, scores);
  const { best, second, margin } = verdictOf(scores);
  return {
    field, label: labels[best] ?? '', second: labels[second], margin,
    confidence: confidenceOf(calibration, margin),
    // A text of which the vocabulary knows nothing is not recognised, whatever the bias says.
    isAbove: vector.slots.length > 0 && calibration.threshold !== null && margin >= calibration.threshold,
  };
};

/** A function that reads texts with this recogniser, redacting them first; one for a thread. */
export const recognising = (recogniser: Recogniser): ((text: string) => Recognition) => {
  const vectorOf = vectoriser(recogniser.vocabulary);
  const scores = new Float64Array(recogniser.labels.length);
  return (text) => recogniseVector(recogniser, vectorOf(viewOf(recogniser.field, text)), scores);
};
