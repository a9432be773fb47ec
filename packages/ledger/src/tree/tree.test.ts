import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BugError } from '@fengcun/kernel';
import { runHostileProofs } from '../testing/hostile-proofs.ts';
import { naivePath, naiveProof, naiveRoot } from '../testing/naive-merkle.ts';
import {
  verifyConsistency, verifyInclusion, verifySubtreeConsistency, verifySubtreeInclusion,
} from '../verify/proof.ts';
import { SHA256_TREE, SM3_TREE, type TreeHash } from '../verify/tree-hash.ts';
import { appendLeafHash, EMPTY_FRONTIER, frontierRoot } from './frontier.ts';
import { type LevelStore, levelStore } from './level-store.ts';
import { proveConsistency, proveInclusion, rangeHash, treeRoot } from './ranges.ts';

const SIZES = 40;
const entries = Array.from({ length: SIZES }, (_, i) => Buffer.from(`invented entry ${i}`));

const filled = (hash: TreeHash, list: readonly Uint8Array[]): LevelStore => {
  const store = levelStore(hash);
  for (const entry of list) store.append(entry);
  return store;
};

test('root, inclusion and consistency agree with the recursive definition for every size, index and old size', () => {
  const store = filled(SHA256_TREE, entries);
  for (let size = 0; size <= SIZES; size += 1) {
    const list = entries.slice(0, size);
    const root = naiveRoot(list);
    assert.deepEqual(Buffer.from(treeRoot(SHA256_TREE, store.read, size)), root);
    for (let index = 0; index < size; index += 1) {
      const proof = proveInclusion(SHA256_TREE, store.read, { index, size });
      assert.deepEqual(proof.map((hash) => Buffer.from(hash)), naivePath(index, list));
      const leafHash = SHA256_TREE.leaf(list[index] ?? Buffer.alloc(0));
      assert.ok(verifyInclusion(SHA256_TREE, { index, size, leafHash, root, proof }));
    }
    for (let oldSize = 1; oldSize <= size; oldSize += 1) {
      const proof = proveConsistency(SHA256_TREE, store.read, { oldSize, newSize: size });
      assert.deepEqual(proof.map((hash) => Buffer.from(hash)), naiveProof(oldSize, list));
      const oldRoot = naiveRoot(entries.slice(0, oldSize));
      assert.ok(verifyConsistency(SHA256_TREE, { oldSize, newSize: size, oldRoot, newRoot: root, proof }));
    }
  }
});

test('a frontier grows to the same roots, with one hash for each set bit of the size', () => {
  let frontier = EMPTY_FRONTIER;
  for (let size = 0; size <= SIZES; size += 1) {
    assert.deepEqual(Buffer.from(frontierRoot(SHA256_TREE, frontier)), naiveRoot(entries.slice(0, size)));
    assert.equal(frontier.hashes.length, size.toString(2).replaceAll('0', '').length);
    frontier = appendLeafHash(SHA256_TREE, frontier, SHA256_TREE.leaf(entries[size] ?? Buffer.alloc(0)));
  }
});

test('leaf hashes computed elsewhere give the same tree, and SM3 gives another', () => {
  const [byEntry, byHash] = [filled(SM3_TREE, entries), levelStore(SM3_TREE)];
  for (const entry of entries) byHash.appendHash(SM3_TREE.leaf(entry));
  assert.equal(byHash.size(), SIZES);
  const root = treeRoot(SM3_TREE, byEntry.read, SIZES);
  assert.deepEqual(treeRoot(SM3_TREE, byHash.read, SIZES), root);
  assert.notDeepEqual(Buffer.from(root), naiveRoot(entries));
  const proof = proveInclusion(SM3_TREE, byEntry.read, { index: 5, size: SIZES });
  const claim = { index: 5, size: SIZES, leafHash: SM3_TREE.leaf(entries[5] ?? Buffer.alloc(0)), root, proof };
  assert.equal(verifyInclusion(SM3_TREE, claim), true);
  assert.equal(verifyInclusion(SHA256_TREE, claim), false);
});

// A hundred and twenty thousand more are in hostile-proofs.slow.test.ts.
test('1,500 hostile proofs: accepted exactly when true by the recursive definition', (t) => {
  const count = runHostileProofs(1500, 286);
  assert.ok(count.run === 1500 && count.accepted > 20);
  t.diagnostic(`measured hostile proofs: ${count.run} run, ${count.accepted} true ones accepted, 0 false accepts`);
});

test('every flipped bit of a proof, leaf or root is noticed', () => {
  const store = filled(SHA256_TREE, entries);
  const size = 37;
  const root = Buffer.from(treeRoot(SHA256_TREE, store.read, size));
  const proof = proveInclusion(SHA256_TREE, store.read, { index: 20, size }).map((hash) => Buffer.from(hash));
  const leafHash = Buffer.from(store.read({ level: 0, index: 20 }));
  for (const hash of [root, leafHash, ...proof]) {
    for (let bit = 0; bit < 256; bit += 1) {
      hash[bit >> 3] = (hash[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.equal(verifyInclusion(SHA256_TREE, { index: 20, size, leafHash, root, proof }), false);
      hash[bit >> 3] = (hash[bit >> 3] ?? 0) ^ (1 << (bit & 7));
    }
  }
  assert.equal(verifyInclusion(SHA256_TREE, { index: 20, size, leafHash, root, proof }), true);
});

test('a right part of the tree cannot pass for the whole: hashes left over are refused', () => {
  const [leaf0, leaf1, leaf2, leaf3] = entries.slice(0, 4).map((entry) => SHA256_TREE.leaf(entry)) as [Uint8Array, Uint8Array, Uint8Array, Uint8Array];
  const left = SHA256_TREE.node(leaf0, leaf1);
  const root = SHA256_TREE.node(left, SHA256_TREE.node(leaf2, leaf3));
  const proof = [leaf3, left];
  assert.equal(verifyInclusion(SHA256_TREE, { index: 2, size: 4, leafHash: leaf2, root, proof }), true);
  assert.equal(verifyInclusion(SHA256_TREE, { index: 0, size: 2, leafHash: leaf2, root, proof }), false);
  assert.equal(verifyConsistency(SHA256_TREE, { oldSize: 1, newSize: 2, oldRoot: leaf2, newRoot: root, proof }), false);
  assert.equal(verifyConsistency(SHA256_TREE, { oldSize: 2, newSize: 2, oldRoot: left, newRoot: root, proof: [left] }), false);
});

test('subtree proofs hold for aligned subtrees, also where they are no node of the tree', () => {
  const store = filled(SHA256_TREE, entries);
  const cases = fc.tuple(fc.nat(3), fc.nat(10), fc.nat(7)).map(([power, multiple, cut]) => {
    const width = 2 ** (power + 1);
    const start = multiple * width;
    return { start, end: start + Math.max(width / 2 + 1, width - cut) };
  }).filter(({ end }) => end <= SIZES);
  fc.assert(fc.property(cases, fc.nat(100), ({ start, end }, pick) => {
    const list = entries.slice(start, end);
    const root = naiveRoot(list);
    const index = start + (pick % list.length);
    const proof = naivePath(index - start, list);
    const claim = { index, start, end, leafHash: SHA256_TREE.leaf(entries[index] ?? Buffer.alloc(0)), root, proof };
    assert.ok(verifySubtreeInclusion(SHA256_TREE, claim));
    assert.equal(verifySubtreeInclusion(SHA256_TREE, { ...claim, index: end }), false);
    assert.deepEqual(Buffer.from(rangeHash(SHA256_TREE, store.read, { start, end })), root);
  }), { seed: 286 });
  const subtreeRoot = naiveRoot(entries.slice(0, 4));
  const proof = proveConsistency(SHA256_TREE, store.read, { oldSize: 4, newSize: SIZES });
  const claim = { start: 0, end: 4, size: SIZES, subtreeRoot, root: naiveRoot(entries), proof };
  assert.equal(verifySubtreeConsistency(SHA256_TREE, claim), true);
  assert.equal(verifySubtreeConsistency(SHA256_TREE, { ...claim, start: 1 }), false);
});

test('asking outside the tree is a bug', () => {
  const store = filled(SHA256_TREE, entries);
  assert.throws(() => proveInclusion(SHA256_TREE, store.read, { index: 3, size: 3 }), BugError);
  assert.throws(() => proveConsistency(SHA256_TREE, store.read, { oldSize: 0, newSize: 3 }), BugError);
  assert.throws(() => store.read({ level: 0, index: SIZES }), BugError);
  assert.throws(() => store.appendHash(Buffer.alloc(31)), BugError);
});
