import { EMPTY_LOG, type LogState, logRoot } from '../sequencer/log-state.ts';
import { type PlannedTile, planBatch } from '../sequencer/plan-batch.ts';
import type { TreeHead } from '../sequencer/decide-signing.ts';
import { TILE_WIDTH, type TileId, tilePath } from '../tiles/tile-id.ts';
import { sameBytes } from '../verify/encoding.ts';
import type { TreeHash } from '../verify/tree-hash.ts';

/** One thing that is wrong; `place` is a tile path or a leaf index, never content. */
export type FsckFinding = Readonly<{
  code: 'ENTRIES_MISSING' | 'ENTRIES_SURPLUS' | 'ENTRY_TOO_LONG' | 'ROOT_DIFFERS' | 'LEAF_HASH_DIFFERS'
    | 'TILE_MISSING' | 'TILE_DIFFERS' | 'BUNDLE_MISSING' | 'BUNDLE_DIFFERS';
  place: string;
}>;

/** A stored entry, with the leaf hash stored beside it if there is one. */
export type StoredEntry = Readonly<{ entry: Uint8Array; leafHash?: Uint8Array }>;

/** What is checked against what. */
export type FsckInput = Readonly<{
  hash: TreeHash;
  /** The head all of it must lead to: the last signed one. */
  head: TreeHead;
  /** Every entry in index order. */
  entries: AsyncIterable<StoredEntry>;
  /** Stored bytes of a tile or bundle, undefined when absent; leave out to check entries only. */
  stored?: (id: TileId) => Promise<Uint8Array | undefined>;
}>;

/** What the entries really are, and every finding in the order met. LIMIT: stops after 1,000 findings. */
export type FsckReport = Readonly<{ size: number; root: Uint8Array; findings: readonly FsckFinding[] }>;

const FINDINGS_MAX = 1000;

/** LIMIT: entries in memory at once; a multiple of 256, so that batches end at tile borders. */
const BATCH_ENTRIES = 1024;

type Run = { state: LogState; readonly findings: FsckFinding[]; broken: boolean };

const checkTile = async (input: FsckInput, tile: PlannedTile, run: Run): Promise<void> => {
  const kind = tile.id.level === 'entries' ? 'BUNDLE' : 'TILE';
  const place = tilePath(tile.id);
  const bytes = await input.stored?.(tile.id);
  if (bytes === undefined) run.findings.push({ code: `${kind}_MISSING`, place });
  else if (!sameBytes(bytes, tile.bytes)) run.findings.push({ code: `${kind}_DIFFERS`, place });
};

/** Plans a batch again as the sequencer did; full tiles and bundles must be stored byte for byte. */
const checkBatch = async (input: FsckInput, batch: readonly StoredEntry[], run: Run): Promise<void> => {
  const plan = planBatch(input.hash, run.state, batch.map(({ entry }) => entry));
  if (!plan.ok) {
    run.findings.push({ code: 'ENTRY_TOO_LONG', place: String(run.state.size + plan.error.at) });
    run.broken = true;
    return;
  }
  for (const [at, leaf] of plan.value.leaves.entries()) {
    const stored = batch[at]?.leafHash;
    if (stored !== undefined && !sameBytes(stored, leaf.leafHash)) {
      run.findings.push({ code: 'LEAF_HASH_DIFFERS', place: String(leaf.index) });
    }
  }
  const { tiles, bundles, next } = plan.value;
  run.state = next;
  if (input.stored === undefined) return;
  const full = [...tiles, ...bundles].filter(({ id }) => id.width === TILE_WIDTH);
  for (const tile of full) await checkTile(input, tile, run);
};

/** The partial tiles and the partial bundle that a log of the final size serves. */
const edgeTiles = (state: LogState): readonly PlannedTile[] => {
  const tileAt = (level: number | 'entries', count: number, bytes: Uint8Array): readonly PlannedTile[] => {
    const width = count % TILE_WIDTH;
    return width === 0 ? [] : [{ id: { level, index: Math.floor(count / TILE_WIDTH), width }, bytes }];
  };
  const tiles = state.edge.flatMap((bytes, level) =>
    tileAt(level, Math.floor(state.size / TILE_WIDTH ** level), bytes));
  return [...tiles, ...tileAt('entries', state.size, state.bundle)];
};

/**
 * Recomputes a whole log from its entries and compares everything that was derived from them. Reads each
 * entry once, in batches; holds one batch and the right edge in memory. The entries themselves are the
 * truth here: whether they agree with the application's tables is another check.
 */
export const checkLog = async (input: FsckInput): Promise<FsckReport> => {
  const run: Run = { state: EMPTY_LOG, findings: [], broken: false };
  let batch: StoredEntry[] = [];
  for await (const stored of input.entries) {
    batch.push(stored);
    if (batch.length < BATCH_ENTRIES) continue;
    await checkBatch(input, batch, run);
    batch = [];
    if (run.broken || run.findings.length >= FINDINGS_MAX) break;
  }
  if (batch.length > 0) await checkBatch(input, batch, run);
  if (input.stored !== undefined) for (const tile of edgeTiles(run.state)) await checkTile(input, tile, run);
  const { size } = run.state;
  const root = logRoot(input.hash, run.state);
  if (size < input.head.size) run.findings.push({ code: 'ENTRIES_MISSING', place: String(size) });
  if (size > input.head.size) run.findings.push({ code: 'ENTRIES_SURPLUS', place: String(input.head.size) });
  if (!sameBytes(root, input.head.root)) run.findings.push({ code: 'ROOT_DIFFERS', place: String(size) });
  return { size, root, findings: run.findings.slice(0, FINDINGS_MAX) };
};
