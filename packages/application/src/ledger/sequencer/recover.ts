import { assert, err, ok, type Result } from '@fengcun/kernel';
import { EMPTY_LOG, logRoot, type LogState, planBatch, TILE_WIDTH } from '@fengcun/ledger';
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

/** Writes the files of a range of entries again, from the rows. They are a function of the rows alone. */
const rewriteFiles = async (
  setup: LogSetup, tree: LogTree, range: Readonly<{ from: LogState; to: LogState }>,
): Promise<Result<void, SequencerRefusal>> => {
  const { database, logId } = setup;
  let state = range.from;
  while (state.size < range.to.size) {
    const page = { logId, from: state.size, limit: Math.min(range.to.size, nextBorder(state.size)) - state.size };
    const read = await database.audit(async ({ leaves }) => ok(await leaves.page(page)));
    assert(read.ok, 'reading leaves is never refused');
    const isWhole = read.value.length === page.limit && read.value[0]?.index === page.from;
    if (!isWhole) return err({ code: 'LEAVES_MISSING', place: tree.name });
    const plan = planBatch(tree.hash, state, read.value.map(({ entry }) => entry));
    assert(plan.ok, 'stored entries are never too long');
    state = plan.value.next;
    const full = [...plan.value.bundles, ...plan.value.tiles].filter(({ id }) => id.width === TILE_WIDTH);
    const written = await tree.files.write(full);
    if (!written.ok) return written;
  }
  if (!isSame(logRoot(tree.hash, state), logRoot(tree.hash, range.to))) {
    return err({ code: 'TREE_STATE_DIFFERS', place: tree.name });
  }
  return tree.files.write(edgeTiles(state));
};

const nextBorder = (size: number): number => (Math.floor(size / PAGE_ENTRIES) + 1) * PAGE_ENTRIES;

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
  const written = await rewriteFiles(setup, tree, { from: signed ?? EMPTY_LOG, to: state.value });
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
