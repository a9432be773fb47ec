import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { test } from 'node:test';
import { randomBytes } from 'node:crypto';
import { ok } from '@fengcun/kernel';
import pg from 'pg';
import { startServer } from '../../../store/src/testing/postgres-server.ts';
import { openDeployment } from '../deployment/index.ts';
import { deploymentExchange } from './deployment-exchange.ts';
import { organDirectory } from './message/organ-directory.ts';
import { entryOf, inventedKey } from './testing/invented-organ.ts';
import { spawnOrgan } from './testing/spawn-organ.ts';

const [COURT, POLICE] = ['court/A01', 'police/B02'];
const MESSAGES = 300;
const POLICY = { parcelMessages: 5, claimMessages: 20, claimMillis: 800, pauseMillis: 20, pauseMillisMax: 200, pollMillis: 20 };

const freePort = (): Promise<number> => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
});

const rowsOf = async <Row extends pg.QueryResultRow>(url: string, statement: string): Promise<readonly Row[]> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    return (await client.query<Row>(statement)).rows;
  } finally {
    await client.end();
  }
};

test('sender and receiver killed again and again: every message has its effect exactly once, and none waits', { timeout: 180_000 }, async (t) => {
  const server = await startServer();
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-kill-'));
  t.after(async () => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  const place = async (name: string) => {
    await rowsOf(server.url, `create database ${name}`);
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return { url: url.href, folder: join(folder, name) };
  };
  const [court, police] = [await place('court'), await place('police')];
  const [courtPort, policePort] = [await freePort(), await freePort()];
  const organs = [entryOf(COURT, `http://127.0.0.1:${courtPort}`), entryOf(POLICE, `http://127.0.0.1:${policePort}`)];
  const told = {
    court: { organ: COURT, ...court, port: courtPort, organs, policy: POLICY }, police: { organ: POLICE, ...police, port: policePort, organs, policy: POLICY },
  };

  const deployment = await openDeployment({
    database: { kind: 'server', url: court.url, dataDirectory: join(court.folder, 'data') },
    keys: { type: 'file', path: join(court.folder, 'keys', 'own.key'), defaultFolder: court.folder }, clock: () => Date.now(), random: (length) => randomBytes(length),
  });
  const exchange = deploymentExchange(deployment, inventedKey(COURT), organDirectory(organs));
  const streams = Array.from({ length: MESSAGES / 3 }, () => exchange.mint());
  const rows = await exchange.make(streams.flatMap((streamId) => [1, 2, 3].map((sequence) => ({ streamId, sequence, recipient: POLICE, kind: 'note', data: {} }))));
  const entryId = exchange.mint();
  await deployment.database.write({ entryId }, async ({ audit, operations }) => {
    await audit.append([exchange.audit({ act: 'exchange.deliver', actorId: 'test', organ: COURT, decision: 'allow', detail: [] }, entryId)]);
    await operations.outbox.put(rows);
    return ok(undefined);
  });
  await deployment.close();

  let receiver = await spawnOrgan(told.police);
  let sender = await spawnOrgan(told.court);
  // In turns: the receiver between arrival and answer, the sender between an answer and the note of it.
  for (let round = 0; round < 4; round += 1) {
    await receiver.says('arrived', 3);
    await receiver.kill();
    receiver = await spawnOrgan(told.police);
    await receiver.says('answered', 3);
    await sender.kill();
    sender = await spawnOrgan(told.court);
  }
  const left = async (): Promise<number> =>
    Number((await rowsOf<{ count: string }>(court.url, "select count(*) from ops.outbox where state <> 'delivered'"))[0]?.count);
  for (;;) {
    // Asked for before the count, so that the last word is not missed between the two.
    const next = sender.says('delivered');
    next.catch(() => undefined);
    if (await left() === 0) break;
    await next;
  }
  await sender.kill();
  await receiver.kill();
  const effects = await rowsOf<{ position: string; count: string }>(police.url, "select position, count(*) from ops.job_cursor where job like 'effect/%' group by position");
  assert.deepEqual(effects, [{ position: '1', count: String(MESSAGES) }]);
  const attempts = await rowsOf<{ most: number }>(court.url, 'select max(attempts) as most from ops.outbox');
  assert.ok((attempts[0]?.most ?? 0) > 1, 'some messages needed more than one attempt, or nobody was killed in time');
});
