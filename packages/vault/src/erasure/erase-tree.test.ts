import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { leaseFrom } from '../keys/lease.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { type EraseTree, eraseTree } from './erase-tree.ts';
import { coveringNode, descend, eraseSerials, LEAF_DEPTH, newSeedNodes, type SeedNodes } from './seed-tree.ts';

const treeOver = (nodes: SeedNodes): EraseTree =>
  eraseTree({ tree: 'open', version: 1, suite: 'intl', nodes: Uint8Array.from(nodes), ...leaseFrom(0) });

const keyOf = (tree: EraseTree, serial: number): string => {
  const key = tree.keyFor(serial, 1);
  return key.ok ? key.value.key.export().toString('hex') : key.error.code;
};

const leafOf = (nodes: SeedNodes, serial: number): string => {
  const from = coveringNode(nodes, serial);
  return from === undefined ? 'ERASED' : Buffer.from(descend('sha256', from, { serial, depth: LEAF_DEPTH }).seed).toString('hex');
};

const serials = fc.oneof(fc.nat({ max: 40 }), fc.integer({ min: 250, max: 290 }), fc.nat({ max: 2 ** 32 - 1 }));

test('property: keys asked for in any order are the leaves of their serials, whatever was erased', () => {
  fc.assert(fc.property(fc.array(serials, { minLength: 1, maxLength: 40 }), fc.array(serials, { maxLength: 6 }), (asked, erased) => {
    const nodes = eraseSerials('sha256', newSeedNodes(seededRandom('tree')), erased);
    const tree = treeOver(nodes);
    for (const serial of [...asked, ...asked.toReversed()]) assert.equal(keyOf(tree, serial), leafOf(nodes, serial), `${serial}`);
  }), { seed: 286, numRuns: 60 });
});

test('a forgotten tree gives no key, of the seeds used last neither', () => {
  const tree = treeOver(newSeedNodes(seededRandom('tree')));
  assert.match(keyOf(tree, 5), /^[0-9a-f]{64}$/);
  tree.forget();
  for (const serial of [5, 6, 300]) assert.equal(keyOf(tree, serial), 'KEY_LEASE_OVER');
});
