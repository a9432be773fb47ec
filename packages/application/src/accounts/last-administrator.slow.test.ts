import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { after, before, test } from 'node:test';
import { setImmediate } from 'node:timers/promises';
import { present } from '@fengcun/kernel';
import { memoryKeyStore } from '@fengcun/vault';
import pg from 'pg';
import { startServer, type TestServer } from '../../../store/src/testing/postgres-server.ts';
import { openDeployment } from '../deployment/index.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import { beginKeeping } from './account-act.ts';
import { parseNewAccount } from './account.ts';
import { accountNamed, addAccount, changeAccount, changeRoles, disableAccount } from './keep-accounts.ts';
import { invented } from './testing/account-fixture.ts';

// 三员: two who take the last two administrators away in one moment would leave nobody to bring them back.

let server: TestServer;
let deployment: Deployment;
let client: pg.Client;
before(async () => {
  server = await startServer();
  const random = (length: number): Uint8Array => randomBytes(length);
  deployment = await openDeployment({
    database: { kind: 'server', url: server.url, dataDirectory: tmpdir() }, keys: { type: 'store', keyStore: memoryKeyStore(random) }, clock: () => Date.now(), random,
  });
  client = new pg.Client({ connectionString: server.url });
  await client.connect();
});
after(async () => {
  await client.end();
  await deployment.close();
  await server.stop();
});

const add = async (account: string, role: string): Promise<void> => {
  const parsed = parseNewAccount(invented(account, { organ: 'platform/P01', roles: [role] }));
  assert.ok(parsed.ok && (await addAccount(deployment, 'keeper', parsed.value)).ok);
};
const stateOf = async (name: string): Promise<string> => present(await accountNamed(deployment, name), name).state;
const coded = (done: Awaited<ReturnType<typeof disableAccount>>): string => (done.ok ? 'done' : done.error.code);

/** Until a session of the database waits for another one. */
const someoneWaits = async (): Promise<void> => {
  for (;;) {
    const { rows } = await client.query(`select 1 from pg_stat_activity where wait_event_type = 'Lock' and datname = current_database()`);
    if (rows.length > 0) return;
    await setImmediate();
  }
};

test('of two who disable the last two auditors in one moment the second waits, sees what the first left, and is refused', { timeout: 60_000 }, async () => {
  await add('audit-one', 'auditor');
  await add('audit-two', 'auditor');
  const row = present(await accountNamed(deployment, 'audit-one'), 'the first');
  const act = await beginKeeping(deployment, 'account.disable', { account: 'keeper', request: 'audit-one' });
  const [changed, committed] = [Promise.withResolvers<void>(), Promise.withResolvers<void>()];
  const first = changeAccount(deployment, act, {
    row, change: { state: 'disabled' },
    also: async () => {
      changed.resolve();
      await committed.promise;
      return true;
    },
  });
  await changed.promise;
  const second = disableAccount(deployment, 'keeper', 'audit-two');
  await Promise.race([second, someoneWaits()]);
  committed.resolve();
  assert.deepEqual([coded(await first), coded(await second)], ['done', 'LAST_ADMINISTRATOR']);
  assert.deepEqual([await stateOf('audit-one'), await stateOf('audit-two')], ['disabled', 'active']);
});

test('on the command line too the last one of each kind is neither disabled nor given other roles; another one is', async () => {
  for (const role of ['sysadmin', 'securityAdmin']) {
    await add(`only-${role.toLowerCase()}`, role);
    const name = `only-${role.toLowerCase()}`;
    assert.equal(coded(await disableAccount(deployment, 'keeper', name)), 'LAST_ADMINISTRATOR');
    const moved = await changeRoles(deployment, 'keeper', { account: name, roles: ['clerk'] });
    assert.ok(!moved.ok && moved.error.code === 'LAST_ADMINISTRATOR' && moved.error.message.includes('another first'));
    await add(`next-${role.toLowerCase()}`, role);
    assert.equal(coded(await changeRoles(deployment, 'keeper', { account: name, roles: ['clerk'] })), 'done');
    assert.equal(await stateOf(name), 'active');
  }
});

test('whoever is no administrator is disabled, however few there are', async () => {
  await add('only-judge', 'reviewer');
  assert.equal(coded(await disableAccount(deployment, 'keeper', 'only-judge')), 'done');
});
