import { assert, present } from '@fengcun/kernel';
import type { Connection } from '../database/tables.ts';
import { shardKeyOfDigest } from '../identity/sharded-id.ts';
import type { IdempotencyKeys, IdempotencyOutcome, IdempotentRequest } from '../ports/operation-stores.ts';

const beginRequest = async (
  connection: Connection, request: IdempotentRequest,
): Promise<IdempotencyOutcome> => {
  const ops = connection.withSchema('ops');
  const shardKey = shardKeyOfDigest(request.keyHash);
  const { numInsertedOrUpdatedRows } = await ops.insertInto('idempotencyKey')
    .values({ ...request, shardKey, status: null, content: null, wrappedKey: null, kekId: null })
    .onConflict((conflict) => conflict.columns(['shardKey', 'scope', 'keyHash']).doNothing())
    .executeTakeFirstOrThrow();
  if (numInsertedOrUpdatedRows === 1n) return { outcome: 'new' };
  const found = await ops.selectFrom('idempotencyKey')
    .select(['requestHash', 'status', 'content', 'wrappedKey', 'kekId'])
    .where('shardKey', '=', shardKey).where('scope', '=', request.scope)
    .where('keyHash', '=', request.keyHash).executeTakeFirst();
  const { requestHash, status, content, wrappedKey, kekId } = present(found, 'the key that stood in the way');
  if (Buffer.compare(requestHash, request.requestHash) !== 0) return { outcome: 'mismatch' };
  if (status === null) return { outcome: 'inProgress' };
  const hasAnswer = content !== null && wrappedKey !== null && kekId !== null;
  const answer = hasAnswer ? { content, wrappedKey, kekId } : undefined;
  return { outcome: 'answered', kept: { status, answer } };
};

/** Idempotency keys over an open transaction. */
export const idempotencyKeys = (connection: Connection): IdempotencyKeys => {
  const ops = connection.withSchema('ops');
  return {
    begin: (request) => beginRequest(connection, request),
    complete: async ({ scope, keyHash }, { status, answer }) => {
      const { content, wrappedKey, kekId } = answer ?? { content: null, wrappedKey: null, kekId: null };
      const { numUpdatedRows } = await ops.updateTable('idempotencyKey')
        .set({ status, content, wrappedKey, kekId })
        .where('shardKey', '=', shardKeyOfDigest(keyHash)).where('scope', '=', scope)
        .where('keyHash', '=', keyHash).where('status', 'is', null).executeTakeFirstOrThrow();
      assert(numUpdatedRows === 1n, 'a request is completed once, after it was begun');
    },
    release: async ({ scope, keyHash }) => {
      await ops.deleteFrom('idempotencyKey').where('shardKey', '=', shardKeyOfDigest(keyHash))
        .where('scope', '=', scope).where('keyHash', '=', keyHash).where('status', 'is', null).execute();
    },
    purge: async (expiredBefore) => {
      const { numDeletedRows } = await ops.deleteFrom('idempotencyKey').where('expiresAt', '<', expiredBefore)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};
