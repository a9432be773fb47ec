import type { Connection } from '../database/tables.ts';
import { shardKeyOfName } from '../identity/sharded-id.ts';
import type { KeeperActs } from '../ports/keeper-acts.ts';

/** A handful of rows, so that one shard holds them all. */
const SHARD = shardKeyOfName('keeper-acts');
const OPEN_MAX = 1000;

const KEEPER_ACT = [
  'keeperActId', 'actKind', 'state', 'about', 'detail', 'reason', 'serial', 'askedBy', 'askedPerson',
    'decidedBy',
  'decidedPerson', 'rowDigest', 'version', 'askedAt', 'endsAt', 'decidedAt', 'doneAt',
] as const;

/** Acts of administrators, over an open transaction. */
export const keeperActs = (connection: Connection): KeeperActs => {
  const ops = connection.withSchema('ops');
  const rows = () => ops.selectFrom('keeperAct').select(KEEPER_ACT).where('shardKey', '=', SHARD);
  return {
    add: async (row) => {
      const { numInsertedOrUpdatedRows = 0n } = await ops.insertInto('keeperAct')
        .values({ ...row, shardKey: SHARD }).onConflict((on) => on.doNothing()).executeTakeFirstOrThrow();
      return numInsertedOrUpdatedRows === 1n;
    },
    expire: async (now) => {
      await ops.updateTable('keeperAct').set({ state: 'over' }).where('shardKey', '=', SHARD)
        .where('state', '=', 'asked').where('endsAt', '<=', now).execute();
    },
    find: (keeperActId) => rows().where('keeperActId', '=', keeperActId).executeTakeFirst(),
    list: ({ kinds, limit }) =>
      rows().where('actKind', 'in', kinds).orderBy('keeperActId', 'desc').limit(limit).execute(),
    open: (kind) => rows().where('actKind', '=', kind).where('state', 'in', ['asked', 'agreed'])
      .orderBy('keeperActId').limit(OPEN_MAX).execute(),
    numbered: () => rows().where('serial', 'is not', null).orderBy('serial').execute(),
    replace: async ({ keeperActId, ...row }, expected) => {
      const { numUpdatedRows } = await ops.updateTable('keeperAct').set(row).where('shardKey', '=', SHARD)
        .where('keeperActId', '=', keeperActId).where('version', '=', expected).executeTakeFirstOrThrow();
      return numUpdatedRows === 1n;
    },
  };
};
