import type { KeyId } from '../keys/key-id.ts';
import type { KeyRecord } from '../keys/key-record.ts';

/** A page in the order of data key names; `after` is the last name of the page before. */
export type KeyRecordPage = Readonly<{ kekId: KeyId; after: KeyId | undefined; limit: number }>;

/** Wrapped record keys, beside the ciphertexts they open. */
export type KeyRecordStore = Readonly<{
  /** Key records wrapped under an epoch, ordered by `dataKeyId`, at most `limit`. */
  page: (page: KeyRecordPage) => Promise<readonly KeyRecord[]>;
  /**
   * In one transaction: replaces `kekId` and `wrapped` of every row that still names `expectedKekId`.
   * A row that changed or vanished meanwhile is left as it is; returns how many were replaced.
   */
  rewrap: (expectedKekId: KeyId, next: readonly KeyRecord[]) => Promise<number>;
  /** How many key records name an epoch. */
  count: (kekId: KeyId) => Promise<number>;
}>;
