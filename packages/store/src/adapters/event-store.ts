import { assert, BugError, err, ok, present, type Result } from '@fengcun/kernel';
import { sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection, Side } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type { Append, EventStore, StreamConflict } from '../ports/event-store.ts';
import { appendStreams, assertOrder, eventRows, headOf } from './append-streams.ts';
import { insertRows } from './insert-rows.ts';

const tryAppend = async (connection: Connection, side: Side, append: Append): Promise<boolean> => {
  const { streamId, expected } = append;
  const target = { schema: side, table: 'event' } as const;
  const [first, ...rest] = eventRows(append);
  const deciding = [present(first, 'a first event')];
  // The first event decides: every writer that expects the same version must insert exactly this key, so
  // whoever inserts it owns the append, and the rest can no longer collide.
  if ((await insertRows(connection, { ...target, skipKnown: true }, deciding)) === 0) return false;
  // Looked at afterwards, so that a stream that was sealed away while this one waited is noticed.
  const before = await headOf(connection, side, { streamId, upTo: expected });
  if (before !== expected) return false;
  await insertRows(connection, target, rest);
  return true;
};

const appendEvents = async (
  connection: Connection, side: Side, append: Append,
): Promise<Result<number, StreamConflict>> => {
  assertOrder(append);
  const { streamId, expected, events } = append;
  await sql`savepoint append_events`.execute(connection);
  if (await tryAppend(connection, side, append)) {
    await sql`release savepoint append_events`.execute(connection);
    return ok(expected + events.length);
  }
  await sql`rollback to savepoint append_events`.execute(connection);
  return err({ code: 'VERSION_CONFLICT', streamId, actual: await headOf(connection, side, { streamId }) });
};

/** Together; a distributed database is told one stream at a time, each in its own shard. */
const appendEach = async (
  connection: Connection, side: Side, appends: readonly Append[],
): Promise<Result<number, StreamConflict>> => {
  if (!isDistributed(connection)) return appendStreams(connection, side, appends);
  await sql`savepoint append_each`.execute(connection);
  for (const append of appends) {
    const appended = await appendEvents(connection, side, append);
    if (appended.ok) continue;
    await sql`rollback to savepoint append_each`.execute(connection);
    return appended;
  }
  await sql`release savepoint append_each`.execute(connection);
  return ok(appends.length);
};

/** Names the first stream that was already there. */
const findBegun = async (
  connection: Connection, side: Side, appends: readonly Append[],
): Promise<StreamConflict> => {
  for (const { streamId } of appends) {
    const actual = await headOf(connection, side, { streamId });
    if (actual > 0) return { code: 'VERSION_CONFLICT', streamId, actual };
  }
  throw new BugError('bug: a stream that stood in the way is gone');
};

const beginStreams = async (
  connection: Connection, side: Side, appends: readonly Append[],
): Promise<Result<number, StreamConflict>> => {
  appends.forEach(assertOrder);
  assert(appends.every(({ expected }) => expected === 0), 'a stream begins at version 1');
  assert(new Set(appends.map(({ streamId }) => streamId)).size === appends.length, 'each stream begins once');
  const rows = appends.flatMap(eventRows);
  // A conflict must leave nothing behind even if the caller goes on, hence the savepoint.
  await sql`savepoint begin_streams`.execute(connection);
  const written = await insertRows(connection, { schema: side, table: 'event', skipKnown: true }, rows);
  if (written === rows.length) {
    await sql`release savepoint begin_streams`.execute(connection);
    return ok(appends.length);
  }
  await sql`rollback to savepoint begin_streams`.execute(connection);
  return err(await findBegun(connection, side, appends));
};

/** The event store of one side, over an open transaction. */
export const eventStore = (connection: Connection, side: Side): EventStore => ({
  load: (streamId, afterVersion = 0) =>
    connection.withSchema(side).selectFrom('event')
      .select(['version', 'eventType', 'entryId', 'recordedAt', 'content', 'wrappedKey', 'kekId'])
      .where('shardKey', '=', shardKeyOf(streamId)).where('streamId', '=', streamId)
      .where('version', '>', afterVersion).orderBy('version').execute(),
  append: (append) => appendEvents(connection, side, append),
  appendAll: (appends) => appendEach(connection, side, appends),
  begin: (appends) => beginStreams(connection, side, appends),
});
