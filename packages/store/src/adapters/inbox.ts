import { present } from '@fengcun/kernel';
import type { Connection, Side, Tables } from '../database/tables.ts';
import { shardKeyOfDigest } from '../identity/sharded-id.ts';
import type { Arrival, Inbox } from '../ports/record-stores.ts';
import type { InboxRow } from '../ports/rows.ts';
import { insertReturning } from './insert-rows.ts';

const withShard = (row: InboxRow): Tables['inbox'] =>
  ({ ...row, shardKey: shardKeyOfDigest(row.messageKey) });

type MessageKey = Pick<InboxRow, 'source' | 'messageKey'>;

/** Columns read back of the messages that were new. */
const KEY = ['source', 'messageKey'] as const;

const keyOf = (row: MessageKey): string => `${row.source}\n${Buffer.from(row.messageKey).toString('hex')}`;

/** What a message that was already there says about the one that arrived. */
const compare = async (connection: Connection, side: Side, row: InboxRow): Promise<Arrival> => {
  const known = await connection.withSchema(side).selectFrom('inbox').select(['bodyHash', 'takenAs'])
    .where('shardKey', '=', shardKeyOfDigest(row.messageKey)).where('source', '=', row.source)
    .where('messageKey', '=', row.messageKey).executeTakeFirst();
  const { bodyHash, takenAs } = present(known, 'the message that stood in the way');
  const isSame = Buffer.compare(bodyHash, row.bodyHash) === 0;
  return { arrival: isSame ? 'repeated' : 'contradictory', takenAs };
};

const takeAll = async (
  connection: Connection, side: Side, rows: readonly InboxRow[],
): Promise<readonly Arrival[]> => {
  const target = { schema: side, table: 'inbox', skipKnown: true, returning: KEY } as const;
  const { back } = await insertReturning<MessageKey>(connection, target, rows.map(withShard));
  const fresh = new Set(back.map(keyOf));
  const arrivals: Arrival[] = [];
  for (const row of rows) {
    // A key that stands twice in one batch is new once; deleting it here makes the second a repetition.
    const isNew = fresh.delete(keyOf(row));
    arrivals.push(isNew ? { arrival: 'new', takenAs: row.takenAs } : await compare(connection, side, row));
  }
  return arrivals;
};

/** The inbox of one side, over an open transaction. */
export const inbox = (connection: Connection, side: Side): Inbox => ({
  take: async (row) => present((await takeAll(connection, side, [row]))[0], 'the answer to one message'),
  takeAll: (rows) => takeAll(connection, side, rows),
});
