import assert from 'node:assert/strict';
import { test } from 'node:test';
import { EMPTY_LOG, logRoot } from '../sequencer/log-state.ts';
import { planBatch } from '../sequencer/plan-batch.ts';
import { naiveRoot } from '../testing/naive-merkle.ts';
import { vectorBytes, vectorPaths, vectorsAbsent, vectorText } from '../testing/shared-vectors.ts';
import { consistencyRanges, proveConsistency, proveInclusion, treeRoot } from '../tree/ranges.ts';
import { parseCheckpoint } from '../verify/checkpoint.ts';
import { parseNote } from '../verify/note.ts';
import { parseNoteKey } from '../verify/note-key.ts';
import { openNote } from '../verify/open-note.ts';
import { verifyConsistency, verifyInclusion } from '../verify/proof.ts';
import { SHA256_TREE } from '../verify/tree-hash.ts';
import { parseBundle } from './bundle.ts';
import { tilePath } from './tile-id.ts';
import { fullTileRoot, tileReader } from './tile-reader.ts';

const skip = vectorsAbsent;
const TESSERA = 'tlog/tessera/testdata/log/';
const TESSERA_KEY = 'example.com/log/testdata+33d7b496+AeHTu4Q3hEIMHNqc6fASMsq3rKNx280NI+oO5xCFkkSx';

const entriesAt = (size: number): readonly Uint8Array[] => {
  if (size === 0) return [];
  const bundle = parseBundle(vectorBytes(TESSERA + tilePath({ level: 'entries', index: 0, width: size })), size);
  assert.ok(bundle.ok);
  return bundle.value;
};

const rootAt = (size: number): Uint8Array => {
  const key = parseNoteKey(TESSERA_KEY);
  const note = parseNote(vectorBytes(`${TESSERA}checkpoint.${size}`));
  assert.ok(key.ok && note.ok && openNote(note.value, [key.value]).ok, `checkpoint ${size} is signed`);
  const checkpoint = parseCheckpoint(note.value.text);
  assert.ok(checkpoint.ok && checkpoint.value.size === size && checkpoint.value.origin === 'example.com/log/testdata');
  return checkpoint.value.root;
};

const readerAt = (size: number): ReturnType<typeof tileReader> =>
  tileReader(SHA256_TREE, ({ level, index }) => vectorBytes(TESSERA + tilePath({ level, index, width: size })));

test('tessera log, sizes 0–15: signed roots come out of entries, of tiles and of our sequencer', { skip }, (t) => {
  for (let size = 0; size <= 15; size += 1) {
    const entries = entriesAt(size);
    const root = Buffer.from(rootAt(size));
    assert.deepEqual(naiveRoot(entries), root);
    if (size > 0) assert.deepEqual(Buffer.from(treeRoot(SHA256_TREE, readerAt(size), size)), root);
    const plan = planBatch(SHA256_TREE, EMPTY_LOG, entries);
    assert.ok(plan.ok);
    assert.deepEqual(Buffer.from(plan.value.root), root);
    for (const { id, bytes } of [...plan.value.tiles, ...plan.value.bundles]) {
      assert.deepEqual(Buffer.from(bytes), vectorBytes(TESSERA + tilePath(id)), tilePath(id));
    }
  }
  t.diagnostic('measured tessera log: 16 signed checkpoints, tiles and bundles byte for byte');
});

test('tessera log: every inclusion and consistency proof from its tiles verifies', { skip }, () => {
  for (let size = 1; size <= 15; size += 1) {
    const [root, entries] = [rootAt(size), entriesAt(size)];
    for (const [index, entry] of entries.entries()) {
      const proof = proveInclusion(SHA256_TREE, readerAt(size), { index, size });
      assert.ok(verifyInclusion(SHA256_TREE, { index, size, leafHash: SHA256_TREE.leaf(entry), root, proof }));
    }
    for (let oldSize = 1; oldSize <= size; oldSize += 1) {
      const proof = proveConsistency(SHA256_TREE, readerAt(size), { oldSize, newSize: size });
      assert.equal(proof.length, consistencyRanges(oldSize, size).length);
      assert.ok(verifyConsistency(SHA256_TREE, { oldSize, newSize: size, oldRoot: rootAt(oldSize), newRoot: root, proof }));
    }
  }
});

test('a public certificate log: the partial tile is the beginning of the full one, and tiles join', { skip }, (t) => {
  const folder = 'tlog/sunlight/testdata/navigli2025h2/tile/0/';
  const full = ['000', '001', '002', '003'].map((name) => vectorBytes(folder + name));
  const partial = vectorBytes(`${folder}003.p/10`);
  assert.ok(full.every((tile) => tile.length === 8192));
  assert.deepEqual(partial, full[3]?.subarray(0, 320));
  assert.equal(vectorPaths(`${folder}**`).length >= 4, true);
  const read = tileReader(SHA256_TREE, ({ level, index }) =>
    (level === 0 ? full[index] ?? Buffer.alloc(0) : Buffer.concat(full.map((tile) => fullTileRoot(SHA256_TREE, tile)))));
  const root = treeRoot(SHA256_TREE, read, 1024);
  const older = treeRoot(SHA256_TREE, read, 778);
  const proof = proveConsistency(SHA256_TREE, read, { oldSize: 778, newSize: 1024 });
  assert.ok(verifyConsistency(SHA256_TREE, { oldSize: 778, newSize: 1024, oldRoot: older, newRoot: root, proof }));
  for (const index of [0, 255, 256, 777, 778, 1023]) {
    const path = proveInclusion(SHA256_TREE, read, { index, size: 1024 });
    assert.ok(verifyInclusion(SHA256_TREE, { index, size: 1024, leafHash: read({ level: 0, index }), root, proof: path }));
  }
  t.diagnostic('measured sunlight tiles: 4 full and 1 partial, 1,024 leaves');
});

test('the state a sequencer keeps is the one tessera kept', { skip }, () => {
  const kept = JSON.parse(vectorText(`${TESSERA}.state/treeState`)) as { size: number; root: string };
  const plan = planBatch(SHA256_TREE, EMPTY_LOG, entriesAt(kept.size));
  assert.ok(plan.ok);
  assert.equal(Buffer.from(logRoot(SHA256_TREE, plan.value.next)).toString('base64'), kept.root);
});
