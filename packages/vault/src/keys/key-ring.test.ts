import assert from 'node:assert/strict';
import { test } from 'node:test';
import {
  createEpoch, emptyRows, type EpochStore, keyRing, type KeyStore, LEASE_MS, memoryEpochStore, memoryEraseKeyStore, newKeyId,
} from '../index.ts';
import { DEPLOYMENT, valueOf, vaultFixture } from '../testing/vault-fixture.ts';

const ringWithCount = async () => {
  const vault = await vaultFixture({ seed: 'ring', suite: 'intl' });
  const asked = { times: 0 };
  const keyStore: KeyStore = { ...vault.keyStore, unwrap: async (place, wrapped) => {
    asked.times += 1;
    return vault.keyStore.unwrap(place, wrapped);
  } };
  return { vault, asked, ring: keyRing({ keyStore, epochs: memoryEpochStore(vault.rows), deployment: DEPLOYMENT }) };
};

test('a key is unwrapped once within 15 minutes, and again at 15 minutes', async () => {
  const { ring, asked } = await ringWithCount();
  for (const [now, times] of [[0, 1], [1, 1], [LEASE_MS - 1, 1], [LEASE_MS, 2], [LEASE_MS + 1, 2]] as const) {
    valueOf(await ring.currentKey('open', now));
    assert.equal(asked.times, times, `at ${now}`);
  }
});

test('a clock that goes back does not prolong a key', async () => {
  const { ring, asked } = await ringWithCount();
  valueOf(await ring.currentKey('open', LEASE_MS));
  valueOf(await ring.currentKey('open', 0));
  assert.equal(asked.times, 2);
});

test('a request that looked at the clock before another loaded its keys takes them away from nobody', async () => {
  const { ring } = await ringWithCount();
  const mine = valueOf(await ring.eraseTree('open', 1_000));
  assert.equal(valueOf(await ring.eraseTree('open', 990)), mine);
  assert.equal(mine.keyFor(0, 1_000).ok, true);
});

test('keys that are over or refreshed serve requests under way for a minute, and are never given out again', async () => {
  const { ring } = await ringWithCount();
  const mine = valueOf(await ring.eraseTree('open', 0));
  assert.notEqual(valueOf(await ring.eraseTree('open', LEASE_MS)), mine);
  assert.equal(mine.keyFor(0, LEASE_MS - 1).ok, true, 'a request that began before the end');
  const second = valueOf(await ring.eraseTree('open', LEASE_MS));
  ring.refresh(LEASE_MS + 1);
  assert.equal(second.keyFor(0, LEASE_MS + 1).ok, true);
  assert.notEqual(valueOf(await ring.eraseTree('open', LEASE_MS + 2)), second);
  ring.sweep(LEASE_MS + 1 + 60_000);
  assert.equal(second.keyFor(0, LEASE_MS + 1).ok, false, 'overwritten');
});

test('sweeping drops what is over and keeps the rest; forgetting drops all', async () => {
  const { ring } = await ringWithCount();
  valueOf(await ring.currentKey('open', 0));
  valueOf(await ring.currentKey('sealed', 10));
  const tree = valueOf(await ring.eraseTree('sealed', 20));
  assert.equal(ring.sweep(LEASE_MS - 1), 3);
  assert.equal(ring.sweep(LEASE_MS), 2);
  assert.equal(ring.sweep(LEASE_MS + 10), 1);
  assert.equal(tree.keyFor(0, LEASE_MS + 19).ok, true);
  ring.forget();
  assert.deepEqual(tree.keyFor(0, LEASE_MS + 19), { ok: false, error: { code: 'KEY_LEASE_OVER' } }, 'never a key of zeros');
  assert.equal(ring.sweep(LEASE_MS + 19), 0);
});

test('the keys of a tree come by one reading of its epochs: the current one and older ones, none of the other tree', async () => {
  const vault = await vaultFixture({ seed: 'tree', suite: 'intl' });
  const read: string[] = [];
  const inner = memoryEpochStore(vault.rows);
  const epochs: EpochStore = {
    ...inner, list: async () => { read.push('list'); return inner.list(); }, load: async (id) => { read.push(id); return inner.load(id); },
  };
  const ring = keyRing({ keyStore: vault.keyStore, epochs, deployment: DEPLOYMENT });
  const [first, other] = [valueOf(await ring.currentKey('open', 0)), valueOf(await ring.currentKey('sealed', 0))];
  const rootId = newKeyId(vault.random);
  await vault.keyStore.create({ id: rootId, use: 'wrap', suite: 'intl' });
  const plan = { deployment: DEPLOYMENT, id: newKeyId(vault.random), tree: 'open', suite: 'intl', rootId, now: 1, random: vault.random } as const;
  const next = await createEpoch(vault.keyStore, plan);
  await epochs.succeed(next, 1);
  read.length = 0;
  const keys = valueOf(await ring.treeKeys('open', 2));
  assert.deepEqual([keys.current.id, keys.keyOf(first.id), keys.keyOf(next.id), keys.keyOf(other.id)], [next.id, first, keys.current, undefined]);
  assert.equal(keys.current, valueOf(await ring.epochKey(next.id, 3)), 'the same copy for everybody');
  assert.deepEqual(read, ['list']);
  await vault.keyStore.destroy(vault.rootIds.open);
  assert.equal(valueOf(await ring.treeKeys('open', LEASE_MS + 1)).keyOf(first.id), undefined, 'an older key whose root is gone hinders nobody');
  await vault.keyStore.destroy(rootId);
  assert.deepEqual(await ring.treeKeys('open', 2 * LEASE_MS + 1), { ok: false, error: { code: 'KEY_DESTROYED' } });
  assert.deepEqual(await keyRing({ keyStore: vault.keyStore, epochs: memoryEpochStore(emptyRows()), deployment: DEPLOYMENT }).treeKeys('open', 0),
    { ok: false, error: { code: 'EPOCH_UNKNOWN' } });
});

test('two requests at once share one copy of the erasure keys', async () => {
  const { ring } = await ringWithCount();
  const [one, two] = await Promise.all([ring.eraseTree('open', 0), ring.eraseTree('open', 0)]);
  assert.equal(valueOf(one), valueOf(two));
  assert.equal(valueOf(one).keyFor(3, 1).ok, true);
});

test('an unknown epoch, an empty tree of epochs and missing erasure keys are refusals', async () => {
  const { vault } = await ringWithCount();
  const ring = keyRing({ keyStore: vault.keyStore, epochs: memoryEpochStore(emptyRows()), deployment: DEPLOYMENT });
  const unknown = { ok: false, error: { code: 'EPOCH_UNKNOWN' } };
  assert.deepEqual(await ring.currentKey('open', 0), unknown);
  assert.deepEqual(await ring.epochKey('0b8f2f2e-6f0e-4f5e-9a51-1d9b8a6c0001', 0), unknown);
});

test('released serials wait for their erasure, each once and each tree for itself', async () => {
  const serials = memoryEraseKeyStore(emptyRows());
  await serials.release('open', [3, 0]);
  await serials.release('open', [3, 1]);
  assert.deepEqual(await serials.pending('open'), [0, 1, 3]);
  assert.deepEqual(await serials.pending('sealed'), []);
  await serials.settle('open', [0, 3]);
  assert.deepEqual(await serials.pending('open'), [1]);
});
