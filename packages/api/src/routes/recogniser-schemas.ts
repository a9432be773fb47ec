import {
  choice, flag, list, named, object, type Schema, text, type TypeOf, whole,
} from '../schema/schema.ts';

const ROWS_MAX = 600;
const NAME_MAX = 64;

/** A number from 0 to 1. */
const share: Schema<number> = { json: { type: 'number', minimum: 0, maximum: 1 } };
const count = whole(0, Number.MAX_SAFE_INTEGER);

const row = object(
  { name: text({ max: NAME_MAX }), documents: count, wrong: count, prefilled: count, prefilledWrong: count },
  { pooled: count });

const field = object({
  field: choice(['charge', 'sentenceKind', 'suspended', 'minor']),
  documents: count, accuracy: share, macroF1: share, accuracyAt80: share, prefilled: count,
  prefilledPrecision: share, calibrationError: share,
  coverage: list(object({ coverage: share, precision: share }), { min: 0, max: ROWS_MAX }),
  calibration: list(object({ confidence: share, right: share, documents: count }), { min: 0, max: ROWS_MAX }),
  byLabel: list(row, { min: 0, max: ROWS_MAX }), byRegion: list(row, { min: 0, max: ROWS_MAX }),
  noise: list(object({
    perMille: whole(0, 1000), accuracy: share, prefilled: share, prefilledPrecision: share,
  }), { min: 0, max: ROWS_MAX }),
});

/**
 * How good the recogniser of this deployment was on texts that it had not seen; rows of few texts are told
 * together. `isThere` is false where nobody has measured it.
 */
export const recogniserQuality = named('RecogniserQuality', object(
  { isThere: flag() },
  {
    measuredOn: text({ max: 10 }), modelSha256: text({ max: 64 }), jobId: text({ max: 64 }),
    fields: list(field, { min: 1, max: 4 }),
  }));

/** How good the recogniser of this deployment was. */
export type RecogniserQualityShown = TypeOf<typeof recogniserQuality>;
