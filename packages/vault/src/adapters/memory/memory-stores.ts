import { err, ok } from '@fengcun/kernel';
import type { Epoch } from '../../keys/epoch.ts';
import type { KeyRecord } from '../../keys/key-record.ts';
import type { KeyTree } from '../../keys/tree.ts';
import type { EpochStore } from '../../ports/epoch-store.ts';
import type { EraseKeyStore } from '../../ports/erase-key-store.ts';
import type { KeyRecordStore } from '../../ports/key-record-store.ts';
import type { RotationState, RotationStore } from '../../ports/rotation-store.ts';

/** Rows of one memory database; copying it is a backup. */
export type MemoryRows = {
  epochs: readonly Epoch[];
  keyRecords: readonly KeyRecord[];
  rotations: readonly RotationState[];
  released: Readonly<Record<KeyTree, readonly number[]>>;
};

/** An empty database. */
export const emptyRows = (): MemoryRows =>
  ({ epochs: [], keyRecords: [], rotations: [], released: { open: [], sealed: [] } });

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

const isAsRead = (row: KeyRecord, from: KeyRecord): boolean =>
  row.kekId === from.kekId && row.eraseSerial === from.eraseSerial
  && Buffer.compare(row.wrapped, from.wrapped) === 0;

/** Key records in memory. */
export const memoryKeyRecordStore = (rows: MemoryRows): KeyRecordStore => ({
  page: async ({ tree, kekId, after, limit }) => {
    const records = rows.keyRecords
      .filter((record) => record.place.tree === tree && record.kekId === kekId
        && (after === undefined || record.dataKeyId > after))
      .toSorted(byName)
      .slice(0, limit);
    return { records, after: records.length < limit ? undefined : records.at(-1)?.dataKeyId };
  },
  rewrap: async (changes) => {
    const wanted = new Map(changes.map((change) => [change.from.dataKeyId, change]));
    let replaced = 0;
    rows.keyRecords = rows.keyRecords.map((row) => {
      const change = wanted.get(row.dataKeyId);
      if (change === undefined || !isAsRead(row, change.from)) return row;
      replaced += 1;
      return change.to;
    });
    return replaced;
  },
  count: async (tree, kekId) =>
    rows.keyRecords.filter((record) => record.place.tree === tree && record.kekId === kekId).length,
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

/** Released serials in memory. */
export const memoryEraseKeyStore = (rows: MemoryRows): EraseKeyStore => ({
  release: async (tree, serials) => {
    const known = new Set(rows.released[tree]);
    rows.released = { ...rows.released, [tree]: [...known.union(new Set(serials))] };
  },
  pending: async (tree) => rows.released[tree].toSorted((left, right) => left - right),
  settle: async (tree, serials) => {
    rows.released = { ...rows.released, [tree]: rows.released[tree].filter((one) => !serials.includes(one)) };
  },
});
