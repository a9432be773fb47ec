import type { Connection, Tables } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type { ClaimedMessage, Outbox, OutboxClaim } from '../ports/operation-stores.ts';
import { insertRows } from './insert-rows.ts';

const MESSAGE = [
  'messageId', 'recipient', 'messageType', 'createdAt', 'dueAt', 'version', 'content', 'wrappedKey', 'kekId',
  'attempts',
] as const;

/**
 * Takes due messages one by one, each by comparing the number of attempts it was seen with: no lock across
 * shards is needed, and of two deliverers one gets it.
 */
const claimMessages = async (
  connection: Connection, claim: OutboxClaim,
): Promise<readonly ClaimedMessage[]> => {
  const { now, until, limit } = claim;
  const ops = connection.withSchema('ops');
  const due = await ops.selectFrom('outbox').select(MESSAGE).where('deliveredAt', 'is', null)
    .where('dueAt', '<=', now).orderBy('dueAt').orderBy('messageId').limit(limit).execute();
  const claimed: ClaimedMessage[] = [];
  for (const message of due) {
    const { messageId, attempts } = message;
    const { numUpdatedRows } = await ops.updateTable('outbox').set({ attempts: attempts + 1, dueAt: until })
      .where('shardKey', '=', shardKeyOf(messageId)).where('messageId', '=', messageId)
      .where('attempts', '=', attempts).where('deliveredAt', 'is', null).executeTakeFirstOrThrow();
    if (numUpdatedRows === 1n) claimed.push({ ...message, attempts: attempts + 1, dueAt: until });
  }
  return claimed;
};

/** The outbox over an open transaction. */
export const outbox = (connection: Connection): Outbox => {
  const ops = connection.withSchema('ops');
  return {
    put: async (messages) => {
      const rows = messages.map((message) => ({
        ...message, shardKey: shardKeyOf(message.messageId), attempts: 0, deliveredAt: null,
      } satisfies Tables['outbox']));
      await insertRows(connection, { schema: 'ops', table: 'outbox' }, rows);
    },
    claim: (claim) => claimMessages(connection, claim),
    delivered: async (messageId, at) => {
      const { numUpdatedRows } = await ops.updateTable('outbox').set({ deliveredAt: at })
        .where('shardKey', '=', shardKeyOf(messageId)).where('messageId', '=', messageId)
        .where('deliveredAt', 'is', null).executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    purge: async (deliveredBefore) => {
      const { numDeletedRows } = await ops.deleteFrom('outbox').where('deliveredAt', '<', deliveredBefore)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};
