import type { Span } from '@fengcun/kernel';
import type { CustodyReading, PriorConviction, Problem } from '../reading.ts';
import type { Chronology } from './chronology.ts';
import { readMeasure, settleCustody } from './custody.ts';
import { conviction, finishPriors, lostSentence, namelessSentence } from './prior-convictions.ts';
import { findTokens } from './timeline-words.ts';

/** What a party's paragraph tells: custody of this case and earlier convictions, in the order of the text. */
export type TimelineReading = Readonly<{
  custody: readonly CustodyReading[];
  priorConvictions: readonly PriorConviction[];
  problems: readonly Problem[];
}>;

// LIMIT: between a release date and its word stand at most a few words (因减刑被提前).
const RELEASE_GAP_MAX = 20;

const release = (state: Chronology, span: Span): void => {
  const date = state.pending.at(-1);
  const isNear = date !== undefined && span.start - date.span.end <= RELEASE_GAP_MAX;
  if (isNear) lostSentence(state, span);
  state.pending = [];
  if (!isNear) return;
  const prior = state.openPrior;
  if (prior !== undefined) {
    prior.release ??= date;
    prior.end = span.end;
  } else if (state.reason !== 'earlier' && date.date !== undefined && state.events.length > 0) {
    const { sentence } = state;
    state.events.push({ measure: 'released', on: date.date, span, isDecided: false, isOwn: true, sentence });
  }
};

const stop = (state: Chronology, span: Span): void => {
  if (state.pending.length > 0) namelessSentence(state, span);
  state.pending = [];
  state.reason = 'none';
  state.sentence += 1;
  state.regionStart = span.end;
};

const isAfterEarlier = (state: Chronology, at: number): boolean =>
  state.reason === 'earlier' && at - state.reasonAt <= 4;

const takeReason = (state: Chronology, kind: 'earlier' | 'case' | 'reason', span: Span): void => {
  if (kind !== 'earlier' && isAfterEarlier(state, span.start)) return;
  // 因吸毒 after 因本案 in one sentence does not end the case, but it ends 曾.
  if (kind === 'reason') state.reason = state.reason === 'earlier' ? 'none' : state.reason;
  else state.reason = kind;
  state.reasonAt = span.end;
};

const takeToken = (state: Chronology, index: number): void => {
  const token = state.tokens[index];
  if (token === undefined || token.span.start < state.skipUntil) return;
  if (token.kind === 'date') {
    state.pending.push(token.date);
    return;
  }
  switch (token.kind) {
    case 'stop': return stop(state, token.span);
    case 'earlier': case 'case': case 'reason': return takeReason(state, token.kind, token.span);
    case 'sentence': case 'exempt': case 'fine': return conviction(state, token.kind, token.span);
    case 'release': return release(state, token.span);
    case 'parole': case 'void':
      state.pending = [];
      return;
    default: return readMeasure(state, index);
  }
};

/**
 * Reads custody and earlier convictions from one paragraph. Never throws; linear in its length.
 */
export const readTimeline = (
  document: string, zone: Span, wasDecidedBefore: boolean,
): TimelineReading => {
  // Cut, so that no search goes beyond the paragraph.
  const text = document.slice(0, zone.end);
  const tokens = findTokens(text, zone);
  const state: Chronology = {
    text, zone, tokens, wasDecidedBefore,
    dateStarts: tokens.filter((token) => token.kind === 'date').map((token) => token.span.start),
    pending: [], reason: 'none', reasonAt: -1, sentence: 0, regionStart: zone.start, skipUntil: 0,
    events: [], priors: [], openPrior: undefined, problems: [],
  };
  for (let index = 0; index < tokens.length; index += 1) takeToken(state, index);
  return {
    custody: settleCustody(state.events),
    priorConvictions: finishPriors(state),
    problems: state.problems,
  };
};
