import { assertNever, type CivilDate, err, ok, type Result } from '@fengcun/kernel';
import type { InquiryParty } from '../inquiry/inquiry-event.ts';
import { legalDay } from '../inquiry/inquiry-rules.ts';
import { isSamePerson } from '../inquiry/inquiry-step.ts';
import type { DeadlineItem } from '../sealing/deadlines/deadline-state.ts';

/** Where a leak is handed on to: discipline, the police or the procuratorate for a crime. */
export type ReferralKind = 'discipline' | 'crime';

/** LAW: what a referral may rest on; whether 情节严重 is for those it goes to. @see W-55 */
export const REFERRAL_CITES: Readonly<Record<ReferralKind, readonly string[]>> = {
  discipline: ['M2022_20'], crime: ['M2022_20', 'CL_253_1', 'CL_308_1'],
};

type Event<T extends string, F = unknown> =
  Readonly<{ type: T; at: string; on: CivilDate; by: InquiryParty }> & Readonly<F>;

/** Who is concerned (ids of subjects), which kinds of data, why, and what harm it may do. */
export type Assessment = Readonly<{
  persons: readonly string[]; content: readonly string[]; cause: string; harm: string;
}>;

/** Who was told, under which number, with what they can do and whom to ask. @see 个人信息保护法第57条第1款 */
export type Notice =
  Readonly<{ persons: readonly string[]; document: string; advice: string; contact: string }>;

/** Everything that happens about a leak; `persons`: ids of the subjects concerned. */
export type IncidentEvent =
  | Event<'IncidentReported', { organ: string; facts: string; knownOn: CivilDate }>
  | Event<'IncidentContained', { measures: string }>
  | Event<'IncidentAssessed', Assessment>
  | Event<'PersonsNotified', Notice>
  /** 个保法57第2款: no notice where the measures effectively avoid harm; two people say so. */
  | Event<'SparingProposed', { reasons: string }>
  | Event<'SparingSentBack', { reasons: string }>
  | Event<'NoticeSpared', { reasons: string; proposedBy: InquiryParty }>
  | Event<'IncidentReferred', { kind: ReferralKind; to: string; document: string }>
  | Event<'IncidentClosed', { reasons: string }>;

/** A leak as its events tell. */
export type IncidentState = Readonly<{ status: 'none' }> | Readonly<{
  status: 'reported' | 'contained' | 'assessed' | 'notified' | 'closed';
  organ: string; knownOn: CivilDate; isContained: boolean;
  persons: readonly string[]; notified: readonly string[]; isSpared: boolean;
  referrals: readonly ReferralKind[];
  /** That no notice is needed: waits for a second person. */
  sparing?: Readonly<{ reasons: string; by: InquiryParty }>;
}>;

/** Before anything happened. */
export const NO_INCIDENT: IncidentState = { status: 'none' };

type Known = Exclude<IncidentState, { status: 'none' }>;

const withoutSparing = ({ sparing: _gone, ...state }: Known): Known => state;

const after = (state: Known, event: Exclude<IncidentEvent, { type: 'IncidentReported' }>): Known => {
  switch (event.type) {
    case 'IncidentContained':
      return {
        ...state, isContained: true, status: state.status === 'reported' ? 'contained' : state.status,
      };
    // What was proposed spoke of the persons known before.
    case 'IncidentAssessed':
      return withoutSparing({ ...state, status: 'assessed', persons: event.persons, isSpared: false });
    case 'PersonsNotified': {
      const notified = [...new Set([...state.notified, ...event.persons])];
      const isEveryone = state.persons.every((one) => notified.includes(one));
      return { ...state, notified, status: isEveryone ? 'notified' : state.status };
    }
    case 'SparingProposed': return { ...state, sparing: { reasons: event.reasons, by: event.by } };
    case 'SparingSentBack': return withoutSparing(state);
    case 'NoticeSpared': return withoutSparing({ ...state, isSpared: true, status: 'notified' });
    case 'IncidentReferred': return { ...state, referrals: [...state.referrals, event.kind] };
    case 'IncidentClosed': return { ...state, status: 'closed' };
    default: return assertNever(event);
  }
};

/** Total: a recorded fact is never refused. */
export const evolveIncident = (state: IncidentState, event: IncidentEvent): IncidentState => {
  if (event.type !== 'IncidentReported') return state.status === 'none' ? state : after(state, event);
  const { organ, knownOn } = event;
  return {
    status: 'reported', organ, knownOn, isContained: false, persons: [], notified: [], isSpared: false,
    referrals: [],
  };
};

type Command<T extends string, F = unknown> =
  Readonly<{ type: T; at: string; by: InquiryParty }> & Readonly<F>;

/** Commands about a leak. */
export type IncidentCommand =
  | Command<'Report', { organ: string; facts: string; knownOn: CivilDate }>
  | Command<'Contain', { measures: string }>
  | Command<'Assess', Assessment>
  | Command<'Notify', Notice>
  | Command<'ProposeSparing', { reasons: string }>
  | Command<'DecideSparing', { agrees: boolean; reasons: string }>
  | Command<'Refer', { kind: ReferralKind; to: string; document: string }>
  | Command<'CloseIncident', { reasons: string }>;

/** Closed list of reasons why a command does nothing. */
export type IncidentRefusal = Readonly<{
  code:
    | 'ALREADY_REPORTED' | 'NOT_REPORTED' | 'CLOSED' | 'REASONS_MISSING' | 'KNOWN_IN_THE_FUTURE'
    | 'NOT_ASSESSED' | 'PERSON_NOT_CONCERNED' | 'FOUR_EYES' | 'NOT_CONTAINED' | 'PERSONS_NOT_NOTIFIED'
    | 'NOTHING_PROPOSED' | 'ALREADY_PROPOSED';
}>;

type Decided = Result<readonly IncidentEvent[], IncidentRefusal>;

const refuse = (code: IncidentRefusal['code']): Decided => err({ code });

const isBlank = (text: string): boolean => text.trim() === '';

const isAssessed = ({ status }: Known): boolean => status === 'assessed' || status === 'notified';

const decideSparing = (
  { sparing }: Known, { at, by, agrees, reasons }: Extract<IncidentCommand, { type: 'DecideSparing' }>,
): Decided => {
  if (sparing === undefined) return refuse('NOTHING_PROPOSED');
  if (isSamePerson(sparing.by, by)) return refuse('FOUR_EYES');
  const base = { at, on: legalDay(at), by };
  if (agrees) {
    return ok([{ type: 'NoticeSpared', ...base, reasons: sparing.reasons, proposedBy: sparing.by }]);
  }
  return reasons.trim() === '' ? refuse('REASONS_MISSING')
    : ok([{ type: 'SparingSentBack', ...base, reasons }]);
};

const onKnown = (state: Known, command: Exclude<IncidentCommand, { type: 'Report' }>): Decided => {
  const base = { at: command.at, on: legalDay(command.at), by: command.by };
  switch (command.type) {
    case 'Contain': return command.measures.trim() === '' ? refuse('REASONS_MISSING')
      : ok([{ type: 'IncidentContained', ...base, measures: command.measures }]);
    case 'Assess': {
      const { persons, content, cause, harm } = command;
      if ([cause, harm].some(isBlank) || content.length === 0) return refuse('REASONS_MISSING');
      return ok([{ type: 'IncidentAssessed', ...base, persons, content, cause, harm }]);
    }
    case 'Notify': {
      const { persons, document, advice, contact } = command;
      if (!isAssessed(state)) return refuse('NOT_ASSESSED');
      if ([advice, contact].some(isBlank)) return refuse('REASONS_MISSING');
      if (!persons.every((one) => state.persons.includes(one))) return refuse('PERSON_NOT_CONCERNED');
      return ok([{ type: 'PersonsNotified', ...base, persons, document, advice, contact }]);
    }
    case 'ProposeSparing':
      if (!isAssessed(state)) return refuse('NOT_ASSESSED');
      if (!state.isContained) return refuse('NOT_CONTAINED');
      // What waits for a second person does not change under their eyes.
      if (state.sparing !== undefined) return refuse('ALREADY_PROPOSED');
      return command.reasons.trim() === '' ? refuse('REASONS_MISSING')
        : ok([{ type: 'SparingProposed', ...base, reasons: command.reasons }]);
    case 'DecideSparing': return decideSparing(state, command);
    case 'Refer': {
      const { kind, to, document } = command;
      return ok([{ type: 'IncidentReferred', ...base, kind, to, document }]);
    }
    case 'CloseIncident':
      if (!state.isContained) return refuse('NOT_CONTAINED');
      if (state.status !== 'notified') return refuse('PERSONS_NOT_NOTIFIED');
      return command.reasons.trim() === '' ? refuse('REASONS_MISSING')
        : ok([{ type: 'IncidentClosed', ...base, reasons: command.reasons }]);
  }
};

/**
 * What a command does to a leak: it is closed only when it is contained and everybody concerned was told, or
 * two people found that no harm is left. @see 个人信息保护法第57条; 2022 Measures art. 20
 */
export const decideIncident = (
  command: IncidentCommand, state: IncidentState,
): Result<readonly IncidentEvent[], IncidentRefusal> => {
  if (command.type !== 'Report') {
    if (state.status === 'none') return refuse('NOT_REPORTED');
    return state.status === 'closed' ? refuse('CLOSED') : onKnown(state, command);
  }
  const { at, by, organ, facts, knownOn } = command;
  const on = legalDay(at);
  if (state.status !== 'none') return refuse('ALREADY_REPORTED');
  if (facts.trim() === '') return refuse('REASONS_MISSING');
  if (knownOn > on) return refuse('KNOWN_IN_THE_FUTURE');
  return ok([{ type: 'IncidentReported', at, on, by, organ, facts, knownOn }]);
};

/** The term of the notice, from the day the leak was known; none once everybody knows. */
export const incidentDeadlines = (id: string, state: IncidentState): readonly DeadlineItem[] => {
  if (state.status === 'none' || state.status === 'notified' || state.status === 'closed') return [];
  return [{ id: `${id}/leakNotice`, bearer: state.organ, rule: 'leakNotice', since: state.knownOn }];
};
