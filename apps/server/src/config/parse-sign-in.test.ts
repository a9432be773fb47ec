import assert from 'node:assert/strict';
import { test } from 'node:test';
import { parseServerConfig } from './parse-config.ts';

const RIGHT = { issuer: 'https://id.example/realms/court', clientId: 'fengcun', origin: 'https://fengcun.example' };

test('signing in is configured by issuer, name and origin; the rest has defaults', () => {
  const parsed = parseServerConfig({ signIn: RIGHT });
  assert.deepEqual(parsed.ok ? parsed.value.signIn : parsed, { ...RIGHT, algorithm: 'RS256', idleMinutes: 15, sessionMinutes: 480, secondFactorMinutes: 5 });
  assert.ok(parseServerConfig({}).ok && !('signIn' in (parseServerConfig({}) as { value: object }).value), 'without it nobody signs in');
});

for (const [what, wrong, at] of [
  ['an issuer in the clear', { issuer: 'http://id.example' }, 'signIn.issuer'], ['an origin with a path', { origin: 'https://fengcun.example/app' }, 'signIn.origin'],
  ['an origin in the clear', { origin: 'http://fengcun.example' }, 'signIn.origin'], ['no name', { clientId: '' }, 'signIn.clientId'],
  ['the algorithm none', { algorithm: 'none' }, 'signIn.algorithm'], ['a symmetric algorithm', { algorithm: 'HS256' }, 'signIn.algorithm'],
  ['a session of more than a working day', { sessionMinutes: 481 }, 'signIn.sessionMinutes'], ['a second factor of more than a quarter of an hour', { secondFactorMinutes: 16 }, 'signIn.secondFactorMinutes'],
  ['the secret itself', { clientSecret: 'x' }, 'signIn.clientSecret'],
] as const) {
  test(`refused: ${what}`, () => {
    const parsed = parseServerConfig({ signIn: { ...RIGHT, ...wrong } });
    assert.deepEqual(parsed.ok ? [] : parsed.error.map((mistake) => mistake.at), [at]);
  });
}

test('an issuer on this machine may do without TLS', () => {
  assert.ok(parseServerConfig({ signIn: { ...RIGHT, issuer: 'http://127.0.0.1:9000', origin: 'http://localhost:8787' } }).ok);
});
