import assert from 'node:assert/strict';
import { test } from 'node:test';
import { err, ok, type Result } from '@fengcun/kernel';
import { type LogState, planBatch, SHA256_TREE } from '@fengcun/ledger';
import type { Batch, LeafRefusal, Lease, PendingEntry, TreeState } from '../../ports/leaf-store.ts';
import type { Bench } from './bench.ts';

const MAIN = 'sha256';

/** What a sequencer writes for the pending entries: planned by the ledger, stored by the store. */
const batchOf = (at: Readonly<{ logId: string; epoch: number; state: LogState }>, taken: readonly PendingEntry[]): Batch => {
  const plan = planBatch(SHA256_TREE, at.state, taken.map(({ entry }) => entry));
  assert.ok(plan.ok);
  const { leaves, next, root } = plan.value;
  return {
    logId: at.logId, epoch: at.epoch, expectedSize: at.state.size, taken,
    leaves: leaves.map(({ index, leafHash, entry }, i) => ({ index, leafHash, entry, entryId: taken[i]?.entryId ?? '' })),
    trees: [{ treeName: MAIN, size: next.size, root, edge: next.edge }],
  };
};

const claimed = (claim: Result<Lease, LeafRefusal>): Lease => {
  assert.ok(claim.ok);
  return claim.value;
};

const T0 = '2026-11-21T09:00:00.000Z';
const T1 = '2026-11-21T09:00:10.000Z';
const T2 = '2026-11-21T09:00:20.000Z';

/** Pending entries, leaves and trees, against the ledger's own plan. */
export const ledgerContract = (name: string, bench: () => Bench): void => {
  const queue = async (logId: string, count: number): Promise<readonly string[]> => {
    const { write, nextId } = bench();
    const entries = Array.from({ length: count }, (_, i) => ({
      logId, entryId: nextId(), shardKey: i % 7, entry: new Uint8Array(Buffer.from(`entry ${i} of ${logId}`)),
    }));
    await write(({ audit }) => audit.append(entries));
    return entries.map(({ entryId }) => entryId);
  };

  test(`${name}: pending entries become contiguous leaves, and the state read back goes on where it stood`, async () => {
    const { database, sequence, seed } = bench();
    const logId = `${seed}/log`;
    const ids = await queue(logId, 600);
    const { epoch } = claimed(await sequence((leaves) => leaves.claim({ logId, holder: 'a', now: T0, until: T1 })));
    let state: TreeState = await sequence((leaves) => leaves.tree(logId, MAIN));
    for (const limit of [256, 300, 300]) {
      const batch = batchOf({ logId, epoch, state }, await sequence((leaves) => leaves.pending(logId, limit)));
      assert.deepEqual(await sequence((leaves) => leaves.write(batch)), ok(undefined));
      state = await sequence((leaves) => leaves.tree(logId, MAIN));
      const plan = planBatch(SHA256_TREE, state, []);
      assert.ok(plan.ok && batch.trees[0] !== undefined);
      assert.deepEqual(new Uint8Array(plan.value.root), new Uint8Array(batch.trees[0].root));
    }
    assert.equal(state.size, 600);
    const unknown = bench().nextId();
    const read = await database.audit(async ({ leaves }) => ok({
      size: await leaves.size(logId), page: await leaves.page({ logId, from: 590, limit: 100 }),
      index: await leaves.indexOf(logId, ids[123] ?? ''), none: await leaves.indexOf(logId, unknown),
    }));
    assert.ok(read.ok);
    const { size, page, index, none } = read.value;
    assert.deepEqual([size, page.map((leaf) => leaf.index), index, none], [600, [590, 591, 592, 593, 594, 595, 596, 597, 598, 599], 123, undefined]);
    assert.deepEqual(await sequence((leaves) => leaves.pending(logId, 10)), []);
  });

  test(`${name}: a sequencer that lost its lease, or its place, writes nothing`, async () => {
    const { database, sequence, seed } = bench();
    const logId = `${seed}/fenced`;
    await queue(logId, 5);
    const write = (batch: Batch): Promise<unknown> => database.sequence((leaves) => leaves.write(batch));
    const first = claimed(await sequence((leaves) => leaves.claim({ logId, holder: 'a', now: T0, until: T1 })));
    assert.deepEqual(await sequence((leaves) => leaves.claim({ logId, holder: 'b', now: T0, until: T1 })), err({ code: 'LEASE_HELD' }));
    const second = claimed(await sequence((leaves) => leaves.claim({ logId, holder: 'b', now: T1, until: T2 })));
    assert.equal(second.epoch, first.epoch + 1);
    const state = await sequence((leaves) => leaves.tree(logId, MAIN));
    const taken = await sequence((leaves) => leaves.pending(logId, 10));
    assert.deepEqual(await write(batchOf({ logId, epoch: first.epoch, state }, taken)), err({ code: 'LEASE_LOST' }));
    const batch = batchOf({ logId, epoch: second.epoch, state }, taken);
    const [missing] = taken;
    assert.ok(missing !== undefined);
    const surplus = { ...batch, taken: [...taken, { ...missing, entryId: bench().nextId() }] };
    assert.deepEqual(await write(surplus), err({ code: 'PENDING_CHANGED' }));
    assert.deepEqual(await write(batch), ok(undefined));
    assert.deepEqual(await write(batch), err({ code: 'SIZE_CHANGED' }));
    assert.deepEqual(await database.audit(async ({ leaves }) => ok(await leaves.size(logId))), ok(5));
  });

  test(`${name}: commitment keys are kept with their subject and erased with it`, async () => {
    const { write, seal, nextId } = bench();
    const [anchorId, other, entryId] = [nextId(), nextId(), nextId()];
    const key = { entryId, commitmentKind: 'subject', anchorId, wrappedKey: new Uint8Array([0x53, 0x56, 0x31, 1]), kekId: nextId() };
    await write(({ audit }) => audit.keepCommitmentKeys([key, { ...key, anchorId: other, entryId: other }]));
    assert.deepEqual(await seal(({ commitments }) => commitments.of(anchorId)), [key]);
    assert.equal(await seal(({ commitments }) => commitments.erase(anchorId)), 1);
    assert.deepEqual(await seal(({ commitments }) => commitments.of(anchorId)), []);
    assert.equal((await seal(({ commitments }) => commitments.of(other))).length, 1);
  });
};
