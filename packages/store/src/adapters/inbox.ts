import { present } from '@fengcun/kernel';
import type { Connection, Side, Tables } from '../database/tables.ts';
import { shardKeyOfDigest } from '../identity/sharded-id.ts';
import type { Arrival, Inbox } from '../ports/record-stores.ts';
import type { InboxRow } from '../ports/rows.ts';
import { insertReturning } from './insert-rows.ts';

const withShard = (row: InboxRow): Tables['inbox'] =>
  ({ ...row, shardKey: shardKeyOfDigest(row.messageKey) });

/**
 * Column read back of the messages that were new: what they became, under an id that was minted for each row,
 * is read faster than its key.
 */
const TAKEN_AS = ['takenAs'] as const;

const isKeyed = (rows: readonly InboxRow[]): boolean =>
  new Set(rows.map(({ takenAs }) => takenAs ?? undefined)).size === rows.length;

/** What a message that was already there says about the one that arrived. */
const compare = async (connection: Connection, side: Side, row: InboxRow): Promise<Arrival> => {
  const known = await connection.withSchema(side).selectFrom('inbox').select(['bodyHash', 'takenAs'])
    .where('shardKey', '=', shardKeyOfDigest(row.messageKey)).where('source', '=', row.source)
    .where('messageKey', '=', row.messageKey).executeTakeFirst();
  const { bodyHash, takenAs } = present(known, 'the message that stood in the way');
  const isSame = Buffer.compare(bodyHash, row.bodyHash) === 0;
  return { arrival: isSame ? 'repeated' : 'contradictory', takenAs };
};

/** Takes rows each of which became something of its own; one statement for those that are new. */
const takeKeyed = async (
  connection: Connection, side: Side, rows: readonly InboxRow[],
): Promise<readonly Arrival[]> => {
  const target = { schema: side, table: 'inbox', skipKnown: true, returning: TAKEN_AS } as const;
  const { back } = await insertReturning<Pick<InboxRow, 'takenAs'>>(connection, target, rows.map(withShard));
  const fresh = new Set(back.map(({ takenAs }) => takenAs));
  const arrivals: Arrival[] = [];
  for (const row of rows) {
    const { takenAs } = row;
    arrivals.push(fresh.has(takenAs) ? { arrival: 'new', takenAs } : await compare(connection, side, row));
  }
  return arrivals;
};

const takeAll = async (
  connection: Connection, side: Side, rows: readonly InboxRow[],
): Promise<readonly Arrival[]> => {
  if (isKeyed(rows)) return takeKeyed(connection, side, rows);
  const arrivals: Arrival[] = [];
  for (const row of rows) arrivals.push(...await takeKeyed(connection, side, [row]));
  return arrivals;
};

/** The inbox of one side, over an open transaction. */
export const inbox = (connection: Connection, side: Side): Inbox => ({
  take: async (row) => present((await takeAll(connection, side, [row]))[0], 'the answer to one message'),
  takeAll: (rows) => takeAll(connection, side, rows),
});
