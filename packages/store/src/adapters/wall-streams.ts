import type { Connection, Side, Tables } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type { Append, EventStore } from '../ports/event-store.ts';
import type { StreamCrossing } from '../ports/wall.ts';
import { insertReturning } from './insert-rows.ts';
import { recordStores } from './record-stores.ts';
import { removeNamed } from './row-sets.ts';

/** An open transaction, and the direction of a move; what is erased goes nowhere. */
export type Passage = Readonly<{ connection: Connection; from: Side; to: Side | undefined }>;

/** The place the next event would take, so that no append can slip in between and stay behind. */
const guardOf = (
  { streamId, expected, remaining, crossing }: StreamCrossing,
): Tables['event'] | undefined => {
  const [model] = [...crossing, ...remaining];
  return model === undefined
    ? undefined : { ...model, streamId, shardKey: shardKeyOf(streamId), version: expected + 1 };
};

/** Clears streams on this side; a writer that is just appending is waited for, and makes it a conflict. */
const clearStreams = async (
  { connection, from }: Passage, streams: readonly StreamCrossing[],
): Promise<string | undefined> => {
  const guards = streams.flatMap((stream) => guardOf(stream) ?? []);
  const target = { schema: from, table: 'event', skipKnown: true, returning: ['streamId'] } as const;
  const { back } = await insertReturning<Readonly<{ streamId: string }>>(connection, target, guards);
  const guarded = new Set(back.map(({ streamId }) => streamId));
  const taken = streams.find(({ streamId }) => !guarded.has(streamId));
  if (taken !== undefined) return taken.streamId;
  const place = { schema: from, table: 'event', column: 'streamId' } as const;
  const counts = new Map<string, number>();
  for (const id of await removeNamed(connection, place, streams.map(({ streamId }) => streamId))) {
    counts.set(id, (counts.get(id) ?? 0) + 1);
  }
  return streams.find(({ streamId, expected }) => counts.get(streamId) !== expected + 1)?.streamId;
};

/** Begins streams of a side together; the one that was there already. */
const beginAll = async (
  events: EventStore, appends: readonly Append[],
): Promise<string | undefined> => {
  if (appends.length === 0) return undefined;
  const begun = await events.begin(appends);
  return begun.ok ? undefined : begun.error.streamId;
};

/**
 * Moves events of streams. What remains is written anew from version 1 without gaps, so that neither a
 * number nor a hole tells that something was there. The id of a stream that changed since it was read.
 */
export const moveStreams = async (
  passage: Passage, streams: readonly StreamCrossing[],
): Promise<string | undefined> => {
  if (streams.length === 0) return undefined;
  const changed = await clearStreams(passage, streams);
  if (changed !== undefined) return changed;
  const { connection, from, to } = passage;
  const remaining = streams.filter((stream) => stream.remaining.length > 0)
    .map(({ streamId, remaining: events }) => ({ streamId, expected: 0, events }));
  const here = await beginAll(recordStores(connection, from).events, remaining);
  if (here !== undefined || to === undefined) return here;
  const other = recordStores(connection, to).events;
  const crossing = streams.filter((stream) => stream.crossing.length > 0)
    .map(({ streamId, there: expected, crossing: events }) => ({ streamId, expected, events }));
  const known = await beginAll(other, crossing.filter(({ expected }) => expected === 0));
  if (known !== undefined) return known;
  for (const append of crossing.filter(({ expected }) => expected > 0)) {
    if (!(await other.append(append)).ok) return append.streamId;
  }
  return undefined;
};
