import type { KeyTree } from '../keys/tree.ts';

/**
 * Erasure serials that rows no longer use and whose keys are still to be erased: written in the transaction
 * of the deletion, settled after `eraseForGood` has answered, so that a kill between the two loses nothing.
 * Rows of this store are not secret; the keys are seeds in the key store, which is the store with the short
 * retention. Serials are given by a counter in the key store as well, so that a restored database never
 * gives the serial of an erased person a second time.
 */
export type EraseKeyStore = Readonly<{
  /** Adds serials nothing hangs from any more; adding one again changes nothing. */
  release: (tree: KeyTree, serials: readonly number[]) => Promise<void>;
  /** Serials to erase, in rising order. */
  pending: (tree: KeyTree) => Promise<readonly number[]>;
  /** Forgets serials that were erased. */
  settle: (tree: KeyTree, serials: readonly number[]) => Promise<void>;
}>;
