import { type Count, HASH_BYTES, sameBytes } from './encoding.ts';
import type { TreeHash } from './tree-hash.ts';

/** LIMIT: hashes in one proof; a tree of 2^63 leaves needs no more. @see C2SP tlog-witness, add-checkpoint */
export const PROOF_HASHES_MAX = 63;

/** A claim that a leaf stands at `index` of the subtree [start, end), proven against the subtree's root. */
export type SubtreeInclusion = Readonly<{
  index: Count;
  start: Count;
  end: Count;
  leafHash: Uint8Array;
  root: Uint8Array;
  proof: readonly Uint8Array[];
}>;

/** A claim that the subtree [start, end) with `subtreeRoot` is part of the tree of `size` with `root`. */
export type SubtreeConsistency = Readonly<{
  start: Count;
  end: Count;
  size: Count;
  subtreeRoot: Uint8Array;
  root: Uint8Array;
  proof: readonly Uint8Array[];
}>;

/** A claim that a leaf stands at `index` of the tree of `size`. */
export type Inclusion = Omit<SubtreeInclusion, 'start' | 'end'> & Readonly<{ size: Count }>;

/** A claim that the tree of `newSize` is the tree of `oldSize` with leaves added at its end only. */
export type Consistency = Readonly<{
  oldSize: Count;
  newSize: Count;
  oldRoot: Uint8Array;
  newRoot: Uint8Array;
  proof: readonly Uint8Array[];
}>;

const areHashes = (hashes: readonly Uint8Array[]): boolean =>
  hashes.length <= PROOF_HASHES_MAX + 2 && hashes.every((hash) => hash.length === HASH_BYTES);

const isNatural = (value: Count): boolean =>
  typeof value === 'bigint' ? value >= 0n : Number.isSafeInteger(value) && value >= 0;

const isOdd = (value: bigint): boolean => (value & 1n) === 1n;

/**
 * Whether [start, end) is a subtree: not empty, and starting at a multiple of the power of two that holds it.
 * @see draft-ietf-plants-merkle-tree-certs §4.1
 */
export const isSubtree = (start: bigint, end: bigint): boolean => {
  if (start < 0n || end <= start) return false;
  const width = BigInt((end - start - 1n).toString(2).length);
  const aligned = end - start === 1n ? 1n : 1n << width;
  return start % aligned === 0n;
};

/**
 * True only when the proof leads from the leaf to the root. Total: wrong lengths, indexes outside the tree
 * and hashes left over are false, never an error.
 * @see RFC 9162 §2.1.3.2 (the algorithm); RFC 6962 §2.1.1 (the path)
 */
export const verifySubtreeInclusion = (hash: TreeHash, claim: SubtreeInclusion): boolean => {
  if (![claim.index, claim.start, claim.end].every(isNatural)) return false;
  const [index, start, end] = [BigInt(claim.index), BigInt(claim.start), BigInt(claim.end)];
  if (!isSubtree(start, end) || index < start || index >= end) return false;
  if (!areHashes([claim.leafHash, claim.root, ...claim.proof])) return false;
  let node = index - start;
  let last = end - start - 1n;
  let value = claim.leafHash;
  for (const sibling of claim.proof) {
    if (last === 0n) return false;
    if (isOdd(node) || node === last) {
      value = hash.node(sibling, value);
      while (!isOdd(node) && node !== 0n) [node, last] = [node >> 1n, last >> 1n];
    } else {
      value = hash.node(value, sibling);
    }
    [node, last] = [node >> 1n, last >> 1n];
  }
  return last === 0n && sameBytes(value, claim.root);
};

/** @see verifySubtreeInclusion, with the whole tree as the subtree */
export const verifyInclusion = (hash: TreeHash, claim: Inclusion): boolean =>
  verifySubtreeInclusion(hash, { ...claim, start: 0, end: claim.size });

/**
 * True only when the subtree is part of the tree. Total, as above.
 * @see draft-ietf-plants-merkle-tree-certs §4.4.3, which for start = 0 is RFC 9162 §2.1.4.2
 */
export const verifySubtreeConsistency = (hash: TreeHash, claim: SubtreeConsistency): boolean => {
  if (![claim.start, claim.end, claim.size].every(isNatural)) return false;
  const [start, end, size] = [BigInt(claim.start), BigInt(claim.end), BigInt(claim.size)];
  if (!isSubtree(start, end) || end > size) return false;
  if (!areHashes([claim.subtreeRoot, claim.root, ...claim.proof])) return false;
  let [first, last, top] = [start, end - 1n, size - 1n];
  const reachesEnd = last === top;
  while (first !== last && (reachesEnd || isOdd(last))) {
    [first, last, top] = [first >> 1n, last >> 1n, top >> 1n];
  }
  // A subtree that is itself a node of the tree is its own starting point; otherwise the proof brings one.
  const seeded = first === last;
  const seed = seeded ? claim.subtreeRoot : claim.proof[0];
  if (seed === undefined) return false;
  let [subtree, tree] = [seed, seed];
  for (const sibling of seeded ? claim.proof : claim.proof.slice(1)) {
    if (top === 0n) return false;
    if (isOdd(last) || last === top) {
      if (first < last) subtree = hash.node(sibling, subtree);
      tree = hash.node(sibling, tree);
      while (!isOdd(last) && last !== 0n) [first, last, top] = [first >> 1n, last >> 1n, top >> 1n];
    } else {
      tree = hash.node(tree, sibling);
    }
    [first, last, top] = [first >> 1n, last >> 1n, top >> 1n];
  }
  return top === 0n && sameBytes(subtree, claim.subtreeRoot) && sameBytes(tree, claim.root);
};

/**
 * True only when nothing before `oldSize` changed. Policy: an old size of 0 is false, since such a proof says
 * nothing; the witness protocol, where 0 is the beginning, treats it before it comes here.
 */
export const verifyConsistency = (hash: TreeHash, claim: Consistency): boolean =>
  verifySubtreeConsistency(hash, {
    start: 0, end: claim.oldSize, size: claim.newSize,
    subtreeRoot: claim.oldRoot, root: claim.newRoot, proof: claim.proof,
  });
