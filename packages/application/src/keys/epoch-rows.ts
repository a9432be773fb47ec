import { assert, err, ok, type Result } from '@fengcun/kernel';
import type { EpochRow, KeyRows, TransactionRunner } from '@fengcun/store';
import type { Epoch, EpochInUse, EpochStore } from '@fengcun/vault';

/** The one thing key stores need of a database. */
export type KeyDatabase = Pick<TransactionRunner, 'keep'>;

/** Rows of keys, outside of any act: rows about people do not show themselves. */
export const keepRows = async <T>(
  database: KeyDatabase, work: (keys: KeyRows) => Promise<T>, actId?: string,
): Promise<T> => {
  const act = actId === undefined ? undefined : { entryId: actId };
  const done = await database.keep(act, async (keys) => ok(await work(keys)));
  assert(done.ok, 'keeping keys is never refused');
  return done.value;
};

const instant = (millis: number): string => new Date(millis).toISOString();

const epochOf = (row: EpochRow): Epoch => {
  const { epochId: id, tree, suite, rootId, wrappedKey: wrapped, createdAt, retiredAt } = row;
  return {
    id, tree, suite, rootId, wrapped, createdAt: Date.parse(createdAt),
    ...(retiredAt === null ? {} : { retiredAt: Date.parse(retiredAt) }),
  };
};

const rowOf = ({ id, tree, suite, rootId, wrapped, createdAt }: Epoch): EpochRow => ({
  epochId: id, tree, suite, rootId, wrappedKey: wrapped, createdAt: instant(createdAt), retiredAt: null,
});

/**
 * Epochs in the database. `actId`: an act whose intent is committed; without it no row about a person is
 * seen, so that no epoch can be removed.
 */
export const epochRows = (database: KeyDatabase, actId?: string): EpochStore => {
  const keep = <T>(work: (keys: KeyRows) => Promise<T>): Promise<T> => keepRows(database, work, actId);
  const list = async (): Promise<readonly Epoch[]> =>
    (await keep(({ epochs }) => epochs.list())).map(epochOf);
  return {
    list,
    load: async (id) => {
      const row = await keep(({ epochs }) => epochs.find(id));
      return row === undefined ? undefined : epochOf(row);
    },
    current: async (tree) =>
      (await list()).find((epoch) => epoch.tree === tree && epoch.retiredAt === undefined),
    succeed: (next, at) => keep(({ epochs }) => epochs.succeed(rowOf(next), instant(at))),
    remove: async (id): Promise<Result<void, EpochInUse>> => {
      if (actId === undefined) return err({ code: 'EPOCH_IN_USE' });
      return keep(async ({ epochs, wrapped }): Promise<Result<void, EpochInUse>> => {
        const row = await epochs.find(id);
        if (row === undefined) return ok(undefined);
        if ((await wrapped.count(row.tree, id)) > 0) return err({ code: 'EPOCH_IN_USE' });
        await epochs.remove(id);
        return ok(undefined);
      });
    },
  };
};
