import { Fault } from '@fengcun/kernel';
import { type CaseCode, type CaseEvent, foldCase, MERGED_CASES_MAX, type OpenCase } from '@fengcun/registry';
import type { CaseRow, RecordStores, StreamEvent } from '@fengcun/store';
import { INTENT_PLACES_MAX } from '@fengcun/vault';
import { type BatchKeys, openJson, placeOf } from '../intake/sealing.ts';
import { type StoredEvent, storedEvent } from '../intake/stored-event.ts';
import type { CommittedAct } from '../service/service-act.ts';

/** What opening the events of cases needs: keys, and an act whose intent is committed. */
export type OpeningEvents =
  Readonly<{ keys: BatchKeys; service: Readonly<{ act: Pick<CommittedAct['act'], 'intentFor'> }> }>;

/** Opens stored events of one case with what is kept beside them, in order. Fault: EVENTS_UNREADABLE. */
const openTold = async (
  { keys, service: { act } }: OpeningEvents, caseId: string, stored: readonly StreamEvent[],
): Promise<readonly StoredEvent[]> => {
  const events: StoredEvent[] = [];
  for (let from = 0; from < stored.length; from += INTENT_PLACES_MAX) {
    const part = stored.slice(from, from + INTENT_PLACES_MAX);
    const places = part.map(({ version }) => placeOf('event', caseId, version));
    const intent = await act.intentFor(places, keys.now);
    for (const event of part) {
      const opened = openJson({ ...keys, intent }, placeOf('event', caseId, event.version), event);
      if (!opened.ok) {
        const what = `The events of a case do not open (${opened.error.code})`;
        throw new Fault('EVENTS_UNREADABLE', `${what}; run fsck.`);
      }
      events.push(storedEvent(opened.value));
    }
  }
  return events;
};

/** Opens stored events of one case, in their order. Fault: EVENTS_UNREADABLE. */
export const openEvents = async (
  opening: OpeningEvents, caseId: string, stored: readonly StreamEvent[],
): Promise<readonly CaseEvent[]> =>
  (await openTold(opening, caseId, stored)).map(({ event }) => event);

/** A stored case with its events and what is kept beside them; `state` is that of its own stream. */
export type LoadedCase = Readonly<{
  row: CaseRow; version: number; events: readonly CaseEvent[]; told: readonly StoredEvent[]; state: OpenCase;
}>;

/** An open case by its code; undefined where no code is such, or its records are elsewhere now. */
export const loadByCode = async (
  opening: OpeningEvents, open: RecordStores, code: CaseCode,
): Promise<LoadedCase | undefined> => {
  const row = await open.cases.findByCode(code);
  if (row === undefined) return undefined;
  const stored = await open.events.load(row.caseId);
  const told = await openTold(opening, row.caseId, stored);
  const events = told.map(({ event }) => event);
  const state = foldCase(events);
  return state.status === 'open' ? { row, version: stored.length, events, told, state } : undefined;
};

/** A case and every case it is merged with, over any number of merges, itself first. */
export const groupOf = async <Member extends Readonly<{ state: OpenCase }>>(
  own: Member, load: (code: CaseCode) => Promise<Member | undefined>,
): Promise<readonly Member[]> => {
  const found = new Map<CaseCode, Member>([[own.state.caseCode, own]]);
  const open = [own];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    for (const { other } of next.state.links.values()) {
      if (found.has(other) || found.size >= MERGED_CASES_MAX) continue;
      const member = await load(other);
      if (member === undefined) continue;
      found.set(other, member);
      open.push(member);
    }
  }
  return [...found.values()];
};
