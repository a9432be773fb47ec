import fc from 'fast-check';
import { sameBytes } from '../verify/encoding.ts';
import { type Consistency, type Inclusion, verifyConsistency, verifyInclusion } from '../verify/proof.ts';
import { SHA256_TREE } from '../verify/tree-hash.ts';
import { naivePath, naiveProof, naiveRoot, naiveRootFromPath, naiveRootsFromProof } from './naive-merkle.ts';

const SIZE_MAX = 70;
const entries = Array.from({ length: SIZE_MAX }, (_, i) => Buffer.from(`entry ${i}`));
const roots = Array.from({ length: SIZE_MAX + 1 }, (_, size) => naiveRoot(entries.slice(0, size)));
const leaves = entries.map((entry) => naiveRoot([entry]));
const rootAt = (size: number): Buffer => roots[size] ?? Buffer.alloc(32);

/** What an attacker may do to the hashes of a proof. */
const spoil = (proof: readonly Uint8Array[], how: number, at: number): readonly Uint8Array[] => {
  const list = [...proof];
  const place = list.length === 0 ? 0 : at % list.length;
  const other = rootAt(at % SIZE_MAX);
  switch (how) {
    case 0: return list;
    case 1: return list.toSpliced(place, 1);
    case 2: return list.toSpliced(place, 0, other);
    case 3: return list.toReversed();
    case 4: return [...list, other];
    case 5: return [other, ...list];
    case 6: return list.map((hash, i) => (i === place ? flip(hash, at) : hash));
    case 7: return list.map((hash, i) => (i === place ? hash.subarray(0, 31) : hash));
    default: return list.toSpliced(place, 1, leaves[at % SIZE_MAX] ?? other);
  }
};

const flip = (hash: Uint8Array, at: number): Uint8Array => {
  const copy = Uint8Array.from(hash);
  copy[at % 32] = (copy[at % 32] ?? 0) ^ (1 << (at % 8));
  return copy;
};

/** Makes one hostile claim from numbers: a true proof, then size, index, hashes and roots bent. */
type Bend = Readonly<{ size: number; index: number; sizeShift: number; indexShift: number; how: number; at: number; rootOf: number }>;

const bends: fc.Arbitrary<Bend> = fc.record({
  size: fc.integer({ min: 1, max: SIZE_MAX }),
  index: fc.nat(SIZE_MAX - 1),
  sizeShift: fc.constantFrom(0, 0, 0, 1, -1, 2, 64, -3),
  indexShift: fc.constantFrom(0, 0, 0, 1, -1, 2, 64),
  how: fc.nat(8),
  at: fc.nat(10_000),
  rootOf: fc.constantFrom(0, 0, 0, 1, -1),
});

/** The answer of the verifier, and whether the claim is true by the recursive definition. */
export type Verdict = Readonly<{ accepted: boolean; isTrue: boolean }>;

const inclusionVerdict = (bend: Bend): Verdict => {
  const index = bend.index % bend.size;
  const claim: Inclusion = {
    index: index + bend.indexShift,
    size: bend.size + bend.sizeShift,
    leafHash: leaves[index] ?? Buffer.alloc(32),
    root: rootAt(bend.size + bend.rootOf),
    proof: spoil(naivePath(index, entries.slice(0, bend.size)), bend.how, bend.at),
  };
  const isTrue = claim.proof.every((hash) => hash.length === 32)
    && sameBytes(naiveRootFromPath(Number(claim.index), Number(claim.size), claim.leafHash, claim.proof) ?? Buffer.alloc(0), claim.root);
  return { accepted: verifyInclusion(SHA256_TREE, claim), isTrue };
};

const consistencyVerdict = (bend: Bend): Verdict => {
  const older = 1 + (bend.index % bend.size);
  const claim: Consistency = {
    oldSize: older + bend.indexShift,
    newSize: bend.size + bend.sizeShift,
    oldRoot: rootAt(older + (bend.at % 7 === 0 ? bend.rootOf : 0)),
    newRoot: rootAt(bend.size + bend.rootOf),
    proof: spoil(naiveProof(older, entries.slice(0, bend.size)), bend.how, bend.at),
  };
  const made = naiveRootsFromProof(Number(claim.oldSize), Number(claim.newSize), { olderRoot: claim.oldRoot, isWhole: true }, claim.proof);
  const isTrue = made !== undefined && claim.proof.every((hash) => hash.length === 32)
    && sameBytes(made.older, claim.oldRoot) && sameBytes(made.newer, claim.newRoot);
  return { accepted: verifyConsistency(SHA256_TREE, claim), isTrue };
};

/** Runs hostile claims of both kinds; throws at the first disagreement with the definition. */
export const runHostileProofs = (numRuns: number, seed: number): Readonly<{ run: number; accepted: number }> => {
  const count = { run: 0, accepted: 0 };
  for (const verdict of [inclusionVerdict, consistencyVerdict]) {
    fc.assert(fc.property(bends, (bend) => {
      const { accepted, isTrue } = verdict(bend);
      count.run += 1;
      if (accepted) count.accepted += 1;
      return accepted === isTrue;
    }), { numRuns: numRuns / 2, seed });
  }
  return count;
};
