import { sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection, Side, Tables } from '../database/tables.ts';
import { shardKeyOfDigest } from '../identity/sharded-id.ts';
import type { ExceptionItem } from '../ports/operation-stores.ts';
import type { InboxRow, TermRow } from '../ports/rows.ts';
import type { ClaimsCrossing, Traces } from '../ports/wall.ts';
import { removeNamed } from './row-sets.ts';
import { columnsOf } from './row-store.ts';
import { recordStores } from './record-stores.ts';
import { insertRows } from './insert-rows.ts';
import type { Passage } from './wall-streams.ts';

/** Inbox rows by what the message became; asked of every shard, for the key of the message is not known. */
const claimsOf = async (
  connection: Connection, side: Side, takenAs: readonly string[],
): Promise<readonly InboxRow[]> => {
  if (takenAs.length === 0) return [];
  const { rows } = await sql<InboxRow>`
    select ${columnsOf('inbox')} from ${sql.table(`${side}.inbox`)}
    where taken_as = any(${[...takenAs]}::uuid[])`.execute(connection);
  return rows;
};

/** Looking for what hangs on rows, over an open transaction of the sealing service. */
export const traces = (connection: Connection): Traces => ({
  claims: (side, takenAs) => claimsOf(connection, side, takenAs),
  exceptions: async (messageKeys) => {
    if (messageKeys.length === 0) return [];
    const digits = messageKeys.map((key) => Buffer.from(key).toString('hex'));
    const { rows } = await sql<ExceptionItem>`
      select exception_id, source, message_key, reason, span_start, span_end, recorded_at, version, content,
        wrapped_key, kek_id from "ops"."exception_item"
      where message_key = any(array(select decode(digits, 'hex') from unnest(${digits}::text[]) as digits))`
      .execute(connection);
    return rows;
  },
});

const forget = async (
  connection: Connection, side: Side, { source, messageKey }: Pick<InboxRow, 'source' | 'messageKey'>,
): Promise<void> => {
  await connection.withSchema(side).deleteFrom('inbox').where('shardKey', '=', shardKeyOfDigest(messageKey))
    .where('source', '=', source).where('messageKey', '=', messageKey).execute();
};

/** What was taken as one of these ids; a distributed database is asked first and told each in its shard. */
const forgetTaken = async (connection: Connection, side: Side, takenAs: readonly string[]): Promise<void> => {
  if (takenAs.length === 0) return;
  if (isDistributed(connection)) {
    for (const claim of await claimsOf(connection, side, takenAs)) await forget(connection, side, claim);
    return;
  }
  await sql`delete from ${sql.table(`${side}.inbox`)}
    where taken_as = any(${[...takenAs]}::uuid[])`.execute(connection);
};

/** The row that claims a term for a person. */
const claimOfTerm = ({ term, termKind, pepperVersion }: TermRow): Pick<InboxRow, 'source' | 'messageKey'> =>
  ({ source: `${termKind}:${pepperVersion}`, messageKey: term });

/** Takes claims and terms from this side, and makes those of the other side known there. */
export const moveClaims = async (
  { connection, from, to }: Passage, { takenAs, terms, known, knownTerms }: ClaimsCrossing,
): Promise<void> => {
  await forgetTaken(connection, from, takenAs);
  for (const term of terms) await forget(connection, from, claimOfTerm(term));
  await recordStores(connection, from).terms.remove(terms);
  if (to === undefined) return;
  const rows = known.map((row) =>
    ({ ...row, shardKey: shardKeyOfDigest(row.messageKey) } satisfies Tables['inbox']));
  await insertRows(connection, { schema: to, table: 'inbox', skipKnown: true }, rows);
  await recordStores(connection, to).terms.add(knownTerms);
};

/** Removes exceptions of the open side. */
export const removeExceptions = async (connection: Connection, ids: readonly string[]): Promise<void> => {
  await removeNamed(connection, { schema: 'ops', table: 'exceptionItem', column: 'exceptionId' }, ids);
};
