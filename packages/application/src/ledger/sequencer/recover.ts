import { assert, err, ok, type Result } from '@fengcun/kernel';
import { type BatchPlan, EMPTY_LOG, logRoot, type LogState, planBatch, TILE_WIDTH } from '@fengcun/ledger';
import { stateFromFiles } from '../log/tree-files.ts';
import { edgeTiles } from '../log/read-back.ts';
import type { LogSetup, LogTree, SequencerRefusal } from './setup.ts';

/** State of every tree of a log, in the order of `LogSetup.trees`. */
export type LogStates = readonly LogState[];

/** LIMIT: entries in memory at once; a multiple of 256, so that pages end at tile borders. */
const PAGE_ENTRIES = 1024;

const isSame = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;

const databaseState = async (
  { database, logId }: LogSetup, tree: LogTree,
): Promise<Result<LogState, SequencerRefusal>> => {
  const read = await database.sequence(async (leaves) => ok(await leaves.tree(logId, tree.name)));
  assert(read.ok, 'reading a tree is never refused');
  const { size, edge, bundle, root } = read.value;
  const state = size === 0 ? EMPTY_LOG : { size, edge, bundle };
  const isWhole = size === 0 || (root !== undefined && isSame(root, logRoot(tree.hash, state)));
  return isWhole ? ok(state) : err({ code: 'TREE_STATE_DIFFERS', place: tree.name });
};

type Range = Readonly<{ setup: LogSetup; tree: LogTree; from: LogState; to: LogState }>;
type Take = (plan: BatchPlan) => Promise<Result<void, SequencerRefusal>>;

const nextBorder = (size: number): number => (Math.floor(size / PAGE_ENTRIES) + 1) * PAGE_ENTRIES;

/** Folds the stored rows of a range onto its first state, page by page. */
const foldRows = async (
  { setup, tree, from, to }: Range, take: Take,
): Promise<Result<LogState, SequencerRefusal>> => {
  const { database, logId } = setup;
  let state = from;
  while (state.size < to.size) {
    const page = { logId, from: state.size, limit: Math.min(to.size, nextBorder(state.size)) - state.size };
    const read = await database.audit(async ({ leaves }) => ok(await leaves.page(page)));
    assert(read.ok, 'reading leaves is never refused');
    const isWhole = read.value.length === page.limit && read.value[0]?.index === page.from;
    if (!isWhole) return err({ code: 'LEAVES_MISSING', place: tree.name });
    const plan = planBatch(tree.hash, state, read.value.map(({ entry }) => entry));
    assert(plan.ok, 'stored entries are never too long');
    const taken = await take(plan.value);
    if (!taken.ok) return taken;
    state = plan.value.next;
  }
  return ok(state);
};

/**
 * Writes the files of a range of entries again, from the rows, of which they are a function; but not before
 * the rows were found to lead from its first to its last state.
 */
const rewriteFiles = async (
  range: Range, other: SequencerRefusal,
): Promise<Result<void, SequencerRefusal>> => {
  const { tree, to } = range;
  const folded = await foldRows(range, async () => ok(undefined));
  if (!folded.ok) return folded;
  if (!isSame(logRoot(tree.hash, folded.value), logRoot(tree.hash, to))) return err(other);
  const written = await foldRows(range, ({ bundles, tiles }) =>
    tree.files.write([...bundles, ...tiles].filter(({ id }) => id.width === TILE_WIDTH)));
  return written.ok ? tree.files.write(edgeTiles(to)) : written;
};

/**
 * Makes the files of one tree complete again after any stop: from the last signed head on if its files are as
 * they should be, from the beginning if not. Refuses a database that is behind that head.
 */
const recoverTree = async (setup: LogSetup, tree: LogTree): Promise<Result<LogState, SequencerRefusal>> => {
  const state = await databaseState(setup, tree);
  if (!state.ok) return state;
  const locked = (await tree.lock.load())?.head;
  if (locked !== undefined && locked.size > state.value.size) {
    return err({ code: 'LOCK_AHEAD_OF_LOG', place: tree.origin });
  }
  const signed = locked === undefined ? undefined : await stateFromFiles(tree, locked);
  const code = signed === undefined ? 'TREE_STATE_DIFFERS'
    : signed.size === state.value.size ? 'LOG_REWRITTEN_AT_SIZE' : 'LOG_NOT_CONSISTENT';
  const range = { setup, tree, from: signed ?? EMPTY_LOG, to: state.value };
  const written = await rewriteFiles(range, { code, place: tree.origin });
  return written.ok ? state : written;
};

/** Brings the files of every tree to the state of the database; what to begin with after a claim. */
export const recover = async (setup: LogSetup): Promise<Result<LogStates, SequencerRefusal>> => {
  await setup.clean();
  const states: LogState[] = [];
  for (const tree of setup.trees) {
    const state = await recoverTree(setup, tree);
    if (!state.ok) return state;
    states.push(state.value);
  }
  const isLevel = states.every(({ size }) => size === states[0]?.size);
  return isLevel ? ok(states) : err({ code: 'TREE_SIZES_DIFFER' });
};
