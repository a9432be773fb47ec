import { isTrueOf, type RecognisedField } from './labelled-text.ts';
import { type ErrorRow, type Judged, measureRecogniser } from './measure.ts';
import type { CalibrationBin, CoveragePoint, FieldQuality, NoiseRow, QualityRow } from './quality.ts';

/** LIMIT: rows of fewer texts are pooled: an error among so few would speak of a single judgment. */
export const QUALITY_DOCUMENTS_MIN = 10;
/** Name of the row that holds what was pooled. */
export const POOLED = 'rest';

const POINTS = 20;
const BINS = 10;

const rounded = (share: number): number => Math.round(share * 10_000) / 10_000;
const isRight = ({ truth, recognition }: Judged): boolean => isTrueOf(truth, recognition.label);
const shareRight = (judged: readonly Judged[]): number =>
  (judged.length === 0 ? 0 : rounded(judged.filter(isRight).length / judged.length));

const coverageOf = (judged: readonly Judged[]): readonly CoveragePoint[] => {
  if (judged.length === 0) return [];
  const byMargin = judged.toSorted((one, other) => other.recognition.margin - one.recognition.margin);
  return Array.from({ length: POINTS }, (_, at) => (at + 1) / POINTS).map((coverage) => ({
    coverage, precision: shareRight(byMargin.slice(0, Math.max(1, Math.floor(byMargin.length * coverage)))),
  }));
};

const binsOf = (judged: readonly Judged[]): readonly CalibrationBin[] => {
  const binOf = ({ recognition }: Judged): number =>
    Math.min(BINS - 1, Math.floor(recognition.confidence * BINS));
  return [...Map.groupBy(judged, binOf)].toSorted(([one], [other]) => one - other).map(([, group]) => ({
    confidence: rounded(group.reduce((sum, one) => sum + one.recognition.confidence, 0) / group.length),
    right: shareRight(group), documents: group.length,
  }));
};

const pool = (rows: readonly ErrorRow[]): QualityRow => {
  const sum = (of: (row: ErrorRow) => number): number => rows.reduce((all, row) => all + of(row), 0);
  return {
    name: POOLED, pooled: rows.length, documents: sum((row) => row.documents), wrong: sum((row) => row.wrong),
    prefilled: sum((row) => row.prefilled), prefilledWrong: sum((row) => row.prefilledWrong),
  };
};

/**
 * Rows of enough texts by name and the rest together. A rest that is itself too small takes the smallest
 * named row in, so that no difference from the total gives a small row back.
 */
export const pooledRows = (rows: readonly ErrorRow[]): readonly QualityRow[] => {
  const sorted = rows.toSorted((one, other) => other.documents - one.documents);
  let named = sorted.filter(({ documents }) => documents >= QUALITY_DOCUMENTS_MIN).length;
  if (named === sorted.length) return sorted;
  if (named > 0 && pool(sorted.slice(named)).documents < QUALITY_DOCUMENTS_MIN) named -= 1;
  return [...sorted.slice(0, named), pool(sorted.slice(named))];
};

const noiseRow = (perMille: number, judged: readonly Judged[]): NoiseRow => {
  const prefilled = judged.filter(({ recognition }) => recognition.isAbove);
  const share = judged.length === 0 ? 0 : rounded(prefilled.length / judged.length);
  return {
    perMille, accuracy: shareRight(judged), prefilled: share, prefilledPrecision: shareRight(prefilled),
  };
};

/** What a field was measured on: its texts as they are, and the same with characters lost. */
export type QualityTrials = Readonly<{
  field: RecognisedField; judged: readonly Judged[];
  noisy?: readonly Readonly<{ perMille: number; judged: readonly Judged[] }>[];
}>;

/** Measures one field for the quality file, in the order of the texts given or any other. */
export const qualityOfField = ({ field, judged, noisy = [] }: QualityTrials): FieldQuality => {
  const { byLabel, byRegion, documents, prefilled, ...shares } = measureRecogniser(judged);
  return {
    field, documents, prefilled,
    accuracy: rounded(shares.accuracy), macroF1: rounded(shares.macroF1),
    accuracyAt80: rounded(shares.accuracyAt80), prefilledPrecision: rounded(shares.prefilledPrecision),
    calibrationError: rounded(shares.calibrationError),
    coverage: coverageOf(judged), calibration: binsOf(judged),
    byLabel: pooledRows(byLabel), byRegion: pooledRows(byRegion),
    noise: noisy.map((one) => noiseRow(one.perMille, one.judged)),
  };
};
