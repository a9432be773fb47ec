export {
  type Calibration, calibrate, confidenceOf, oddsOf, PRECISION_AIM, PRECISION_MIN, type Trial, wilsonLower,
} from './calibration.ts';
export { type Aside, ASIDES, cluedVerdict } from './clues.ts';
export { FEATURE_SPACE, type FeatureSpace } from './features.ts';
export {
  type FieldText, isTrueOf, type LabelledText, learnableLabels, RECOGNISED_FIELDS, type RecognisedField,
  SEVERAL, stratifiedFolds, textsOfField,
} from './labelled-text.ts';
export { emptyModel, type LinearModel } from './linear-model.ts';
export { type ErrorRow, type Judged, measureRecogniser, type RecogniserMeasure } from './measure.ts';
export { type MinorAge, minorAge } from './minor-age.ts';
export { type MinorCue, minorCues } from './minor-cues.ts';
export { type ModelFile, modelHash, type ModelRefusal, parseModel, writeModel } from './model-file.ts';
export {
  POOLED, pooledRows, QUALITY_DOCUMENTS_MIN, qualityOfField, type QualityTrials,
} from './measure-quality.ts';
export {
  type CalibrationBin, type CoveragePoint, type FieldQuality, type NoiseRow, parseQuality, QUALITY_FILE,
  QUALITY_NAME_MAX, QUALITY_ROWS_MAX, type QualityRefusal, type QualityRow, type RecogniserQuality,
  writeQuality,
} from './quality.ts';
export { lossesOf, type MembershipMeasure, membershipInference } from './privacy-of-model.ts';
export { type FieldProposal, proposalOf, type Route, type RouteReason, unread } from './read-fields.ts';
export { type Recogniser, type Recognition, recogniseVector, recognising } from './recogniser.ts';
export { redact, regionOf } from './redact.ts';
export { scanNoise } from './scan-noise.ts';
export { type Example, lossOf, trainInPlace, type TrainingPlan } from './train.ts';
export {
  calibrateModel, featureMinimum, LABEL_MIN, trainRecogniser, type TrainingOptions, type TrainingRefusal,
} from './train-recogniser.ts';
export { viewOf } from './view.ts';
export { type DocumentFrequencies, documentFrequencies, type Vocabulary, vectoriser } from './vocabulary.ts';
export { inventedTexts } from './invented-texts.ts';
export { textOfCailRow } from './cail-row.ts';
