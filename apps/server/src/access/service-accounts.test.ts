import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { makeToken, serviceAccounts } from './service-accounts.ts';

const { token, tokenHash } = makeToken('court-clerk', new Uint8Array(32).fill(7));
const accounts = serviceAccounts([
  { id: 'court-clerk', organ: 'court/A01', roles: ['clerk'], hasSecondFactor: false, tokenHash },
]);

test('a token is its account and a secret of 256 bits; the hash does not contain it', () => {
  assert.match(token, /^fct\.court-clerk\.[A-Za-z0-9_-]{43}$/);
  assert.match(tokenHash, /^sha256:[0-9a-f]{64}$/);
  assert.throws(() => makeToken('court-clerk', new Uint8Array(31)), /bug:/);
});

test('the token lets its account in, with organ and roles and without the hash', async () => {
  const found = await accounts.authenticate(token);
  assert.deepEqual(found, { ok: true, value: { id: 'court-clerk', organ: 'court/A01', roles: ['clerk'], hasSecondFactor: false } });
});

test('no other text lets anybody in: one character changed, cut, added, another account, the hash itself', async () => {
  const wrong = fc.oneof(
    fc.tuple(fc.nat(token.length - 1), fc.constantFrom(...'AZaz09_-.')).map(([at, by]) => token.slice(0, at) + by + token.slice(at + 1)),
    fc.nat(token.length - 1).map((end) => token.slice(0, end)),
    fc.string().map((more) => token + more), fc.string(), fc.constantFrom(tokenHash, 'nobody', token.replace('clerk', 'chief'), `fct.nobody.${'A'.repeat(43)}`),
  ).filter((text) => text !== token);
  await fc.assert(fc.asyncProperty(wrong, async (text) => {
    assert.deepEqual(await accounts.authenticate(text), { ok: false, error: 'UNAUTHENTICATED' });
  }), { numRuns: 2000, seed: 42 });
});
