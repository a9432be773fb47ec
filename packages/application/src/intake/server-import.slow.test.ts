import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { startServer, type TestServer } from '../../../store/src/testing/postgres-server.ts';
import type { Deployment } from '../index.ts';
import { countsOf, deploymentAt, importAll } from './testing/import-fixture.ts';
import { judgment, row } from './testing/invented-items.ts';

/** The same import on a PostgreSQL server of its own. */
let server: TestServer | undefined;
let deployment: Deployment | undefined;
before(async () => {
  server = await startServer();
  deployment = await deploymentAt({ kind: 'server', url: server.url, dataDirectory: tmpdir() });
});
after(async () => {
  await deployment?.close();
  await server?.stop();
});
const opened = (): Deployment => present(deployment, 'the open deployment');

test('PostgreSQL: records are taken once, the second run repeats them', async () => {
  const items = [judgment('first'), row('second')];
  assert.deepEqual(countsOf(await importAll(opened(), items)), { taken: 3, repeated: 0, exception: 0 });
  assert.deepEqual(countsOf(await importAll(opened(), items)), { taken: 0, repeated: 3, exception: 0 });
});

test('PostgreSQL: eight imports of one file at once take every record once', async () => {
  const items = [row('third'), row('fourth'), judgment('third')];
  const all = await Promise.all(Array.from({ length: 8 }, () => importAll(opened(), items)));
  const counts = countsOf(all.flat());
  assert.equal(counts.taken, 5);
  assert.equal(counts.exception, 0);
  assert.equal(counts.repeated, 7 * 5);
});
