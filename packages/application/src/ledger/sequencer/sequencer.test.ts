import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { parseNote, trustCheckpoint } from '@fengcun/ledger';
import { type Database, openDatabase } from '@fengcun/store';
import { handIn, inventedSetup, policyOf } from '../testing/invented-log.ts';
import { memoryDisk } from '../testing/memory-disk.ts';
import { openSequencer } from './sequencer.ts';

let database: Database;
before(async () => { database = await openDatabase({ kind: 'memory', now: () => '2026-11-21T12:00:00.000Z' }); });
after(() => database.close());

test('waiting entries become leaves in one batch, their tiles are written, and the head is published', async () => {
  const [logId, disk] = ['plain/2026', memoryDisk()];
  const setup = await inventedSetup({ logId, database, disk });
  const sequencer = openSequencer(setup);
  await handIn(database, logId, { from: 0, to: 300 });
  const done = await sequencer.settle();
  assert.ok(done.ok);
  assert.deepEqual(done.value.map(({ size, isPublished }) => [size, isPublished]), [[300, true]]);
  const checkpoint = await setup.trees[0]?.files.checkpoint();
  assert.ok(checkpoint !== undefined && parseNote(checkpoint).ok);
  const trusted = trustCheckpoint(policyOf(logId), checkpoint);
  assert.ok(trusted.ok && trusted.value.checkpoint.size === 300);
  console.log(disk.paths());
});
