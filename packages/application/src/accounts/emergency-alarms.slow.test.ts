import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { JointShown } from '@fengcun/api';
import { ok, parseCivilDate, present } from '@fengcun/kernel';
import { addWorkingDays } from '@fengcun/statute';
import { sealOrgans } from '../seals/seal-organs.ts';
import { COURT, inventedPlatform, PROCURATORATE } from '../seals/testing/invented-platform.ts';
import { alarmOver } from '../service/alarm-over.ts';
import { beginKeeping } from './account-act.ts';
import { DEFAULT_SIGN_IN } from './account-parts.ts';
import { parseNewAccount } from './account.ts';
import { askBreakGlass, useBreakGlass } from './joint-acts.ts';
import { addAccount } from './keep-accounts.ts';
import { accountBench, alarmTo, invented, MINUTE } from './testing/account-fixture.ts';

let made: Awaited<ReturnType<typeof accountBench>> | undefined;
const alarms: unknown[] = [];
before(async () => { made = await accountBench({ alarm: alarmTo(PROCURATORATE, (content) => { alarms.push(content); }) }); });
after(async () => { await made?.close(); });
const bench = () => present(made, 'the bench');

const asking = (done: Awaited<ReturnType<typeof askBreakGlass>>): JointShown => {
  assert.ok(done.ok, JSON.stringify(done));
  return done.value;
};

test('breaking the glass: told at once, two people beside who asked, for one act, once, within the hour', async () => {
  const { portAs, deployment, now, later } = bench();
  const person = (id: string, of = id) => ({ id, organ: 'court/110000000001', roles: ['approver'] as const, hasSecondFactor: true, person: of });
  const port = await portAs(person('asker'));
  const told = alarms.length;
  const { jointId, stillNeeded, told: toldTo } = asking(await port.askBreakGlass({ action: 'seal.read', reason: 'dangerToLife' }, person('asker')));
  assert.deepEqual([stillNeeded, toldTo, alarms.length - told], [2, PROCURATORATE, 1]);
  assert.deepEqual((alarms.at(-1) as { jointId: string }).jointId, jointId);
  const use = (by = person('asker'), action = 'seal.read') => deployment.database.operate(async (stores) => ok(await useBreakGlass(stores, { jointId, by, action, now: now(), supervisor: PROCURATORATE })));
  const agree = async (by: ReturnType<typeof person>) => (await portAs(by)).agreeBreakGlass(jointId, by);
  assert.deepEqual(await agree(person('asker')), { ok: false, error: { code: 'FOUR_EYES' } });
  assert.deepEqual(await agree(person('asker-again', 'asker')), { ok: false, error: { code: 'FOUR_EYES' } }, 'the asker under another account');
  assert.equal((await agree(person('first'))).ok, true);
  assert.deepEqual(await agree(person('first-again', 'first')), { ok: false, error: { code: 'FOUR_EYES' } });
  assert.deepEqual(await use(), ok({ ok: false, error: { code: 'JOINT_ACT_OVER' } }), 'one is not enough');
  assert.equal((await agree(person('second'))).ok, true);
  assert.deepEqual(await use(person('first')), ok({ ok: false, error: { code: 'NOTHING_TO_TELL' } }), 'nobody but who asked');
  assert.deepEqual(await use(person('asker'), 'seal.list'), ok({ ok: false, error: { code: 'NOTHING_TO_TELL' } }), 'nothing but what was asked for');
  const [one, other] = await Promise.all([use(), use()]);
  const outcomes = [one, other].map((done) => done.ok && done.value.ok);
  assert.deepEqual(outcomes.toSorted(), [false, true], 'once, also of two at the same moment');
  const late = asking(await port.askBreakGlass({ action: 'seal.read', reason: 'dangerToLife' }, person('asker')));
  later(60 * MINUTE);
  assert.deepEqual(await (await portAs(person('first'))).agreeBreakGlass(late.jointId, person('first')), { ok: false, error: { code: 'JOINT_ACT_OVER' } });
});

const ABOVE = 'procuratorate/000000000004';
/** What an emergency at an organ comes to where these procuratorates are known, and these people sign in. */
const emergencyAt = async (
  organ: string, known: readonly string[], more: Readonly<{ supervisor?: string; procuratorOf?: string; isSystemGone?: boolean }> = {},
) => {
  const { supervisor, procuratorOf, isSystemGone = false } = more;
  const platform = await inventedPlatform();
  try {
    const { deployment, parts: { exchange } } = platform;
    if (procuratorOf !== undefined) {
      const parsed = parseNewAccount(invented('procurator', { organ: procuratorOf, roles: ['supervisor'] }));
      assert.ok(parsed.ok && (await addAccount(deployment, 'keeper', parsed.value)).ok);
    }
    const organs = sealOrgans([{ organ: COURT, district: '110105' }, { organ: PROCURATORATE, district: '110105' }], known, supervisor);
    const directory = isSystemGone ? { ...exchange.directory, find: () => undefined } : exchange.directory;
    const alarm = alarmOver({ deployment, organs, exchange: { ...exchange, directory } });
    const act = await beginKeeping(deployment, 'account.list', { account: 'keeper', request: 'alarm' });
    const by = { id: 'asker', organ, roles: ['approver'] as const, hasSecondFactor: true };
    const asked = await askBreakGlass({ deployment, settings: DEFAULT_SIGN_IN, alarm }, act, { action: 'seal.read', reason: 'dangerToLife', by });
    const waiting = await deployment.database.operate(async ({ outbox }) =>
      ok(await outbox.claim({ now: '2030-01-01T00:00:00.000Z', until: '2030-01-01T00:01:00.000Z', limit: 10 })));
    assert.ok(waiting.ok);
    const messages = waiting.value.map(({ recipient, messageType, content }) => {
      assert.ok(!Buffer.from(content).includes('dangerToLife'), 'encrypted like every message');
      return `${messageType} ${recipient}`;
    });
    const kept = await deployment.database.audit(async ({ select }) => ok(await select<Readonly<{ supervisor: string }>>('select supervisor from ops.joint_act', [])));
    assert.ok(kept.ok);
    return [asked.ok ? asked.value.told : asked.error.code, messages, kept.value.map((row) => row.supervisor)];
  } finally {
    await platform.deployment.close();
  }
};
const told = (organ: string) => [organ, [`breakGlassAlarm ${organ}`], [organ]];
const REFUSED = ['NOBODY_TO_ALARM', [], []];

// An emergency reaches a procuratorate outside of the organ, or is not taken in: nothing is asked, nothing waits to be agreed to.
const EMERGENCIES: readonly (readonly [rule: string, emergency: () => ReturnType<typeof emergencyAt>, comes: readonly unknown[]])[] = [
  ['the procuratorate of the district is told', () => emergencyAt(COURT, []), told(PROCURATORATE)],
  ['an organ of no district, and nobody configured: refused', () => emergencyAt('school/S01', []), REFUSED],
  ['an organ of no district: the procuratorate of the platform', () => emergencyAt('school/S01', [], { supervisor: PROCURATORATE }), told(PROCURATORATE)],
  ['its procurators sign in here, its system is not connected: told', () => emergencyAt(COURT, [], { isSystemGone: true, procuratorOf: PROCURATORATE }), told(PROCURATORATE)],
  ['neither: the one above, whose procurators sign in here', () => emergencyAt(COURT, [ABOVE], { isSystemGone: true, procuratorOf: ABOVE }), told(ABOVE)],
  ['known by name alone, reached by nothing: refused', () => emergencyAt(COURT, [ABOVE], { isSystemGone: true }), REFUSED],
  ['the procuratorate itself asks, and nobody above is known: refused', () => emergencyAt(PROCURATORATE, [], { supervisor: PROCURATORATE }), REFUSED],
];
for (const [rule, emergency, comes] of EMERGENCIES) {
  test(`an emergency alarms somebody outside of the organ or is refused: ${rule}`, async () => assert.deepEqual(await emergency(), comes));
}

test('without any way to tell a procuratorate no emergency is taken in', async () => {
  const { deployment } = bench();
  const act = await beginKeeping(deployment, 'account.list', { account: 'keeper', request: 'alarm' });
  const by = { id: 'asker', organ: COURT, roles: ['approver'] as const, hasSecondFactor: true };
  const asked = await askBreakGlass({ deployment, settings: DEFAULT_SIGN_IN }, act, { action: 'seal.read', reason: 'dangerToLife', by });
  assert.deepEqual(asked, { ok: false, error: { code: 'NOBODY_TO_ALARM' } });
});

test('a procurator sees an alarm with an unseen mark, once again when it is used, and one who had no part in it reviews it within three working days', async () => {
  const { portAs, deployment, now, later } = bench();
  const procurator = (id: string, organ = PROCURATORATE) => ({ id, organ, roles: ['supervisor'] as const, hasSecondFactor: true, person: id });
  const asker = { id: 'nurse', organ: 'school/S01', roles: ['inquirer'] as const, hasSecondFactor: true, person: 'nurse' };
  const { jointId } = asking(await (await portAs(asker)).askBreakGlass({ action: 'inquiry.apply', reason: 'dangerToLife' }, asker));
  const zhou = procurator('zhou');
  const mine = async (by = zhou) => (await (await portAs(by)).listAlarms(by)).find((one) => one.jointId === jointId);
  const first = present(await mine(), 'an alarm');
  assert.deepEqual([first.organ, first.about, first.reason, first.state, first.stillNeeded], ['school/S01', 'inquiry.apply', 'dangerToLife', 'asked', 2]);
  assert.deepEqual([first.seenAt, first.reviewDueOn, first.hasTakenPart], [undefined, undefined, undefined]);
  assert.ok(!JSON.stringify(first).includes('nurse'), 'who asked there stays there');
  const elsewhere = procurator('other', ABOVE);
  assert.equal(await mine(elsewhere), undefined, 'told to one procuratorate, shown to that one');
  const see = async (by = zhou) => (await portAs(by)).seeAlarm(jointId, by);
  const review = async (by: typeof zhou, finding: 'inOrder' | 'pursued' = 'inOrder') => (await portAs(by)).reviewAlarm(jointId, finding, by);
  assert.deepEqual([await see(elsewhere), await review(elsewhere)].map((done) => !done.ok && done.error.code), ['NOTHING_TO_TELL', 'NOTHING_TO_TELL']);
  assert.ok((await see()).ok);
  const seenAt = new Date(now()).toISOString();
  later(MINUTE);
  assert.ok((await see()).ok);
  assert.equal((await mine())?.seenAt, seenAt, 'who looks again changes nothing');
  assert.deepEqual(await review(zhou), { ok: false, error: { code: 'STANDS_OTHERWISE' } }, 'nothing was used');
  for (const by of [zhou, procurator('wu', ABOVE)]) assert.ok((await (await portAs(by)).agreeBreakGlass(jointId, by)).ok);
  const usedOn = new Date(now() + 8 * 60 * MINUTE).toISOString().slice(0, 10);
  const used = await deployment.database.operate(async (stores) => ok(await useBreakGlass(stores, { jointId, by: asker, action: 'inquiry.apply', now: now(), supervisor: PROCURATORATE })));
  assert.ok(used.ok && used.value.ok);
  const again = present(await mine(), 'the alarm again');
  assert.deepEqual([again.state, again.seenAt, again.hasTakenPart], ['used', undefined, 'yes'], 'nobody has seen that it was used');
  const day = parseCivilDate(usedOn);
  assert.ok(day.ok);
  const due = addWorkingDays(day.value, 3);
  assert.ok(due.ok);
  assert.equal(again.reviewDueOn, due.value.on);
  assert.deepEqual(await review(zhou), { ok: false, error: { code: 'FOUR_EYES' } }, 'who agreed to it does not review it');
  const sun = procurator('sun');
  assert.deepEqual((await mine(sun))?.hasTakenPart, undefined);
  const reviewed = await review(sun, 'pursued');
  assert.ok(reviewed.ok);
  assert.deepEqual([reviewed.value.finding, reviewed.value.reviewedAt, reviewed.value.seenAt !== undefined], ['pursued', new Date(now()).toISOString(), true]);
  assert.deepEqual(await review(sun), { ok: false, error: { code: 'STANDS_OTHERWISE' } }, 'once');
});

test('what nobody used within its hour has lapsed, and is not reviewed', async () => {
  const { portAs, later } = bench();
  const asker = { id: 'slow', organ: 'school/S02', roles: ['inquirer'] as const, hasSecondFactor: true, person: 'slow' };
  const { jointId } = asking(await (await portAs(asker)).askBreakGlass({ action: 'inquiry.apply', reason: 'courtDeadline' }, asker));
  const zhou = { id: 'zhou', organ: PROCURATORATE, roles: ['supervisor'] as const, hasSecondFactor: true, person: 'zhou' };
  const state = async () => (await (await portAs(zhou)).listAlarms(zhou)).find((one) => one.jointId === jointId)?.state;
  later(60 * MINUTE - 1);
  assert.equal(await state(), 'asked');
  later(1);
  assert.equal(await state(), 'lapsed');
  assert.deepEqual(await (await portAs(zhou)).reviewAlarm(jointId, 'inOrder', zhou), { ok: false, error: { code: 'STANDS_OTHERWISE' } });
});
