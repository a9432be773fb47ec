import type { Connection, Tables } from '../database/tables.ts';
import { assertId, shardKeyOf } from '../identity/sharded-id.ts';
import type { AuditQueue, CommitmentKeys } from '../ports/audit-queue.ts';
import { insertRows } from './insert-rows.ts';

/** The queue over an open transaction; `noticed` hears that an entry was handed in. */
export const auditQueue = (connection: Connection, noticed: () => void): AuditQueue => ({
  append: async (entries) => {
    entries.forEach(({ entryId }) => assertId(entryId));
    await insertRows(connection, { schema: 'ledger', table: 'auditPending' }, entries);
    if (entries.length > 0) noticed();
  },
  keepCommitmentKeys: async (keys) => {
    const rows = keys.map((key) =>
      ({ ...key, shardKey: shardKeyOf(key.anchorId) } satisfies Tables['commitmentKey']));
    await insertRows(connection, { schema: 'ledger', table: 'commitmentKey' }, rows);
  },
});

/** Commitment keys over an open transaction of the sealing service. */
export const commitmentKeys = (connection: Connection): CommitmentKeys => {
  const ledger = connection.withSchema('ledger');
  return {
    of: (anchorId) =>
      ledger.selectFrom('commitmentKey')
        .select(['entryId', 'commitmentKind', 'anchorId', 'wrappedKey', 'kekId'])
        .where('shardKey', '=', shardKeyOf(anchorId)).where('anchorId', '=', anchorId)
        .orderBy('entryId').orderBy('commitmentKind').execute(),
    erase: async (anchorId) => {
      const { numDeletedRows } = await ledger.deleteFrom('commitmentKey')
        .where('shardKey', '=', shardKeyOf(anchorId)).where('anchorId', '=', anchorId)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};
