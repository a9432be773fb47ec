import { assert, err, ok, type Result } from '@fengcun/kernel';
import { encodeBundle } from '../tiles/bundle.ts';
import { TILE_WIDTH, type TileId } from '../tiles/tile-id.ts';
import { fullTileRoot } from '../tiles/tile-reader.ts';
import { HASH_BYTES } from '../verify/encoding.ts';
import { ENTRY_BYTES_HARD_MAX, type TreeHash } from '../verify/tree-hash.ts';
import { assertLogState, type LogState, logRoot } from './log-state.ts';

/** A leaf to store: contiguous index, its hash and the entry bytes, exactly as they were handed in. */
export type PlannedLeaf = Readonly<{ index: number; leafHash: Uint8Array; entry: Uint8Array }>;

/**
 * A file to write: tile or bundle. Written twice it has the same bytes, so a crash in between is harmless.
 */
export type PlannedTile = Readonly<{ id: TileId; bytes: Uint8Array }>;

/** What one batch does to a log. Nothing has happened yet. */
export type BatchPlan = Readonly<{
  firstIndex: number;
  leaves: readonly PlannedLeaf[];
  tiles: readonly PlannedTile[];
  bundles: readonly PlannedTile[];
  next: LogState;
  root: Uint8Array;
}>;

/** Why a batch cannot be planned. `at` is the place in the batch. */
export type BatchRefusal = Readonly<{ code: 'ENTRY_TOO_LONG' | 'LOG_FULL'; at: number }>;

/** Cuts the bytes of a level into its tiles: those that became full, and what is left at the edge. */
const cut = (
  level: number, first: number, hashes: Buffer,
): Readonly<{ full: readonly PlannedTile[]; rest: Buffer }> => {
  const tileBytes = TILE_WIDTH * HASH_BYTES;
  const count = Math.floor(hashes.length / tileBytes);
  const full = Array.from({ length: count }, (_, i) => ({
    id: { level, index: first + i, width: TILE_WIDTH },
    bytes: hashes.subarray(i * tileBytes, (i + 1) * tileBytes),
  }));
  return { full, rest: hashes.subarray(count * tileBytes) };
};

type LevelPlan = Readonly<{ tiles: readonly PlannedTile[]; edge: readonly Uint8Array[] }>;

/** Climbs from the new leaf hashes: full tiles give one hash each to the level above. */
const planLevels = (hash: TreeHash, state: LogState, leafHashes: Buffer): LevelPlan => {
  const tiles: PlannedTile[] = [];
  const edge: Uint8Array[] = [];
  let added = leafHashes;
  let before = state.size;
  for (let level = 0; added.length > 0 || level < state.edge.length; level += 1) {
    const held = state.edge[level] ?? new Uint8Array(0);
    const first = Math.floor(before / TILE_WIDTH);
    const { full, rest } = cut(level, first, Buffer.concat([held, added]));
    tiles.push(...full);
    if (added.length > 0 && rest.length > 0) {
      tiles.push({ id: { level, index: first + full.length, width: rest.length / HASH_BYTES }, bytes: rest });
    }
    edge.push(rest);
    added = Buffer.concat(full.map(({ bytes }) => fullTileRoot(hash, bytes)));
    before = first;
  }
  return { tiles, edge };
};

type BundlePlan = Readonly<{ bundles: readonly PlannedTile[]; bundle: Uint8Array }>;

const planBundles = (state: LogState, entries: readonly Uint8Array[]): BundlePlan => {
  const bundles: PlannedTile[] = [];
  let held = state.bundle;
  let width = state.size % TILE_WIDTH;
  let index = Math.floor(state.size / TILE_WIDTH);
  for (let at = 0; at < entries.length; ) {
    const taken = entries.slice(at, at + TILE_WIDTH - width);
    held = Buffer.concat([held, encodeBundle(taken)]);
    width += taken.length;
    at += taken.length;
    bundles.push({ id: { level: 'entries', index, width }, bytes: held });
    if (width < TILE_WIDTH) continue;
    [held, width, index] = [new Uint8Array(0), 0, index + 1];
  }
  return { bundles, bundle: held };
};

/**
 * Plans one batch: gives every pending entry the next index, and says which leaves to store, which tiles and
 * bundles to write and what the log then is. Pure; the same state and entries give the same bytes, which is
 * why a crash after the commit is repaired by planning again. An empty batch changes nothing.
 */
export const planBatch = (
  hash: TreeHash, state: LogState, entries: readonly Uint8Array[],
): Result<BatchPlan, BatchRefusal> => {
  assertLogState(state);
  const tooLong = entries.findIndex((entry) => entry.length > ENTRY_BYTES_HARD_MAX);
  if (tooLong >= 0) return err({ code: 'ENTRY_TOO_LONG', at: tooLong });
  const size = state.size + entries.length;
  if (!Number.isSafeInteger(size)) return err({ code: 'LOG_FULL', at: 0 });
  const hashes = Buffer.allocUnsafe(entries.length * HASH_BYTES);
  const leaves = entries.map((entry, i) => {
    hash.leafInto(entry, hashes, i * HASH_BYTES);
    const leafHash = hashes.subarray(i * HASH_BYTES, (i + 1) * HASH_BYTES);
    return { index: state.size + i, leafHash, entry };
  });
  const { tiles, edge } = planLevels(hash, state, hashes);
  const { bundles, bundle } = planBundles(state, entries);
  const next = { size, edge, bundle };
  assertLogState(next);
  return ok({ firstIndex: state.size, leaves, tiles, bundles, next, root: logRoot(hash, next) });
};

/** The state of a log rebuilt from its entries: a fold of `planBatch`. Entries too long are a bug here. */
export const replayLog = (hash: TreeHash, state: LogState, entries: readonly Uint8Array[]): LogState => {
  const plan = planBatch(hash, state, entries);
  assert(plan.ok, 'entries of a log are never too long');
  return plan.value.next;
};
