import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, test } from 'node:test';
import { demoCode } from '@fengcun/application';
import { signInAs, stepUpWith } from '../../apps/server/src/testing/sign-in.ts';
import { command, type Service, startService } from './running-service.ts';

// The directory from the command line and signing in over the wire, with real processes.

const folder = mkdtempSync(join(tmpdir(), 'fengcun-sign-in-'));
const PLACE = ['--data', join(folder, 'data'), '--key-file', join(folder, 'invented.key')];
const running: Service[] = [];
after(() => {
  for (const service of running) service.kill();
  rmSync(folder, { recursive: true, force: true });
});

const started = async (...words: readonly string[]): Promise<Service> => {
  const service = await startService(...PLACE, ...words);
  running.push(service);
  return service;
};
const accounts = (...words: readonly string[]) => command('accounts', ...words, '--account', 'invented-keeper', ...PLACE);
const originOf = ({ url }: Service): string => url.replace('127.0.0.1', 'localhost');

test('accounts: added, listed, changed, disabled; what is wrong is one sentence and exit 1, what is unusable exit 2', async () => {
  const added = await accounts('add', 'court-li', '--organ', 'court/A01', '--role', 'reviewer', '--display-name', '虚构李某');
  assert.deepEqual([added.code, added.out], [0, 'court-li\n']);
  const again = await accounts('add', 'court-li', '--organ', 'court/A01', '--role', 'reviewer', '--display-name', '虚构李某');
  assert.deepEqual([again.code, again.said.includes('belongs to another account')], [1, true]);
  const joined = await accounts('roles', 'court-li', 'sysadmin', 'auditor');
  assert.equal(joined.code, 1);
  const file = join(folder, 'accounts.json');
  writeFileSync(file, JSON.stringify([{ account: 'from-file', organ: 'court/A01', roles: ['clerk'], displayName: '虚构王某' }, { account: 'Wrong Name' }]));
  const refused = await accounts('add', '--file', file);
  assert.equal(refused.code, 1);
  const listed = await accounts('list', '--json');
  assert.deepEqual(listed.out.trim().split('\n').map((line) => (JSON.parse(line) as { account: string }).account), ['court-li'], 'of a wrong file nothing is added');
  assert.equal((await accounts('disable', 'court-li')).code, 0);
  for (const words of [['list'], ['add', 'x'], ['invent', 'x']]) {
    const unusable = await command('accounts', ...words, ...PLACE);
    assert.equal(unusable.code, 2, words.join(' '));
  }
});

test('without an issuer nobody signs in, and systems work as before', async () => {
  const service = await started();
  const begun = await fetch(`${service.url}/v1/session/begin`, { redirect: 'manual' });
  assert.equal(begun.status, 503);
  assert.equal((await begun.json() as { code: string }).code, 'SIGN_IN_CLOSED');
  assert.equal((await fetch(`${service.url}/v1/session`, { headers: { cookie: `__Host-fengcun=${'A'.repeat(43)}` } })).status, 401);
  assert.equal((await service.end('SIGTERM')).code, 0);
});

test('a demonstration is refused wherever others could reach it', async () => {
  const config = join(folder, 'reachable.json');
  for (const wrong of [{ isBehindTls: true }, { host: '0.0.0.0', isBehindTls: true }, { signIn: { issuer: 'https://id.example', clientId: 'x', origin: 'https://x.example' } }]) {
    writeFileSync(config, JSON.stringify({ accounts: [], ...wrong }));
    const ended = await command('serve', '--demo', '--port', '0', '--config', config, ...PLACE);
    assert.deepEqual([ended.code, ended.said.includes('--demo')], [2, true], JSON.stringify(wrong));
  }
});

test('a session outlives a restart, and ends when the account is given other roles meanwhile', async () => {
  const first = await started('--demo');
  const port = new URL(first.url).port;
  const one = await signInAs(originOf(first), 'court-reviewer');
  const admin = await signInAs(originOf(first), 'security-administrator');
  assert.equal((await admin.fetch('/v1/accounts')).status, 403);
  assert.equal(await stepUpWith(admin, demoCode(Date.now())), 200);
  assert.equal((await admin.fetch('/v1/accounts')).status, 200);
  assert.equal((await first.end('SIGTERM')).code, 0);
  const second = await started('--demo', '--port', port);
  assert.equal((await one.fetch('/v1/session')).status, 200);
  assert.equal((await second.end('SIGTERM')).code, 0);
  assert.equal((await accounts('roles', 'demo-court-reviewer', 'approver')).code, 0);
  const third = await started('--demo', '--port', port);
  assert.equal((await one.fetch('/v1/session')).status, 401);
  assert.equal((await admin.fetch('/v1/session')).status, 200, 'others are not concerned');
  const again = await signInAs(originOf(third), 'court-reviewer');
  assert.deepEqual((await (await again.fetch('/v1/session')).json() as { roles: readonly string[] }).roles, ['approver']);
  assert.ok(!third.said().includes(again.secret()), 'no secret in the log');
  assert.equal((await third.end('SIGTERM')).code, 0);
});
