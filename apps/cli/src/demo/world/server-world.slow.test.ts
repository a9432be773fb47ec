import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { mkdirSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, test } from 'node:test';
import { openDeployment } from '@fengcun/application';
import { present } from '@fengcun/kernel';
import { startServer } from '../../../../../packages/store/src/testing/postgres-server.ts';
import { makeWorldIn } from './index.ts';

// A world is put into a database that nobody used before, and into no other. That it fills one is seen by the
// journeys of tests/console.

const folder = mkdtempSync(join(tmpdir(), 'fengcun-server-'));
const keys = { path: join(folder, 'world.key'), defaultFolder: folder };
let server: Awaited<ReturnType<typeof startServer>> | undefined;
before(async () => { server = await startServer(); });
after(async () => {
  await server?.stop();
  rmSync(folder, { recursive: true, force: true });
});

test('a database that a deployment uses is left as it is, however empty the data directory', async () => {
  const { url } = present(server, 'the server');
  const used = { kind: 'server', url, dataDirectory: join(folder, 'used') } as const;
  const deployment = await openDeployment({
    database: used, keys: { type: 'file', ...keys }, clock: Date.now, random: (length) => randomBytes(length),
  });
  await deployment.close();
  const dataDirectory = join(folder, 'fresh');
  const making = { dataDirectory, databaseUrl: url, keys, seed: 'test', now: Date.now() };
  assert.equal(await makeWorldIn(making), false);
  assert.deepEqual(readdirSync(dataDirectory), [], 'nothing is noted either');
});

test('a world that was left half-made on a server is not taken away: it may hold more by now', async () => {
  const dataDirectory = join(folder, 'half');
  mkdirSync(dataDirectory);
  writeFileSync(join(dataDirectory, 'demo-world.json'), JSON.stringify({ state: 'filling', seed: 'test', day: '2026-11-23' }));
  const making = { dataDirectory, databaseUrl: present(server, 'the server').url, keys, seed: 'test', now: Date.now() };
  await assert.rejects(makeWorldIn(making), { code: 'DEMO_WORLD_UNFINISHED' });
});
