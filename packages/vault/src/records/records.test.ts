import assert from 'node:assert/strict';
import { test } from 'node:test';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { ENVELOPE_BYTES, WRAPPED_KEY_BYTES } from '@fengcun/crypto';
import { BugError } from '@fengcun/kernel';
import { type KeyRecord, LEASE_MS, openRecord, type RecordPlace, resealRecord, type SealedRecord, sealRecord } from '../index.ts';
import { intentFor, placeOf, valueOf, vaultFixture, type VaultFixture } from '../testing/vault-fixture.ts';
import { checkStored } from './check-stored.ts';

const REJECTED = { ok: false, error: { code: 'CIPHERTEXT_REJECTED' } };
const place = placeOf('sealed', 'r-1', 3);
const TEXT = 'an invented sentence';

const vaults = { intl: await vaultFixture({ seed: 'records', suite: 'intl' }), sm: await vaultFixture({ seed: 'records', suite: 'sm' }) };

/** Opens with the keys of `keyed`, whatever `stored` says; the intent always fits. */
const opens = async (vault: VaultFixture, at: RecordPlace, stored: SealedRecord, keyed: KeyRecord): Promise<boolean> => {
  const keys = valueOf(await vault.keysOf(keyed));
  return openRecord({ ...keys, intent: await intentFor([at], vault.clock.now) }, at, stored).ok;
};

for (const suite of ['intl', 'sm'] as const) {
  const vault = vaults[suite];

  test(`${suite}: a sealed record opens at its place, 80 bytes longer, under a key of its own`, async () => {
    const first = await vault.seal(place, 'person-1', TEXT);
    const second = await vault.seal(place, 'person-1', TEXT);
    assert.equal(first.ciphertext.length, TEXT.length + ENVELOPE_BYTES);
    assert.equal(first.keyRecord.wrapped.length, WRAPPED_KEY_BYTES);
    assert.notEqual(first.keyRecord.dataKeyId, second.keyRecord.dataKeyId);
    assert.equal(Buffer.from(first.ciphertext).includes(TEXT), false);
    assert.deepEqual(await vault.open(place, first), { ok: true, value: TEXT });
    assert.deepEqual(checkStored(first), []);
  });

  test(`${suite}: every bit of ciphertext and wrapped key is guarded`, async (t) => {
    const stored = await vault.seal(place, 'person-1', TEXT);
    const { keyRecord, ciphertext } = stored;
    let flips = 0;
    const flipped = (bytes: Uint8Array, bit: number): Uint8Array => {
      const copy = Uint8Array.from(bytes);
      copy[bit >> 3] = (copy[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      flips += 1;
      return copy;
    };
    for (let bit = 0; bit < ciphertext.length * 8; bit += 1) {
      assert.equal(await opens(vault, place, { keyRecord, ciphertext: flipped(ciphertext, bit) }, keyRecord), false, `ciphertext bit ${bit}`);
    }
    for (let bit = 0; bit < keyRecord.wrapped.length * 8; bit += 1) {
      const changed = { ...keyRecord, wrapped: flipped(keyRecord.wrapped, bit) };
      assert.equal(await opens(vault, place, { ciphertext, keyRecord: changed }, keyRecord), false, `wrapped key bit ${bit}`);
    }
    t.diagnostic(`measured ${suite}: ${flips} of ${flips} bit flips rejected`);
  });

  test(`${suite}: a cut ciphertext or wrapped key is refused at every length`, async () => {
    const stored = await vault.seal(place, 'person-1', TEXT);
    const { keyRecord, ciphertext } = stored;
    for (let length = 0; length < ciphertext.length; length += 1) {
      assert.equal(await opens(vault, place, { keyRecord, ciphertext: ciphertext.subarray(0, length) }, keyRecord), false);
    }
    for (let length = 0; length < keyRecord.wrapped.length; length += 1) {
      const cut = { ...keyRecord, wrapped: keyRecord.wrapped.subarray(0, length) };
      assert.equal(await opens(vault, place, { ciphertext, keyRecord: cut }, keyRecord), false);
    }
  });

  test(`${suite}: another record, version, table, purpose or deployment does not open`, async () => {
    const stored = await vault.seal(place, 'person-1', TEXT);
    const elsewhere: readonly Partial<RecordPlace>[] = [
      { recordId: 'r-2' }, { version: 2 }, { version: 4 }, { table: 'attachment' }, { purposeClass: 'relatedRecord' },
    ];
    for (const change of elsewhere) {
      assert.equal(await opens(vault, { ...place, ...change }, stored, stored.keyRecord), false, JSON.stringify(change));
    }
    const keys = { ...valueOf(await vault.keysOf(stored.keyRecord)), deployment: 'elsewhere.example' };
    assert.deepEqual(openRecord({ ...keys, intent: await intentFor([place], vault.clock.now) }, place, stored), REJECTED);
  });

  test(`${suite}: property: of any two stored rows no exchanged part opens`, async () => {
    const field = fc.string({ minLength: 1, maxLength: 12, unit: 'grapheme' }).filter((text) => text.isWellFormed());
    const somePlace = fc.record({
      tree: fc.constantFrom('open' as const, 'sealed' as const), table: field, recordId: field,
      version: fc.nat(), purposeClass: field,
    });
    const part = fc.constantFrom('ciphertext', 'wrapped', 'dataKeyId', 'keyRecord', 'suite');
    await fc.assert(fc.asyncProperty(somePlace, somePlace, part, async (one, other, exchanged) => {
      const [mine, theirs] = [await vault.seal(one, 'person-1', 'mine'), await vault.seal(other, 'person-2', 'theirs')];
      const changed: SealedRecord = exchanged === 'ciphertext' ? { ...mine, ciphertext: theirs.ciphertext }
        : exchanged === 'keyRecord' ? { ...mine, keyRecord: theirs.keyRecord }
          : exchanged === 'suite' ? { ...mine, keyRecord: { ...mine.keyRecord, suite: suite === 'sm' ? 'intl' : 'sm' } }
            : exchanged === 'wrapped' ? { ...mine, keyRecord: { ...mine.keyRecord, wrapped: theirs.keyRecord.wrapped } }
              : { ...mine, keyRecord: { ...mine.keyRecord, dataKeyId: theirs.keyRecord.dataKeyId } };
      assert.equal(await opens(vault, one, changed, mine.keyRecord), false);
      assert.equal(await opens(vault, one, mine, mine.keyRecord), true);
    }), { numRuns: 60 });
  });

  test(`${suite}: an older version put back in the place of a newer one does not open`, async () => {
    const [older, newer] = [placeOf('open', 'r-9', 1), placeOf('open', 'r-9', 2)];
    const old = await vault.seal(older, 'person-1', 'first');
    const current = await vault.seal(newer, 'person-1', 'second');
    assert.equal(await opens(vault, newer, old, old.keyRecord), false);
    const replayed = { ciphertext: old.ciphertext, keyRecord: { ...old.keyRecord, place: newer } };
    assert.equal(await opens(vault, newer, replayed, old.keyRecord), false);
    assert.deepEqual(await vault.open(newer, current), { ok: true, value: 'second' });
  });
}

test('open and sealed keys never meet: sealing with the other tree\'s keys is a bug, opening is refused', async () => {
  const vault = vaults.intl;
  const open = await vault.currentKeys('open', 0);
  assert.throws(() => sealRecord(open, placeOf('sealed', 'r-1'), Buffer.from(TEXT)), BugError);
  const stored = await vault.seal(placeOf('sealed', 'r-1'), 'person-1', TEXT);
  const intent = await intentFor([placeOf('sealed', 'r-1')], vault.clock.now);
  // A stored row may name any key, so opening with the other tree's keys is a refusal.
  const named = { ...stored, keyRecord: { ...stored.keyRecord, kekId: open.kek.id } };
  assert.deepEqual(openRecord({ ...open, intent }, placeOf('sealed', 'r-1'), named), REJECTED);
  const mixed = { ...open, eraseKey: (await vault.currentKeys('sealed', 0)).eraseKey };
  assert.throws(() => sealRecord(mixed, placeOf('open', 'r-1'), Buffer.from(TEXT)), BugError);
});

test('keys serve for less than 15 minutes: 14:59.999 seals, 15:00.000 and a clock gone back by more than a minute do not', async () => {
  const vault = vaults.intl;
  const keys = await vault.currentKeys('open', 0);
  const stored = await vault.seal(placeOf('open', 'r-5'), 'person-1', TEXT);
  const { heldFrom } = keys.kek;
  const over = { ok: false, error: { code: 'KEY_LEASE_OVER' } };
  const sealAt = (now: number) => sealRecord({ ...keys, now }, placeOf('open', 'r-5'), Buffer.from(TEXT));
  assert.equal(sealAt(heldFrom + LEASE_MS - 1).ok, true);
  assert.deepEqual(sealAt(heldFrom + LEASE_MS), over);
  assert.equal(sealAt(heldFrom - 60_000).ok, true);
  assert.deepEqual(sealAt(heldFrom - 60_001), over);
  const [late, at] = [heldFrom + LEASE_MS, placeOf('open', 'r-5')];
  const held = valueOf(await vault.keysOf(stored.keyRecord));
  assert.deepEqual(openRecord({ ...held, now: late, intent: await intentFor([at], late) }, at, stored), over);
});

test('change of suite: the next version of an intl record is sealed in sm, and back', async () => {
  const { intl, sm } = vaults;
  const from = placeOf('sealed', 'r-7', 1);
  const to = placeOf('sealed', 'r-7', 2);
  const stored = await intl.seal(from, 'person-1', TEXT);
  const keysFrom = { ...valueOf(await intl.keysOf(stored.keyRecord)), intent: await intentFor([from], intl.clock.now) };
  const moved = valueOf(resealRecord({ from: keysFrom, to: await sm.currentKeys('sealed', 0) }, { from, to, stored }));
  assert.equal(moved.keyRecord.suite, 'sm');
  assert.deepEqual(await sm.open(to, moved), { ok: true, value: TEXT });
  assert.deepEqual(await intl.open(from, stored), { ok: true, value: TEXT });
  assert.equal((await intl.open(to, moved)).ok, false);
});

test('fsck without keys finds lost, cut and exchanged values', async () => {
  const vault = vaults.intl;
  const [mine, other] = [await vault.seal(placeOf('open', 'r-1'), 'p', 'a'), await vault.seal(placeOf('open', 'r-2'), 'p', 'b')];
  const cases: readonly (readonly [string, SealedRecord, readonly string[]])[] = [
    ['whole', mine, []],
    ['ciphertext of another row', { ...mine, ciphertext: other.ciphertext }, ['CIPHERTEXT_NAMES_ANOTHER_KEY']],
    ['ciphertext lost', { ...mine, ciphertext: Buffer.alloc(0) }, ['CIPHERTEXT_HEADER']],
    ['ciphertext cut to its header', { ...mine, ciphertext: mine.ciphertext.subarray(0, 79) }, ['CIPHERTEXT_HEADER']],
    ['another suite in the row', { ...mine, keyRecord: { ...mine.keyRecord, suite: 'sm' } }, ['CIPHERTEXT_HEADER']],
    ['wrapped key cut', { ...mine, keyRecord: { ...mine.keyRecord, wrapped: mine.keyRecord.wrapped.subarray(1) } }, ['WRAPPED_KEY_HEADER']],
    ['another epoch in the row', { ...mine, keyRecord: { ...mine.keyRecord, kekId: mine.keyRecord.dataKeyId } }, ['WRAPPED_KEY_HEADER']],
  ];
  for (const [name, stored, found] of cases) assert.deepEqual(checkStored(stored), found, name);
});

test('keys, refusals and bugs show no key bytes and no plaintext when printed', async () => {
  const vault = vaults.intl;
  const stored = await vault.seal(placeOf('sealed', 'r-8'), 'person-1', TEXT);
  const keys = valueOf(await vault.keysOf(stored.keyRecord));
  const secrets = [keys.kek.key, keys.eraseKey.key].map((key) => key.export());
  let thrown: unknown;
  try {
    sealRecord({ ...keys, random: vault.random }, placeOf('open', 'r-8'), Buffer.from(TEXT));
  } catch (error) {
    thrown = error;
  }
  const shown = [keys, stored, vault.ring, thrown, REJECTED].map((value) => `${inspect(value, { depth: 9, maxArrayLength: 999 })}${JSON.stringify(value)}`).join(' ');
  for (const secret of secrets) {
    for (const form of [secret.toString('hex'), secret.toString('base64'), secret.join(','), secret.join(', '), [...secret].map((byte) => byte.toString(16).padStart(2, '0')).join(' ')]) {
      assert.equal(shown.includes(form), false);
    }
  }
  assert.equal(shown.includes(TEXT), false);
});
