import { assert } from '@fengcun/kernel';
import { type RawBuilder, sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection, Tables } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type {
  ClaimedMessage, DeadLetter, DeadLetterPage, FailedAttempt, Outbox, OutboxBacklog, OutboxClaim,
  OutboxMessage, StreamMessage,
} from '../ports/outbox.ts';
import { insertRows } from './insert-rows.ts';

const OUTBOX = sql.table('ops.outbox');

/** A dead letter is never due: the index of what is due stays short however many there are. */
const NEVER = '9999-12-31T00:00:00.000Z';

const CLAIMED = sql.raw(`target.message_id, target.stream_id, target.sequence, target.recipient,
  target.message_type, target.created_at, target.due_at, target.version, target.content, target.wrapped_key,
  target.kek_id, target.attempts`);

/** Due messages that no earlier one of their stream and recipient holds back. */
const dueMessages = ({ now, limit, except = [] }: OutboxClaim): RawBuilder<unknown> => sql`
  select due.shard_key, due.message_id, due.attempts from ${OUTBOX} as due
  where due.delivered_at is null and due.state = 'waiting' and due.due_at <= ${now}::timestamptz
    and due.recipient <> all (${[...except]}::text[])
    and not exists (
      select 1 from ${OUTBOX} as earlier
      where earlier.shard_key = due.shard_key and earlier.stream_id = due.stream_id
        and earlier.recipient = due.recipient and earlier.sequence < due.sequence
        and earlier.state = 'waiting')
  order by due.due_at, due.message_id limit ${limit}`;

type Due = Readonly<{ shardKey: number; messageId: string; attempts: number }>;

/**
 * One statement: each row is taken by comparing the attempts it was seen with, so of two deliverers at once
 * one gets it and nobody locks what another shard holds.
 */
const claimTogether = async (
  connection: Connection, claim: OutboxClaim,
): Promise<readonly ClaimedMessage[]> => {
  const { rows } = await sql<ClaimedMessage>`
    with due as materialized (${dueMessages(claim)})
    update ${OUTBOX} as target set attempts = target.attempts + 1, due_at = ${claim.until}::timestamptz
    from due
    where target.shard_key = due.shard_key and target.message_id = due.message_id
      and target.attempts = due.attempts and target.state = 'waiting'
    returning ${CLAIMED}`.execute(connection);
  return rows;
};

/** The same, one by one: a distributed database takes no update from what it read elsewhere. */
const claimOneByOne = async (
  connection: Connection, claim: OutboxClaim,
): Promise<readonly ClaimedMessage[]> => {
  const { rows } = await dueMessages(claim).execute(connection);
  const claimed: ClaimedMessage[] = [];
  for (const { shardKey, messageId, attempts } of rows as readonly Due[]) {
    const taken = await sql<ClaimedMessage>`
      update ${OUTBOX} as target set attempts = target.attempts + 1, due_at = ${claim.until}::timestamptz
      where target.shard_key = ${shardKey} and target.message_id = ${messageId}
        and target.attempts = ${attempts} and target.state = 'waiting'
      returning ${CLAIMED}`.execute(connection);
    claimed.push(...taken.rows);
  }
  return claimed;
};

/** In the order of the stream, so that whoever sends a batch as it stands keeps that order. */
const inOrder = (claimed: readonly ClaimedMessage[]): readonly ClaimedMessage[] =>
  claimed.toSorted((a, b) => a.sequence - b.sequence || (a.messageId < b.messageId ? -1 : 1));

/** A change of messages of one state; `values` are columns of the parallel arrays beside the ids. */
type Change = Readonly<{
  from: readonly ('waiting' | 'dead' | 'resting')[]; set: RawBuilder<unknown>;
  rows: readonly Readonly<{ messageId: string; failedAt?: string; error?: string; dueAt?: string }>[];
}>;

const changeRows = async (connection: Connection, { from, set, rows }: Change): Promise<number> => {
  let changed = 0;
  // A distributed database is told one row at a time, each in its own shard.
  for (const part of isDistributed(connection) ? rows.map((row) => [row]) : [rows]) {
    if (part.length === 0) continue;
    const { numAffectedRows = 0n } = await sql`
      update ${OUTBOX} as target set ${set}
      from unnest(${part.map(({ messageId }) => shardKeyOf(messageId))}::integer[],
        ${part.map(({ messageId }) => messageId)}::uuid[],
        ${part.map(({ failedAt }) => failedAt ?? null)}::timestamptz[],
        ${part.map(({ error }) => error ?? null)}::text[],
        ${part.map(({ dueAt }) => dueAt ?? null)}::timestamptz[])
        as change (shard_key, message_id, failed_at, error, due_at)
      where target.shard_key = change.shard_key and target.message_id = change.message_id
        and target.state = any(${[...from]}::text[])`.execute(connection);
    changed += Number(numAffectedRows);
  }
  return changed;
};

const FAILED = sql`failed_at = change.failed_at, last_error = change.error`;

const deadLetters = async (
  connection: Connection, { recipient, afterId, limit, isResting = false }: DeadLetterPage,
): Promise<readonly DeadLetter[]> => {
  const { rows } = await sql<DeadLetter>`
    select message_id, stream_id, sequence, recipient, message_type, created_at, attempts, failed_at,
      last_error
    from ${OUTBOX} where state = ${isResting ? 'resting' : 'dead'}
    ${recipient === undefined ? sql`` : sql`and recipient = ${recipient}`}
    ${afterId === undefined ? sql`` : sql`and message_id > ${afterId}::uuid`}
    order by message_id limit ${limit}`.execute(connection);
  return rows;
};

const newRow = (message: OutboxMessage): Tables['outbox'] => {
  const shardKey = shardKeyOf(message.messageId);
  assert(shardKey === shardKeyOf(message.streamId), 'a message lives in the shard of its stream');
  return {
    ...message, shardKey, attempts: 0, deliveredAt: null, state: 'waiting', failedAt: null, lastError: null,
  };
};

const backlog = async (connection: Connection): Promise<readonly OutboxBacklog[]> => {
  const { rows } = await sql<OutboxBacklog>`
    select recipient, state, count(*) as messages, min(created_at) as oldest_at
    from ${OUTBOX} where state in ('waiting', 'dead') group by recipient, state
    order by recipient, state`.execute(connection);
  return rows;
};

const ofStream = async (connection: Connection, streamId: string): Promise<readonly StreamMessage[]> => {
  const { rows } = await sql<StreamMessage>`
    select message_id, sequence, recipient, message_type, created_at, state, delivered_at, failed_at,
      last_error
    from ${OUTBOX} where shard_key = ${shardKeyOf(streamId)} and stream_id = ${streamId}
    order by message_id`.execute(connection);
  return rows;
};

/** The outbox over an open transaction. */
export const outbox = (connection: Connection): Outbox => {
  const settled = (
    rows: readonly Omit<FailedAttempt, 'dueAt'>[], set: RawBuilder<unknown>,
  ): Promise<number> => changeRows(connection, { from: ['waiting'], rows, set });
  return {
    put: async (messages) => {
      await insertRows(connection, { schema: 'ops', table: 'outbox' }, messages.map(newRow));
    },
    claim: async (claim) =>
      inOrder(await (isDistributed(connection) ? claimOneByOne : claimTogether)(connection, claim)),
    delivered: (messageIds, at) => changeRows(connection, {
      from: ['waiting'], rows: messageIds.map((messageId) => ({ messageId })),
      set: sql`state = 'delivered', delivered_at = ${at}::timestamptz`,
    }),
    postpone: (failed) => settled(failed, sql`${FAILED}, due_at = change.due_at`),
    bury: (failed) => settled(failed, sql`${FAILED}, state = 'dead', due_at = ${NEVER}::timestamptz`),
    deadLetters: (page) => deadLetters(connection, page),
    rest: (messageIds) => changeRows(connection, {
      from: ['dead'], rows: messageIds.map((messageId) => ({ messageId })), set: sql`state = 'resting'`,
    }),
    replay: (messageIds, dueAt) => changeRows(connection, {
      from: ['dead', 'resting'], rows: messageIds.map((messageId) => ({ messageId })),
      set: sql`state = 'waiting', attempts = 0, due_at = ${dueAt}::timestamptz`,
    }),
    backlog: () => backlog(connection),
    ofStream: (streamId) => ofStream(connection, streamId),
    purge: async (deliveredBefore) => {
      const { numDeletedRows } = await connection.withSchema('ops').deleteFrom('outbox')
        .where('deliveredAt', '<', deliveredBefore).executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};
