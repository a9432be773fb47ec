import type { RandomBytes } from '@fengcun/crypto';
import type { KeyStore } from '../../ports/key-store.ts';
import { EMPTY_TABLE, type KeyTable, tableKeyStore } from '../key-table.ts';

/** A key store that ends with the process, for tests and examples only. */
export const memoryKeyStore = (random: RandomBytes): KeyStore => {
  let table: KeyTable = EMPTY_TABLE;
  return tableKeyStore({
    read: async () => table,
    write: async (next) => {
      table = next;
    },
    close: async () => {
      table = EMPTY_TABLE;
    },
  }, random);
};
