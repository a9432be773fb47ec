import { assert, err, ok } from '@fengcun/kernel';
import type { Epoch } from '../../keys/epoch.ts';
import type { KeyRecord } from '../../keys/key-record.ts';
import type { EpochStore } from '../../ports/epoch-store.ts';
import type { EraseKeyStore, EraseOwner } from '../../ports/erase-key-store.ts';
import type { KeyRecordStore } from '../../ports/key-record-store.ts';
import type { RotationState, RotationStore } from '../../ports/rotation-store.ts';

/** Rows of one memory database; copying it is a backup. */
export type MemoryRows = {
  epochs: readonly Epoch[];
  keyRecords: readonly KeyRecord[];
  rotations: readonly RotationState[];
  serials: readonly Readonly<EraseOwner & { serial: number; isPending: boolean }>[];
  nextSerial: Readonly<Record<'open' | 'sealed', number>>;
};

/** An empty database. */
export const emptyRows = (): MemoryRows =>
  ({ epochs: [], keyRecords: [], rotations: [], serials: [], nextSerial: { open: 0, sealed: 0 } });

/** Epochs in memory; the reference for the contract of the port. */
export const memoryEpochStore = (rows: MemoryRows): EpochStore => ({
  load: async (id) => rows.epochs.find((epoch) => epoch.id === id),
  current: async (tree) => rows.epochs.find((epoch) => epoch.tree === tree && epoch.retiredAt === undefined),
  list: async () => rows.epochs,
  succeed: async (next, at) => {
    if (rows.epochs.some((epoch) => epoch.id === next.id)) return;
    const isBefore = (epoch: Epoch): boolean => epoch.tree === next.tree && epoch.retiredAt === undefined;
    rows.epochs = [...rows.epochs.map((old) => (isBefore(old) ? { ...old, retiredAt: at } : old)), next];
  },
  remove: async (id) => {
    if (rows.keyRecords.some((record) => record.kekId === id)) return err({ code: 'EPOCH_IN_USE' });
    rows.epochs = rows.epochs.filter((epoch) => epoch.id !== id);
    return ok(undefined);
  },
});

const byName = (left: KeyRecord, right: KeyRecord): number => (left.dataKeyId < right.dataKeyId ? -1 : 1);

/** Key records in memory. */
export const memoryKeyRecordStore = (rows: MemoryRows): KeyRecordStore => ({
  page: async ({ kekId, after, limit }) =>
    rows.keyRecords
      .filter((record) => record.kekId === kekId && (after === undefined || record.dataKeyId > after))
      .toSorted(byName)
      .slice(0, limit),
  rewrap: async (expectedKekId, next) => {
    const wanted = new Map(next.map((record) => [record.dataKeyId, record]));
    let replaced = 0;
    rows.keyRecords = rows.keyRecords.map((row) => {
      const change = wanted.get(row.dataKeyId);
      if (change === undefined || row.kekId !== expectedKekId) return row;
      replaced += 1;
      return { ...row, kekId: change.kekId, wrapped: change.wrapped };
    });
    return replaced;
  },
  count: async (kekId) => rows.keyRecords.filter((record) => record.kekId === kekId).length,
});

/** Cursors in memory. */
export const memoryRotationStore = (rows: MemoryRows): RotationStore => ({
  load: async (tree) => rows.rotations.find((state) => state.tree === tree),
  save: async (state) => {
    rows.rotations = [...rows.rotations.filter((old) => old.tree !== state.tree), state];
  },
  clear: async (tree) => {
    rows.rotations = rows.rotations.filter((state) => state.tree !== tree);
  },
});

/** Erasure serials in memory. */
export const memoryEraseKeyStore = (rows: MemoryRows): EraseKeyStore => {
  const isOf = (owner: EraseOwner) => (row: EraseOwner & { isPending: boolean }): boolean =>
    row.tree === owner.tree && row.subject === owner.subject && !row.isPending;
  const give = (owner: EraseOwner): number => {
    const serial = rows.nextSerial[owner.tree];
    assert(serial < 2 ** 32, 'serials have 32 bits');
    rows.nextSerial = { ...rows.nextSerial, [owner.tree]: serial + 1 };
    rows.serials = [...rows.serials, { ...owner, serial, isPending: false }];
    return serial;
  };
  const release = (owner: EraseOwner): void => {
    const mine = isOf(owner);
    rows.serials = rows.serials.map((row) => (mine(row) ? { ...row, isPending: true } : row));
  };
  return {
    serialOf: async (owner) => rows.serials.find(isOf(owner))?.serial ?? give(owner),
    renew: async (owner) => {
      release(owner);
      return give(owner);
    },
    release: async (owner) => release(owner),
    pending: async (tree) =>
      rows.serials.filter((row) => row.tree === tree && row.isPending).map((row) => row.serial),
    settle: async (tree, serials) => {
      const isDone = (row: MemoryRows['serials'][number]): boolean =>
        row.tree === tree && row.isPending && serials.includes(row.serial);
      rows.serials = rows.serials.filter((row) => !isDone(row));
    },
  };
};
