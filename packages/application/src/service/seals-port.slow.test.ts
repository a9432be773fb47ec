import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { AuditLine } from '@fengcun/api';
import { sql } from 'kysely';
import { importAll } from '../intake/testing/import-fixture.ts';
import { determine, readWorklist } from '../seals/determine.ts';
import type { SealsParts } from '../seals/seals-parts.ts';
import { applied, conviction, COURT, type InventedPlatform, inventedPlatform, POLICE, PROCURATORATE } from '../seals/testing/invented-platform.ts';
import { sealsLook } from './seals-port.ts';
import { commitLine, openIntents } from './service-act.ts';

const STRANGER = 'court/110000000009';
const NOBODY = '01900000-0000-7000-8000-00000000ffff';

const line = (account: string, organ: string, changed: Partial<AuditLine> = {}): AuditLine => ({
  what: 'SEAL_READ', phase: 'intent', action: 'seal.read', decision: 'allow', policies: [], policySetHash: 'a'.repeat(64), actorId: account,
  organ, roles: ['approver'], requestId: account, at: '2026-11-20T08:00:00.000Z', purpose: 'sealing', legalBasis: 'cpl-286', ...changed,
});
const lookAs = async ({ deployment, parts }: InventedPlatform, organ: string, seals: SealsParts | undefined = parts) => {
  const act = await commitLine(deployment, openIntents(), line('judge-1', organ));
  return sealsLook(seals, () => act);
};

/** A platform with two seals of the court, one of which the police have not answered. */
const withSeals = async (work: (platform: InventedPlatform, records: readonly string[]) => Promise<void>): Promise<void> => {
  const platform = await inventedPlatform();
  try {
    await importAll(platform.deployment, [conviction(1), conviction(2)]);
    const open = await readWorklist(platform.parts, ({ worklists }) => worklists.openRecords({ limit: 100 }));
    const records = (await determine(platform.parts, open)).ordered.map(({ recordId }) => recordId).sort();
    const [first = '', second = ''] = records;
    for (const holder of [COURT, POLICE, PROCURATORATE]) await platform.answer(holder, applied(first, holder));
    for (const holder of [COURT, PROCURATORATE]) await platform.answer(holder, applied(second, holder));
    await work(platform, records);
  } finally {
    await platform.deployment.close();
  }
};

test('who ordered a seal and who supervises see how it stands; a holder and a stranger see what nobody would', () => withSeals(async (platform, records) => {
  const [first = '', second = ''] = records;
  for (const organ of [COURT, PROCURATORATE]) {
    const look = await lookAs(platform, organ);
    const listed = await look.list({ organ, limit: 9 });
    assert.deepEqual(Object.fromEntries(listed.map(({ recordId, status }) => [recordId, status])), { [first]: 'sealed', [second]: 'pending' });
    assert.deepEqual((await look.list({ organ, limit: 9, state: 'pending' })).map(({ recordId }) => recordId), [second]);
    assert.deepEqual(await look.list({ organ, limit: 1 }), listed.slice(0, 1), 'a page is a part of the list');
    assert.deepEqual(await look.list({ organ, limit: 9, afterId: listed[0]?.recordId ?? '' }), listed.slice(1));
    const found = await look.find(second);
    assert.deepEqual(found?.organs, [COURT, PROCURATORATE]);
    assert.deepEqual([found?.seal.acknowledged, found?.seal.holders, found?.seal.missing.map(({ holder }) => holder)], [2, 3, [POLICE]]);
  }
  for (const organ of [POLICE, STRANGER]) {
    const look = await lookAs(platform, organ);
    assert.deepEqual([await look.list({ organ, limit: 9 }), await look.overdue(organ)], [[], []]);
    // Whom a seal belongs to is told to the route, which decides; a record nobody sealed belongs to nobody.
    assert.equal((await look.find(second))?.organs.includes(organ), false);
    assert.equal(await look.find(NOBODY), undefined);
  }
}));

test('who is late is told to who ordered and who supervises, from the day after the last', () => withSeals(async (platform, [, second = '']) => {
  const look = await lookAs(platform, PROCURATORATE);
  const { missing: [awaited] = [] } = (await look.find(second))?.seal ?? {};
  assert.ok(awaited);
  platform.day.on = awaited.dueOn as typeof platform.day.on;
  assert.deepEqual(await look.overdue(PROCURATORATE), []);
  platform.day.on = '2027-06-01' as typeof platform.day.on;
  assert.deepEqual((await look.overdue(PROCURATORATE)).map(({ organ, duties }) => [organ, duties.map(({ recordId }) => recordId)]), [[POLICE, [second]]]);
  assert.deepEqual(await (await lookAs(platform, STRANGER)).overdue(STRANGER), []);
}));

test('the steps of a case: with actors for who ordered, own copy alone for a holder, none for a stranger', () => withSeals(async (platform, [first = '']) => {
  const caseCode = (await (await lookAs(platform, COURT)).find(first))?.seal.caseCode ?? '';
  const stepsOf = async (organ: string) => (await lookAs(platform, organ)).timeline(caseCode, organ);
  const ordered = await stepsOf(COURT);
  assert.ok(ordered.length >= 4 && ordered.every(({ actor }) => actor !== undefined));
  assert.deepEqual((await stepsOf(PROCURATORATE)).length, ordered.length);
  const held = await stepsOf(POLICE);
  assert.ok(held.length > 0 && held.length < ordered.length);
  assert.ok(held.every(({ actor, holder }) => actor === undefined && (holder === undefined || holder === POLICE)));
  assert.deepEqual(await stepsOf(STRANGER), []);
}));

test('a service without organs says so to every question, whether or not there is a record', () => withSeals(async (platform, [first = '']) => {
  const act = await commitLine(platform.deployment, openIntents(), line('judge-1', COURT));
  const none = sealsLook(undefined, () => act);
  for (const ask of [none.find(first), none.find(NOBODY), none.list({ organ: COURT, limit: 1 }), none.overdue(COURT), none.timeline('x', COURT)]) {
    await assert.rejects(ask, { code: 'SEALING_NOT_CONFIGURED', retryable: true });
  }
}));

test('what a timeline tells a stranger is decided before a seal is read: where none opens any more, they are told nothing, as of a code never given', () => withSeals(async (platform, [first = '']) => {
  const { deployment } = platform;
  const caseCode = (await (await lookAs(platform, COURT)).find(first))?.seal.caseCode ?? '';
  const steps = async (organ: string) => (await (await lookAs(platform, organ)).timeline(caseCode, organ)).length;
  assert.ok(await steps(COURT) > 0 && await steps(PROCURATORATE) > 0 && await steps(POLICE) > 0, 'who ordered, who supervises, who holds');
  await sql.raw("update sealed.event set content = overlay(content placing '\\x00'::bytea from octet_length(content))").execute(deployment.connection);
  for (const organ of [COURT, PROCURATORATE, POLICE]) await assert.rejects(steps(organ), { code: 'SEAL_STREAM_UNREADABLE' });
  assert.equal(await steps(STRANGER), 0);
  assert.deepEqual(await (await lookAs(platform, STRANGER)).timeline([...caseCode].toReversed().join(''), STRANGER), []);
}));
