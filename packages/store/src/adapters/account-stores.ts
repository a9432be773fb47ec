import { sql } from 'kysely';
import type { Connection } from '../database/tables.ts';
import { shardKeyOf, shardKeyOfDigest, shardKeyOfName } from '../identity/sharded-id.ts';
import type { AccountRow, AccountStores, JointActs, RateBuckets } from '../ports/account-stores.ts';

const ACCOUNT = [
  'accountId', 'accountName', 'personId', 'organ', 'roles', 'state', 'standing', 'rowDigest', 'version',
  'content', 'wrappedKey', 'kekId', 'createdAt', 'changedAt',
] as const;

const JOINT = [
  'jointId', 'actKind', 'state', 'about', 'organ', 'reason', 'askedBy', 'askedPerson', 'firstBy',
  'firstPerson', 'secondBy', 'secondPerson', 'version', 'askedAt', 'endsAt', 'usedAt',
  'supervisor', 'seenAt', 'reviewedBy', 'reviewedPerson', 'reviewedAt', 'finding',
] as const;

/** Accounts over an open transaction. */
export const accountStores = (connection: Connection): AccountStores => {
  const ops = connection.withSchema('ops');
  const find = (accountId: string): Promise<AccountRow | undefined> =>
    ops.selectFrom('account').select(ACCOUNT).where('shardKey', '=', shardKeyOf(accountId))
      .where('accountId', '=', accountId).executeTakeFirst();
  return {
    find,
    add: async (row, terms) => {
      await sql`savepoint add_account`.execute(connection);
      const added = await ops.insertInto('account').values({ ...row, shardKey: shardKeyOf(row.accountId) })
        .onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow();
      let isAdded = added.numInsertedOrUpdatedRows === 1n;
      for (const term of terms) {
        if (!isAdded) break;
        const done = await ops.insertInto('accountTerm')
          .values({ ...term, shardKey: shardKeyOfDigest(term.term) })
          .onConflict((conflict) => conflict.doNothing()).executeTakeFirstOrThrow();
        isAdded = done.numInsertedOrUpdatedRows === 1n;
      }
      const end = isAdded ? sql`release savepoint add_account` : sql`rollback to savepoint add_account`;
      await end.execute(connection);
      return isAdded;
    },
    byName: (accountName) =>
      ops.selectFrom('account').select(ACCOUNT).where('shardKey', '=', shardKeyOfName(accountName))
        .where('accountName', '=', accountName).executeTakeFirst(),
    byTerm: async (term, termKind) => {
      const terms = await ops.selectFrom('accountTerm').select('accountId')
        .where('shardKey', '=', shardKeyOfDigest(term)).where('termKind', '=', termKind)
        .where('term', '=', term).orderBy('accountId').execute();
      const found: AccountRow[] = [];
      for (const { accountId } of terms) {
        const row = await find(accountId);
        if (row !== undefined) found.push(row);
      }
      return found;
    },
    ofPerson: (personId) =>
      ops.selectFrom('account').select(ACCOUNT).where('personId', '=', personId).orderBy('accountName')
        .execute(),
    list: ({ afterName, limit }) =>
      ops.selectFrom('account').select(ACCOUNT).where('accountName', '>', afterName).orderBy('accountName')
        .limit(limit).execute(),
    replace: async ({ accountId, ...row }, expected) => {
      const { numUpdatedRows } = await ops.updateTable('account').set(row)
        .where('shardKey', '=', shardKeyOf(accountId)).where('accountId', '=', accountId)
        .where('version', '=', expected).executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
  };
};

/** Nobody has looked at it, or it was used and nobody has reviewed that. */
const STILL_WAITS = sql<boolean>`(seen_at is null or (state = 'used' and reviewed_at is null))`;

/** Acts of several people, over an open transaction. */
export const jointActs = (connection: Connection): JointActs => {
  const ops = connection.withSchema('ops');
  return {
    add: async (row) => {
      await ops.insertInto('jointAct').values({ ...row, shardKey: shardKeyOf(row.jointId) }).execute();
    },
    find: (jointId) =>
      ops.selectFrom('jointAct').select(JOINT).where('shardKey', '=', shardKeyOf(jointId))
        .where('jointId', '=', jointId).executeTakeFirst(),
    agreed: ({ askedBy, about, now }) =>
      ops.selectFrom('jointAct').select(JOINT).where('askedBy', '=', askedBy).where('about', '=', about)
        .where('state', '=', 'agreed').where('endsAt', '>', now).orderBy('jointId').executeTakeFirst(),
    told: ({ supervisor, limit }) =>
      ops.selectFrom('jointAct').select(JOINT).where('supervisor', '=', supervisor)
        .orderBy(STILL_WAITS, 'desc').orderBy('askedAt', 'desc').orderBy('jointId', 'desc').limit(limit)
        .execute(),
    replace: async ({ jointId, ...row }, expected) => {
      const { numUpdatedRows } = await ops.updateTable('jointAct').set(row)
        .where('shardKey', '=', shardKeyOf(jointId)).where('jointId', '=', jointId)
        .where('version', '=', expected).executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
  };
};

/** Token buckets, over an open transaction. One statement a draw: two at once never share a token. */
export const rateBuckets = (connection: Connection): RateBuckets => ({
  draw: async ({ bucketKey, burstMilli, millisPerToken, atMillis, fullAt }) => {
    const { rows } = await sql`
      insert into "ops"."rate_bucket" as bucket ("shard_key", bucket_key, milli_tokens, at_millis, full_at)
      values (${shardKeyOfDigest(bucketKey)}, ${bucketKey}, ${burstMilli - 1000}::bigint,
        ${atMillis}::bigint, ${fullAt}::timestamptz)
      on conflict (shard_key, bucket_key) do update set
        milli_tokens = least(${burstMilli}::bigint, bucket.milli_tokens
          + greatest(0, ${atMillis}::bigint - bucket.at_millis) * 1000 / ${millisPerToken}::bigint) - 1000,
        at_millis = greatest(bucket.at_millis, excluded.at_millis), full_at = excluded.full_at
      where least(${burstMilli}::bigint, bucket.milli_tokens
        + greatest(0, ${atMillis}::bigint - bucket.at_millis) * 1000 / ${millisPerToken}::bigint) >= 1000
      returning 1 as drawn`.execute(connection);
    return rows.length === 1;
  },
  purge: async (fullBefore) => {
    const { numDeletedRows } = await connection.withSchema('ops').deleteFrom('rateBucket')
      .where('fullAt', '<', fullBefore).executeTakeFirstOrThrow();
    return Number(numDeletedRows);
  },
});
