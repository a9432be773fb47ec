import assert from 'node:assert/strict';
import { generateKeyPairSync } from 'node:crypto';
import { test } from 'node:test';
import { mistakeLines, parseServerConfig } from './parse-config.ts';
import { DEFAULT_CONFIG } from './server-config.ts';

const HASH = `sha256:${'0a'.repeat(32)}`;
const account = { id: 'court-clerk', organ: 'court/A01', roles: ['clerk'], tokenHash: HASH };
const publicKey = Buffer.from(String(generateKeyPairSync('ed25519').publicKey.export({ format: 'jwk' }).x), 'base64url').toString('base64');
const key = { keyId: 'court-key', organ: 'court/A01', publicKey };

const placesOf = (value: unknown): readonly string[] => {
  const parsed = parseServerConfig(value);
  return parsed.ok ? [] : parsed.error.map(({ at }) => at);
};

test('nothing told is the default: loopback, nobody known', () => {
  const parsed = parseServerConfig({});
  assert.ok(parsed.ok);
  assert.deepEqual(parsed.value, DEFAULT_CONFIG);
  assert.equal(parsed.value.host, '127.0.0.1');
});

test('a whole configuration is read', () => {
  const parsed = parseServerConfig({ port: 0, accounts: [account], signingKeys: [key], limits: { jsonDepth: 16 } });
  assert.ok(parsed.ok, JSON.stringify(parsed));
  assert.equal(parsed.value.limits.jsonDepth, 16);
  assert.deepEqual(parsed.value.signingKeys[0]?.roles, ['clerk']);
});

test('all mistakes are told at once, each with its place, and no secret is repeated', () => {
  const secret = 'fct.court-clerk.not-a-hash';
  const parsed = parseServerConfig({
    prot: 8787, port: 70_000, host: '0.0.0.0', isBehindTls: 'no', authorities: ['Upper.example'],
    accounts: [{ ...account, id: 'A', tokenHash: secret }, { ...account, roles: ['clerk', 'chief'] }],
    signingKeys: [{ ...key, publicKey: 'short' }], limits: { jsonDepth: 7, sizes: 1 },
  });
  assert.ok(!parsed.ok);
  assert.deepEqual(parsed.error.map(({ at }) => at).sort(), [
    'accounts[0].id', 'accounts[0].tokenHash', 'accounts[1].roles', 'authorities[0]', 'host', 'isBehindTls',
    'limits.jsonDepth', 'limits.sizes', 'port', 'prot', 'signingKeys[0].publicKey',
  ]);
  const lines = mistakeLines(parsed.error);
  assert.equal(lines.split('\n').length, parsed.error.length);
  assert.ok(!lines.includes(secret) && !lines.includes('short'));
});

for (const [what, value, places] of [
  ['port 65535', { port: 65_535 }, []], ['port 65536', { port: 65_536 }, ['port']], ['port -1', { port: -1 }, ['port']],
  ['port as text', { port: '80' }, ['port']], ['a list', [], ['(configuration)']], ['null', null, ['(configuration)']],
  ['another machine\'s address without TLS', { host: '10.0.0.1' }, ['host']],
  ['another machine\'s address behind TLS', { host: '10.0.0.1', isBehindTls: true }, []],
  ['every interface without TLS', { host: '::' }, ['host']], ['IPv6 loopback', { host: '::1' }, []],
  ['two accounts of one id', { accounts: [account, { ...account, tokenHash: HASH.replace('0a', '0b') }] }, ['accounts[1]']],
  ['two accounts of one token', { accounts: [account, { ...account, id: 'other-clerk' }] }, ['accounts[1]']],
  ['an account without a role', { accounts: [{ ...account, roles: [] }] }, ['accounts[0].roles']],
  ['clerk and reviewer in one account', { accounts: [{ ...account, roles: ['clerk', 'reviewer'] }] }, []],
  ['sysadmin and auditor in one account', { accounts: [{ ...account, roles: ['sysadmin', 'auditor'] }] }, ['accounts[0].roles']],
  ['securityAdmin and clerk in one account', { accounts: [{ ...account, roles: ['securityAdmin', 'clerk'] }] }, ['accounts[0].roles']],
  ['an administrator alone', { accounts: [{ ...account, roles: ['auditor'] }] }, []],
  ['an account with a token in the clear', { accounts: [{ ...account, token: 'x' }] }, ['accounts[0].token']],
] as const) {
  test(`${what}: ${places.length === 0 ? 'taken' : `refused at ${places.join(', ')}`}`, () => {
    assert.deepEqual(placesOf(value), places);
  });
}
