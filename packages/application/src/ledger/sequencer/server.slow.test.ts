import assert from 'node:assert/strict';
import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { ok } from '@fengcun/kernel';
import { type Database, openDatabase } from '@fengcun/store';
import { startServer, type TestServer } from '../../../../store/src/testing/postgres-server.ts';
import { LOCAL_DISK } from '../disk/local-disk.ts';
import { verifyLog } from '../proof/verify-log.ts';
import { handIn, inventedSetup } from '../testing/invented-log.ts';
import { rooted } from '../testing/rooted-disk.ts';
import { runSequencer, type SequencerEvent } from './run-sequencer.ts';
import { openSequencer } from './sequencer.ts';

const CHILD = fileURLToPath(new URL('../testing/killed-sequencer.ts', import.meta.url));
const now = (): string => new Date().toISOString();
let folder: string;
let server: TestServer;
let database: Database;
before(async () => {
  folder = mkdtempSync(join(tmpdir(), 'fengcun-sequencer-'));
  server = await startServer();
  database = await openDatabase({ kind: 'server', url: server.url, migrate: true, now });
});
after(async () => {
  await database.close();
  await server.stop();
  rmSync(folder, { recursive: true, force: true });
});

type Run = Readonly<{ out: string; signal: string | null }>;

const child = (disk: string, logId: string, at: number): Promise<Run> => new Promise((resolve) => {
  execFile(process.execPath, [CHILD, server.url, disk, logId, String(at)], (error, out) => resolve({ out: out.trim(), signal: error?.signal ?? null }));
});

const prepared = async (logId: string): Promise<Readonly<{ disk: string; ids: readonly string[] }>> => {
  const disk = join(folder, logId.replaceAll('/', '-'));
  mkdirSync(disk);
  const ids = [...await handIn(database, logId, { from: 0, to: 250 })];
  const first = openSequencer(await inventedSetup({ logId, database, disk: rooted(LOCAL_DISK, disk), now: Date.now }));
  assert.ok((await first.settle()).ok);
  await first.close();
  ids.push(...await handIn(database, logId, { from: 250, to: 270 }));
  return { disk, ids };
};

const assertWhole = async (logId: string, disk: string, ids: readonly string[]): Promise<void> => {
  // The dead one held the lease; its successor here is the same holder, as after a restart.
  const setup = await inventedSetup({ logId, database, disk: rooted(LOCAL_DISK, disk), holder: 'killed', now: Date.now });
  const [tree] = setup.trees;
  assert.ok(tree !== undefined);
  const done = await openSequencer(setup).settle();
  assert.ok(done.ok, `${logId}: ${done.ok ? '' : done.error.code}`);
  const page = await database.audit(async ({ leaves }) => ok(await leaves.page({ logId, from: 0, limit: 1000 })));
  assert.deepEqual(page.ok ? page.value.map(({ entryId }) => entryId) : [], ids, logId);
  const report = await verifyLog({ logId, tree, database });
  assert.deepEqual([report.findings, report.size, report.published, report.unsigned], [[], 270, 270, 0], logId);
  assert.deepEqual(readdirSync(disk, { recursive: true }).filter((path) => /unfinished\/|\.part$/.test(String(path))), [], logId);
};

test('kill -9 at every call of one batch on PostgreSQL and a real disk leaves no bad state', async (t) => {
  const whole = await prepared('whole/2026');
  const { out } = await child(whole.disk, 'whole/2026', 0);
  const calls = Number(out);
  assert.ok(calls > 50, out);
  const points = Array.from({ length: calls }, (_, i) => i + 1);
  // Two at once: two cores.
  const run = async (at: number): Promise<void> => {
    const logId = `killed/${at}`;
    const { disk, ids } = await prepared(logId);
    assert.equal((await child(disk, logId, at)).signal, 'SIGKILL', String(at));
    await assertWhole(logId, disk, ids);
  };
  for (let at = 0; at < points.length; at += 2) await Promise.all(points.slice(at, at + 2).map(run));
  t.diagnostic(`measured kill -9 at ${calls} calls of one batch on PostgreSQL, 0 bad states`);
});

test('of two sequencers on one server the second stands down and ends cleanly; the first goes on', async () => {
  const logId = 'two/2026';
  const disk = join(folder, 'two');
  mkdirSync(disk);
  const told: Record<string, SequencerEvent[]> = { one: [], two: [] };
  let rounds = 0;
  const start = async (holder: 'one' | 'two', isStopping: () => boolean) => {
    const setup = await inventedSetup({ logId, database, disk: rooted(LOCAL_DISK, disk), holder, now: Date.now });
    return runSequencer(openSequencer(setup), {
      intervalMillis: 5, refreshMillis: 60_000, batchEntries: 256, now: Date.now, isStopping, tell: (event) => told[holder]?.push(event),
      idle: (millis) => new Promise((resolve) => { setTimeout(resolve, millis); }),
    });
  };
  const first = start('one', () => rounds > 0);
  while (told['one']?.length === 0) await new Promise((resolve) => { setTimeout(resolve, 5); });
  assert.deepEqual(await start('two', () => false), { ended: 'stoodDown' });
  assert.deepEqual(told['two'], [{ event: 'stoodDown', refusal: { code: 'LEASE_HELD' } }]);
  await handIn(database, logId, { from: 0, to: 20 });
  while (told['one']?.every((event) => event.event !== 'head' || event.publication.size < 20)) await new Promise((resolve) => { setTimeout(resolve, 5); });
  rounds = 1;
  assert.deepEqual(await first, { ended: 'stopped' });
  const successor = openSequencer(await inventedSetup({ logId, database, disk: rooted(LOCAL_DISK, disk), holder: 'three', now: Date.now }));
  assert.ok((await successor.settle()).ok);
});

test('sessions that the server ends under the sequencer are a fault; the next try goes on where it was', async () => {
  const logId = 'sessions/2026';
  const disk = join(folder, 'sessions');
  mkdirSync(disk);
  const setup = await inventedSetup({ logId, database, disk: rooted(LOCAL_DISK, disk), now: Date.now });
  const sequencer = openSequencer(setup);
  await handIn(database, logId, { from: 0, to: 20 });
  assert.ok((await sequencer.settle()).ok);
  await handIn(database, logId, { from: 20, to: 40 });
  const administrator = new pg.Client({ connectionString: server.url });
  await administrator.connect();
  const end = 'select pg_terminate_backend(pid) from pg_stat_activity where application_name = \'fengcun\'';
  const dying = openSequencer({ ...setup, database: { audit: database.audit, sequence: (work) => database.sequence(async (leaves) => work({
    ...leaves, write: async (batch) => {
      const written = await leaves.write(batch);
      await administrator.query(end); // Between the last statement and COMMIT.
      return written;
    },
  })) } });
  await assert.rejects(dying.sequence());
  await administrator.end();
  const settled = await openSequencer(setup).settle();
  assert.ok(settled.ok && settled.value[0]?.size === 40);
});
