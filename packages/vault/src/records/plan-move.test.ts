import assert from 'node:assert/strict';
import { test } from 'node:test';
import { BugError } from '@fengcun/kernel';
import { eraseForGood, type KeyRecord, type MovePlan, planMove, type SuiteName, type WrappingKeys } from '../index.ts';
import { backupOf, DEPLOYMENT, fixtureOver, intentFor, placeOf, valueOf, vaultFixture, type VaultFixture } from '../testing/vault-fixture.ts';

const VERSIONS = [placeOf('open', 'r-1', 1), placeOf('open', 'r-1', 2)];
const sealedPlace = (version: number) => placeOf('sealed', 'other-name-of-r-1', version);

type Moved = Readonly<{ vault: VaultFixture; plan: MovePlan; before: ReturnType<typeof backupOf>; ciphertexts: Map<string, Uint8Array> }>;

/** Seals r-1 of a person who also has r-2; another person has r-3. */
const moved = async (suite: SuiteName): Promise<Moved> => {
  const vault = await vaultFixture({ seed: 'move', suite });
  const versions = [];
  for (const from of VERSIONS) versions.push({ from, to: sealedPlace(from.version), stored: await vault.seal(from, 'person-1', `version ${from.version}`) });
  const other = await vault.seal(placeOf('open', 'r-2'), 'person-1', 'stays open');
  await vault.seal(placeOf('open', 'r-3'), 'person-2', 'a neighbour');
  const before = backupOf(vault.rows);
  const ciphertexts = new Map(vault.ciphertexts);
  const renewedSerial = vault.renew('open', 'person-1');
  const sealedSerial = vault.serialOf('sealed', 'person-1');
  const keys = new Map<string, WrappingKeys>();
  for (const { keyRecord } of [...versions.map((version) => version.stored), other]) keys.set(keyRecord.dataKeyId, valueOf(await vault.keysOf(keyRecord)) as WrappingKeys);
  const keysOf = (record: KeyRecord): WrappingKeys => {
    const found = keys.get(record.dataKeyId);
    assert.ok(found !== undefined);
    return found;
  };
  const plan = valueOf(planMove({
    intent: await intentFor(VERSIONS, vault.clock.now), keysOf, versions, remaining: [other.keyRecord],
    to: await vault.currentKeys('sealed', sealedSerial), renewed: await vault.currentKeys('open', renewedSerial),
  }));
  return { vault, plan, before, ciphertexts };
};

const carryOut = async ({ vault, plan }: Moved): Promise<void> => {
  const removed = new Set(plan.remove.map((each) => each.dataKeyId));
  const replaced = new Map(plan.replace.map((record) => [record.dataKeyId, record]));
  vault.rows.keyRecords = [
    ...vault.rows.keyRecords.filter((row) => !removed.has(row.dataKeyId)).map((row) => replaced.get(row.dataKeyId) ?? row),
    ...plan.insert.map((sealed) => sealed.keyRecord),
  ];
  for (const name of removed) vault.ciphertexts.delete(name);
  for (const sealed of plan.insert) vault.ciphertexts.set(sealed.keyRecord.dataKeyId, sealed.ciphertext);
  const { keyStore, random } = vault;
  valueOf(await eraseForGood({ keyStore, random, deployment: DEPLOYMENT }, { tree: 'open', serials: plan.eraseSerials }));
  vault.ring.forget();
};

for (const suite of ['intl', 'sm'] as const) {
  test(`${suite}: sealing moves every version under sealed keys and leaves nothing of it behind`, async () => {
    const move = await moved(suite);
    await carryOut(move);
    const { vault, plan } = move;
    assert.deepEqual(plan.remove.map((each) => each.place), VERSIONS);
    for (const [i, sealed] of plan.insert.entries()) {
      assert.deepEqual(await vault.open(sealedPlace(i + 1), sealed), { ok: true, value: `version ${i + 1}` });
      assert.equal((await vault.open(VERSIONS[i] ?? sealedPlace(0), { ...sealed, keyRecord: { ...sealed.keyRecord, place: sealedPlace(i + 1) } })).ok, false);
    }
    const left = vault.rows.keyRecords.filter((row) => row.place.tree === 'open').map((row) => row.place.recordId);
    assert.deepEqual(left, ['r-2', 'r-3']);
    assert.equal(vault.ciphertexts.size, vault.rows.keyRecords.length);
  });

  test(`${suite}: the person's other records and the neighbours stay open, with the ciphertexts they had`, async () => {
    const move = await moved(suite);
    await carryOut(move);
    const { vault, ciphertexts } = move;
    for (const [id, text] of [['r-2', 'stays open'], ['r-3', 'a neighbour']] as const) {
      const stored = vault.stored(id);
      assert.deepEqual(await vault.open(placeOf('open', id), stored), { ok: true, value: text });
      assert.deepEqual(stored.ciphertext, ciphertexts.get(stored.keyRecord.dataKeyId));
    }
  });

  test(`${suite}: a backup from before the sealing no longer opens the open copy`, async () => {
    const move = await moved(suite);
    await carryOut(move);
    const { keyStore, rootIds, random } = move.vault;
    const restored = fixtureOver({ rows: move.before, ciphertexts: move.ciphertexts, keyStore, rootIds, random });
    assert.deepEqual(await restored.open(VERSIONS[0] ?? sealedPlace(0), restored.stored('r-1')), { ok: false, error: { code: 'ERASED' } });
    assert.deepEqual(await restored.open(placeOf('open', 'r-3'), restored.stored('r-3')), { ok: true, value: 'a neighbour' });
  });
}

test('a move that a part of refuses refuses the whole, and one inside a tree is a bug', async () => {
  const vault = await vaultFixture({ seed: 'refused', suite: 'intl' });
  const stored = await vault.seal(placeOf('open', 'r-1'), 'person-1', 'text');
  const keys = valueOf(await vault.keysOf(stored.keyRecord)) as WrappingKeys;
  const options = {
    keysOf: () => keys, remaining: [], to: await vault.currentKeys('sealed', 0), renewed: await vault.currentKeys('open', 9),
    versions: [{ from: placeOf('open', 'r-1'), to: placeOf('sealed', 's-1'), stored }],
  };
  const noIntent = await intentFor([placeOf('open', 'r-2')], vault.clock.now);
  assert.deepEqual(planMove({ ...options, intent: noIntent }), { ok: false, error: { code: 'INTENT_REFUSED' } });
  const intent = await intentFor([placeOf('open', 'r-1')], vault.clock.now);
  const cut = [{ ...options.versions[0], from: placeOf('open', 'r-1'), to: placeOf('sealed', 's-1'), stored: { ...stored, ciphertext: stored.ciphertext.subarray(1) } }];
  assert.deepEqual(planMove({ ...options, intent, versions: cut }), { ok: false, error: { code: 'CIPHERTEXT_REJECTED' } });
  const inside = [{ from: placeOf('open', 'r-1'), to: placeOf('open', 'r-1', 2), stored }];
  assert.throws(() => planMove({ ...options, intent, versions: inside }), BugError);
  assert.throws(() => planMove({ ...options, intent: noIntent, versions: [], remaining: [stored.keyRecord], renewed: { ...options.renewed, eraseKey: keys.eraseKey } }), BugError);
});
