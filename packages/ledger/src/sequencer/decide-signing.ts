import { err, ok, type Result } from '@fengcun/kernel';
import { sameBytes } from '../verify/encoding.ts';
import { verifyConsistency } from '../verify/proof.ts';
import type { TreeHash } from '../verify/tree-hash.ts';

/** Size and root of a tree. */
export type TreeHead = Readonly<{ size: number; root: Uint8Array }>;

/** What the lock store remembers and what the database now says. */
export type SigningRequest = Readonly<{
  /**
   * The last head that was signed; undefined before the first. The lock store is trusted against rollback.
   */
  locked: TreeHead | undefined;
  head: TreeHead;
  /** Proof from the locked to the new size, made from the tiles that were just written and read back. */
  consistency: readonly Uint8Array[];
}>;

/** Why a head must not be signed: each is a stop and an alarm, never retried. */
export type SigningRefusal = Readonly<{
  code: 'LOCK_AHEAD_OF_LOG' | 'LOG_REWRITTEN_AT_SIZE' | 'LOG_NOT_CONSISTENT';
}>;

/**
 * Decides whether a head may be signed, before the compare-and-swap on the lock store. A database restored
 * from an old backup is behind its lock; one that was rewritten is not consistent with it. Signing either
 * would be the split view this log exists to make impossible.
 */
export const decideSigning = (
  hash: TreeHash, request: SigningRequest,
): Result<'sign' | 'signAgain', SigningRefusal> => {
  const { locked, head, consistency } = request;
  if (locked === undefined || locked.size === 0) return ok('sign');
  if (head.size < locked.size) return err({ code: 'LOCK_AHEAD_OF_LOG' });
  if (head.size === locked.size) {
    return sameBytes(head.root, locked.root) ? ok('signAgain') : err({ code: 'LOG_REWRITTEN_AT_SIZE' });
  }
  const isConsistent = verifyConsistency(hash, {
    oldSize: locked.size, newSize: head.size, oldRoot: locked.root, newRoot: head.root, proof: consistency,
  });
  return isConsistent ? ok('sign') : err({ code: 'LOG_NOT_CONSISTENT' });
};
