import assert from 'node:assert/strict';
import { test } from 'node:test';
import { eraseForGood, idleRoots, isEpochDue, EPOCH_MS_MAX, EPOCH_WRAPS_MAX, LEASE_MS, newKeyId, retireRoot, rotate, type RotationDependencies, type SuiteName } from '../index.ts';
import { DEPLOYMENT, placeOf, valueOf, vaultFixture, type VaultFixture } from '../testing/vault-fixture.ts';

const RECORDS = 13;
const place = (index: number) => placeOf('sealed', `r-${index}`);

const filled = async (suite: SuiteName): Promise<VaultFixture> => {
  const vault = await vaultFixture({ seed: 'rotation', suite });
  for (let i = 0; i < RECORDS; i += 1) await vault.seal(place(i), `person-${i % 7}`, `text ${i}`);
  await vault.seal(placeOf('open', 'other-tree'), 'person-0', 'untouched');
  return vault;
};
const orderOf = (vault: VaultFixture, suite: SuiteName) => ({ tree: 'sealed' as const, suite, rootId: vault.rootIds.sealed });
const allOpen = async (vault: VaultFixture): Promise<void> => {
  for (let i = 0; i < RECORDS; i += 1) assert.deepEqual(await vault.open(place(i), vault.stored(`r-${i}`)), { ok: true, value: `text ${i}` }, `r-${i}`);
};
const sealedEpochs = (vault: VaultFixture): readonly string[] => vault.rows.epochs.filter((epoch) => epoch.tree === 'sealed').map((epoch) => epoch.id);

for (const [from, to] of [['intl', 'intl'], ['sm', 'sm'], ['intl', 'sm'], ['sm', 'intl']] as const) {
  test(`${from} to ${to}: every key is wrapped anew, no ciphertext changes, and the old epoch ends`, async () => {
    const vault = await filled(from);
    const [old] = sealedEpochs(vault);
    const before = new Map(vault.rows.keyRecords.map((row) => [row.dataKeyId, row]));
    const ciphertexts = new Map(vault.ciphertexts);
    const started = valueOf(await rotate(vault.rotation, orderOf(vault, to)));
    assert.deepEqual(started, { outcome: 'waiting', rewrapped: RECORDS, erased: 0, rejected: 0, remaining: 0 });
    assert.equal(sealedEpochs(vault).length, 2, 'the old key is held for one lease');
    vault.clock.now += LEASE_MS;
    const ended = valueOf(await rotate(vault.rotation, orderOf(vault, to)));
    assert.deepEqual(ended, { outcome: 'destroyed', rewrapped: 0, erased: 0, rejected: 0, remaining: 0 });
    assert.equal(sealedEpochs(vault).length, 1);
    assert.notEqual(sealedEpochs(vault)[0], old);
    assert.deepEqual(vault.ciphertexts, ciphertexts);
    for (const row of vault.rows.keyRecords) {
      const was = before.get(row.dataKeyId);
      assert.ok(was !== undefined);
      assert.equal(row.suite, from);
      if (row.place.tree === 'open') assert.deepEqual(row, was);
      else assert.notDeepEqual(row.wrapped, was.wrapped);
    }
    await allOpen(vault);
  });
}

/** Throws at the n-th change of any port: before it happens, or after it happened. */
const killedAt = (on: RotationDependencies, at: number, isBefore: boolean): RotationDependencies => {
  let seen = 0;
  const change = <Args extends readonly unknown[], T>(work: (...args: Args) => Promise<T>) => async (...args: Args): Promise<T> => {
    seen += 1;
    if (seen >= at && isBefore) throw new Error('killed');
    const result = await work(...args);
    if (seen >= at) throw new Error('killed');
    return result;
  };
  return {
    ...on,
    keyStore: { ...on.keyStore, wrap: change(on.keyStore.wrap) },
    epochs: { ...on.epochs, succeed: change(on.epochs.succeed), remove: change(on.epochs.remove) },
    keyRecords: { ...on.keyRecords, rewrap: change(on.keyRecords.rewrap), page: change(on.keyRecords.page) },
    rotations: { ...on.rotations, save: change(on.rotations.save), clear: change(on.rotations.clear) },
  };
};

test('killed before and after every step: nothing is unreadable meanwhile, and the next call resumes', async (t) => {
  let points = 0;
  for (const isBefore of [true, false]) {
    for (let at = 1; ; at += 1) {
      const vault = await filled('intl');
      const order = orderOf(vault, 'intl');
      const killed = killedAt(vault.rotation, at, isBefore);
      const run = async (on: RotationDependencies): Promise<string> => {
        const first = valueOf(await rotate(on, order)).outcome;
        vault.clock.now += LEASE_MS;
        return first === 'destroyed' ? first : valueOf(await rotate(on, order)).outcome;
      };
      const wasKilled = await run(killed).then(() => false, (error: Error) => error.message === 'killed');
      if (!wasKilled) break;
      points += 1;
      await allOpen(vault);
      vault.ring.forget();
      assert.equal(await run(vault.rotation), 'destroyed', `point ${at}`);
      assert.equal(sealedEpochs(vault).length, 1, `point ${at}`);
      assert.ok(vault.rows.keyRecords.every((row) => row.place.tree === 'open' || row.kekId === sealedEpochs(vault)[0]));
      await allOpen(vault);
    }
  }
  assert.ok(points >= 20, `${points} kill points`);
  t.diagnostic(`measured rotation: ${points} kill points, all resumed`);
});

test('killed twenty times on the way, one rotation still ends, and every pass goes on behind the last batch', async () => {
  const vault = await filled('sm');
  const order = orderOf(vault, 'sm');
  let kills = 0;
  for (let round = 0; kills < 20; round += 1) {
    await rotate(killedAt(vault.rotation, 1 + (round % 4), round % 2 === 0), order).catch(() => {
      kills += 1;
    });
    await allOpen(vault);
  }
  vault.clock.now += LEASE_MS;
  let outcome = '';
  for (let pass = 0; pass < 3 && outcome !== 'destroyed'; pass += 1) outcome = valueOf(await rotate(vault.rotation, order)).outcome;
  assert.equal(outcome, 'destroyed');
  assert.equal(sealedEpochs(vault).length, 1);
  await allOpen(vault);
});

test('a record sealed under the old key during the rotation is caught by the next pass', async () => {
  const vault = await filled('intl');
  const order = orderOf(vault, 'intl');
  const late = await vault.currentKeys('sealed', 0);
  valueOf(await rotate(vault.rotation, order));
  const { sealRecord } = await import('../records/seal-record.ts');
  const sealed = valueOf(sealRecord({ ...late, now: vault.clock.now + LEASE_MS - 2 }, place(99), Buffer.from('late')));
  vault.rows.keyRecords = [...vault.rows.keyRecords, sealed.keyRecord];
  vault.ciphertexts.set(sealed.keyRecord.dataKeyId, sealed.ciphertext);
  vault.clock.now += LEASE_MS;
  const report = valueOf(await rotate(vault.rotation, order));
  assert.deepEqual([report.rewrapped, report.outcome], [1, 'destroyed']);
  assert.deepEqual(await vault.open(place(99), vault.stored('r-99')), { ok: true, value: 'late' });
});

test('the old epoch is kept while a row does not unwrap or waits for its deletion, and the report says so', async () => {
  const vault = await filled('intl');
  const order = orderOf(vault, 'intl');
  const [first, second] = [vault.stored('r-1').keyRecord, vault.stored('r-2').keyRecord];
  const { keyStore, random } = vault;
  valueOf(await eraseForGood({ keyStore, random, deployment: DEPLOYMENT }, { tree: 'sealed', serials: [first.eraseSerial] }));
  const dead = vault.rows.keyRecords.filter((row) => row.place.tree === 'sealed' && row.eraseSerial === first.eraseSerial).length;
  vault.rows.keyRecords = vault.rows.keyRecords.map((row) => (row === second ? { ...row, wrapped: Buffer.alloc(112) } : row));
  vault.ring.forget();
  valueOf(await rotate(vault.rotation, order));
  vault.clock.now += LEASE_MS;
  const report = valueOf(await rotate(vault.rotation, order));
  assert.deepEqual(report, { outcome: 'waiting', rewrapped: 0, erased: dead, rejected: 1, remaining: dead + 1 });
  assert.equal(sealedEpochs(vault).length, 2);
  vault.rows.keyRecords = vault.rows.keyRecords.filter((row) => row.eraseSerial !== first.eraseSerial && row.dataKeyId !== second.dataKeyId);
  assert.equal(valueOf(await rotate(vault.rotation, order)).outcome, 'destroyed');
});

test('the store refuses to remove an epoch a row still names', async () => {
  const vault = await filled('intl');
  assert.deepEqual(await vault.epochs.remove(sealedEpochs(vault)[0] ?? ''), { ok: false, error: { code: 'EPOCH_IN_USE' } });
});

test('a tree without an epoch has nothing to rotate', async () => {
  const vault = await filled('intl');
  vault.rows.epochs = [];
  assert.deepEqual(await rotate(vault.rotation, orderOf(vault, 'intl')), { ok: false, error: { code: 'EPOCH_UNKNOWN' } });
});

test('an epoch is due at 90 days or 2^31 wraps, not before', () => {
  const epoch = { id: '', tree: 'open', suite: 'intl', rootId: '', wrapped: new Uint8Array(0), createdAt: 1_000 } as const;
  const cases = [
    [1_000 + EPOCH_MS_MAX - 1, 0, false], [1_000 + EPOCH_MS_MAX, 0, true],
    [1_000, EPOCH_WRAPS_MAX - 1, false], [1_000, EPOCH_WRAPS_MAX, true],
  ] as const;
  for (const [now, wraps, isDue] of cases) assert.equal(isEpochDue(epoch, { now, wraps }), isDue, `${now} ${wraps}`);
});

test('a root is retired only when no epoch hangs from it; then backups that need it are dead', async () => {
  const vault = await filled('intl');
  const backup = { ...vault.rows };
  const next = newKeyId(vault.random);
  await vault.keyStore.create({ id: next, use: 'wrap', suite: 'intl' });
  assert.deepEqual(await idleRoots(vault), [next]);
  const order = { tree: 'sealed', suite: 'intl', rootId: next } as const;
  valueOf(await rotate(vault.rotation, order));
  assert.deepEqual(await retireRoot(vault, vault.rootIds.sealed), { ok: false, error: { code: 'ROOT_IN_USE' } });
  vault.clock.now += LEASE_MS;
  valueOf(await rotate(vault.rotation, order));
  assert.deepEqual(await idleRoots(vault), [vault.rootIds.sealed]);
  Object.assign(vault.rows, backup);
  vault.ring.forget();
  await allOpen(vault);
  const current = { ...vault.rows, epochs: vault.rows.epochs.filter((epoch) => epoch.tree === 'open') };
  Object.assign(vault.rows, current);
  valueOf(await retireRoot(vault, vault.rootIds.sealed));
  Object.assign(vault.rows, backup);
  vault.ring.forget();
  assert.deepEqual(await vault.ring.currentKey('sealed', vault.clock.now), { ok: false, error: { code: 'KEY_DESTROYED' } });
});

test('a pass stops between two batches when it is told to, and the next call goes on behind the last one', async () => {
  const vault = await filled('intl');
  const told: number[] = [];
  const on = { ...vault.rotation, batch: 5, mayGoOn: async (count: number) => { told.push(count); return told.length < 2; } };
  const stopped = valueOf(await rotate(on, orderOf(vault, 'intl')));
  assert.equal(stopped.outcome, 'stopped');
  assert.equal(stopped.rewrapped, 10);
  assert.equal(stopped.remaining, RECORDS - 10);
  assert.deepEqual(told, [5, 10]);
  await allOpen(vault);
  const waited = valueOf(await rotate({ ...vault.rotation, batch: 5 }, orderOf(vault, 'intl')));
  assert.deepEqual(waited, { outcome: 'waiting', rewrapped: RECORDS - 10, erased: 0, rejected: 0, remaining: 0 });
});

test('of two who begin in one moment the second goes on with what the first began', async () => {
  const vault = await filled('intl');
  const { rotations } = vault.rotation;
  let loads = 0;
  // Both look before either has written.
  const late = { ...rotations, load: async (tree: 'open' | 'sealed') => { loads += 1; return loads === 1 ? undefined : rotations.load(tree); } };
  await rotate(vault.rotation, orderOf(vault, 'intl'));
  const kept = { ...late, save: async () => undefined };
  valueOf(await rotate({ ...vault.rotation, rotations: { ...kept, clear: rotations.clear } }, orderOf(vault, 'intl')));
  assert.equal(sealedEpochs(vault).length, 2, 'no third epoch');
});
