import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { ok } from '@fengcun/kernel';
import { parseNote, trustCheckpoint } from '@fengcun/ledger';
import { type Database, openDatabase } from '@fengcun/store';
import { verifyLog } from '../proof/verify-log.ts';
import { Killed } from '../testing/faults.ts';
import { handIn, inventedSetup, NOON, policyOf, witnessesFor } from '../testing/invented-log.ts';
import { memoryDisk } from '../testing/memory-disk.ts';
import type { WitnessPost } from '../witness/witness-client.ts';
import { refillFromBundles } from './refill.ts';
import { openSequencer } from './sequencer.ts';
import { isStoodDown, type LogSetup, sentenceOf } from './setup.ts';

// One test for each row of the crash table in the ledger design, and what belongs to it.

let database: Database;
let backup: Database;
before(async () => {
  const open = (): Promise<Database> => openDatabase({ kind: 'memory', now: () => '2026-11-21T12:00:00.000Z' });
  [database, backup] = [await open(), await open()];
});
after(async () => {
  await database.close();
  await backup.close();
});

const idsIn = async (from: Database, logId: string): Promise<readonly string[]> => {
  const page = await from.audit(async ({ leaves }) => ok(await leaves.page({ logId, from: 0, limit: 5000 })));
  assert.ok(page.ok);
  return page.value.map(({ entryId }) => entryId);
};

const assertVerified = async (setup: LogSetup, size: number): Promise<void> => {
  const [tree] = setup.trees;
  assert.ok(tree !== undefined);
  const report = await verifyLog({ logId: setup.logId, tree, database: setup.database });
  assert.deepEqual([report.findings, report.size, report.published], [[], size, size]);
};

const checkpointOf = async (setup: LogSetup): Promise<string> => (await setup.trees[0]?.files.checkpoint()) ?? '';

test('waiting entries become leaves in the order they wait, and the published head is trusted by its policy', async () => {
  const [logId, disk] = ['plain/2026', memoryDisk()];
  const setup = await inventedSetup({ logId, database, disk });
  const ids = await handIn(database, logId, { from: 0, to: 600 });
  assert.ok((await openSequencer(setup).settle()).ok);
  assert.deepEqual(await idsIn(database, logId), ids);
  const trusted = trustCheckpoint(policyOf(logId), await checkpointOf(setup));
  assert.ok(trusted.ok && trusted.value.checkpoint.size === 600);
  await assertVerified(setup, 600);
  // Three batches of 256 left narrow tiles behind; those that became full are gone.
  assert.deepEqual(disk.paths().filter((path) => path.startsWith('/plain-2026')), [
    '/plain-2026/checkpoint', '/plain-2026/tile/0/000', '/plain-2026/tile/0/001', '/plain-2026/tile/0/002.p/88', '/plain-2026/tile/1/000.p/1',
    '/plain-2026/tile/1/000.p/2', '/plain-2026/tile/entries/000', '/plain-2026/tile/entries/001', '/plain-2026/tile/entries/002.p/88',
  ]);
});

test('an empty log has a published head too, so that witnesses know it before its first entry', async () => {
  const setup = await inventedSetup({ logId: 'empty/2026', database, disk: memoryDisk() });
  assert.ok((await openSequencer(setup).settle()).ok);
  await assertVerified(setup, 0);
});

test('what is published survives a loss of power without any repair', async () => {
  const [logId, disk] = ['power/2026', memoryDisk()];
  const setup = await inventedSetup({ logId, database, disk });
  const sequencer = openSequencer(setup);
  for (const [from, to] of [[0, 100], [100, 700], [700, 701]] as const) {
    await handIn(database, logId, { from, to });
    assert.ok((await sequencer.settle()).ok);
    disk.losePower();
    await assertVerified(setup, to);
  }
});

test('before COMMIT: nothing happened, the entries still wait', async () => {
  const [logId, disk] = ['beforeCommit/2026', memoryDisk()];
  await handIn(database, logId, { from: 0, to: 10 });
  const dying: Database['sequence'] = (work) => database.sequence(async (leaves) => {
    await work(leaves);
    throw new Killed();
  });
  const setup = await inventedSetup({ logId, database, disk });
  const sequencer = openSequencer({ ...setup, database: { audit: database.audit, sequence: (work) => (isDying ? dying : database.sequence)(work) } });
  let isDying = false;
  assert.ok((await sequencer.publish()).ok);
  isDying = true;
  await assert.rejects(sequencer.sequence(), Killed);
  assert.deepEqual(await idsIn(database, logId), []);
  const pending = await database.sequence(async (leaves) => ok(await leaves.pending(logId, 100)));
  assert.ok(pending.ok && pending.value.length === 10);
});

test('after COMMIT, before the tiles: the tiles are written again from the rows', async () => {
  const [logId, disk] = ['beforeTiles/2026', memoryDisk()];
  const setup = await inventedSetup({ logId, database, disk });
  await handIn(database, logId, { from: 0, to: 10 });
  const [tree] = setup.trees;
  assert.ok(tree !== undefined);
  const write: typeof tree.files.write = async (tiles) => {
    if (tiles.length > 0) throw new Killed();
    return ok(undefined);
  };
  const dying = openSequencer({ ...setup, trees: [{ ...tree, files: { ...tree.files, write } }] });
  assert.ok((await dying.sequence()).ok); // Committed; the files are on their way.
  await assert.rejects(dying.publish(), Killed);
  assert.equal((await idsIn(database, logId)).length, 10);
  assert.deepEqual(disk.paths().filter((path) => path.includes('/tile/')), []);
  assert.ok((await openSequencer(setup).settle()).ok);
  await assertVerified(setup, 10);
});

test('a tile that is there with the same bytes is left; one with other bytes stops everything', async () => {
  const [logId, disk] = ['tiles/2026', memoryDisk()];
  const setup = await inventedSetup({ logId, database, disk });
  await handIn(database, logId, { from: 0, to: 10 });
  const first = openSequencer(setup);
  assert.ok((await first.sequence()).ok);
  await first.close(); // Tiles, but no head yet.
  disk.tamper('/tiles-2026/tile/0/000.p/10', (bytes) => {
    bytes[100] = (bytes[100] ?? 0) ^ 1;
    return bytes;
  });
  const refused = await openSequencer(setup).settle();
  assert.deepEqual(refused, { ok: false, error: { code: 'TILE_DIFFERS', place: 'tile/0/000.p/10' } });
  assert.equal(await checkpointOf(setup), '');
  assert.match(sentenceOf({ code: 'TILE_DIFFERS', place: 'tile/0/000.p/10' }), /nothing is signed; run "fengcun ledger verify"/);
});

test('one bit of an entry flips on the disk after it was written: it is not signed', async () => {
  const [logId, disk] = ['flip/2026', memoryDisk()];
  const setup = await inventedSetup({ logId, database, disk });
  await handIn(database, logId, { from: 0, to: 300 });
  const sequencer = openSequencer(setup);
  for (const taken of [256, 44, 0]) assert.deepEqual(await sequencer.sequence(), { ok: true, value: taken });
  disk.tamper('/flip-2026/tile/entries/000', (bytes) => {
    bytes[4242] = (bytes[4242] ?? 0) ^ 4;
    return bytes;
  });
  assert.deepEqual(await sequencer.publish(), { ok: false, error: { code: 'READ_BACK_DIFFERS', place: 'tile/0/000' } });
  assert.equal(disk.paths().some((path) => path.includes('head-')), false);
});

test('after the lock, before the publication: the same head is signed again, with the same signature', async () => {
  const [logId, disk] = ['resign/2026', memoryDisk()];
  const setup = await inventedSetup({ logId, database, disk });
  await handIn(database, logId, { from: 0, to: 10 });
  const [tree] = setup.trees;
  assert.ok(tree !== undefined);
  const signed: string[] = [];
  const files = { ...tree.files, publish: async (text: string) => {
    signed.push(text);
    throw new Killed();
  } };
  await assert.rejects(openSequencer({ ...setup, trees: [{ ...tree, files }] }).settle(), Killed);
  assert.equal(await checkpointOf(setup), '');
  assert.ok((await openSequencer(setup).settle()).ok);
  assert.deepEqual([await checkpointOf(setup)], signed);
  await assertVerified(setup, 10);
});

test('a database restored from an old backup is behind its lock: nothing is signed; refilled, it goes on without renumbering', async () => {
  const [logId, disk] = ['restored/2026', memoryDisk()];
  const newest = await inventedSetup({ logId, database, disk });
  const ids = [...await handIn(database, logId, { from: 0, to: 260 })];
  assert.ok((await openSequencer(newest).settle()).ok);
  ids.push(...await handIn(database, logId, { from: 260, to: 600 }));
  assert.ok((await openSequencer(newest).settle()).ok);
  const published = await checkpointOf(newest);
  // The backup was taken after the first 260; ten more were waiting in it, and one that came after it.
  await handIn(backup, logId, { from: 0, to: 260 });
  assert.ok((await openSequencer(await inventedSetup({ logId, database: backup, disk: memoryDisk() })).settle()).ok);
  await handIn(backup, logId, { from: 260, to: 270 });
  ids.push(...await handIn(backup, logId, { from: 600, to: 601 }));
  const restored = await inventedSetup({ logId, database: backup, disk });
  const refused = await openSequencer(restored).settle();
  assert.deepEqual(refused, { ok: false, error: { code: 'LOCK_AHEAD_OF_LOG', place: 'audit.example/sealing/restored/2026' } });
  assert.match(sentenceOf({ code: 'LOCK_AHEAD_OF_LOG' }), /nothing is signed; run "fengcun ledger refill"/);
  assert.equal(await checkpointOf(restored), published);
  assert.deepEqual(await refillFromBundles(restored), { ok: true, value: { refilled: 340, size: 600 } });
  assert.ok((await openSequencer(restored).settle()).ok);
  assert.deepEqual(await idsIn(backup, logId), ids);
  await assertVerified(restored, 601);
  assert.deepEqual(await refillFromBundles(restored), { ok: false, error: { code: 'NOTHING_TO_REFILL', place: 'audit.example/sealing/restored/2026' } });
});

test('bundles that do not lead to the signed head are not refilled, and nothing of them is written', async () => {
  const [logId, disk] = ['badRefill/2026', memoryDisk()];
  const newest = await inventedSetup({ logId, database, disk });
  await handIn(database, logId, { from: 0, to: 20 });
  assert.ok((await openSequencer(newest).settle()).ok);
  disk.tamper('/badRefill-2026/tile/entries/000.p/20', (bytes) => {
    bytes[40] = (bytes[40] ?? 0) ^ 1;
    return bytes;
  });
  const restored = await inventedSetup({ logId, database: backup, disk });
  const refused = await refillFromBundles(restored);
  assert.equal(refused.ok ? '' : refused.error.code, 'BUNDLES_DIFFER_FROM_HEAD');
  assert.deepEqual(await idsIn(backup, logId), []);
});

test('a log rewritten in the database is not signed, longer or not', async () => {
  const [logId, disk] = ['rewritten/2026', memoryDisk()];
  await handIn(database, logId, { from: 0, to: 20 });
  assert.ok((await openSequencer(await inventedSetup({ logId, database, disk })).settle()).ok);
  const before = disk.paths();
  for (const [from, to, code] of [[100, 120, 'LOG_REWRITTEN_AT_SIZE'], [120, 425, 'LOG_NOT_CONSISTENT']] as const) {
    await handIn(backup, logId, { from, to });
    await openSequencer(await inventedSetup({ logId, database: backup, disk: memoryDisk() })).settle();
    const refused = await openSequencer(await inventedSetup({ logId, database: backup, disk })).settle();
    assert.equal(refused.ok ? '' : refused.error.code, code);
    assert.deepEqual(disk.paths(), before);
  }
});

test('two sequencers: the second finds the lease held and ends; after a takeover the first can write nothing', async () => {
  const [logId, disk] = ['two/2026', memoryDisk()];
  let now = NOON;
  const clock = { now: () => now };
  const first = openSequencer({ ...await inventedSetup({ logId, database, disk }), ...clock });
  const second = openSequencer({ ...await inventedSetup({ logId, database, disk, holder: 'second' }), ...clock });
  await handIn(database, logId, { from: 0, to: 10 });
  assert.ok((await first.settle()).ok);
  const held = await second.settle();
  assert.ok(!held.ok && held.error.code === 'LEASE_HELD' && isStoodDown(held.error));
  now += 10_001; // The first one slept too long.
  assert.ok((await second.settle()).ok);
  now -= 10_001; // Its own clock has not noticed.
  await handIn(database, logId, { from: 10, to: 20 });
  const lost = await first.sequence();
  assert.ok(!lost.ok && lost.error.code === 'LEASE_LOST' && isStoodDown(lost.error));
  now += 10_001;
  assert.ok((await second.settle()).ok);
  await assertVerified(await inventedSetup({ logId, database, disk }), 20);
  await second.close();
  assert.ok((await first.settle()).ok); // A closed sequencer lets the next one in at once.
});

test('two leaders at the lock: one succeeds the head, the other stops', async () => {
  const [logId, disk] = ['lock/2026', memoryDisk()];
  const [setup, other] = [await inventedSetup({ logId, database, disk }), await inventedSetup({ logId, database, disk, holder: 'other' })];
  const [tree, otherTree] = [setup.trees[0], other.trees[0]];
  assert.ok(tree !== undefined && otherTree !== undefined);
  const lock = { ...tree.lock, load: async () => {
    const kept = await tree.lock.load();
    await otherTree.lock.swap(kept?.sequence ?? 0, { size: 0, root: tree.hash.empty });
    return kept;
  } };
  const refused = await openSequencer({ ...setup, trees: [{ ...tree, lock }] }).publish();
  assert.equal(refused.ok ? '' : refused.error.code, 'LOCK_LOST');
  assert.equal(await checkpointOf(setup), '');
});

test('a witness that knows another size (409) is asked again from there; its cosignature is in the checkpoint', async () => {
  const [logId, disk] = ['witnessed/2026', memoryDisk()];
  const { signers, post } = witnessesFor(logId, ['archive.example', 'procuratorate.example'], () => NOON / 1000);
  const asked: string[] = [];
  const counting: WitnessPost = async (url, body) => {
    asked.push(`${url} ${body.slice(0, body.indexOf('\n'))}`);
    return post(url, body);
  };
  const policy = policyOf(logId, signers);
  const log = { logId, database, disk, policy, post: counting };
  await handIn(database, logId, { from: 0, to: 10 });
  assert.ok((await openSequencer(await inventedSetup(log)).settle()).ok);
  assert.equal(asked.length, 2);
  await handIn(database, logId, { from: 10, to: 300 });
  // A new process does not know what the witnesses know.
  const setup = await inventedSetup(log);
  const done = await openSequencer(setup).settle();
  assert.ok(done.ok && done.value.every(({ isPublished }) => isPublished));
  assert.deepEqual(asked.slice(2).map((each) => each.split(' ').slice(1).join(' ')).sort(), ['old 0', 'old 0', 'old 10', 'old 10']);
  const trusted = trustCheckpoint(policy, await checkpointOf(setup));
  assert.ok(trusted.ok && trusted.value.witnesses.length === 2);
});

test('without the quorum a head is signed and locked but not published; it is published when the witness is back', async () => {
  const [logId, disk] = ['quorum/2026', memoryDisk()];
  const { signers, post } = witnessesFor(logId, ['archive.example', 'procuratorate.example'], () => NOON / 1000);
  let isDown = true;
  const log = { logId, database, disk, policy: policyOf(logId, signers), post: (async (url, body) => {
    if (isDown && url.includes('archive')) throw new Error('down');
    return post(url, body);
  }) satisfies WitnessPost };
  await handIn(database, logId, { from: 0, to: 10 });
  const sequencer = openSequencer(await inventedSetup(log));
  const first = await sequencer.settle();
  assert.ok(first.ok && first.value[0]?.isPublished === false);
  assert.deepEqual(first.value[0].witnesses.map(({ outcome }) => outcome).sort(), ['WITNESS_SILENT', 'cosigned']);
  assert.equal(await checkpointOf(await inventedSetup(log)), '');
  isDown = false;
  assert.ok((await sequencer.publish()).ok);
  await assertVerified(await inventedSetup(log), 10);
});

test('split view: a second log under the same name and key is cosigned by no witness', async () => {
  const logId = 'split/2026';
  const { signers, post } = witnessesFor(logId, ['archive.example'], () => NOON / 1000);
  const log = { logId, policy: policyOf(logId, signers), post };
  await handIn(database, logId, { from: 0, to: 10 });
  assert.ok((await openSequencer(await inventedSetup({ ...log, database, disk: memoryDisk() })).settle()).ok);
  for (const [from, to, code] of [[100, 105, 'WITNESS_AHEAD'], [105, 110, 'WITNESS_REFUSED'], [110, 130, 'WITNESS_REFUSED']] as const) {
    // The thief has the key, another database, and no lock.
    await handIn(backup, logId, { from, to });
    const setup = await inventedSetup({ ...log, database: backup, disk: memoryDisk() });
    const done = await openSequencer(setup).settle();
    assert.ok(done.ok && done.value[0]?.isPublished === false);
    assert.deepEqual(done.value[0].witnesses, [{ name: 'archive.example', outcome: code }]);
    assert.equal(parseNote(done.value[0].signed).ok, true);
    assert.equal(await checkpointOf(setup), '');
  }
});
