import { ok, type Result } from '@fengcun/kernel';
import type { IntakeMessage } from '@fengcun/registry';
import type { StreamEvent } from '@fengcun/store';
import { INTENT_PLACES_MAX, type KeyTree, type RecordPlace } from '@fengcun/vault';
import { tokenOf } from '../intake/batch-context.ts';
import { type StoredEvent, storedEvent } from '../intake/stored-event.ts';
import type { CustodyAct } from '../keys/custody-act.ts';
import type { CaseRows } from './found-record.ts';
import { type ContentRefusal, openAt, readJson, type SideKeys } from './side-keys.ts';

/** An event of a case, opened: the row it was read from, its bytes to seal anew, and what it says. */
export type OpenedEvent = StoredEvent & Readonly<{ stored: StreamEvent; content: Uint8Array }>;

/** Where an event is at home. */
export const eventPlace = (tree: KeyTree, streamId: string, version: number): RecordPlace =>
  ({ tree, table: 'event', recordId: streamId, version, purposeClass: 'criminalRecord' });

/** Opens all events of a case, in the name of an act whose intent is committed. */
export const openEvents = async (
  keys: SideKeys, act: CustodyAct, { caseId, events }: Pick<CaseRows, 'caseId' | 'events'>,
): Promise<Result<readonly OpenedEvent[], ContentRefusal>> => {
  const opened: OpenedEvent[] = [];
  for (let from = 0; from < events.length; from += INTENT_PLACES_MAX) {
    const part = events.slice(from, from + INTENT_PLACES_MAX);
    const places = part.map(({ version }) => eventPlace(keys.tree, caseId, version));
    const intent = await act.intentFor(places, keys.now);
    for (const stored of part) {
      const place = eventPlace(keys.tree, caseId, stored.version);
      const content = openAt(keys, { place, intent }, stored);
      if (!content.ok) return content;
      opened.push({ ...storedEvent(readJson(content.value)), stored, content: content.value });
    }
  }
  return ok(opened);
};

/** The events that are about a person: what was told about them, and what was settled about that. */
export const isAbout = (
  subjectId: string, events: readonly OpenedEvent[],
): ((one: OpenedEvent) => boolean) => {
  const token = tokenOf(subjectId);
  const told = new Set(events.flatMap(({ event }) =>
    (event.type === 'StageRecorded' && event.subject === token ? [event.recordId] : [])));
  return ({ event }) => {
    if (event.type === 'StageRecorded') return told.has(event.recordId) && event.subject === token;
    return event.type === 'ContradictionSettled' && told.has(event.chosen);
  };
};

/** A message an event tells, and the id of its stage record. */
export type ToldMessage = Readonly<{ message: IntakeMessage; stageRecordId: string | undefined }>;

/** Messages that events tell, in their order. */
export const messagesOf = (events: readonly OpenedEvent[]): readonly ToldMessage[] =>
  events.flatMap(({ event, stageRecordId }) =>
    (event.type === 'StageRecorded' ? [{ message: event.confidential.message, stageRecordId }] : []));
