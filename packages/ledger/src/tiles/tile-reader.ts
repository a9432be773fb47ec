import { assert } from '@fengcun/kernel';
import { completeSubtrees, type LeafRange, type NodeId, type NodeReader } from '../tree/ranges.ts';
import { HASH_BYTES } from '../verify/encoding.ts';
import type { TreeHash } from '../verify/tree-hash.ts';
import { TILE_HEIGHT, TILE_WIDTH, type TileId } from './tile-id.ts';

/** Where a node is found: 2^depth neighbouring hashes of one tile, joined. */
type NodePlace = Readonly<{ level: number; index: number; first: number; count: number }>;

const placeOf = ({ level, index }: NodeId): NodePlace => {
  const tileLevel = Math.floor(level / TILE_HEIGHT);
  const count = 2 ** (level - tileLevel * TILE_HEIGHT);
  const first = index * count;
  return { level: tileLevel, index: Math.floor(first / TILE_WIDTH), first: first % TILE_WIDTH, count };
};

/**
 * The tiles that hold the nodes of these ranges in a tree of `size`, each once, at the width a log of that
 * size serves. Fetch them, then prove with `tileReader`.
 */
export const tilesForRanges = (ranges: readonly LeafRange[], size: number): readonly TileId[] => {
  const tiles = new Map<string, TileId>();
  for (const node of ranges.flatMap(({ start, end }) => completeSubtrees(start, end))) {
    const { level, index } = placeOf(node);
    const hashes = Math.floor(size / TILE_WIDTH ** level);
    const width = Math.min(TILE_WIDTH, hashes - index * TILE_WIDTH);
    assert(width > 0, 'a node inside the tree');
    tiles.set(`${level}/${index}`, { level, index, width });
  }
  return [...tiles.values()];
};

/** Hash of a full or partial run of 2^n hashes, joined pair by pair in place of a copy. */
const joinRun = (hash: TreeHash, run: Buffer): Buffer => {
  let width = run.length / HASH_BYTES;
  const row = Buffer.from(run);
  for (; width > 1; width /= 2) {
    for (let pair = 0; pair < width / 2; pair += 1) {
      hash.nodeInto(row, pair * 2 * HASH_BYTES, { into: row, at: pair * HASH_BYTES });
    }
  }
  return row.subarray(0, HASH_BYTES);
};

/** Root of a full tile, which is its one hash in the tile above. */
export const fullTileRoot = (hash: TreeHash, tile: Uint8Array): Uint8Array => {
  assert(tile.length === TILE_WIDTH * HASH_BYTES, 'a full tile has 8,192 bytes');
  return joinRun(hash, Buffer.from(tile.buffer, tile.byteOffset, tile.length));
};

/**
 * Reads nodes out of tile bytes the caller has at hand. Tiles are untrusted: a proof or root made from them
 * must be checked against a trusted checkpoint. A tile too short for the node is our bug of planning.
 */
export const tileReader = (
  hash: TreeHash, tileBytes: (tile: Readonly<{ level: number; index: number }>) => Uint8Array,
): NodeReader => (node) => {
  const { level, index, first, count } = placeOf(node);
  const bytes = tileBytes({ level, index });
  assert(bytes.length >= (first + count) * HASH_BYTES, 'a tile that holds the node');
  return joinRun(hash, Buffer.from(bytes.buffer, bytes.byteOffset + first * HASH_BYTES, count * HASH_BYTES));
};
