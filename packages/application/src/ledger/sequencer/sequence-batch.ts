import { assert, ok, present, type Result } from '@fengcun/kernel';
import { type BatchPlan, planBatch } from '@fengcun/ledger';
import type { LeafStore, PendingEntry } from '@fengcun/store';
import type { LogStates } from './recover.ts';
import type { LogSetup, SequencerRefusal } from './setup.ts';

/** A batch that is committed: entries taken (0: none was waiting), and its plan for each tree. */
export type CommittedBatch = Readonly<{ taken: number; plans: readonly BatchPlan[] }>;

type Planned = Readonly<{ taken: readonly PendingEntry[]; plans: readonly BatchPlan[] }>;

const planAll = (
  { trees }: LogSetup, states: LogStates, taken: readonly PendingEntry[],
): readonly BatchPlan[] => {
  const entries = taken.map(({ entry }) => entry);
  return trees.map(({ hash }, at) => {
    const state = states[at];
    assert(state !== undefined, 'a state for each tree');
    const plan = planBatch(hash, state, entries);
    assert(plan.ok, 'the queue takes no entry that is too long');
    return plan.value;
  });
};

const advance = async (
  setup: LogSetup, leader: Readonly<{ epoch: number; states: LogStates }>, leaves: LeafStore,
): Promise<Result<Planned, SequencerRefusal>> => {
  const { logId, trees, batchEntries } = setup;
  const taken = await leaves.pending(logId, batchEntries);
  const plans = taken.length === 0 ? [] : planAll(setup, leader.states, taken);
  const [main] = plans;
  if (main === undefined) return ok({ taken: [], plans: [] });
  const written = await leaves.write({
    logId, epoch: leader.epoch, expectedSize: main.firstIndex, taken,
    leaves: main.leaves.map(({ index, leafHash, entry }, at) =>
      ({ index, leafHash, entry, entryId: taken[at]?.entryId ?? '' })),
    trees: plans.map(({ next, root }, at) =>
      ({ treeName: trees[at]?.name ?? '', size: next.size, root, edge: next.edge })),
  });
  return written.ok ? ok({ taken, plans }) : written;
};

/**
 * Sequences one batch: in one transaction the waiting entries get their indexes. After a fault or refusal the
 * caller must `recover` before the next batch, because the commit may or may not have happened.
 */
export const commitBatch = async (
  setup: LogSetup, leader: Readonly<{ epoch: number; states: LogStates }>,
): Promise<Result<CommittedBatch, SequencerRefusal>> => {
  const done = await setup.database.sequence((leaves) => advance(setup, leader, leaves));
  return done.ok ? ok({ taken: done.value.taken.length, plans: done.value.plans }) : done;
};

/** Writes the tiles and bundles of a committed batch. */
export const writeBatchFiles = async (
  { trees }: LogSetup, { plans }: CommittedBatch,
): Promise<Result<void, SequencerRefusal>> => {
  for (const [at, plan] of plans.entries()) {
    const tree = present(trees[at], 'a tree for each plan');
    const written = await tree.files.write([...plan.bundles, ...plan.tiles]);
    if (!written.ok) return written;
  }
  return ok(undefined);
};
