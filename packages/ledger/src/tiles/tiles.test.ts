import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { BugError } from '@fengcun/kernel';
import { naiveRoot } from '../testing/naive-merkle.ts';
import { levelStore } from '../tree/level-store.ts';
import { consistencyRanges, inclusionRanges, proveConsistency, proveInclusion, treeRoot } from '../tree/ranges.ts';
import { SHA256_TREE } from '../verify/tree-hash.ts';
import { encodeBundle, parseBundle } from './bundle.ts';
import { newBundles, newTiles, parseTilePath, TILE_WIDTH, type TileId, tilePath } from './tile-id.ts';
import { fullTileRoot, tileReader, tilesForRanges } from './tile-reader.ts';

test('paths are those of tlog-tiles, and only the one spelling is read back', () => {
  const table: readonly (readonly [TileId, string])[] = [
    [{ level: 0, index: 0, width: 256 }, 'tile/0/000'],
    [{ level: 0, index: 1_234_067, width: 256 }, 'tile/0/x001/x234/067'],
    [{ level: 1, index: 999, width: 17 }, 'tile/1/999.p/17'],
    [{ level: 2, index: 1000, width: 1 }, 'tile/2/x001/000.p/1'],
    [{ level: 63, index: 5, width: 255 }, 'tile/63/005.p/255'],
    [{ level: 'entries', index: 273, width: 112 }, 'tile/entries/273.p/112'],
  ];
  for (const [id, path] of table) {
    assert.equal(tilePath(id), path);
    assert.deepEqual(parseTilePath(path), { ok: true, value: id });
  }
  const bad = [
    '', 'tile/0', 'tile/0/', 'tile/0/0', 'tile/0/00', 'tile/0/0000', 'tile/0/1000', 'tile/0/x000/001', 'tile/0/x001', 'tile/0/001/002',
    'tile/00/001', 'tile/64/001', 'tile/-1/001', 'tile/01/001', 'tile/data/001', 'tile/0/001.p/0', 'tile/0/001.p/256', 'tile/0/001.p/05',
    'tile/0/001.p/', 'tile/0/001.p/1/', '/tile/0/001', 'tile/0/001 ', 'tile/8/0/001', 'tile/0/x001/x002/x003/x004/x005/x006/007',
    'tile/0/../001', `tile/0/${'x001/'.repeat(30)}001`,
  ];
  for (const path of bad) assert.equal(parseTilePath(path).ok, false, path);
});

test('a log of 70,000 entries has the tiles the specification counts', () => {
  const tiles = newTiles(0, 70_000);
  const count = (level: number, isFull: boolean): number =>
    tiles.filter((tile) => tile.level === level && (tile.width === TILE_WIDTH) === isFull).length;
  assert.deepEqual([count(0, true), count(0, false), count(1, true), count(1, false), count(2, true), count(2, false)], [273, 1, 1, 1, 0, 1]);
  assert.deepEqual(tiles.filter(({ width }) => width < TILE_WIDTH).map(({ width }) => width), [112, 17, 1]);
  assert.deepEqual(newTiles(0, 256).map(tilePath), ['tile/0/000', 'tile/1/000.p/1']);
  assert.deepEqual(newTiles(0, 0), []);
  assert.deepEqual(newBundles(255, 257).map(tilePath), ['tile/entries/000', 'tile/entries/001.p/1']);
});

test('tiles to add are exactly those whose bytes changed', () => {
  const tilesOf = (size: number): ReadonlyMap<string, number> => {
    const all = new Map<string, number>();
    for (let level = 0, hashes = size; hashes > 0; level += 1, hashes = Math.floor(hashes / TILE_WIDTH)) {
      for (let index = 0; index * TILE_WIDTH < hashes; index += 1) all.set(`${level}/${index}`, Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH));
    }
    return all;
  };
  fc.assert(fc.property(fc.nat(140_000), fc.nat(1500), (oldSize, growth) => {
    const [before, after] = [tilesOf(oldSize), tilesOf(oldSize + growth)];
    const changed = [...after].filter(([place, width]) => before.get(place) !== width).map(([place, width]) => `${place}/${width}`);
    assert.deepEqual(newTiles(oldSize, oldSize + growth).map(({ level, index, width }) => `${level}/${index}/${width}`).sort(), changed.sort());
  }), { seed: 286, numRuns: 60 });
});

test('proofs read from the planned tiles equal those read from the whole tree', () => {
  const size = 66_000;
  const store = levelStore(SHA256_TREE);
  for (let i = 0; i < size; i += 1) store.append(Buffer.from(`entry ${i}`));
  const bytesOf = ({ level, index, width }: TileId): Buffer => Buffer.concat(Array.from({ length: width }, (_, i) =>
    store.read({ level: Number(level) * 8, index: index * TILE_WIDTH + i })));
  const readerFor = (tiles: readonly TileId[]): ReturnType<typeof tileReader> => {
    const held = new Map(tiles.map((tile) => [`${tile.level}/${tile.index}`, bytesOf(tile)]));
    return tileReader(SHA256_TREE, ({ level, index }) => held.get(`${level}/${index}`) ?? Buffer.alloc(0));
  };
  const root = treeRoot(SHA256_TREE, store.read, size);
  assert.deepEqual(treeRoot(SHA256_TREE, readerFor(tilesForRanges([{ start: 0, end: size }], size)), size), root);
  fc.assert(fc.property(fc.nat(size - 1), fc.integer({ min: 1, max: size }), (index, oldSize) => {
    const inclusion = tilesForRanges(inclusionRanges(index, size), size);
    assert.ok(inclusion.length <= 6);
    assert.deepEqual(proveInclusion(SHA256_TREE, readerFor(inclusion), { index, size }), proveInclusion(SHA256_TREE, store.read, { index, size }));
    const consistency = tilesForRanges(consistencyRanges(oldSize, size), size);
    assert.deepEqual(proveConsistency(SHA256_TREE, readerFor(consistency), { oldSize, newSize: size }),
      proveConsistency(SHA256_TREE, store.read, { oldSize, newSize: size }));
  }), { seed: 286, numRuns: 150 });
  assert.throws(() => proveInclusion(SHA256_TREE, readerFor([]), { index: 0, size }), BugError);
});

test('the root of a full tile is that of its 256 leaves', () => {
  const entries = Array.from({ length: 256 }, (_, i) => Buffer.of(i));
  const tile = Buffer.concat(entries.map((entry) => SHA256_TREE.leaf(entry)));
  const copy = Buffer.from(tile);
  assert.deepEqual(Buffer.from(fullTileRoot(SHA256_TREE, tile)), naiveRoot(entries));
  assert.deepEqual(tile, copy);
  assert.throws(() => fullTileRoot(SHA256_TREE, tile.subarray(32)), BugError);
});

test('a bundle gives its entries back, and any other width or length is refused', () => {
  const lists = fc.array(fc.uint8Array({ maxLength: 40 }), { maxLength: 30 });
  fc.assert(fc.property(lists, fc.nat(5), (entries, off) => {
    const bytes = encodeBundle(entries);
    const parsed = parseBundle(bytes, entries.length);
    assert.ok(parsed.ok);
    assert.deepEqual(parsed.value.map((entry) => Buffer.from(entry)), entries.map((entry) => Buffer.from(entry)));
    assert.equal(parseBundle(bytes, entries.length + 1 + off).ok, false);
    if (entries.length > 0) {
      assert.equal(parseBundle(bytes, entries.length - 1).ok, false);
      assert.equal(parseBundle(bytes.subarray(0, bytes.length - 1), entries.length).ok, false);
    }
    assert.equal(parseBundle(Buffer.concat([bytes, Buffer.alloc(1)]), entries.length).ok, false);
  }), { seed: 286 });
  assert.ok(encodeBundle([Buffer.alloc(65_535)]).length === 65_537);
  assert.throws(() => encodeBundle([Buffer.alloc(65_536)]), BugError);
  assert.throws(() => encodeBundle(Array.from({ length: 257 }, () => Buffer.alloc(0))), BugError);
});
