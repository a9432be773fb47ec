import { createHash } from 'node:crypto';

/** A second Merkle tree, written from the recursive definitions of RFC 6962 §2.1 and from nothing else. */
const sha256 = (...parts: readonly Uint8Array[]): Buffer => {
  const hash = createHash('sha256');
  for (const part of parts) hash.update(part);
  return hash.digest();
};

const split = (size: number): number => {
  let k = 1;
  while (k * 2 < size) k *= 2;
  return k;
};

const node = (left: Uint8Array, right: Uint8Array): Buffer => sha256(Uint8Array.of(1), left, right);

/** MTH(D[n]). */
export const naiveRoot = (entries: readonly Uint8Array[]): Buffer => {
  if (entries.length === 0) return sha256();
  if (entries.length === 1) return sha256(Uint8Array.of(0), entries[0] as Uint8Array);
  const k = split(entries.length);
  return node(naiveRoot(entries.slice(0, k)), naiveRoot(entries.slice(k)));
};

/** PATH(m, D[n]). */
export const naivePath = (m: number, entries: readonly Uint8Array[]): readonly Buffer[] => {
  if (entries.length === 1) return [];
  const k = split(entries.length);
  return m < k
    ? [...naivePath(m, entries.slice(0, k)), naiveRoot(entries.slice(k))]
    : [...naivePath(m - k, entries.slice(k)), naiveRoot(entries.slice(0, k))];
};

const subproof = (m: number, entries: readonly Uint8Array[], isWhole: boolean): readonly Buffer[] => {
  if (m === entries.length) return isWhole ? [] : [naiveRoot(entries)];
  const k = split(entries.length);
  return m <= k
    ? [...subproof(m, entries.slice(0, k), isWhole), naiveRoot(entries.slice(k))]
    : [...subproof(m - k, entries.slice(k), false), naiveRoot(entries.slice(0, k))];
};

/** PROOF(m, D[n]). */
export const naiveProof = (m: number, entries: readonly Uint8Array[]): readonly Buffer[] => subproof(m, entries, true);

/**
 * Inclusion by the definition: rebuilds the root along the recursion; undefined where the path does not fit. The
 * verifier under test must agree with it on every input.
 */
export const naiveRootFromPath = (
  m: number, size: number, leaf: Uint8Array, path: readonly Uint8Array[],
): Uint8Array | undefined => {
  if (m < 0 || m >= size) return undefined;
  if (size === 1) return path.length === 0 ? leaf : undefined;
  const last = path.at(-1);
  if (last === undefined) return undefined;
  const k = split(size);
  const rest = path.slice(0, -1);
  const inner = m < k ? naiveRootFromPath(m, k, leaf, rest) : naiveRootFromPath(m - k, size - k, leaf, rest);
  if (inner === undefined) return undefined;
  return m < k ? node(inner, last) : node(last, inner);
};

type Roots = Readonly<{ older: Uint8Array; newer: Uint8Array }>;

/** Both roots that a consistency proof leads to, by the recursive definition; undefined where it does not fit. */
export const naiveRootsFromProof = (
  m: number, n: number, given: Readonly<{ olderRoot: Uint8Array; isWhole: boolean }>, proof: readonly Uint8Array[],
): Roots | undefined => {
  if (m < 1 || m > n) return undefined;
  if (m === n) {
    if (given.isWhole) return proof.length === 0 ? { older: given.olderRoot, newer: given.olderRoot } : undefined;
    const [only] = proof;
    return proof.length === 1 && only !== undefined ? { older: only, newer: only } : undefined;
  }
  const last = proof.at(-1);
  if (last === undefined) return undefined;
  const k = split(n);
  const rest = proof.slice(0, -1);
  if (m <= k) {
    const inner = naiveRootsFromProof(m, k, given, rest);
    return inner && { older: inner.older, newer: node(inner.newer, last) };
  }
  const inner = naiveRootsFromProof(m - k, n - k, { ...given, isWhole: false }, rest);
  return inner && { older: node(last, inner.older), newer: node(last, inner.newer) };
};
