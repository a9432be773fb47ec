import { assert, BugError, err, ok, type Result } from '@fengcun/kernel';
import { sql } from 'kysely';
import type { Connection, Side, Tables } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type { Append, StreamConflict } from '../ports/event-store.ts';
import { insertRows } from './insert-rows.ts';

/** LIMIT: versions are 32-bit integers. */
const MAX_VERSION = 2 ** 31 - 1;

/** The rows of an append, each in the shard of its stream. */
export const eventRows = ({ streamId, events }: Append): readonly Tables['event'][] =>
  events.map((event) => ({ ...event, streamId, shardKey: shardKeyOf(streamId) }));

/** An append that is not in order is a bug. */
export const assertOrder = ({ expected, events }: Append): void => {
  assert(events.length > 0, 'an append has events');
  const isOrdered = events.every((event, at) => event.version === expected + at + 1);
  assert(isOrdered, 'the versions of an append follow the expected one without gaps');
};

type Head = Readonly<{ streamId: string; upTo?: number }>;

/** Highest version of a stream, of those up to `upTo`; 0 where there is none. */
export const headOf = async (
  connection: Connection, side: Side, { streamId, upTo = MAX_VERSION }: Head,
): Promise<number> => {
  const row = await connection.withSchema(side).selectFrom('event')
    .select((read) => read.fn.max('version').as('head'))
    .where('shardKey', '=', shardKeyOf(streamId)).where('streamId', '=', streamId)
    .where('version', '<=', upTo).executeTakeFirst();
  return row?.head ?? 0;
};

/** How many of these streams have an event of exactly the expected version. */
const standing = async (
  connection: Connection, side: Side, appends: readonly Append[],
): Promise<number> => {
  const ids = appends.map(({ streamId }) => streamId);
  const { rows } = await sql<Readonly<{ count: number }>>`
    select count(*)::integer as count
    from unnest(${ids.map(shardKeyOf)}::integer[], ${ids}::uuid[],
      ${appends.map(({ expected }) => expected)}::integer[]) as wanted (shard, named, version)
    join ${sql.table(`${side}.event`)} as target on target.shard_key = wanted.shard
      and target.stream_id = wanted.named and target.version = wanted.version`.execute(connection);
  return rows[0]?.count ?? 0;
};

const tryAll = async (connection: Connection, side: Side, appends: readonly Append[]): Promise<boolean> => {
  const rows = appends.flatMap(eventRows);
  const target = { schema: side, table: 'event', skipKnown: true } as const;
  // Whoever inserts the first event of an append owns it: other writers expect the same version.
  if ((await insertRows(connection, target, rows)) !== rows.length) return false;
  const continued = appends.filter(({ expected }) => expected > 0);
  // Looked at afterwards, so that a stream that was sealed away while this one waited is noticed.
  return continued.length === 0 || (await standing(connection, side, continued)) === continued.length;
};

const findConflict = async (
  connection: Connection, side: Side, appends: readonly Append[],
): Promise<StreamConflict> => {
  for (const { streamId, expected } of appends) {
    const actual = await headOf(connection, side, { streamId });
    if (actual !== expected) return { code: 'VERSION_CONFLICT', streamId, actual };
  }
  throw new BugError('bug: a stream that stood in the way is gone');
};

/** Appends to streams of one side in the order of their ids, so that two writers never wait in a circle. */
export const appendStreams = async (
  connection: Connection, side: Side, appends: readonly Append[],
): Promise<Result<number, StreamConflict>> => {
  appends.forEach(assertOrder);
  const sorted = appends.toSorted((a, b) => (a.streamId < b.streamId ? -1 : 1));
  const isEachOnce = sorted.every(({ streamId }, at) => streamId !== sorted[at + 1]?.streamId);
  assert(isEachOnce, 'each stream is appended to once');
  if (sorted.length === 0) return ok(0);
  // A conflict must leave nothing behind even if the caller goes on, hence the savepoint.
  await sql`savepoint append_streams`.execute(connection);
  if (await tryAll(connection, side, sorted)) {
    await sql`release savepoint append_streams`.execute(connection);
    return ok(sorted.length);
  }
  await sql`rollback to savepoint append_streams`.execute(connection);
  return err(await findConflict(connection, side, sorted));
};
