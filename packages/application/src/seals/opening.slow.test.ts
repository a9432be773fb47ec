import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { CivilDate } from '@fengcun/kernel';
import { importAll } from '../intake/testing/import-fixture.ts';
import { determine, readWorklist } from './determine.ts';
import { approveOnly, approveUnseal, proposeUnseal, refuseUnseal, useApproval } from './open-by-two.ts';
import type { SealActor } from './person-act.ts';
import { readSeal } from './read-seal.ts';
import { applied, conviction, COURT, type InventedPlatform, inventedPlatform, POLICE, PROCURATORATE } from './testing/invented-platform.ts';

const JUDGE: SealActor = { account: 'judge-1', role: 'reviewer' };
const CHIEF: SealActor = { account: 'judge-2', role: 'approver' };
const HOLDERS = [COURT, POLICE, PROCURATORATE];
const ON = '2026-11-18' as CivilDate;

const rows = async ({ deployment }: InventedPlatform, statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await sql.raw<Readonly<Record<string, unknown>>>(statement).execute(deployment.connection)).rows;
const openRecords = ({ parts }: InventedPlatform) => readWorklist(parts, ({ worklists }) => worklists.openRecords({ limit: 100 }));

/** A platform with one record that every holder has sealed. */
const withSealed = async (work: (platform: InventedPlatform, recordId: string) => Promise<void>): Promise<void> => {
  const platform = await inventedPlatform();
  try {
    await importAll(platform.deployment, [conviction(1)]);
    const { ordered: [order] } = await determine(platform.parts, await openRecords(platform));
    assert.ok(order);
    for (const holder of HOLDERS) await platform.answer(holder, applied(order.recordId, holder));
    await work(platform, order.recordId);
  } finally {
    await platform.deployment.close();
  }
};

const propose = ({ parts }: InventedPlatform, recordId: string, ground: 'newCrimeAsMinor' | 'wrongSeal' | 'annulled' = 'newCrimeAsMinor') =>
  proposeUnseal(parts, { recordId, by: JUDGE, ground, effectiveFrom: ON });
const codeOf = (done: Readonly<{ ok: boolean; error?: Readonly<{ code: string }> }>): string => (done.ok ? 'ok' : done.error?.code ?? '');
const holdersOf = async (platform: InventedPlatform, side: string) =>
  (await rows(platform, `select state from ${side}.holder order by organ`)).map(({ state }) => state);

test('办法18、19: proposed by one, approved by another, opened from the day the ground arose, to every holder', () => withSealed(async (platform, recordId) => {
  assert.equal(codeOf(await propose(platform, recordId)), 'ok');
  assert.deepEqual(await rows(platform, 'select 1 from open.record'), [], 'a proposal changes nothing');
  const opened = await approveUnseal(platform.parts, { recordId, by: CHIEF });
  assert.ok(opened.ok, codeOf(opened));
  const { state } = opened.value;
  assert.deepEqual([state.status, state.order?.sequence, state.order?.effectiveFrom, opened.value.sentTo], ['unsealed', 2, ON, 3]);
  assert.deepEqual(await rows(platform, 'select record_id from open.record'), [{ recordId }]);
  assert.deepEqual(await rows(platform, 'select 1 from sealed.record'), []);
  assert.deepEqual(await holdersOf(platform, 'open'), ['unsealOrdered', 'unsealOrdered', 'unsealOrdered']);
  const sent = await rows(platform, 'select recipient, sequence from ops.outbox where sequence = 2 order by recipient');
  assert.deepEqual(sent.map(({ recipient }) => recipient), HOLDERS);
  for (const holder of HOLDERS) assert.deepEqual(await platform.answer(holder, applied(recordId, holder, 2)), { ok: true, value: undefined });
  assert.deepEqual(await holdersOf(platform, 'open'), ['holding', 'holding', 'holding']);
  assert.deepEqual((await determine(platform.parts, await openRecords(platform))).ordered, [], 'article 18 is not undone by the daily run');
}));

test('four eyes: whoever proposed neither approves nor refuses; nobody opens without an approval', () => withSealed(async (platform, recordId) => {
  assert.equal(codeOf(await useApproval(platform.parts, { recordId, by: CHIEF })), 'APPROVAL_UNKNOWN');
  await propose(platform, recordId);
  assert.equal(codeOf(await useApproval(platform.parts, { recordId, by: CHIEF })), 'APPROVAL_MISSING');
  assert.equal(codeOf(await approveUnseal(platform.parts, { recordId, by: JUDGE })), 'FOUR_EYES');
  assert.equal(codeOf(await refuseUnseal(platform.parts, { recordId, by: JUDGE })), 'FOUR_EYES');
  assert.equal(codeOf(await propose(platform, recordId)), 'PROPOSAL_PENDING');
  assert.equal(codeOf(await refuseUnseal(platform.parts, { recordId, by: CHIEF })), 'ok');
  assert.equal(codeOf(await approveUnseal(platform.parts, { recordId, by: CHIEF })), 'PROPOSAL_UNKNOWN');
  assert.deepEqual(await rows(platform, 'select 1 from open.record'), []);
}));

test('an approval ends with its time, and opens once', () => withSealed(async (platform, recordId) => {
  await propose(platform, recordId);
  assert.equal(codeOf(await approveOnly(platform.parts, { recordId, by: CHIEF, hours: 31 * 24 })), 'APPROVAL_TOO_LONG');
  assert.equal(codeOf(await approveOnly(platform.parts, { recordId, by: CHIEF, hours: 24 })), 'ok');
  platform.day.on = '2026-11-21' as CivilDate;
  assert.equal(codeOf(await useApproval(platform.parts, { recordId, by: CHIEF })), 'APPROVAL_EXPIRED');
  assert.equal(codeOf(await propose(platform, recordId)), 'ok', 'a spent proposal makes room');
  assert.equal(codeOf(await approveUnseal(platform.parts, { recordId, by: CHIEF })), 'ok');
  assert.equal(codeOf(await useApproval(platform.parts, { recordId, by: CHIEF })), 'APPROVAL_UNKNOWN');
  const { events } = await readSeal(platform.parts, JUDGE, recordId);
  assert.equal(events.filter(({ type }) => type === 'UnsealOrdered').length, 1);
}));

test('办法22: a wrong seal is rescinded, which is no unsealing, and the daily run does not undo what people decided', () => withSealed(async (platform, recordId) => {
  await propose(platform, recordId, 'wrongSeal');
  const opened = await approveUnseal(platform.parts, { recordId, by: CHIEF });
  assert.deepEqual(opened.ok && [opened.value.state.status, opened.value.state.order?.ground], ['rescinded', 'wrongSeal']);
  const again = await determine(platform.parts, await openRecords(platform));
  assert.deepEqual([again.ordered.length, again.refused.map(({ refusal }) => refusal.code)], [0, ['DECIDED_BY_PEOPLE']]);
}));

test('a ground that the seal does not know is refused, and so is a record that nobody sealed', () => withSealed(async (platform, recordId) => {
  assert.equal(codeOf(await propose(platform, recordId, 'annulled')), 'GROUND_NOT_LAWFUL');
  assert.equal(codeOf(await propose(platform, '0199f0a0-1111-7abc-8def-0123456789ab')), 'NOT_SEALED');
}));
