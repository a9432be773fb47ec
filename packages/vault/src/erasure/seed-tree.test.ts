import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { createHash } from 'node:crypto';
import { seededRandom } from '../testing/seeded-random.ts';
import { areSeedNodes, coveringNode, descend, eraseSerials, LEAF_DEPTH, newSeedNodes, NODE_BYTES, type SeedNodes } from './seed-tree.ts';

const fresh = (): SeedNodes => newSeedNodes(seededRandom('seeds'));
const leafOf = (nodes: SeedNodes, serial: number): string | undefined => {
  const from = coveringNode(nodes, serial);
  return from === undefined ? undefined : Buffer.from(descend('sha256', from, { serial, depth: LEAF_DEPTH }).seed).toString('hex');
};

/** The definition, written once more and plainly: sixteen base-4 digits from the top. */
const plainLeaf = (root: Uint8Array, serial: number): string => {
  let seed: Uint8Array = root;
  for (let depth = 1; depth <= 16; depth += 1) {
    const digit = Math.floor(serial / 4 ** (16 - depth)) % 4;
    seed = createHash('sha256').update('fengcun/seed-tree/v1\0').update(Uint8Array.of(depth, digit)).update(seed).digest();
  }
  return Buffer.from(seed).toString('hex');
};

const serials = fc.oneof(fc.nat({ max: 40 }), fc.nat({ max: 2 ** 32 - 1 }), fc.constantFrom(0, 1, 255, 256, 2 ** 31, 2 ** 32 - 1));

test('property: leaves are those of the plain definition', () => {
  const root = fresh().slice(5);
  fc.assert(fc.property(serials, (serial) => {
    assert.equal(leafOf(fresh(), serial), plainLeaf(root, serial));
  }), { numRuns: 50 });
});

test('property: an erased leaf is gone, every other one is what it was, in any order and grouping', () => {
  fc.assert(fc.property(fc.array(serials, { minLength: 1, maxLength: 8 }), fc.array(serials, { maxLength: 8 }), fc.nat({ max: 8 }), (erased, others, cut) => {
    const at = eraseSerials('sha256', eraseSerials('sha256', fresh(), erased.slice(0, cut)), erased.slice(cut));
    assert.ok(areSeedNodes(at));
    assert.deepEqual(at, eraseSerials('sha256', fresh(), erased.toReversed()));
    for (const serial of erased) assert.equal(leafOf(at, serial), undefined);
    const neighbours = erased.flatMap((serial) => [serial - 1, serial + 1]).filter((serial) => serial >= 0 && serial < 2 ** 32);
    for (const serial of [...others, ...neighbours]) {
      if (!erased.includes(serial)) assert.equal(leafOf(at, serial), leafOf(fresh(), serial), `${serial}`);
    }
  }), { numRuns: 60 });
});

test('no seed that remains is on the path of an erased leaf', () => {
  const serial = 0x1b2c_3d4e;
  const path = new Set<string>();
  const root = coveringNode(fresh(), serial);
  assert.ok(root !== undefined);
  for (let depth = 0; depth <= LEAF_DEPTH; depth += 1) path.add(Buffer.from(descend('sha256', root, { serial, depth }).seed).toString('hex'));
  assert.equal(path.size, 17);
  const after = eraseSerials('sha256', fresh(), [serial]);
  for (let at = 0; at < after.length; at += NODE_BYTES) assert.equal(path.has(Buffer.from(after.slice(at + 5, at + NODE_BYTES)).toString('hex')), false);
});

test('one erasure costs 48 seeds at most, and erasing a whole range gives them back', () => {
  assert.equal(eraseSerials('sha256', fresh(), [7]).length, 48 * NODE_BYTES);
  const range = Array.from({ length: 256 }, (_, i) => i);
  assert.equal(eraseSerials('sha256', fresh(), range).length, 12 * 3 * NODE_BYTES);
  const thousand = Array.from({ length: 1000 }, (_, i) => i * 97);
  const bytes = eraseSerials('sha256', fresh(), thousand).length;
  assert.ok(bytes < 1000 * 12 * NODE_BYTES, `${bytes} bytes`);
});

test('bytes that are not nodes in order are refused', () => {
  const whole = eraseSerials('sha256', fresh(), [5]);
  assert.ok(areSeedNodes(whole));
  assert.ok(areSeedNodes(new Uint8Array(0)), 'everyone erased');
  const swapped = Buffer.concat([whole.slice(NODE_BYTES, 2 * NODE_BYTES), whole.slice(0, NODE_BYTES)]);
  const deep = Uint8Array.from(whole);
  deep[0] = 17;
  const skewed = Uint8Array.from(fresh());
  skewed[4] = 1;
  for (const wrong of [whole.slice(1), swapped, deep, skewed, Buffer.concat([fresh(), fresh()])]) assert.equal(areSeedNodes(wrong), false);
});
