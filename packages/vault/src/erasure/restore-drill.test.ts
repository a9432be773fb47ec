import assert from 'node:assert/strict';
import { test } from 'node:test';
import { type KeyStore, memoryKeyStore, newKeyId } from '../index.ts';
import { seededRandom } from '../testing/seeded-random.ts';
import { backupOf, DEPLOYMENT, fixtureOver, intentFor, placeOf, valueOf, vaultFixture, type VaultFixture } from '../testing/vault-fixture.ts';
import { createEpoch } from '../keys/epoch.ts';
import { openRecord } from '../records/open-record.ts';
import { eraseForGood, loadEraseTree, settleErasure } from './erase.ts';
import { eraseStateName } from './erase-state.ts';

const PEOPLE = 12;
const ERASED = 5;
const record = (person: number) => placeOf('sealed', `r-${person}`);

const filled = async (suite: 'intl' | 'sm', keyStore?: KeyStore): Promise<VaultFixture> => {
  const vault = await vaultFixture({ seed: 'drill', suite, ...(keyStore === undefined ? {} : { keyStore }) });
  for (let person = 0; person < PEOPLE; person += 1) await vault.seal(record(person), `person-${person}`, `text of ${person}`);
  return vault;
};
const eraseOne = async (vault: VaultFixture): Promise<void> => {
  const { keyStore, random } = vault;
  const serial = vault.stored(`r-${ERASED}`).keyRecord.eraseSerial;
  valueOf(await eraseForGood({ keyStore, random, deployment: DEPLOYMENT }, { tree: 'sealed', serials: [serial] }));
};
const opened = async (vault: VaultFixture): Promise<readonly boolean[]> => {
  const answers: boolean[] = [];
  for (let person = 0; person < PEOPLE; person += 1) answers.push((await vault.open(record(person), vault.stored(`r-${person}`))).ok);
  return answers;
};
const EVERYONE_ELSE = Array.from({ length: PEOPLE }, (_, person) => person !== ERASED);

for (const suite of ['intl', 'sm'] as const) {
  test(`${suite}: restore drill: everything but the key store from before the erasure; the erased record stays shut, its neighbours open`, async () => {
    const vault = await filled(suite);
    assert.deepEqual(await opened(vault), EVERYONE_ELSE.map(() => true));
    const [rows, ciphertexts] = [backupOf(vault.rows), new Map(vault.ciphertexts)];
    await eraseOne(vault);
    // The lawful deletion takes the rows as well; the backup brings them all back.
    vault.rows.keyRecords = [];
    const { keyStore, rootIds, random } = vault;
    const restored = fixtureOver({ rows, ciphertexts, keyStore, rootIds, random });
    assert.deepEqual(await opened(restored), EVERYONE_ELSE);
    assert.deepEqual(await restored.open(record(ERASED), restored.stored(`r-${ERASED}`)), { ok: false, error: { code: 'ERASED' } });
  });

  test(`${suite}: restore drill: an old copy of the erasure seeds put back into the key store is dead`, async () => {
    const vault = await filled(suite);
    const { keyStore, random, rootIds, ciphertexts } = vault;
    const name = eraseStateName('sealed');
    const old = await keyStore.readState(name);
    assert.ok(old !== undefined);
    const rows = backupOf(vault.rows);
    await eraseOne(vault);
    const current = await keyStore.readState(name);
    assert.ok(current !== undefined);
    valueOf(await keyStore.replaceState(name, current.version, old.bytes));
    const restored = fixtureOver({ rows, ciphertexts, keyStore, rootIds, random });
    assert.deepEqual(await loadEraseTree({ keyStore, deployment: DEPLOYMENT }, 'sealed', 0), { ok: false, error: { code: 'KEY_DESTROYED' } });
    assert.deepEqual(await opened(restored), EVERYONE_ELSE.map(() => false));
    // With the seeds of today the neighbours open again: the small current state is what must be kept.
    const broken = await keyStore.readState(name);
    valueOf(await keyStore.replaceState(name, broken?.version ?? 0, current.bytes));
    assert.deepEqual(await opened(restored), EVERYONE_ELSE);
  });
}

test('erasing twice is the same as once, and erasing more goes on from there', async () => {
  const vault = await filled('intl');
  await eraseOne(vault);
  await eraseOne(vault);
  const { keyStore, random } = vault;
  valueOf(await eraseForGood({ keyStore, random, deployment: DEPLOYMENT }, { tree: 'sealed', serials: [0, 1, 2] }));
  vault.ring.forget();
  assert.deepEqual(await opened(vault), EVERYONE_ELSE.map((isOther, person) => isOther && person > 2));
});

test('a process that held the seeds forgets them within 15 minutes', async () => {
  const vault = await filled('intl');
  assert.equal((await opened(vault))[ERASED], true);
  await eraseOne(vault);
  vault.clock.now += 15 * 60 * 1000 - 1;
  assert.equal((await opened(vault))[ERASED], true, 'held until the lease ends: the bound that is promised');
  vault.clock.now += 1;
  assert.deepEqual(await opened(vault), EVERYONE_ELSE);
});

/** Lets the first `writes` changes happen and then fails every call, before or after the change. */
const killedAfter = (store: KeyStore, writes: number, isBefore: boolean): KeyStore => {
  let done = 0;
  const change = async <T>(work: () => Promise<T>): Promise<T> => {
    if (isBefore && done >= writes) throw new Error('killed');
    const result = await work();
    done += 1;
    if (!isBefore && done >= writes) throw new Error('killed');
    return result;
  };
  return {
    ...store,
    create: (key) => change(() => store.create(key)),
    destroy: (id) => change(() => store.destroy(id)),
    replaceState: (name, expected, bytes) => change(() => store.replaceState(name, expected, bytes)),
  };
};

test('an erasure killed before or after each of its changes loses no neighbour, and the next call ends it', async () => {
  for (const isBefore of [true, false]) {
    for (let writes = isBefore ? 0 : 1; writes <= 3; writes += 1) {
      const vault = await filled('intl');
      const { keyStore, random } = vault;
      const serial = vault.stored(`r-${ERASED}`).keyRecord.eraseSerial;
      const request = { tree: 'sealed', serials: [serial] } as const;
      const old = (await keyStore.readState(eraseStateName('sealed')))?.bytes ?? new Uint8Array(0);
      const killed = eraseForGood({ keyStore: killedAfter(keyStore, writes, isBefore), random, deployment: DEPLOYMENT }, request);
      if (writes < 3 || !isBefore) await assert.rejects(killed, /killed/);
      else await killed;
      vault.ring.forget();
      assert.deepEqual((await opened(vault)).filter((_, person) => person !== ERASED), Array.from({ length: PEOPLE - 1 }, () => true), `${writes}`);
      valueOf(await eraseForGood({ keyStore, random, deployment: DEPLOYMENT }, request));
      vault.ring.forget();
      assert.deepEqual(await opened(vault), EVERYONE_ELSE);
      const now = await keyStore.readState(eraseStateName('sealed'));
      valueOf(await keyStore.replaceState(eraseStateName('sealed'), now?.version ?? 0, old));
      assert.equal((await loadEraseTree({ keyStore, deployment: DEPLOYMENT }, 'sealed', 0)).ok, false, 'the state from before is dead');
    }
  }
});

test('settling alone destroys the root that a kill left alive', async () => {
  const vault = await filled('intl');
  const { keyStore, random } = vault;
  const before = (await keyStore.list()).length;
  const killed = eraseForGood({ keyStore: killedAfter(keyStore, 2, false), random, deployment: DEPLOYMENT }, { tree: 'sealed', serials: [0] });
  await assert.rejects(killed, /killed/);
  assert.equal((await keyStore.list()).length, before + 1);
  valueOf(await settleErasure(keyStore, 'sealed'));
  assert.equal((await keyStore.list()).length, before);
});

test('two erasures at once: the second is told, and nothing of either is lost', async () => {
  const vault = await filled('intl');
  const { keyStore, random } = vault;
  const from = { keyStore, random, deployment: DEPLOYMENT };
  const answers = await Promise.all([eraseForGood(from, { tree: 'sealed', serials: [0] }), eraseForGood(from, { tree: 'sealed', serials: [1] })]);
  assert.deepEqual(answers.map((answer) => (answer.ok ? 'ok' : answer.error.code)).toSorted(), ['STATE_CONFLICT', 'ok']);
  const again = answers.findIndex((answer) => !answer.ok);
  valueOf(await eraseForGood(from, { tree: 'sealed', serials: [again] }));
  vault.ring.forget();
  assert.deepEqual((await opened(vault)).slice(0, 3), [false, false, true]);
});

test('an epoch key alone opens nothing: without the erasure key no wrapped key unwraps', async () => {
  const vault = await filled('intl');
  const stored = vault.stored('r-1');
  const keys = valueOf(await vault.keysOf(stored.keyRecord));
  const otherSeeds = await vaultFixture({ seed: 'another', suite: 'intl', keyStore: memoryKeyStore(seededRandom('another')) });
  const eraseKey = valueOf(await otherSeeds.ring.eraseKey({ tree: 'sealed', serial: stored.keyRecord.eraseSerial }, vault.clock.now));
  const intent = await intentFor([record(1)], vault.clock.now);
  assert.deepEqual(openRecord({ ...keys, eraseKey, intent }, record(1), stored), { ok: false, error: { code: 'CIPHERTEXT_REJECTED' } });
});

test('an epoch of another deployment, tree or suite does not unwrap', async () => {
  const vault = await filled('intl');
  const plan = { deployment: 'elsewhere.example', id: newKeyId(vault.random), tree: 'open', suite: 'intl', rootId: vault.rootIds.open, now: 1, random: vault.random } as const;
  await vault.epochs.succeed(await createEpoch(vault.keyStore, plan), 1);
  assert.deepEqual(await vault.ring.currentKey('open', 1_000), { ok: false, error: { code: 'CIPHERTEXT_REJECTED' } });
});
