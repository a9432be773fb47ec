import { assert, err, ok, type Result } from '@fengcun/kernel';
import {
  logRoot, type LogState, parseBundle, planBatch, type PlannedTile, TILE_WIDTH, type TileId, tilePath,
  type TreeHash,
} from '@fengcun/ledger';
import type { LogFiles } from './log-files.ts';

/** The first file that is missing or not what the log before it leads to. */
export type ReadBackRefusal = Readonly<{ code: 'READ_BACK_DIFFERS'; place: string }>;

/** LIMIT: entries in memory at once, about. */
const ENTRIES_AT_ONCE = 1024;

const isSame = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;

const differs = (id: TileId): Result<never, ReadBackRefusal> =>
  err({ code: 'READ_BACK_DIFFERS', place: tilePath(id) });

/** Entries of a stored bundle from `skip` on; the skipped ones must be those already known. */
const entriesAfter = (
  bytes: Uint8Array | undefined, width: number, known: Uint8Array,
): readonly Uint8Array[] | undefined => {
  const entries = bytes === undefined ? undefined : parseBundle(bytes, width);
  if (bytes === undefined || entries === undefined || !entries.ok) return undefined;
  if (!isSame(bytes.subarray(0, known.length), known)) return undefined;
  for (let at = 0, skipped = 0; ; skipped += 1) {
    if (at === known.length) return entries.value.slice(skipped);
    at += 2 + (entries.value[skipped]?.length ?? 0);
  }
};

/** The bundles that hold the entries of a range, at the width a log of its end serves. */
const bundlesOf = (from: number, to: number): readonly TileId[] => {
  const bundles: TileId[] = [];
  for (let index = Math.floor(from / TILE_WIDTH); index * TILE_WIDTH < to; index += 1) {
    bundles.push({ level: 'entries', index, width: Math.min(TILE_WIDTH, to - index * TILE_WIDTH) });
  }
  return bundles;
};

/**
 * Entries of the stored bundles beyond a state, a few bundles at a time; ends with a refusal at the first
 * bundle that cannot be read or does not begin with what the state has.
 */
export const storedEntries = async function* (
  files: LogFiles, from: LogState, to: number,
): AsyncGenerator<Result<readonly Uint8Array[], ReadBackRefusal>> {
  let known = from.bundle;
  let found: Uint8Array[] = [];
  for (const id of bundlesOf(from.size, to)) {
    const entries = entriesAfter(await files.read(id), id.width, known);
    if (entries === undefined) {
      yield differs(id);
      return;
    }
    found.push(...entries);
    known = new Uint8Array(0);
    if (found.length < ENTRIES_AT_ONCE) continue;
    yield ok(found);
    found = [];
  }
  if (found.length > 0) yield ok(found);
};

/** The narrow tiles a log at this state serves at its right edge. */
export const edgeTiles = (state: LogState): readonly PlannedTile[] => {
  const tileAt = (level: TileId['level'], count: number, bytes: Uint8Array): readonly PlannedTile[] => {
    const width = count % TILE_WIDTH;
    return width === 0 ? [] : [{ id: { level, index: Math.floor(count / TILE_WIDTH), width }, bytes }];
  };
  const tiles = state.edge.flatMap((bytes, level) =>
    tileAt(level, Math.floor(state.size / TILE_WIDTH ** level), bytes));
  return [...tiles, ...tileAt('entries', state.size, state.bundle)];
};

const compareTiles = async (
  files: LogFiles, tiles: readonly PlannedTile[],
): Promise<Result<void, ReadBackRefusal>> => {
  for (const { id, bytes } of tiles) {
    const stored = await files.read(id);
    if (stored === undefined || !isSame(stored, bytes)) return differs(id);
  }
  return ok(undefined);
};

/**
 * Reads back everything a log of `size` has beyond a trusted state, recomputes all hashes from the stored
 * entries and compares every tile: what is signed is what is on the disk. A public log died because it signed
 * what it had in memory while one bit of a stored entry had flipped.
 */
export const readBack = async (
  stored: Readonly<{ hash: TreeHash; files: LogFiles }>, from: LogState, size: number,
): Promise<Result<Readonly<{ state: LogState; root: Uint8Array }>, ReadBackRefusal>> => {
  const { hash, files } = stored;
  let state = from;
  for await (const entries of storedEntries(files, from, size)) {
    if (!entries.ok) return entries;
    const plan = planBatch(hash, state, entries.value);
    assert(plan.ok, 'entries of a bundle are never too long');
    state = plan.value.next;
    const full = [...plan.value.tiles, ...plan.value.bundles].filter(({ id }) => id.width === TILE_WIDTH);
    const compared = await compareTiles(files, full);
    if (!compared.ok) return compared;
  }
  assert(state.size === size, 'every entry was read back');
  const compared = await compareTiles(files, edgeTiles(state));
  return compared.ok ? ok({ state, root: logRoot(hash, state) }) : compared;
};
