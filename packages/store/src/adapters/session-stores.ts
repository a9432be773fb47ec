import type { Connection } from '../database/tables.ts';
import { shardKeyOf, shardKeyOfDigest } from '../identity/sharded-id.ts';
import type { SecondFactors, Sessions } from '../ports/account-stores.ts';

const FACTOR = [
  'factorId', 'accountId', 'factorKind', 'state', 'lastUse', 'version', 'content', 'wrappedKey', 'kekId',
  'createdAt',
] as const;

const SESSION = [
  'sessionHash', 'accountId', 'standing', 'binding', 'begunAt', 'seenAt', 'endsAt', 'secondFactorAt',
  'challenge',
] as const;

/** Second factors over an open transaction. */
export const secondFactors = (connection: Connection): SecondFactors => {
  const ops = connection.withSchema('ops');
  return {
    add: async (row) => {
      await ops.insertInto('secondFactor').values({ ...row, shardKey: shardKeyOf(row.factorId) }).execute();
    },
    ofAccount: (accountId) =>
      ops.selectFrom('secondFactor').select(FACTOR).where('shardKey', '=', shardKeyOf(accountId))
        .where('accountId', '=', accountId).orderBy('factorId').execute(),
    confirm: async (factorId, content) => {
      const { numUpdatedRows } = await ops.updateTable('secondFactor').set({ state: 'confirmed', ...content })
        .where('shardKey', '=', shardKeyOf(factorId)).where('factorId', '=', factorId)
        .where('state', '=', 'proposed').executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    use: async (factorId, lastUse) => {
      const { numUpdatedRows } = await ops.updateTable('secondFactor').set({ lastUse })
        .where('shardKey', '=', shardKeyOf(factorId)).where('factorId', '=', factorId)
        .where('lastUse', '<', lastUse).executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    removeOf: async (accountId, state) => {
      const own = ops.deleteFrom('secondFactor').where('shardKey', '=', shardKeyOf(accountId))
        .where('accountId', '=', accountId);
      const { numDeletedRows } = await (state === undefined ? own : own.where('state', '=', state))
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};

/** Sessions over an open transaction. */
export const sessions = (connection: Connection): Sessions => {
  const ops = connection.withSchema('ops');
  return {
    add: async (row) => {
      await ops.insertInto('session').values({ ...row, shardKey: shardKeyOfDigest(row.sessionHash) })
        .execute();
    },
    find: (sessionHash) =>
      ops.selectFrom('session').select(SESSION).where('shardKey', '=', shardKeyOfDigest(sessionHash))
        .where('sessionHash', '=', sessionHash).executeTakeFirst(),
    see: async (sessionHash, seenAt) => {
      await ops.updateTable('session').set({ seenAt }).where('shardKey', '=', shardKeyOfDigest(sessionHash))
        .where('sessionHash', '=', sessionHash).where('seenAt', '<', seenAt).execute();
    },
    challenge: async (sessionHash, challenge) => {
      const { numUpdatedRows } = await ops.updateTable('session').set({ challenge })
        .where('shardKey', '=', shardKeyOfDigest(sessionHash)).where('sessionHash', '=', sessionHash)
        .executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
    remove: async (sessionHash) => {
      const { numDeletedRows } = await ops.deleteFrom('session')
        .where('shardKey', '=', shardKeyOfDigest(sessionHash)).where('sessionHash', '=', sessionHash)
        .executeTakeFirstOrThrow();
      return numDeletedRows === 1n;
    },
    removeOf: async (accountId) => {
      const { numDeletedRows } = await ops.deleteFrom('session').where('accountId', '=', accountId)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
    purge: async (endedBefore) => {
      const { numDeletedRows } = await ops.deleteFrom('session').where('endsAt', '<', endedBefore)
        .executeTakeFirstOrThrow();
      return Number(numDeletedRows);
    },
  };
};
