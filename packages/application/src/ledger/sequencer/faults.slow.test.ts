import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ok } from '@fengcun/kernel';
import { type Database, openDatabase } from '@fengcun/store';
import { verifyLog } from '../proof/verify-log.ts';
import { type FaultKind, faultsAt, faultyDatabase, faultyDisk, Killed } from '../testing/faults.ts';
import { handIn, inventedSetup } from '../testing/invented-log.ts';
import { type MemoryDisk, memoryDisk } from '../testing/memory-disk.ts';
import { openSequencer } from './sequencer.ts';

let database: Database;
before(async () => { database = await openDatabase({ kind: 'memory', now: () => '2026-11-21T12:00:00.000Z' }); });
after(() => database.close());

const storedIds = async (logId: string): Promise<readonly string[]> => {
  const page = await database.audit(async ({ leaves }) => ok(await leaves.page({ logId, from: 0, limit: 5000 })));
  assert.ok(page.ok);
  return page.value.map(({ entryId }) => entryId);
};

type Point = Readonly<{ logId: string; at: number; kind: FaultKind; losesPower: boolean }>;
type Struck = Readonly<{ disk: MemoryDisk; calls: readonly string[]; ids: readonly string[] }>;

/** A log of 250 published entries gets 20 more in one batch, across a tile border; one call of that batch fails. */
const strike = async ({ logId, at, kind, losesPower }: Point): Promise<Struck> => {
  const disk = memoryDisk();
  const ids = [...await handIn(database, logId, { from: 0, to: 250 })];
  assert.ok((await openSequencer(await inventedSetup({ logId, database, disk })).settle()).ok);
  ids.push(...await handIn(database, logId, { from: 250, to: 270 }));
  const faults = faultsAt(at, kind);
  try {
    const setup = await inventedSetup({ logId, disk: faultyDisk(disk, faults), database: faultyDatabase(database, faults) });
    await openSequencer(setup).settle();
  } catch (error) {
    assert.ok(error instanceof Killed || (error instanceof Error && 'code' in error), String(error));
  }
  if (losesPower) disk.losePower();
  return { disk, calls: faults.calls(), ids };
};

/** After a restart: every entry exactly once and in order, everything leads to the signed head, nothing is left over. */
const assertWhole = async (point: Point, { disk, ids }: Struck): Promise<void> => {
  const { logId } = point;
  const setup = await inventedSetup({ logId, database, disk });
  const [tree] = setup.trees;
  const where = JSON.stringify(point);
  assert.ok(tree !== undefined);
  const done = await openSequencer(setup).settle();
  assert.ok(done.ok, `${where}: ${done.ok ? '' : done.error.code}`);
  assert.deepEqual(done.value.map(({ size, isPublished }) => [size, isPublished]), [[270, true]], where);
  assert.deepEqual(await storedIds(logId), ids, where);
  assert.deepEqual(disk.paths().filter((path) => /unfinished|\.part$/.test(path)), [], where);
  disk.losePower(); // Also what the restart found half done is durable now.
  const report = await verifyLog({ logId, tree, database });
  assert.deepEqual([report.findings, report.size, report.published, report.unsigned], [[], 270, 270, 0], where);
};

const KINDS: readonly (readonly [FaultKind, boolean])[] = [
  ['ENOSPC', false], ['EIO', false], ['killedBefore', false], ['killedAfter', false], ['killedBefore', true], ['killedAfter', true],
];

test('whatever call of a batch fails, a restart loses, doubles and reorders nothing', async (t) => {
  const { calls } = await strike({ logId: 'count/2026', at: 0, kind: 'EIO', losesPower: false });
  for (const each of ['write batch', 'COMMIT', 'claim']) assert.ok(calls.includes(each), each);
  for (const each of [/^write .*unfinished/, /^fsync .*unfinished/, /^rename .*tile\/0\/000$/, /^rename .*entries\/000$/, /^rename .*checkpoint$/,
    /^link .*head-/, /^fsync folder .*lock-/, /^fsync folder .*tile\/entries$/, /^mkdir .*p$/]) {
    assert.ok(calls.some((call) => each.test(call)), String(each));
  }
  let points = 0;
  for (const [kind, losesPower] of KINDS) {
    for (let at = 1; at <= calls.length; at += 1) {
      const point = { logId: `${kind}/${losesPower}/${at}`, at, kind, losesPower };
      await assertWhole(point, await strike(point));
      points += 1;
    }
  }
  t.diagnostic(`measured ${points} faults at ${calls.length} calls of one batch, 0 bad states`);
});
