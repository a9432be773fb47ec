import { assert, err, ok, type Result } from '@fengcun/kernel';
import { EMPTY_LOG, logRoot, type LogState, parseCanonical, planBatch } from '@fengcun/ledger';
import type { LeafStore, PendingEntry } from '@fengcun/store';
import { storedEntries } from '../log/read-back.ts';
import type { LogSetup, LogTree, SequencerRefusal } from './setup.ts';

/** A log to refill: everything a sequencer needs, but no key, because nothing is signed. */
export type RefillSetup = Pick<LogSetup, 'logId' | 'database' | 'now' | 'holder' | 'leaseMillis'>
  & Readonly<{ trees: readonly Pick<LogTree, 'name' | 'hash' | 'origin' | 'files' | 'lock'>[] }>;

/** Why the entries could not be brought back. */
export type RefillRefusal = SequencerRefusal | Readonly<{
  code: 'NOTHING_TO_REFILL' | 'BUNDLES_DIFFER_FROM_HEAD' | 'ENTRY_WITHOUT_ID'; place?: string;
}>;

/** Entries that were brought back, and the size of the log now. */
export type Refilled = Readonly<{ refilled: number; size: number }>;

/** LIMIT: waiting entries looked at for those that are in the log already. */
const PENDING_MAX = 1_000_000;

const idOf = (entry: Uint8Array): string | undefined => {
  const parsed = parseCanonical(entry);
  const id = parsed.ok ? parsed.value['id'] : undefined;
  return typeof id === 'string' ? id : undefined;
};

const isSame = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;

/** Folds the stored bundles onto the database's state without writing: they must lead to the signed head. */
const leadsToHead = async (
  tree: RefillSetup['trees'][number], from: LogState, head: Readonly<{ size: number; root: Uint8Array }>,
): Promise<boolean> => {
  let state = from;
  for await (const entries of storedEntries(tree.files, from, head.size)) {
    const plan = entries.ok ? planBatch(tree.hash, state, entries.value) : undefined;
    if (plan?.ok !== true) return false;
    state = plan.value.next;
  }
  return state.size === head.size && isSame(logRoot(tree.hash, state), head.root);
};

type Step = Readonly<{
  setup: RefillSetup; epoch: number; states: readonly LogState[]; entries: readonly Uint8Array[];
}>;

/** Brings some entries back under their old indexes; those of them that wait again are waiting no longer. */
const refillStep = async (
  { setup, epoch, states, entries }: Step, leaves: LeafStore,
): Promise<Result<readonly LogState[], RefillRefusal>> => {
  const ids = entries.map(idOf);
  const pending = await leaves.pending(setup.logId, PENDING_MAX);
  const known = new Set(ids);
  const taken: PendingEntry[] = pending.filter(({ entryId }) => known.has(entryId));
  const plans = setup.trees.map(({ hash }, at) => {
    const plan = planBatch(hash, states[at] ?? EMPTY_LOG, entries);
    assert(plan.ok, 'entries of a bundle are never too long');
    return plan.value;
  });
  const [main] = plans;
  assert(main !== undefined, 'a log has a tree');
  const rows = main.leaves.flatMap(({ index, leafHash, entry }, at) => {
    const entryId = ids[at];
    return entryId === undefined ? [] : [{ index, leafHash, entry, entryId }];
  });
  if (rows.length < entries.length) return err({ code: 'ENTRY_WITHOUT_ID', place: String(main.firstIndex) });
  const trees = plans.map(({ next, root }, at) =>
    ({ treeName: setup.trees[at]?.name ?? '', size: next.size, root, edge: next.edge }));
  const written = await leaves.write({
    logId: setup.logId, epoch, expectedSize: main.firstIndex, taken, leaves: rows, trees,
  });
  return written.ok ? ok(plans.map(({ next }) => next)) : written;
};

const instant = (millis: number): string => new Date(millis).toISOString();

/**
 * Brings back the entries that a database restored from an old backup has lost, from their bundles, under
 * their old indexes. Nothing is written unless the bundles continue the database exactly to the last signed
 * head; the cosigned checkpoint is at or before it. What else the backup has lost is for fsck to tell.
 */
export const refillFromBundles = async (setup: RefillSetup): Promise<Result<Refilled, RefillRefusal>> => {
  const { database, logId, holder, now, trees } = setup;
  const [main] = trees;
  assert(main !== undefined, 'a log has a tree');
  const claim = { logId, holder, now: instant(now()), until: instant(now() + setup.leaseMillis) };
  const lease = await database.sequence((leaves) => leaves.claim(claim));
  if (!lease.ok) return lease;
  const states: LogState[] = [];
  for (const tree of trees) {
    const read = await database.sequence(async (leaves) => ok(await leaves.tree(logId, tree.name)));
    assert(read.ok, 'reading a tree is never refused');
    states.push(read.value.size === 0 ? EMPTY_LOG : read.value);
    const head = (await tree.lock.load())?.head;
    if (head === undefined || head.size <= read.value.size) {
      return err({ code: 'NOTHING_TO_REFILL', place: tree.origin });
    }
    const isWhole = await leadsToHead(tree, states.at(-1) ?? EMPTY_LOG, head);
    if (!isWhole) return err({ code: 'BUNDLES_DIFFER_FROM_HEAD', place: tree.origin });
  }
  const from = states[0] ?? EMPTY_LOG;
  const size = (await main.lock.load())?.head.size ?? 0;
  let current: readonly LogState[] = states;
  for await (const entries of storedEntries(main.files, from, size)) {
    if (!entries.ok) return err({ code: 'BUNDLES_DIFFER_FROM_HEAD', place: main.origin });
    const step = { setup, epoch: lease.value.epoch, states: current, entries: entries.value };
    const done = await database.sequence((leaves) => refillStep(step, leaves));
    if (!done.ok) return done;
    current = done.value;
  }
  return ok({ refilled: size - from.size, size });
};
