import { utf8 } from '@fengcun/crypto';
import { Fault, present } from '@fengcun/kernel';
import type { Append, ProceedingRow, RecordStores, StreamEvent } from '@fengcun/store';
import { INTENT_PLACES_MAX } from '@fengcun/vault';
import { eventPlace } from '../sealing/opened-events.ts';
import { openAt, readJson, sealAt, serialIn, type SideKeys } from '../sealing/side-keys.ts';
import type { Machine, Proceeding, ProceedingEvent } from './machine.ts';
import type { ProceedingAct } from './proceeding-act.ts';

/** What reading and writing streams needs: keys of the side, and the act whose intent is committed. */
export type ProceedingKeys = Readonly<{ keys: SideKeys; act: Pick<ProceedingAct, 'intentFor'> }>;

type AnyMachine<State, Event extends ProceedingEvent> = Machine<State, Event, never, unknown>;

const openEvents = async <Event extends ProceedingEvent>(
  { keys, act }: ProceedingKeys, streamId: string, stored: readonly StreamEvent[],
): Promise<readonly Event[]> => {
  const events: Event[] = [];
  for (let from = 0; from < stored.length; from += INTENT_PLACES_MAX) {
    const part = stored.slice(from, from + INTENT_PLACES_MAX);
    const places = part.map(({ version }) => eventPlace(keys.tree, streamId, version));
    const intent = await act.intentFor(places, keys.now);
    for (const event of part) {
      const place = eventPlace(keys.tree, streamId, event.version);
      const opened = openAt(keys, { place, intent }, event);
      if (!opened.ok) throw new Fault('PROCEEDING_UNREADABLE', 'A procedure cannot be read; run fsck.');
      // Sealed by us from an event of this kind and authenticated at its place.
      events.push(readJson(opened.value) as Event);
    }
  }
  return events;
};

/** A procedure with the serial its events hang from. */
export type LoadedProceeding<State, Event> =
  Proceeding<State, Event> & Readonly<{ serial: number; version: number }>;

/** The procedure of an id; undefined where there is none of this kind. Fault: PROCEEDING_UNREADABLE. */
export const loadStream = async <State, Event extends ProceedingEvent>(
  side: Pick<RecordStores, 'proceedings' | 'events'>, machine: AnyMachine<State, Event>,
  { proceedingId, ...streamKeys }: ProceedingKeys & Readonly<{ proceedingId: string }>,
): Promise<LoadedProceeding<State, Event> | undefined> => {
  const row = await side.proceedings.find(proceedingId);
  if (row === undefined || row.proceedingKind !== machine.kind) return undefined;
  const stored = await side.events.load(proceedingId);
  const events = await openEvents<Event>(streamKeys, proceedingId, stored);
  const serial = serialIn(present(stored[0], 'the event a procedure began with'));
  return {
    proceedingId, row, events, version: stored.length,
    state: events.reduce<State>((before, event) => machine.evolve(before, event), machine.initial),
    serial: present(serial, 'the serial of an event of ours'),
  };
};

/** Events ready to append after a version. */
export const sealEvents = (
  keys: SideKeys, events: readonly ProceedingEvent[],
  at: Readonly<{ streamId: string; expected: number; serial: number; entryId: string }>,
): Append => {
  const { streamId, expected, serial, entryId } = at;
  return {
    streamId, expected,
    events: events.map((event, i): StreamEvent => {
      const version = expected + i + 1;
      const place = eventPlace(keys.tree, streamId, version);
      const sealed = sealAt(keys, { place, serial }, utf8(JSON.stringify(event)));
      return { ...sealed, version, eventType: event.type, entryId, recordedAt: event.at };
    }),
  };
};

/** The row after a step. */
export const rowAfter = <State, Event extends ProceedingEvent>(
  machine: AnyMachine<State, Event>, state: State,
  before: Omit<ProceedingRow, 'organ' | 'state' | 'dueOn'>,
): ProceedingRow => {
  const { dueOn, ...standing } = machine.standing(state);
  return { ...before, ...standing, dueOn: dueOn ?? null };
};
