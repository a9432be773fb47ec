import { assert } from '@fengcun/kernel';
import type { TreeHash } from '../verify/tree-hash.ts';

/** A complete subtree: the leaves [index · 2^level, (index + 1) · 2^level). */
export type NodeId = Readonly<{ level: number; index: number }>;

/** A half-open range of leaves that is one node of some tree. */
export type LeafRange = Readonly<{ start: number; end: number }>;

/**
 * Hash of a complete subtree; the caller keeps inside the tree. The result is read, never kept or changed.
 */
export type NodeReader = (node: NodeId) => Uint8Array;

/** The largest power of two below `size` (size ≥ 2): where RFC 6962 splits a tree. */
const splitPoint = (size: number): number => {
  let half = 1;
  while (half * 2 < size) half *= 2;
  return half;
};

/** The complete subtrees of a tree of `size` from the left, largest first; none for the empty tree. */
export const completeSubtrees = (start: number, end: number): readonly NodeId[] => {
  const nodes: NodeId[] = [];
  let at = start;
  let level = 53;
  for (let width = 2 ** 53; width >= 1; width /= 2, level -= 1) {
    if (end - at < width) continue;
    assert(at % width === 0, 'a range that is no node of the tree');
    nodes.push({ level, index: at / width });
    at += width;
  }
  return nodes;
};

/** Joins complete subtrees, largest first, into one root; the hash of nothing for none. @see RFC 6962 §2.1 */
export const joinSubtrees = (hash: TreeHash, hashes: readonly Uint8Array[]): Uint8Array =>
  hashes.length === 0 ? hash.empty : hashes.reduceRight((right, left) => hash.node(left, right));

/** Merkle tree hash of a range that is a node of some tree: aligned as the proofs below make them. */
export const rangeHash = (hash: TreeHash, read: NodeReader, { start, end }: LeafRange): Uint8Array =>
  joinSubtrees(hash, completeSubtrees(start, end).map(read));

/** Root of the first `size` leaves. */
export const treeRoot = (hash: TreeHash, read: NodeReader, size: number): Uint8Array =>
  rangeHash(hash, read, { start: 0, end: size });

/** The siblings on the way from a leaf to the root, lowest first. @see RFC 6962 §2.1.1 */
export const inclusionRanges = (index: number, size: number): readonly LeafRange[] => {
  assert(Number.isSafeInteger(size) && index >= 0 && index < size, 'a leaf of the tree');
  const ranges: LeafRange[] = [];
  let [start, end] = [0, size];
  while (end - start > 1) {
    const middle = start + splitPoint(end - start);
    const isLeft = index < middle;
    ranges.push(isLeft ? { start: middle, end } : { start, end: middle });
    [start, end] = isLeft ? [start, middle] : [middle, end];
  }
  return ranges.reverse();
};

/** What a consistency proof lists, for 0 < oldSize ≤ newSize. @see RFC 6962 §2.1.2 */
export const consistencyRanges = (oldSize: number, newSize: number): readonly LeafRange[] => {
  assert(Number.isSafeInteger(newSize) && oldSize > 0 && oldSize <= newSize, 'an older, non-empty tree');
  const ranges: LeafRange[] = [];
  let [start, end] = [0, newSize];
  let isOldTree = true;
  while (oldSize !== end) {
    const middle = start + splitPoint(end - start);
    const isLeft = oldSize <= middle;
    ranges.push(isLeft ? { start: middle, end } : { start, end: middle });
    if (!isLeft) isOldTree = false;
    [start, end] = isLeft ? [start, middle] : [middle, end];
  }
  // The old tree itself is known to the verifier; a smaller node at the old border must be given.
  if (!isOldTree) ranges.push({ start, end });
  return ranges.reverse();
};

/** Inclusion proof of a leaf in the first `size` leaves: at most 53 hashes. */
export const proveInclusion = (
  hash: TreeHash, read: NodeReader, { index, size }: Readonly<{ index: number; size: number }>,
): readonly Uint8Array[] => inclusionRanges(index, size).map((range) => rangeHash(hash, read, range));

/** Consistency proof between two sizes; empty when they are equal. */
export const proveConsistency = (
  hash: TreeHash, read: NodeReader, { oldSize, newSize }: Readonly<{ oldSize: number; newSize: number }>,
): readonly Uint8Array[] => consistencyRanges(oldSize, newSize).map((range) => rangeHash(hash, read, range));
