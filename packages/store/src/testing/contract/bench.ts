import assert from 'node:assert/strict';
import { ok, type Result } from '@fengcun/kernel';
import type { Database, SealingStores, WriterStores } from '../../ports/database.ts';
import type { LeafStore } from '../../ports/leaf-store.ts';
import type { OperationStores } from '../../ports/operation-stores.ts';
import { auditEntry, idSource } from '../invented.ts';

/** A database under test with a seed of its own, so that suites can share one server. */
export type Bench = Readonly<{
  database: Database; seed: string; nextId: (shardKey?: number) => string;
  /** Each runs one transaction that must succeed and gives its value. */
  write: <T>(work: (stores: WriterStores) => Promise<T>) => Promise<T>;
  seal: <T>(work: (stores: SealingStores) => Promise<T>) => Promise<T>;
  operate: <T>(work: (stores: OperationStores) => Promise<T>) => Promise<T>;
  sequence: <T>(work: (leaves: LeafStore) => Promise<T>) => Promise<T>;
}>;

const succeeded = <T, E>(result: Result<T, E>): T => {
  assert.ok(result.ok, 'the transaction succeeded');
  return result.value;
};

export const benchOf = (database: Database, seed: string): Bench => {
  const nextId = idSource(`${seed}/acts`);
  const act = () => ({ entryId: nextId() });
  return {
    database, seed, nextId,
    write: async (work) => {
      const { entryId } = act();
      return succeeded(await database.write({ entryId }, async (stores) => {
        await stores.audit.append([auditEntry(entryId)]);
        return ok(await work(stores));
      }));
    },
    seal: async (work) => {
      const { entryId } = act();
      return succeeded(await database.seal({ entryId }, async (stores) => {
        await stores.audit.append([auditEntry(entryId)]);
        return ok(await work(stores));
      }));
    },
    operate: async (work) => succeeded(await database.operate(async (stores) => ok(await work(stores)))),
    sequence: async (work) => succeeded(await database.sequence(async (leaves) => ok(await work(leaves)))),
  };
};
