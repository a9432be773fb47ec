import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BugError } from '@fengcun/kernel';
import { checkLog, type FsckReport, type StoredEntry } from '../fsck/check-log.ts';
import { naiveRoot } from '../testing/naive-merkle.ts';
import { newBundles, newTiles, type TileId, tilePath } from '../tiles/tile-id.ts';
import { levelStore } from '../tree/level-store.ts';
import { proveConsistency } from '../tree/ranges.ts';
import { SHA256_TREE, SM3_TREE } from '../verify/tree-hash.ts';
import { decideSigning, type TreeHead } from './decide-signing.ts';
import { EMPTY_LOG, type LogState } from './log-state.ts';
import { type BatchPlan, planBatch, replayLog } from './plan-batch.ts';

const entriesOf = (count: number): readonly Buffer[] => Array.from({ length: count }, (_, i) => Buffer.from(`entry ${i}`));

const planOf = (state: LogState, entries: readonly Uint8Array[], hash = SHA256_TREE): BatchPlan => {
  const plan = planBatch(hash, state, entries);
  assert.ok(plan.ok);
  return plan.value;
};

/** Runs batches of the given lengths; keeps every file ever written, as a disk would. */
const runLog = (entries: readonly Uint8Array[], lengths: readonly number[]): Readonly<{ files: Map<string, Buffer>; plan: BatchPlan }> => {
  const files = new Map<string, Buffer>();
  let plan = planOf(EMPTY_LOG, []);
  let at = 0;
  for (const length of [...lengths, entries.length]) {
    plan = planOf(plan.next, entries.slice(at, at + length));
    at = plan.next.size;
    for (const { id, bytes } of [...plan.tiles, ...plan.bundles]) files.set(tilePath(id), Buffer.from(bytes));
  }
  return { files, plan };
};

test('however the entries are batched, the state and every served file are the same', () => {
  const lengths = fc.array(fc.nat(300), { maxLength: 8 });
  fc.assert(fc.property(fc.nat(1100), lengths, (size, batches) => {
    const entries = entriesOf(size);
    const [many, one] = [runLog(entries, batches), runLog(entries, [])];
    assert.deepEqual(many.plan.next, one.plan.next);
    assert.deepEqual(Buffer.from(many.plan.root), naiveRoot(entries));
    for (const id of [...newTiles(0, size), ...newBundles(0, size)]) {
      assert.deepEqual(many.files.get(tilePath(id)), one.files.get(tilePath(id)), tilePath(id));
      assert.ok(many.files.has(tilePath(id)));
    }
  }), { seed: 286, numRuns: 40 });
});

test('a batch writes exactly the tiles that changed, and its leaves are contiguous', () => {
  const first = planOf(EMPTY_LOG, entriesOf(300));
  const second = planOf(first.next, entriesOf(700));
  const paths = (list: readonly Readonly<{ id: TileId }>[]): readonly string[] => list.map(({ id }) => tilePath(id)).sort();
  assert.deepEqual(paths(second.tiles), newTiles(300, 1000).map(tilePath).sort());
  assert.deepEqual(paths(second.bundles), newBundles(300, 1000).map(tilePath).sort());
  assert.deepEqual(second.leaves.map(({ index }) => index), Array.from({ length: 700 }, (_, i) => 300 + i));
  assert.ok(second.leaves.every(({ entry, leafHash }) => Buffer.from(leafHash).equals(SHA256_TREE.leaf(entry))));
});

test('planning again gives the same bytes, an empty batch changes nothing', () => {
  const state = planOf(EMPTY_LOG, entriesOf(257)).next;
  assert.deepEqual(planOf(state, entriesOf(10)), planOf(state, entriesOf(10)));
  const empty = planOf(state, []);
  assert.deepEqual([empty.leaves, empty.tiles, empty.bundles, empty.next], [[], [], [], state]);
  assert.deepEqual(replayLog(SHA256_TREE, EMPTY_LOG, entriesOf(257)), state);
});

test('an entry that fits no bundle is refused with its place, a state that does not fit its size is a bug', () => {
  const refused = planBatch(SHA256_TREE, EMPTY_LOG, [Buffer.alloc(65_535), Buffer.alloc(65_536)]);
  assert.deepEqual(refused, { ok: false, error: { code: 'ENTRY_TOO_LONG', at: 1 } });
  const state = planOf(EMPTY_LOG, entriesOf(10)).next;
  for (const bad of [{ ...state, size: 11 }, { ...state, edge: [] }, { ...state, size: 300 }]) {
    assert.throws(() => planBatch(SHA256_TREE, bad, []), BugError);
  }
});

test('the second log over the same entries has SM3 leaves and another root', () => {
  const [intl, sm] = [planOf(EMPTY_LOG, entriesOf(20)), planOf(EMPTY_LOG, entriesOf(20), SM3_TREE)];
  assert.notDeepEqual(sm.root, intl.root);
  assert.deepEqual(sm.bundles, intl.bundles);
});

test('signing: only a head that grows consistently from the locked one is signed', () => {
  const store = levelStore(SHA256_TREE);
  const other = levelStore(SHA256_TREE);
  for (const entry of entriesOf(20)) store.append(entry);
  for (const entry of entriesOf(20)) other.append(Buffer.concat([entry, Buffer.from('!')]));
  const head = (size: number): TreeHead => ({ size, root: naiveRoot(entriesOf(size)) });
  const consistency = proveConsistency(SHA256_TREE, store.read, { oldSize: 7, newSize: 20 });
  const decide = (locked: TreeHead | undefined, next: TreeHead, proof = consistency): string => {
    const decided = decideSigning(SHA256_TREE, { locked, head: next, consistency: proof });
    return decided.ok ? decided.value : decided.error.code;
  };
  assert.equal(decide(undefined, head(20), []), 'sign');
  assert.equal(decide(head(0), head(20), []), 'sign');
  assert.equal(decide(head(7), head(20)), 'sign');
  assert.equal(decide(head(20), head(20), []), 'signAgain');
  assert.equal(decide(head(20), head(7)), 'LOCK_AHEAD_OF_LOG');
  assert.equal(decide({ size: 20, root: Buffer.alloc(32) }, head(20)), 'LOG_REWRITTEN_AT_SIZE');
  assert.equal(decide({ size: 7, root: Buffer.alloc(32) }, head(20)), 'LOG_NOT_CONSISTENT');
  assert.equal(decide(head(7), head(20), []), 'LOG_NOT_CONSISTENT');
  assert.equal(decide(head(8), head(20)), 'LOG_NOT_CONSISTENT');
  const forged = proveConsistency(SHA256_TREE, other.read, { oldSize: 7, newSize: 20 });
  assert.equal(decide(head(7), { size: 20, root: naiveRoot(entriesOf(20).map((entry) => Buffer.concat([entry, Buffer.from('!')]))) }, forged), 'LOG_NOT_CONSISTENT');
});

const SIZE = 700;
const stored = async function* (entries: readonly Uint8Array[], hashes?: readonly Uint8Array[]): AsyncGenerator<StoredEntry> {
  for (const [i, entry] of entries.entries()) {
    const leafHash = hashes?.[i];
    yield leafHash === undefined ? { entry } : { entry, leafHash };
  }
};
const goodLog = runLog(entriesOf(SIZE), [100, 300]);
const goodHead = { size: SIZE, root: goodLog.plan.root };
const leafHashes = entriesOf(SIZE).map((entry) => SHA256_TREE.leaf(entry));

const check = (files: ReadonlyMap<string, Buffer>, entries: readonly Uint8Array[], hashes = leafHashes): Promise<FsckReport> =>
  checkLog({ hash: SHA256_TREE, head: goodHead, entries: stored(entries, hashes), stored: async (id) => files.get(tilePath(id)) });
const codes = (report: FsckReport): readonly string[] => report.findings.map(({ code, place }) => `${code} ${place}`);

test('fsck of a sound log finds nothing', async () => {
  assert.deepEqual(codes(await check(goodLog.files, entriesOf(SIZE))), []);
  const entriesOnly = await checkLog({ hash: SHA256_TREE, head: goodHead, entries: stored(entriesOf(SIZE)) });
  assert.deepEqual([entriesOnly.size, codes(entriesOnly)], [SIZE, []]);
});

test('fsck notices flipped bits all over every served file, cut files and missing files', async () => {
  const served = [...newTiles(0, SIZE), ...newBundles(0, SIZE)];
  for (const id of served) {
    const [path, kind] = [tilePath(id), id.level === 'entries' ? 'BUNDLE' : 'TILE'];
    const bytes = goodLog.files.get(path) ?? Buffer.alloc(0);
    const without = new Map(goodLog.files);
    without.delete(path);
    for (let bit = 0; bit < bytes.length * 8; bit += Math.max(1, Math.floor(bytes.length / 3))) {
      const copy = Buffer.from(bytes);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      assert.deepEqual(codes(await check(new Map(goodLog.files).set(path, copy), entriesOf(SIZE))), [`${kind}_DIFFERS ${path}`]);
    }
    assert.deepEqual(codes(await check(new Map(goodLog.files).set(path, bytes.subarray(1)), entriesOf(SIZE))), [`${kind}_DIFFERS ${path}`]);
    assert.deepEqual(codes(await check(without, entriesOf(SIZE))), [`${kind}_MISSING ${path}`]);
  }
});

test('fsck notices changed, dropped, added and swapped entries and a wrong stored leaf hash', async () => {
  const entries = entriesOf(SIZE);
  const changed = entries.with(333, Buffer.from('entry 33e'));
  assert.ok(codes(await check(goodLog.files, changed)).includes('LEAF_HASH_DIFFERS 333'));
  assert.ok(codes(await check(goodLog.files, changed)).includes(`ROOT_DIFFERS ${SIZE}`));
  assert.ok(codes(await check(goodLog.files, entries.slice(0, -1))).includes('ENTRIES_MISSING 699'));
  assert.ok(codes(await check(goodLog.files, [...entries, Buffer.alloc(1)])).includes('ENTRIES_SURPLUS 700'));
  assert.ok(codes(await check(goodLog.files, entries.with(1, entries[2] ?? Buffer.alloc(0)).with(2, entries[1] ?? Buffer.alloc(0)))).includes(`ROOT_DIFFERS ${SIZE}`));
  assert.deepEqual(codes(await check(goodLog.files, entries, leafHashes.with(5, Buffer.alloc(32)))), ['LEAF_HASH_DIFFERS 5']);
  assert.ok(codes(await check(goodLog.files, entries.with(9, Buffer.alloc(65_536)))).includes('ENTRY_TOO_LONG 9'));
});
