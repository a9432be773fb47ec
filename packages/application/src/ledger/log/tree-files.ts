import { assert } from '@fengcun/kernel';
import {
  EMPTY_LOG, type LeafRange, logRoot, type LogState, type NodeReader, proveConsistency, consistencyRanges,
  proveInclusion, inclusionRanges, TILE_WIDTH, type TileId, tileReader, tilesForRanges, type TreeHash,
  type TreeHead, treeRoot,
} from '@fengcun/ledger';
import type { LogFiles } from './log-files.ts';

const HASH_BYTES = 32;

type Reading = Readonly<{ hash: TreeHash; files: LogFiles }>;

/** A reader of the nodes of these ranges; undefined when a tile is missing or too short. */
const readerFor = async (
  { hash, files }: Reading, ranges: readonly LeafRange[], size: number,
): Promise<NodeReader | undefined> => {
  const held = new Map<string, Uint8Array>();
  for (const id of tilesForRanges(ranges, size)) {
    const bytes = await files.read(id);
    if (bytes?.length !== id.width * HASH_BYTES) return undefined;
    held.set(`${id.level}/${id.index}`, bytes);
  }
  return tileReader(hash, ({ level, index }) => {
    const bytes = held.get(`${level}/${index}`);
    assert(bytes !== undefined, 'a tile that was asked for');
    return bytes;
  });
};

/** Consistency proof between two sizes, read from tiles; undefined where tiles are missing. Untrusted. */
export const consistencyFromFiles = async (
  reading: Reading, sizes: Readonly<{ oldSize: number; newSize: number }>,
): Promise<readonly Uint8Array[] | undefined> => {
  const { oldSize, newSize } = sizes;
  if (oldSize === 0 || oldSize === newSize) return [];
  const read = await readerFor(reading, consistencyRanges(oldSize, newSize), newSize);
  return read === undefined ? undefined : proveConsistency(reading.hash, read, sizes);
};

/**
 * Inclusion proof read from tiles: at most one tile for each level. Undefined where one is missing.
 * Untrusted.
 */
export const inclusionFromFiles = async (
  reading: Reading, leaf: Readonly<{ index: number; size: number }>,
): Promise<readonly Uint8Array[] | undefined> => {
  const read = await readerFor(reading, inclusionRanges(leaf.index, leaf.size), leaf.size);
  return read === undefined ? undefined : proveInclusion(reading.hash, read, leaf);
};

/** Root of the first `size` leaves as the tiles have it; undefined where tiles are missing. Untrusted. */
export const rootFromFiles = async (reading: Reading, size: number): Promise<Uint8Array | undefined> => {
  if (size === 0) return reading.hash.empty;
  const read = await readerFor(reading, [{ start: 0, end: size }], size);
  return read === undefined ? undefined : treeRoot(reading.hash, read, size);
};

/**
 * The state a log had at a head, read from its partial tiles and bundle; undefined unless they are there and
 * lead to the root of the head.
 */
export const stateFromFiles = async (
  { hash, files }: Reading, head: TreeHead,
): Promise<LogState | undefined> => {
  if (head.size === 0) return EMPTY_LOG;
  const edge: Uint8Array[] = [];
  const partial = async (level: TileId['level'], count: number): Promise<Uint8Array | undefined> => {
    const width = count % TILE_WIDTH;
    if (width === 0) return new Uint8Array(0);
    return files.read({ level, index: Math.floor(count / TILE_WIDTH), width });
  };
  for (let level = 0, hashes = head.size; hashes > 0; level += 1, hashes = Math.floor(hashes / TILE_WIDTH)) {
    const bytes = await partial(level, hashes);
    if (bytes?.length !== (hashes % TILE_WIDTH) * HASH_BYTES) return undefined;
    edge.push(bytes);
  }
  const bundle = await partial('entries', head.size);
  if (bundle === undefined) return undefined;
  const state = { size: head.size, edge, bundle };
  return Buffer.compare(logRoot(hash, state), head.root) === 0 ? state : undefined;
};
