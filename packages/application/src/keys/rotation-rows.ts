import type { EraseKeyStore, RotationStore } from '@fengcun/vault';
import { type KeyDatabase, keepRows } from './epoch-rows.ts';

/** Where rotations stand, in the database. */
export const rotationRows = (database: KeyDatabase): RotationStore => ({
  load: async (tree) => {
    const row = await keepRows(database, ({ rotations }) => rotations.find(tree));
    if (row === undefined) return undefined;
    const { afterRow, ...state } = row;
    return { ...state, ...(afterRow === null ? {} : { after: afterRow }) };
  },
  save: ({ after, ...state }) =>
    keepRows(database, ({ rotations }) => rotations.save({ ...state, afterRow: after ?? null })),
  clear: (tree) => keepRows(database, ({ rotations }) => rotations.clear(tree)),
});

/** Serials that wait for their erasure, in the database. */
export const releasedRows = (database: KeyDatabase): EraseKeyStore => ({
  release: (tree, serials) => keepRows(database, ({ released }) => released.add(tree, serials)),
  pending: (tree) => keepRows(database, ({ released }) => released.list(tree)),
  settle: (tree, serials) => keepRows(database, ({ released }) => released.remove(tree, serials)),
});
