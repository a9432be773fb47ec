import { present } from '@fengcun/kernel';
import type { WrappedKeyRow } from '@fengcun/store';
import type { KeyRecord, KeyRecordStore } from '@fengcun/vault';
import { keyRecordOf, wrappedColumn } from '../deployment/stored-ciphertext.ts';
import { type KeyDatabase, keepRows } from './epoch-rows.ts';
import { placeOfRow } from './places.ts';

/**
 * Key records in every table of the database. `actId`: an act whose intent is committed. A row whose key is
 * in no form of ours is passed over: it counts as remaining, so that its epoch is kept until somebody looks.
 */
export const keyRecordRows = (database: KeyDatabase, actId: string): KeyRecordStore => {
  // The row behind each key record that was read; forgotten with it.
  const rows = new WeakMap<KeyRecord, WrappedKeyRow>();
  return {
    page: async (page) => {
      const { tree: side, kekId, after, limit } = page;
      const at = { side, kekId, after, limit };
      const read = await keepRows(database, ({ wrapped }) => wrapped.page(at), actId);
      const records = read.rows.flatMap((row) => {
        const record = keyRecordOf(placeOfRow(side, row), row);
        if (!record.ok) return [];
        rows.set(record.value, row);
        return [record.value];
      });
      return { records, after: read.after };
    },
    rewrap: async (changes) => {
      const [first] = changes;
      if (first === undefined) return 0;
      const rewraps = changes.map(({ from, to }) => {
        const row = present(rows.get(from), 'a key record that was read here');
        return { from: row, wrappedKey: wrappedColumn(to, row), kekId: to.kekId };
      });
      return keepRows(database, ({ wrapped }) => wrapped.rewrap(first.from.place.tree, rewraps), actId);
    },
    count: (tree, kekId) => keepRows(database, ({ wrapped }) => wrapped.count(tree, kekId), actId),
  };
};
