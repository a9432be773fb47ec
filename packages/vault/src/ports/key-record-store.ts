import type { KeyId } from '../keys/key-id.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { KeyTree } from '../keys/tree.ts';

/** A page of the key records of an epoch, in an order of the store's own; `after` is its cursor. */
export type KeyRecordPage = Readonly<{
  tree: KeyTree; kekId: KeyId; after: string | undefined; limit: number;
}>;

/** Key records, at most `limit`, and the cursor to go on behind them; undefined when there are no more. */
export type KeyRecords = Readonly<{ records: readonly KeyRecord[]; after: string | undefined }>;

/** A key record as it was read, and as it shall be: another epoch, another wrapping, or another serial. */
export type Rewrapped = Readonly<{ from: KeyRecord; to: KeyRecord }>;

/** Wrapped record keys, beside the ciphertexts they open. */
export type KeyRecordStore = Readonly<{
  /** Key records wrapped under an epoch. A page without records may still have a cursor. */
  page: (page: KeyRecordPage) => Promise<KeyRecords>;
  /**
   * In one transaction: replaces the wrapping of every row that still is as it was read. A row that changed
   * or vanished meanwhile is left as it is; returns how many were replaced.
   */
  rewrap: (changes: readonly Rewrapped[]) => Promise<number>;
  /** How many key records name an epoch. */
  count: (tree: KeyTree, kekId: KeyId) => Promise<number>;
}>;
