import { isTrueOf, SEVERAL } from './labelled-text.ts';
import type { Recognition } from './recogniser.ts';

/** A recognition beside the truth, which may be several values (`labelled-text.ts`): one of them is right. */
export type Judged = Readonly<{ truth: string; region: string | undefined; recognition: Recognition }>;

/**
 * Errors among the texts of one value or one region; `prefilledWrong` are those that nobody was asked
 * about.
 */
export type ErrorRow = Readonly<{
  name: string; documents: number; wrong: number; prefilled: number; prefilledWrong: number;
}>;

/** How good a recogniser is on texts that it has not seen. Shares are 0 … 1. */
export type RecogniserMeasure = Readonly<{
  documents: number;
  accuracy: number;
  macroF1: number;
  /** Accuracy among the 80 % with the largest margins. */
  accuracyAt80: number;
  prefilled: number;
  prefilledPrecision: number;
  /** Prefilled as the only value of their text, and the share of these texts that have that value alone. */
  alone: number;
  alonePrecision: number;
  /** Mean distance of confidence from the share that was right, over ten groups of confidence. */
  calibrationError: number;
  byLabel: readonly ErrorRow[];
  byRegion: readonly ErrorRow[];
}>;

const COVERAGE = 0.8;
const GROUPS = 10;

const isRight = ({ truth, recognition }: Judged): boolean => isTrueOf(truth, recognition.label);

const accuracyOf = (judged: readonly Judged[]): number =>
  (judged.length === 0 ? 0 : judged.filter(isRight).length / judged.length);

const rowsBy = (judged: readonly Judged[], nameOf: (one: Judged) => string): readonly ErrorRow[] =>
  [...Map.groupBy(judged, nameOf)].map(([name, group]) => {
    const prefilled = group.filter(({ recognition }) => recognition.isAbove);
    return {
      name, documents: group.length, wrong: group.filter((one) => !isRight(one)).length,
      prefilled: prefilled.length, prefilledWrong: prefilled.filter((one) => !isRight(one)).length,
    };
  }).sort((one, other) => other.documents - one.documents || (one.name < other.name ? -1 : 1));

/** Mean over the single values that occur of 2·right / (documents + claimed). */
const macroF1Of = (judged: readonly Judged[]): number => {
  const claimed = Map.groupBy(judged, ({ recognition }) => recognition.label);
  const truths = [...Map.groupBy(judged, ({ truth }) => truth)].filter(([label]) => !label.includes(SEVERAL));
  const scores = truths.map(([label, group]) =>
    (2 * group.filter(isRight).length) / (group.length + (claimed.get(label)?.length ?? 0)));
  return truths.length === 0 ? 0 : scores.reduce((sum, score) => sum + score, 0) / truths.length;
};

const calibrationErrorOf = (judged: readonly Judged[]): number => {
  const groups = Map.groupBy(judged, ({ recognition }) =>
    Math.min(GROUPS - 1, Math.floor(recognition.confidence * GROUPS)));
  const distances = [...groups.values()].map((group) => {
    const confidence = group.reduce((sum, one) => sum + one.recognition.confidence, 0) / group.length;
    return Math.abs(confidence - accuracyOf(group)) * group.length;
  });
  return distances.reduce((sum, each) => sum + each, 0) / Math.max(1, judged.length);
};

/** Measures recognitions beside their truths. */
export const measureRecogniser = (judged: readonly Judged[]): RecogniserMeasure => {
  const byMargin = judged.toSorted((one, other) => other.recognition.margin - one.recognition.margin);
  const prefilled = judged.filter(({ recognition }) => recognition.isAbove);
  const alone = judged.filter(({ recognition }) => recognition.isAlone);
  const only = alone.filter(({ truth, recognition }) => truth === recognition.label).length;
  return {
    documents: judged.length,
    accuracy: accuracyOf(judged),
    macroF1: macroF1Of(judged),
    accuracyAt80: accuracyOf(byMargin.slice(0, Math.floor(judged.length * COVERAGE))),
    prefilled: prefilled.length,
    prefilledPrecision: accuracyOf(prefilled),
    alone: alone.length,
    alonePrecision: alone.length === 0 ? 0 : only / alone.length,
    calibrationError: calibrationErrorOf(judged),
    byLabel: rowsBy(judged, ({ truth }) => truth),
    byRegion: rowsBy(judged, ({ region }) => region ?? 'unstated'),
  };
};
