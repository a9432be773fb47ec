import { assert } from '@fengcun/kernel';
import { TILE_WIDTH } from '../tiles/tile-id.ts';
import { tileReader } from '../tiles/tile-reader.ts';
import { treeRoot } from '../tree/ranges.ts';
import { HASH_BYTES } from '../verify/encoding.ts';
import type { TreeHash } from '../verify/tree-hash.ts';

/**
 * All a sequencer must remember: the size, and the right edge of the tiles, which is a copy of what the
 * partial tiles and the partial bundle hold. Recomputable from the entries at any time.
 */
export type LogState = Readonly<{
  size: number;
  /** Bytes of the partial tile of each level, lowest first; empty where the level ends at a full tile. */
  edge: readonly Uint8Array[];
  /** Encoded entries of the partial bundle. */
  bundle: Uint8Array;
}>;

/** A log without entries. */
export const EMPTY_LOG: LogState = { size: 0, edge: [], bundle: new Uint8Array(0) };

/** A state read back from storage must fit its size; a wrong one would write wrong tiles, so it is a bug. */
export const assertLogState = (state: LogState): void => {
  let hashes = state.size;
  for (const tile of state.edge) {
    assert(tile.length === (hashes % TILE_WIDTH) * HASH_BYTES, 'the edge fits the size');
    hashes = Math.floor(hashes / TILE_WIDTH);
  }
  assert(hashes === 0, 'the edge reaches the top');
};

/** Root of the log at this state. */
export const logRoot = (hash: TreeHash, state: LogState): Uint8Array => {
  const edge = (level: number): Uint8Array => state.edge[level] ?? new Uint8Array(0);
  // Every complete subtree of the tree's own decomposition stands in a partial tile of the edge.
  return treeRoot(hash, tileReader(hash, ({ level }) => edge(level)), state.size);
};
