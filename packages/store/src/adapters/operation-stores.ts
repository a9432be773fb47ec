import type { Connection, Tables } from '../database/tables.ts';
import { shardKeyOf, shardKeyOfName } from '../identity/sharded-id.ts';
import type { JobCursors, OperationStores, Uploads } from '../ports/operation-stores.ts';
import { accountStores, jointActs, rateBuckets } from './account-stores.ts';
import { exceptionsQueue } from './exceptions-queue.ts';
import { idempotencyKeys } from './idempotency-keys.ts';
import { keeperActs } from './keeper-acts.ts';
import { outbox } from './outbox.ts';
import { secondFactors, sessions } from './session-stores.ts';

const UPLOAD = [
  'uploadId', 'caseId', 'blobId', 'declaredBytes', 'version', 'content', 'wrappedKey', 'kekId', 'createdAt',
  'expiresAt',
] as const;

const uploads = (connection: Connection): Uploads => {
  const ops = connection.withSchema('ops');
  return {
    begin: async (row) => {
      const sharded = { ...row, shardKey: shardKeyOf(row.uploadId) } satisfies Tables['upload'];
      await ops.insertInto('upload').values(sharded).execute();
    },
    find: (uploadId) =>
      ops.selectFrom('upload').select(UPLOAD).where('shardKey', '=', shardKeyOf(uploadId))
        .where('uploadId', '=', uploadId).executeTakeFirst(),
    ofCase: (caseId) =>
      ops.selectFrom('upload').select(UPLOAD).where('shardKey', '=', shardKeyOf(caseId))
        .where('caseId', '=', caseId).orderBy('uploadId').execute(),
    advance: async ({ uploadId, version, content, wrappedKey, kekId }, expected) => {
      const { numUpdatedRows } = await ops.updateTable('upload').set({ version, content, wrappedKey, kekId })
        .where('shardKey', '=', shardKeyOf(uploadId)).where('uploadId', '=', uploadId)
        .where('version', '=', expected).executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    end: async (uploadId) => {
      const { numDeletedRows } = await ops.deleteFrom('upload').where('shardKey', '=', shardKeyOf(uploadId))
        .where('uploadId', '=', uploadId).executeTakeFirstOrThrow();
      return numDeletedRows === 1n;
    },
    expired: async (now, limit) => {
      const rows = await ops.selectFrom('upload').select('uploadId').where('expiresAt', '<=', now)
        .orderBy('uploadId').limit(limit).execute();
      return rows.map(({ uploadId }) => uploadId);
    },
  };
};

const jobCursors = (connection: Connection): JobCursors => {
  const ops = connection.withSchema('ops');
  return {
    read: async (job) => {
      const row = await ops.selectFrom('jobCursor').select('position')
        .where('shardKey', '=', shardKeyOfName(job)).where('job', '=', job).executeTakeFirst();
      return row?.position;
    },
    write: async ({ job, position, changedAt }) => {
      await ops.insertInto('jobCursor').values({ shardKey: shardKeyOfName(job), job, position, changedAt })
        .onConflict((conflict) => conflict.columns(['shardKey', 'job']).doUpdateSet({ position, changedAt }))
        .execute();
    },
  };
};

/** Everything beside the records, over an open transaction. */
export const operationStores = (connection: Connection): OperationStores => ({
  outbox: outbox(connection),
  idempotency: idempotencyKeys(connection),
  exceptions: exceptionsQueue(connection),
  uploads: uploads(connection),
  jobs: jobCursors(connection),
  accounts: accountStores(connection),
  factors: secondFactors(connection),
  sessions: sessions(connection),
  jointActs: jointActs(connection),
  keeperActs: keeperActs(connection),
  buckets: rateBuckets(connection),
});
