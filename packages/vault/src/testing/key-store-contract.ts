import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import { newSecret, takeSecret } from '@fengcun/crypto';
import { createEraseTree, eraseForGood, indexGate, keyRing, type KeyStore, loadEraseTree, newKeyId } from '../index.ts';
import { seededRandom } from './seeded-random.ts';
import { DEPLOYMENT, placeOf, valueOf, vaultFixture } from './vault-fixture.ts';

/** One store to test: `make` gives an empty one, `reopen` closes it and opens what it left, if it lasts. */
export type ContractSubject = Readonly<{
  name: string;
  make: () => Promise<KeyStore>;
  reopen?: (store: KeyStore) => Promise<KeyStore>;
  skip: string | false;
}>;

const random = seededRandom('key-store-contract');
const context = { deployment: DEPLOYMENT, table: 'epoch/open', recordId: 'e-1', version: 0, purposeClass: 'intl' };

/** What every key store must do. A new adapter's test file is one call. */
export const keyStoreContract = (subject: ContractSubject): void => {
  const rule = (name: string, check: (store: KeyStore) => Promise<void>): void => {
    test(`${subject.name}: ${name}`, { skip: subject.skip }, async () => {
      const store = await subject.make();
      try {
        await check(store);
      } finally {
        await store.close();
      }
    });
  };
  wrappingRules(rule);
  stateRules(rule);
  vaultRules(rule);
  if (subject.reopen !== undefined) lastingRules(subject, subject.reopen);
};

type Rule = (name: string, check: (store: KeyStore) => Promise<void>) => void;

const wrappingRules = (rule: Rule): void => {
  rule('a key wrapped at a place unwraps there and nowhere else', async (store) => {
    for (const suite of store.suites) {
      const [keyId, otherId] = [newKeyId(random), newKeyId(random)];
      for (const id of [keyId, otherId]) await store.create({ id, use: 'wrap', suite });
      const key = newSecret(random);
      const wrapped = valueOf(await store.wrap({ keyId, context }, key));
      assert.ok(valueOf(await store.unwrap({ keyId, context }, wrapped)).equals(key));
      const rejected = { ok: false, error: { code: 'CIPHERTEXT_REJECTED' } };
      assert.deepEqual(await store.unwrap({ keyId: otherId, context }, wrapped), rejected);
      for (const change of [{ deployment: 'x' }, { table: 'epoch/sealed' }, { recordId: 'e-2' }, { version: 1 }, { purposeClass: 'sm' }]) {
        assert.deepEqual(await store.unwrap({ keyId, context: { ...context, ...change } }, wrapped), rejected);
      }
    }
  });

  rule('every byte of a wrapped key is guarded, and so is its length', async (store) => {
    const keyId = newKeyId(random);
    await store.create({ id: keyId, use: 'wrap', suite: 'intl' });
    const wrapped = valueOf(await store.wrap({ keyId, context }, newSecret(random)));
    for (let at = 0; at < wrapped.length; at += 1) {
      const changed = Uint8Array.from(wrapped);
      changed[at] = (changed[at] ?? 0) ^ (1 << (at % 8));
      assert.equal((await store.unwrap({ keyId, context }, changed)).ok, false, `byte ${at}`);
    }
    for (const length of [0, 1, 12, 28, wrapped.length - 1]) {
      assert.equal((await store.unwrap({ keyId, context }, wrapped.subarray(0, length))).ok, false, `length ${length}`);
    }
  });

  rule('the same name again keeps the key; two names are two keys', async (store) => {
    const keyId = newKeyId(random);
    const [spec, key] = [{ id: keyId, use: 'wrap', suite: 'intl' } as const, newSecret(random)];
    await store.create(spec);
    const wrapped = valueOf(await store.wrap({ keyId, context }, key));
    await store.create(spec);
    assert.ok(valueOf(await store.unwrap({ keyId, context }, wrapped)).equals(key));
    assert.notDeepEqual(valueOf(await store.wrap({ keyId, context }, key)), wrapped, 'a fresh nonce each time');
    assert.deepEqual((await store.list()).filter((stored) => stored.id === keyId), [spec]);
  });

  rule('a destroyed key is gone, stays gone, and takes nothing else with it', async (store) => {
    const [doomed, kept] = [newKeyId(random), newKeyId(random)];
    for (const id of [doomed, kept]) await store.create({ id, use: 'wrap', suite: 'intl' });
    const key = newSecret(random);
    const [lost, safe] = [valueOf(await store.wrap({ keyId: doomed, context }, key)), valueOf(await store.wrap({ keyId: kept, context }, key))];
    await store.destroy(doomed);
    await store.destroy(doomed);
    const gone = { ok: false, error: { code: 'KEY_DESTROYED' } };
    assert.deepEqual(await store.unwrap({ keyId: doomed, context }, lost), gone);
    assert.deepEqual(await store.wrap({ keyId: doomed, context }, key), gone);
    assert.equal(await store.has(doomed), false);
    assert.ok(valueOf(await store.unwrap({ keyId: kept, context }, safe)).equals(key));
    await store.create({ id: doomed, use: 'wrap', suite: 'intl' });
    assert.equal((await store.unwrap({ keyId: doomed, context }, lost)).ok, false, 'the name may come back, the key not');
  });

  rule('an index key authenticates and refuses to wrap', async (store) => {
    for (const suite of store.suites) {
      const id = newKeyId(random);
      await store.create({ id, use: 'index', suite });
      const first = valueOf(await store.authenticate(id, Buffer.from('one')));
      assert.equal(first.length, 32);
      assert.deepEqual(valueOf(await store.authenticate(id, Buffer.from('one'))), first);
      assert.notDeepEqual(valueOf(await store.authenticate(id, Buffer.from('two'))), first);
      await assert.rejects(async () => store.wrap({ keyId: id, context }, newSecret(random)));
      await store.destroy(id);
      assert.deepEqual(await store.authenticate(id, Buffer.from('one')), { ok: false, error: { code: 'KEY_DESTROYED' } });
    }
  });
};

const stateRules = (rule: Rule): void => {
  rule('a state is replaced only by who knows its version', async (store) => {
    assert.equal(await store.readState('s'), undefined);
    assert.deepEqual(await store.replaceState('s', 0, Buffer.from('one')), { ok: true, value: 1 });
    assert.deepEqual(await store.replaceState('s', 0, Buffer.from('late')), { ok: false, error: { code: 'STATE_CONFLICT', version: 1 } });
    assert.deepEqual(await store.replaceState('s', 1, Buffer.from('two')), { ok: true, value: 2 });
    const state = await store.readState('s');
    assert.equal(state?.version, 2);
    assert.equal(Buffer.from(state?.bytes ?? []).toString(), 'two');
    assert.equal(await store.readState('other'), undefined);
  });
};

const vaultRules = (rule: Rule): void => {
  rule('a record is sealed, opened and erased over it', async (store) => {
    const vault = await vaultFixture({ seed: 'contract', suite: 'intl', keyStore: store });
    const [mine, other] = [placeOf('sealed', 'r-1'), placeOf('sealed', 'r-2')];
    const [first, second] = [await vault.seal(mine, 'person-1', 'an invented text'), await vault.seal(other, 'person-2', 'another')];
    assert.deepEqual(await vault.open(mine, first), { ok: true, value: 'an invented text' });
    const from = { keyStore: store, deployment: DEPLOYMENT, random };
    valueOf(await eraseForGood(from, { tree: 'sealed', serials: [first.keyRecord.eraseSerial] }));
    vault.ring.forget();
    assert.deepEqual(await vault.open(mine, first), { ok: false, error: { code: 'ERASED' } });
    assert.deepEqual(await vault.open(other, second), { ok: true, value: 'another' });
  });

  rule('erasure keys of another deployment do not load', async (store) => {
    await createEraseTree({ keyStore: store, deployment: DEPLOYMENT, random }, { tree: 'open', suite: 'intl' });
    const foreign = await loadEraseTree({ keyStore: store, deployment: 'elsewhere.example' }, 'open', 0);
    assert.deepEqual(foreign, { ok: false, error: { code: 'CIPHERTEXT_REJECTED' } });
  });

  rule('index terms differ by value, column and deployment, and are the same each time', async (store) => {
    const keyId = newKeyId(random);
    await store.create({ id: keyId, use: 'index', suite: 'intl' });
    const gate = indexGate({ keyStore: store, peppers: () => ({ current: { version: 1, keyId, suite: 'intl' } }) });
    const inquirer = { account: 'a', limit: { perSecond: 1, burst: 9 }, now: 0 };
    const column = { deployment: DEPLOYMENT, column: 'identity' };
    const term = async (change: Partial<typeof column>, value: string): Promise<string> =>
      Buffer.from(valueOf(await gate.terms(inquirer, { ...column, ...change }, value))[0]?.term ?? []).toString('hex');
    const all = [await term({}, 'invented-1'), await term({}, 'invented-2'), await term({ column: 'passport' }, 'invented-1'), await term({ deployment: 'x' }, 'invented-1')];
    assert.equal(new Set(all).size, 4);
    assert.equal(await term({}, 'invented-1'), all[0]);
  });

  rule('nothing it shows of itself contains a key', async (store) => {
    const keyId = newKeyId(random);
    await store.create({ id: keyId, use: 'wrap', suite: 'intl' });
    const key = takeSecret(Uint8Array.from(Buffer.alloc(32, 0xab)));
    const wrapped = valueOf(await store.wrap({ keyId, context }, key));
    const epochs = { load: async () => undefined, current: async () => undefined, list: async () => [], succeed: async () => undefined, remove: async () => ({ ok: true, value: undefined } as const) };
    const shown = [store, await store.list(), wrapped, key, keyRing({ keyStore: store, epochs, deployment: DEPLOYMENT })]
      .map((value) => `${inspect(value, { depth: 9 })} ${JSON.stringify(value)}`).join(' ');
    assert.doesNotMatch(shown, /(ab ?){8}|(171,? ?){8}|q6urq6ur/i);
  });
};

const lastingRules = (subject: ContractSubject, reopen: (store: KeyStore) => Promise<KeyStore>): void => {
  test(`${subject.name}: keys and states outlast the process, destroyed ones do not`, { skip: subject.skip }, async () => {
    const store = await subject.make();
    const [kept, doomed, pepper] = [newKeyId(random), newKeyId(random), newKeyId(random)];
    for (const id of [kept, doomed]) await store.create({ id, use: 'wrap', suite: 'intl' });
    await store.create({ id: pepper, use: 'index', suite: 'intl' });
    const key = newSecret(random);
    const wrapped = valueOf(await store.wrap({ keyId: kept, context }, key));
    const term = valueOf(await store.authenticate(pepper, Buffer.from('one')));
    valueOf(await store.replaceState('s', 0, Buffer.from('state')));
    await store.destroy(doomed);
    const again = await reopen(store);
    assert.ok(valueOf(await again.unwrap({ keyId: kept, context }, wrapped)).equals(key));
    assert.deepEqual(valueOf(await again.authenticate(pepper, Buffer.from('one'))), term);
    assert.equal(Buffer.from((await again.readState('s'))?.bytes ?? []).toString(), 'state');
    assert.equal(await again.has(doomed), false);
    assert.deepEqual((await again.list()).map((stored) => stored.id).toSorted(), [kept, pepper].toSorted());
    await again.close();
  });
};
