import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditEntry } from '@fengcun/ledger';
import { BugError, Fault, ok } from '@fengcun/kernel';
import { type AuditPort, commitIntent, type CommittedIntent, INTENT_MS_MAX, type IntentEntry, openRecord } from '../index.ts';
import { INTENT, intentFor, placeOf, valueOf, vaultFixture, willingAudit } from '../testing/vault-fixture.ts';

const vault = await vaultFixture({ seed: 'audit', suite: 'intl' });
const place = placeOf('sealed', 'r-1');
const stored = await vault.seal(place, 'person-1', 'an invented sentence');
const keys = valueOf(await vault.keysOf(stored.keyRecord));
const REFUSED = { ok: false, error: { code: 'INTENT_REFUSED' } };
const now = vault.clock.now;

test('an entry of the ledger is an entry the vault accepts', () => {
  const accepts = (entry: IntentEntry): string => entry.act;
  const entry: Pick<AuditEntry, 'id' | 'act' | 'phase' | 'decision'> = { id: 'e', act: 'record.read', phase: 'intent', decision: 'allow' };
  assert.equal(accepts(entry), 'record.read');
});

test('no audit, no plaintext: a log that refuses, fails, or answers for another entry gives no proof', async () => {
  const logs: readonly (readonly [string, AuditPort<IntentEntry>])[] = [
    ['refuses', { commit: async () => ({ ok: false, error: { code: 'AUDIT_NOT_COMMITTED' } }) }],
    ['another entry', { commit: async () => ok({ entryId: 'entry-2' }) }],
  ];
  for (const [name, log] of logs) {
    const answer = await commitIntent(log, { entry: INTENT, places: [place], now });
    assert.deepEqual(answer, { ok: false, error: { code: 'AUDIT_NOT_COMMITTED' } }, name);
  }
  const full: AuditPort<IntentEntry> = { commit: async () => Promise.reject(new Fault('ENOSPC', 'The audit disk is full.')) };
  await assert.rejects(commitIntent(full, { entry: INTENT, places: [place], now }), /audit disk is full/);
});

test('only an allowed intention is committed, and nothing else reaches the log', async () => {
  for (const change of [{ phase: 'outcome' as const }, { decision: 'deny' as const }]) {
    const log = willingAudit();
    const answer = await commitIntent(log, { entry: { ...INTENT, ...change }, places: [place], now });
    assert.deepEqual(answer, { ok: false, error: { code: 'INTENT_NOT_ALLOWED' } });
    assert.deepEqual(log.entries, []);
  }
});

test('a proof opens each record it names once, and no other', async () => {
  const intent = await intentFor([place], now);
  assert.deepEqual(openRecord({ ...keys, intent }, { ...place, recordId: 'r-2' }, stored), REFUSED);
  assert.equal(openRecord({ ...keys, intent }, place, stored).ok, true);
  assert.deepEqual(openRecord({ ...keys, intent }, place, stored), REFUSED);
});

test('a refused ciphertext uses the proof up as well', async () => {
  const intent = await intentFor([place], now);
  const broken = { ...stored, ciphertext: stored.ciphertext.subarray(1) };
  assert.deepEqual(openRecord({ ...keys, intent }, place, broken), { ok: false, error: { code: 'CIPHERTEXT_REJECTED' } });
  assert.deepEqual(openRecord({ ...keys, intent }, place, stored), REFUSED);
});

test('a forged, copied or parsed proof opens nothing', async () => {
  const intent = await intentFor([place], now);
  const forged = [{ entryId: intent.entryId, committedAt: now }, { ...intent }, JSON.parse(JSON.stringify(intent)), Object.create(intent)];
  for (const each of forged) assert.deepEqual(openRecord({ ...keys, intent: each as CommittedIntent }, place, stored), REFUSED);
  assert.throws(() => Object.assign(intent, { committedAt: now + 1 }), TypeError);
  assert.equal(openRecord({ ...keys, intent }, place, stored).ok, true);
});

test('a proof serves for less than five minutes and never before its time', async () => {
  for (const [age, isGood] of [[0, true], [INTENT_MS_MAX - 1, true], [INTENT_MS_MAX, false], [-1, false]] as const) {
    const intent = await intentFor([place], now - age);
    assert.equal(openRecord({ ...keys, intent }, place, stored).ok, isGood, `age ${age} ms`);
  }
});

test('a proof names 1–1000 records', async () => {
  const many = Array.from({ length: 1001 }, (_, i) => placeOf('sealed', `r-${i}`));
  assert.equal((await commitIntent(willingAudit(), { entry: INTENT, places: many.slice(1), now })).ok, true);
  for (const places of [many, []]) await assert.rejects(commitIntent(willingAudit(), { entry: INTENT, places, now }), BugError);
});
