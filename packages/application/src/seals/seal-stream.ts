import { utf8 } from '@fengcun/crypto';
import { err, Fault, ok, present, type Result } from '@fengcun/kernel';
import {
  evolveSealing, foldSealing, NEVER_SEALED, type SealingEvent, type SealingState,
} from '@fengcun/registry';
import type { Append, SealingStores, StreamEvent } from '@fengcun/store';
import { INTENT_PLACES_MAX } from '@fengcun/vault';
import type { CustodyAct } from '../keys/custody-act.ts';
import { eventPlace } from '../sealing/opened-events.ts';
import { openAt, readJson, sealAt, serialIn, type SideKeys } from '../sealing/side-keys.ts';

/**
 * The seal of one record as stored: its events' fold, its version, the entry of its newest event, and the
 * serial its contents hang from.
 */
export type SealStream = Readonly<{
  recordId: string; state: SealingState; version: number; newestEntry: string | undefined;
  serial: number | undefined; events: readonly SealingEvent[];
}>;

/** What reading and writing streams needs within a transaction. `serial`: for a stream that begins. */
export type StreamKeys = Readonly<{ keys: SideKeys; act: CustodyAct; nextSerial: () => number }>;

/** Another writer appended first: the transaction is run again. */
export type StreamBusy = Readonly<{ code: 'STREAM_BUSY' }>;

const openStream = async (
  { keys, act }: Pick<StreamKeys, 'keys' | 'act'>, recordId: string, stored: readonly StreamEvent[],
): Promise<readonly SealingEvent[]> => {
  const events: SealingEvent[] = [];
  for (let from = 0; from < stored.length; from += INTENT_PLACES_MAX) {
    const part = stored.slice(from, from + INTENT_PLACES_MAX);
    const places = part.map(({ version }) => eventPlace('sealed', recordId, version));
    const intent = await act.intentFor(places, keys.now);
    for (const event of part) {
      const place = eventPlace('sealed', recordId, event.version);
      const opened = openAt(keys, { place, intent }, event);
      if (!opened.ok) throw new Fault('SEAL_STREAM_UNREADABLE', 'A seal cannot be read; run fsck.');
      // Sealed by us from a SealingEvent and authenticated at its place.
      events.push(readJson(opened.value) as SealingEvent);
    }
  }
  return events;
};

/** The seal of a record out of its stored events; without any, never begun. Fault as `loadSeal`. */
export const sealOf = async (
  streamKeys: Pick<StreamKeys, 'keys' | 'act'>, recordId: string, stored: readonly StreamEvent[],
): Promise<SealStream> => {
  const events = await openStream(streamKeys, recordId, stored);
  const first = stored[0];
  return {
    recordId, events, version: stored.length, newestEntry: stored.at(-1)?.entryId,
    state: stored.length === 0 ? NEVER_SEALED : foldSealing(events),
    serial: first === undefined ? undefined : serialIn(first),
  };
};

/**
 * The seal of a record, out of the sealed schema: nobody else can tell that it exists. A stream that was
 * never begun has version 0. Fault: SEAL_STREAM_UNREADABLE.
 */
export const loadSeal = async (
  stores: Pick<SealingStores, 'sealed'>, streamKeys: StreamKeys, recordId: string,
): Promise<SealStream> => sealOf(streamKeys, recordId, await stores.sealed.events.load(recordId));

/** What was decided on a stream, sealed and ready to append if it is anything, and the stream after it. */
export const prepareAppend = (
  streamKeys: Pick<StreamKeys, 'keys' | 'nextSerial'>,
  at: Readonly<{ stream: SealStream; events: readonly SealingEvent[]; entryId: string }>,
): Readonly<{ append: Append | undefined; after: SealStream }> => {
  const { stream, events, entryId } = at;
  if (events.length === 0) return { append: undefined, after: stream };
  const serial = stream.serial ?? streamKeys.nextSerial();
  const rows = events.map((event, i): StreamEvent => {
    const version = stream.version + i + 1;
    const place = eventPlace('sealed', stream.recordId, version);
    const sealed = sealAt(streamKeys.keys, { place, serial }, utf8(JSON.stringify(event)));
    return { ...sealed, version, eventType: event.type, entryId, recordedAt: event.at };
  });
  const state = events.reduce((before, event) => evolveSealing(before, event), stream.state);
  const last = present(rows.at(-1), 'an appended event');
  return {
    append: { streamId: stream.recordId, expected: stream.version, events: rows },
    after: {
      ...stream, state, serial, version: last.version, newestEntry: entryId,
      events: [...stream.events, ...events],
    },
  };
};

/** Appends what was decided on a stream as it was loaded; the stream after it, or that others were faster. */
export const appendSeal = async (
  stores: Pick<SealingStores, 'sealed'>, streamKeys: StreamKeys,
  at: Readonly<{ stream: SealStream; events: readonly SealingEvent[]; entryId: string }>,
): Promise<Result<SealStream, StreamBusy>> => {
  const { append, after } = prepareAppend(streamKeys, at);
  if (append === undefined) return ok(after);
  const appended = await (append.expected === 0
    ? stores.sealed.events.begin([append]) : stores.sealed.events.append(append));
  return appended.ok ? ok(after) : err({ code: 'STREAM_BUSY' });
};
