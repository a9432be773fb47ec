import type { Result } from '@fengcun/kernel';
import type { Epoch } from '../keys/epoch.ts';
import type { KeyId } from '../keys/key-id.ts';
import type { KeyTree } from '../keys/tree.ts';

/** Records still name this epoch. */
export type EpochInUse = Readonly<{ code: 'EPOCH_IN_USE' }>;

/** Rows of wrapped epoch keys; they travel in backups with the records they open. */
export type EpochStore = Readonly<{
  load: (id: KeyId) => Promise<Epoch | undefined>;
  /** The one epoch of a tree that is not retired; undefined before the first. */
  current: (tree: KeyTree) => Promise<Epoch | undefined>;
  list: () => Promise<readonly Epoch[]>;
  /**
   * In one transaction: inserts `next` as the current epoch of its tree and retires the one before it at
   * `at` (milliseconds). Repeating it with the same `next` changes nothing.
   */
  succeed: (next: Epoch, at: number) => Promise<void>;
  /** Deletes an epoch nothing uses; deleting it again is fine. */
  remove: (id: KeyId) => Promise<Result<void, EpochInUse>>;
}>;
