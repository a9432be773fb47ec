import { assert } from '@fengcun/kernel';
import type { TreeHash } from '../verify/tree-hash.ts';
import { joinSubtrees } from './ranges.ts';

/** The least that lets a tree grow: its complete subtrees, largest first, one for each set bit of `size`. */
export type Frontier = Readonly<{ size: number; hashes: readonly Uint8Array[] }>;

/** The tree without leaves. */
export const EMPTY_FRONTIER: Frontier = { size: 0, hashes: [] };

/** The frontier after one more leaf. LIMIT: 2^53 − 1 leaves. */
export const appendLeafHash = (hash: TreeHash, frontier: Frontier, leafHash: Uint8Array): Frontier => {
  assert(Number.isSafeInteger(frontier.size + 1), 'a tree of at most 2^53 − 1 leaves');
  const hashes = [...frontier.hashes];
  let node = leafHash;
  for (let rest = frontier.size; rest % 2 === 1; rest = (rest - 1) / 2) {
    const left = hashes.pop();
    assert(left !== undefined, 'a frontier has one hash for each set bit of its size');
    node = hash.node(left, node);
  }
  return { size: frontier.size + 1, hashes: [...hashes, node] };
};

/** Root of the tree the frontier stands for. */
export const frontierRoot = (hash: TreeHash, frontier: Frontier): Uint8Array =>
  joinSubtrees(hash, frontier.hashes);
