import type { KeyTree } from '../keys/tree.ts';

/** A person as the vault knows one: a pseudonym, never a name or an identity number. */
export type EraseOwner = Readonly<{ tree: KeyTree; subject: string }>;

/**
 * Which erasure serial belongs to whom. Serials are given in rising order from 0 and never twice: two
 * persons with one serial would be erased together. Rows of this store are not secret; the keys are seeds
 * in the key store. After a restore the counter goes on above every serial that was ever given (the log
 * knows them): a serial given again would open nothing wrong, but be erased for two.
 */
export type EraseKeyStore = Readonly<{
  /** The serial of a person in a tree, given on first use. */
  serialOf: (owner: EraseOwner) => Promise<number>;
  /** A fresh serial that `serialOf` returns from now on; the old one waits for its erasure. */
  renew: (owner: EraseOwner) => Promise<number>;
  /** Serials to erase: replaced or released ones that `settle` has not confirmed. */
  pending: (tree: KeyTree) => Promise<readonly number[]>;
  /** Releases a person's serial of a tree at a lawful deletion; it becomes pending. */
  release: (owner: EraseOwner) => Promise<void>;
  /** Forgets pending serials after `eraseForGood` has answered. */
  settle: (tree: KeyTree, serials: readonly number[]) => Promise<void>;
}>;
