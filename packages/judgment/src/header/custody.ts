import { type CivilDate, daysBetween, type Span } from '@fengcun/kernel';
import type { CustodyMeasure, CustodyReading } from '../reading.ts';
import type { DateToken } from '../text/dates.ts';
import { type Chronology, type CustodyEvent, doubt } from './chronology.ts';
import type { WordKind } from './timeline-words.ts';

const MEASURES: ReadonlySet<string> = new Set<CustodyMeasure>([
  'administrativeDetention', 'taken', 'pretrialDetention', 'arrest', 'bail', 'residentialSurveillance',
  'released',
]);
const isMeasure = (kind: WordKind | 'date'): kind is CustodyMeasure => MEASURES.has(kind);

/** 批准逮捕, 决定对其予以逮捕, 决定刑事拘留: decided, perhaps not executed. */
const DECIDED = /(?:批准|决定|宣布|批捕)(?:并)?[^，。；被]{0,10}$/;
/** Decided in the person's absence: no measure was taken at all. */
const ABSENT = /^[（，][^。；（]{0,10}(?:在逃|未能归案|未到案|未归案|外逃)/;
const NOT_EXECUTED = /^，[^。；]{0,40}?(?:未予收押|不予收押|不能执行|未执行|无法收押)/;
const OTHER_MEASURE = /逮捕|拘留|取保候审|监视居住/;
const JOINT = /^(?:[、和及与]|，?(?:并|后|随后))(?:被|由|予以|依法|于当日|于同日|将其|转为)?[^，。；\d]{0,18}$/;
const JOINED_VERB = /^[、和及与](?:被|依法)?$/;
const JOINED_DATE = /^[、和及与][ ]?(?:于)?$/;
/** 2019年1月2日至1月5日被刑事拘留: the measure began on the first of the two. */
const RANGE = /^[起]?[至到—-]$/;
const LOOK_BEHIND = 16;

// LIMIT: words between two measures or dates that belong together.
const GAP_CHARS_MAX = 30;

const gapIs = (pattern: RegExp, text: string, between: Readonly<{ from: number; to: number }>): boolean => {
  const length = between.to - between.from;
  return length >= 0 && length <= GAP_CHARS_MAX && pattern.test(text.slice(between.from, between.to));
};

/** The dates at the end of `pending` that are listed together: 2018年5月7日、6月27日. */
const listedDates = (state: Chronology): readonly DateToken[] => {
  let first = state.pending.length - 1;
  while (first > 0) {
    const [before, here] = [state.pending[first - 1], state.pending[first]];
    if (before === undefined || here === undefined) break;
    const between = { from: before.span.end, to: here.span.start };
    if (first === state.pending.length - 1 && gapIs(RANGE, state.text, between)) return [before];
    if (!gapIs(JOINED_DATE, state.text, between)) break;
    first -= 1;
  }
  return state.pending.slice(Math.max(0, first));
};

/** Indices of the measures listed together from `index`: 刑事拘留和逮捕. */
const listedMeasures = (state: Chronology, index: number): readonly number[] => {
  const found = [index];
  for (let at = index + 1; at < state.tokens.length; at += 1) {
    const [before, here] = [state.tokens[at - 1], state.tokens[at]];
    if (before === undefined || here === undefined || !isMeasure(here.kind)) break;
    if (!gapIs(JOINED_VERB, state.text, { from: before.span.end, to: here.span.start })) break;
    found.push(at);
  }
  return found;
};

const doubtMeasure = (state: Chronology, message: string, span: Span): void =>
  doubt(state, 'CUSTODY_DATE_DOUBTFUL', { message, span });

const add = (state: Chronology, index: number, date: DateToken): void => {
  const token = state.tokens[index];
  if (token === undefined || token.kind === 'date' || !isMeasure(token.kind)) return;
  const { text } = state;
  const before = text.slice(Math.max(state.zone.start, token.span.start - LOOK_BEHIND), token.span.start);
  const after = text.slice(token.span.end, token.span.end + 48);
  if (ABSENT.test(after)) return;
  if (date.date === undefined) {
    // 2008年至2012年期间多次被行政拘留: other law, and not of this case.
    if (token.kind === 'administrativeDetention') return;
    doubtMeasure(state, 'the date of a measure is incomplete or impossible', date.span);
    return;
  }
  const unexecuted = token.kind === 'bail' ? undefined : NOT_EXECUTED.exec(after)?.[0].slice(0, -4);
  if (unexecuted !== undefined && !OTHER_MEASURE.test(unexecuted.replace('不能执行', ''))) {
    doubtMeasure(state, 'a measure was decided but, the text says, not executed', token.span);
    return;
  }
  const isApproval = text.startsWith('批捕', token.span.start)
    || DECIDED.test(before) && !/执行[^，。；]{0,4}$/.test(before);
  const isDecided = isApproval && token.kind !== 'bail' && token.kind !== 'taken';
  const span = { start: Math.min(date.span.start, token.span.start), end: token.span.end };
  const { sentence } = state;
  const isOwn = state.reason === 'case';
  state.events.push({ measure: token.kind, on: date.date, span, isDecided, isOwn, sentence });
  state.openPrior = undefined;
};

const executeDecided = (state: Chronology, span: Span): void => {
  const last = state.events.at(-1);
  const on = (state.pending.at(-1)?.date) ?? last?.on;
  if (last === undefined || on === undefined || !last.isDecided || last.sentence !== state.sentence) return;
  state.events.push({ ...last, on, span, isDecided: false });
  state.pending = [];
};

const sameDay = (on: CivilDate, span: Span): DateToken =>
  ({ span, iso: on, date: on, relative: true, impossible: false });

/** Takes the measure at token `index` with the dates that belong to it. */
export const readMeasure = (state: Chronology, index: number): void => {
  const token = state.tokens[index];
  if (token === undefined || token.kind === 'date') return;
  if (token.kind === 'execute') return executeDecided(state, token.span);
  if (state.reason === 'earlier') {
    state.pending = [];
    return;
  }
  const dates = listedDates(state);
  const verbs = listedMeasures(state, index);
  const [only] = dates;
  if (only === undefined) {
    // ，羁押于某看守所: where the person is, not a measure.
    if (/^[于在]/.test(state.text.slice(token.span.end, token.span.end + 1))) return;
    const last = state.events.at(-1);
    const isJoined = last !== undefined
      && gapIs(JOINT, state.text, { from: last.span.end, to: token.span.start });
    return isJoined ? add(state, index, sameDay(last.on, token.span)) : undefined;
  }
  if (verbs.length === dates.length) verbs.forEach((verb, at) => add(state, verb, dates[at] ?? only));
  else if (verbs.length === 1) for (const date of dates) add(state, index, date);
  else if (dates.length === 1) for (const verb of verbs) add(state, verb, only);
  else doubtMeasure(state, 'dates and measures do not pair', token.span);
  state.skipUntil = state.tokens[verbs.at(-1) ?? index]?.span.end ?? token.span.end;
  state.pending = [];
};

// LAW: 行政拘留 for the same act is credited (《行政处罚法》第35条), so it belongs to the case only when the text joins
// it with a compulsory measure soon after, or says 因本案; days between the two.
const SAME_CASE_DAYS_MAX = 60;

const isOfThisCase = (event: CustodyEvent, events: readonly CustodyEvent[]): boolean =>
  event.measure !== 'administrativeDetention' || event.isOwn
  || events.some((other) => other.measure !== 'administrativeDetention' && other.sentence === event.sentence
    && Math.abs(daysBetween(event.on, other.on)) <= SAME_CASE_DAYS_MAX);

const FREE: ReadonlySet<string> = new Set<CustodyMeasure>(['bail', 'residentialSurveillance', 'released']);

const isSuperseded = (event: CustodyEvent, later: readonly CustodyEvent[]): boolean => {
  if (!event.isDecided) return false;
  const until = later.findIndex((other) => FREE.has(other.measure));
  const next = until === -1 ? later : later.slice(0, until);
  return next.some((other) => other.measure === event.measure);
};

/** The measures of this case by date; a decision gives way to its execution, each counts once a day. */
export const settleCustody = (events: readonly CustodyEvent[]): readonly CustodyReading[] => {
  const kept = events.filter((event, index) =>
    isOfThisCase(event, events) && !isSuperseded(event, events.slice(index + 1)));
  const sorted = kept.toSorted((a, b) => (a.on < b.on ? -1 : a.on > b.on ? 1 : 0));
  const seen = new Set<string>();
  return sorted
    .filter(({ measure, on }) => !seen.has(measure + on) && seen.add(measure + on))
    .map(({ measure, on, span }) => ({ measure, on, span }));
};
