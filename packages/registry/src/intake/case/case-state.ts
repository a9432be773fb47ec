import { assertNever } from '@fengcun/kernel';
import type { CaseCode } from '../case-code/case-code.ts';
import type { IntakeMessage } from '../messages/message.ts';
import type { MessageKind } from '../messages/message-kinds.ts';
import type { Organ } from '../messages/organ.ts';
import type { Pseudonym, SubjectToken } from '../pseudonym.ts';
import type { CaseEvent, CaseLinked, MergeId, StageRecorded } from './case-event.ts';

/**
 * One telling of one fact, as the state holds it: without when it arrived, which says nothing about the case.
 */
export type CaseRecord = Readonly<{
  recordId: Pseudonym;
  source: Pseudonym;
  version: number;
  kind: MessageKind;
  organ: Organ;
  subject: SubjectToken;
  message: IntakeMessage;
}>;

/**
 * A case. `records` is a grow-only set by record id and `settlements` one by contradiction: both are joined,
 * never overwritten, so that every order and repetition of the same messages gives the same state. `links`
 * are acts of people, in their order.
 */
export type CaseState =
  | Readonly<{ status: 'none' }>
  | Readonly<{
    status: 'open';
    caseCode: CaseCode;
    records: ReadonlyMap<Pseudonym, CaseRecord>;
    settlements: ReadonlyMap<string, Pseudonym>;
    /** Standing merges with other cases. */
    links: ReadonlyMap<MergeId, CaseLink>;
  }>
  | Readonly<{ status: 'erased'; caseCode: CaseCode }>;

/** The other case of a standing merge, and which of the two this one is. */
export type CaseLink = Readonly<{ role: 'survivor' | 'absorbed'; other: CaseCode }>;

/** A case that is open. */
export type OpenCase = Extract<CaseState, { status: 'open' }>;

/** Before anything happened. */
export const NO_CASE: CaseState = { status: 'none' };

const recordOf = (event: StageRecorded): CaseRecord => {
  const { recordId, source, version, kind, organ, subject, confidential } = event;
  return { recordId, source, version, kind, organ, subject, message: confidential.message };
};

const linked = (state: OpenCase, { merge, role, other }: CaseLinked): OpenCase =>
  ({ ...state, links: new Map(state.links).set(merge, { role, other }) });

/** Total: a recorded fact is never refused; after an erasure nothing changes the state any more. */
export const evolveCase = (state: CaseState, event: CaseEvent): CaseState => {
  if (state.status === 'erased') return state;
  switch (event.type) {
    case 'CaseErased': return { status: 'erased', caseCode: event.caseCode };
    case 'StageRecorded': {
      const { caseCode, recordId } = event;
      const open: OpenCase = state.status === 'open' ? state
        : { status: 'open', caseCode, records: new Map(), settlements: new Map(), links: new Map() };
      return { ...open, records: new Map(open.records).set(recordId, recordOf(event)) };
    }
    case 'ContradictionSettled': return state.status === 'none' ? state
      : { ...state, settlements: new Map(state.settlements).set(event.contradiction, event.chosen) };
    case 'CaseLinked': return state.status === 'none' ? state : linked(state, event);
    case 'CaseUnlinked': {
      if (state.status === 'none') return state;
      const links = new Map(state.links);
      links.delete(event.merge);
      return { ...state, links };
    }
    default: return assertNever(event);
  }
};

/** The state after these events, from nothing. */
export const foldCase = (events: Iterable<CaseEvent>): CaseState => {
  let state: CaseState = NO_CASE;
  for (const event of events) state = evolveCase(state, event);
  return state;
};

const byId = <T>([a]: readonly [string, T], [b]: readonly [string, T]): number =>
  (a < b ? -1 : a > b ? 1 : 0);

/** Records of a case in the order of their ids, which is that of no arrival. */
export const recordsOf = (state: OpenCase): readonly CaseRecord[] =>
  [...state.records].sort(byId).map(([, record]) => record);

/**
 * Of each source fact the records of its highest version; several where one version was told in several ways.
 */
export const latestTellings = (state: OpenCase): ReadonlyMap<Pseudonym, readonly CaseRecord[]> => {
  const bySource = Map.groupBy(recordsOf(state), (record) => record.source);
  return new Map([...bySource].sort(byId).map(([source, records]) => {
    const newest = Math.max(...records.map((record) => record.version));
    return [source, records.filter((record) => record.version === newest)] as const;
  }));
};
