import type { CivilDate, Span } from '@fengcun/kernel';
import type { CustodyMeasure, Problem, ProblemCode } from '../reading.ts';
import type { DateToken } from '../text/dates.ts';
import type { PriorPenalties } from './prior-penalties.ts';
import type { Token } from './timeline-words.ts';

/** A measure with what is needed to see whether it counts: decided only, of this case, in which sentence. */
export type CustodyEvent = Readonly<{
  measure: CustodyMeasure;
  on: CivilDate;
  span: Span;
  isDecided: boolean;
  isOwn: boolean;
  sentence: number;
}>;

/** A conviction being read; its release date may follow in a later sentence. */
export type Draft = {
  readonly charges: readonly string[];
  readonly date: DateToken | undefined;
  readonly penalties: PriorPenalties;
  readonly start: number;
  end: number;
  release: DateToken | undefined;
};

/** The reading position; one object so that each kind of word can be a small function. */
export type Chronology = {
  readonly text: string;
  readonly zone: Span;
  readonly tokens: readonly Token[];
  readonly dateStarts: readonly number[];
  /** 上诉人, 原审被告人: a sentence told together with this case's custody is this case's own. */
  readonly wasDecidedBefore: boolean;
  /** Dates since the last word that used dates up. */
  pending: DateToken[];
  reason: 'none' | 'earlier' | 'case';
  reasonAt: number;
  /** The sentence number (。 or ；), and where the sentence and the part after the last conviction begin. */
  sentence: number;
  regionStart: number;
  skipUntil: number;
  events: CustodyEvent[];
  priors: Draft[];
  /** The last conviction still waits for its release date. */
  openPrior: Draft | undefined;
  problems: Problem[];
};

/** Adds a doubt. */
export const doubt = (
  state: Chronology, code: ProblemCode, about: Readonly<{ message: string; span: Span }>,
): void => {
  state.problems.push({ code, message: about.message, span: about.span });
};
