import type { Span } from '@fengcun/kernel';
import type { PriorConviction } from '../reading.ts';
import type { DateToken } from '../text/dates.ts';
import { type Chronology, doubt, type Draft } from './chronology.ts';
import { readPriorCharges } from './prior-charges.ts';
import { type PriorPenalties, readPriorPenalties } from './prior-penalties.ts';

/** 判处 of other organs or other law. */
const NOT_CRIMINAL = /^(?:行政|治安|劳动|劳教|强制|罚款|收容|赔偿|离婚|其(?:承担|赔偿|支付))/;
const OWN_CASE_AFTER = /发回重审|撤销原判|重新审/;

// LIMIT: what leads to the sentence of an earlier judgment, from the reason to 判处.
const REGION_CHARS_MAX = 600;
const regionBefore = (state: Chronology, at: number): string =>
  state.text.slice(Math.max(state.regionStart, at - REGION_CHARS_MAX), at);

const isOwnJudgment = (state: Chronology): boolean => state.wasDecidedBefore && state.reason === 'case';

/** Custody told before a conviction of a later date belonged to that earlier case. */
const dropEarlierCustody = (state: Chronology, date: DateToken | undefined): void => {
  const iso = date?.iso ?? '';
  state.events = state.events.filter((event) =>
    iso === '' ? event.sentence !== state.sentence : event.on.slice(0, iso.length) > iso);
};

const conflictsWithDates = (state: Chronology): boolean => {
  const [one, two] = state.pending.slice(-2);
  return one !== undefined && two !== undefined
    && /^[、和及与]$/.test(state.text.slice(one.span.end, two.span.start));
};

const note = (state: Chronology, draft: Draft): void => {
  const span = { start: draft.start, end: draft.end };
  if (draft.penalties.isDoubtful) {
    doubt(state, 'PRIOR_CONVICTION_DOUBTFUL', { message: 'an earlier sentence is unclear', span });
  } else if (draft.penalties.term === undefined) {
    doubt(state, 'PRIOR_CONVICTION_TERM_MISSING', { message: 'an earlier conviction lacks its term', span });
  }
  if (draft.charges.length === 0 || draft.date?.impossible === true) {
    const message = 'charge or date of an earlier conviction is unclear';
    doubt(state, 'PRIOR_CONVICTION_DOUBTFUL', { message, span });
  }
};

/** A further sentence of the same judgment: 被二审改判有期徒刑二年. */
const amends = (state: Chronology, word: string): boolean => word === '改判' && state.openPrior !== undefined;

/**
 * Takes 判处 (or 免予刑事处罚, or 并处罚金 whose main penalty was lost) as an earlier conviction, unless it is this
 * case's own earlier judgment or a penalty of other law.
 */
export const conviction = (state: Chronology, kind: 'sentence' | 'exempt' | 'fine', span: Span): void => {
  const { text, zone } = state;
  const word = text.slice(span.start, span.end);
  const from = word.endsWith('判处') || word === '判' || word === '判决' || word === '改判' ? span.end : span.start;
  if (NOT_CRIMINAL.test(text.slice(span.end, span.end + 8))) {
    state.pending = [];
    return;
  }
  const penalties = readPriorPenalties(text, from, { limit: zone.end, dateStarts: state.dateStarts });
  const region = regionBefore(state, span.start);
  const isNamed = penalties.isCriminal || /^刑/.test(text.slice(span.end, span.end + 1));
  if (!isNamed || kind !== 'sentence' && !/犯/.test(region)) return;
  const end = Math.max(penalties.end, span.end);
  state.skipUntil = end;
  const isOwn = isOwnJudgment(state) || OWN_CASE_AFTER.test(text.slice(end, end + 30));
  const isListed = conflictsWithDates(state);
  const date = isListed ? undefined : state.pending.at(-1);
  state.pending = [];
  const regionStart = span.start - region.length;
  state.regionStart = end;
  if (isOwn) return;
  if (amends(state, word)) {
    const last = state.priors.pop();
    if (last !== undefined) state.priors.push(state.openPrior = { ...last, penalties, end });
    return;
  }
  dropEarlierCustody(state, date);
  const before = readPriorCharges(region);
  // 被某法院判决犯盗窃罪，判处…: the charge stands behind the verb.
  const charges = before.length > 0 ? before : readPriorCharges(text.slice(span.end, penalties.end));
  const start = Math.min(date?.span.start ?? span.start, regionStart + Math.max(0, region.search(/[因犯曾]/)));
  const draft: Draft = { charges, date, penalties, start, end, release: undefined };
  if (isListed) {
    doubt(state, 'PRIOR_CONVICTION_DOUBTFUL', { message: 'several dates for one earlier sentence', span });
  }
  state.priors.push(draft);
  state.openPrior = draft;
  state.reason = 'none';
  note(state, draft);
};

const COMMITTED = /(?<!涉嫌)犯[^，。；]{2,40}罪/;
const NO_PENALTIES: PriorPenalties = { end: 0, isCriminal: true, isDoubtful: false };

/** 因犯某罪被某区，2012年12月2日刑满释放: the sentence was lost in the source, the conviction stands. */
export const lostSentence = (state: Chronology, span: Span): void => {
  const region = regionBefore(state, span.start);
  if (state.reason === 'case' || !COMMITTED.test(region)) return;
  const date = state.pending.at(-2);
  const start = date?.span.start ?? span.start - region.length + region.search(COMMITTED);
  const draft: Draft = {
    charges: readPriorCharges(region), date, start, end: span.end, penalties: NO_PENALTIES,
    release: undefined,
  };
  state.priors.push(draft);
  state.openPrior = draft;
  state.regionStart = span.end;
  note(state, draft);
};

/** 因犯某罪，于2013年1月5日被某区。 without any sentence: perhaps a conviction; a person has to look. */
export const namelessSentence = (state: Chronology, span: Span): void => {
  const words = regionBefore(state, span.start);
  const region = { start: span.start - words.length, end: span.start };
  if (state.reason === 'case' || !/因(?:曾)?犯[^，。；]{2,40}罪/.test(words)) return;
  const message = 'a crime is told without the sentence for it';
  doubt(state, 'PRIOR_CONVICTION_DOUBTFUL', { message, span: region });
};

const finish = (state: Chronology, draft: Draft): PriorConviction => {
  const { term, probationMonths, fineYuan, isDoubtful } = draft.penalties;
  const { confiscationYuan, deprivationMonths } = draft.penalties;
  const iso = draft.date?.iso;
  const released = draft.release?.date;
  const isEarly = released !== undefined && iso !== undefined && released.slice(0, iso.length) < iso;
  const span = { start: draft.start, end: draft.end };
  if (isEarly) {
    doubt(state, 'PRIOR_CONVICTION_DOUBTFUL', { message: 'the release is dated before the judgment', span });
  }
  return {
    charges: draft.charges,
    ...(iso === undefined || iso === '' ? {} : { date: iso }),
    ...(term === undefined || isDoubtful ? {} : { term }),
    ...(probationMonths === undefined || isDoubtful ? {} : { probationMonths }),
    ...(fineYuan === undefined ? {} : { fineYuan }),
    ...(confiscationYuan === undefined ? {} : { confiscationYuan }),
    ...(deprivationMonths === undefined ? {} : { deprivationMonths }),
    ...(released === undefined || isEarly ? {} : { releaseDate: released }),
    span,
  };
};

const isSame = (a: PriorConviction, b: PriorConviction): boolean =>
  a === b || a.date !== undefined && a.date === b.date && a.charges.join() === b.charges.join();

/** The convictions read, each once. */
export const finishPriors = (state: Chronology): readonly PriorConviction[] => {
  const priors = state.priors.map((draft) => finish(state, draft));
  return priors.filter((prior, index) => priors.findIndex((other) => isSame(other, prior)) === index);
};
