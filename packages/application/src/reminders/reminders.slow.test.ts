import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { addDays, type CivilDate, present } from '@fengcun/kernel';
import { legalDay } from '@fengcun/registry';
import { inventedApplication, inventedDocument, playedInquiries } from '../inquiry/testing/played-inquiry.ts';
import { beginCustody } from '../keys/custody-act.ts';
import { dumpOf } from '../intake/testing/import-fixture.ts';
import { COURT, type InventedPlatform, inventedPlatform, POLICE, PROCURATORATE } from '../seals/testing/invented-platform.ts';
import { listDuties, listEscalated, openMatter, reportIncident, type SupervisionActor, supervisionOver, type SupervisionParts, takeMatterStep } from '../supervision/index.ts';
import { fileRequest, rightsOver, takeRightsStep } from '../rights/index.ts';
import { remindDuties } from './index.ts';

let platform: InventedPlatform;
const clock = { now: Date.parse('2026-11-20T02:00:00Z') };
before(async () => { platform = await inventedPlatform(); });
after(() => platform.deployment.close());

const today = (): CivilDate => legalDay(new Date(clock.now).toISOString());
const at = <T>(day: string, work: () => Promise<T>): Promise<T> => {
  clock.now = Date.parse(`${day}T02:00:00Z`);
  return work();
};
const desk = (supervisorOf = platform.parts.organs.supervisorOf as SupervisionParts['supervisorOf']): SupervisionParts => ({
  ...supervisionOver(platform.deployment, supervisorOf), now: () => clock.now, today,
});
const actor = async (account: string, organ: string): Promise<SupervisionActor> => ({
  account, person: `person of ${account}`, organ,
  act: await beginCustody(platform.deployment, { act: 'duty.test', account, role: 'reviewer', purpose: 'supervision', legalBasis: 'm2022-22', request: account }),
});
const duty = async (organ: string, id: string) => (await listDuties(desk(), await actor('reader', organ))).find((one) => one.id === id);
const escalated = async (organ: string, id: string) => (await listEscalated(desk(), await actor('reader', organ), { limit: 500 })).find((one) => one.id === id);
const acts = async (): Promise<readonly string[]> => [...(await dumpOf(platform.deployment)).matchAll(/"act":"(duty\.(?:remind|escalate|end))"/gu)].map(([, act = '']) => act);

const leak = async () => {
  const done = await reportIncident(desk(), await actor('officer', POLICE), { facts: '虚构的泄露', knownOn: today() });
  assert.ok(done.ok);
  return { id: done.value.proceedingId, dueOn: present(done.value.row.dueOn, 'a term') as CivilDate };
};

test('个保法57: a leak whose notice is owed is told on its day, and the procuratorate on the day after; once a duty and day', async () => {
  const { id, dueOn } = await at('2026-11-16', leak);
  assert.equal(dueOn, '2026-11-17');
  assert.equal((await remindDuties(desk())).reminded, 1, 'the working day before the last one');
  const before = await acts();
  assert.deepEqual(await remindDuties(desk()), { looked: 1, reminded: 0, escalated: 0, ended: 0, unsupervised: 0, left: 0 });
  assert.deepEqual(await acts(), before, 'looked at again, nothing is told');
  assert.deepEqual((await duty(POLICE, id))?.remindedOn, '2026-11-16');
  await at('2026-11-17', () => remindDuties(desk()));
  assert.equal(await escalated(PROCURATORATE, id), undefined, 'the last day is in time');
  const late = await at('2026-11-18', () => remindDuties(desk()));
  assert.deepEqual([late.reminded, late.escalated, late.unsupervised], [1, 1, 0]);
  const shown = present(await duty(POLICE, id), 'a late duty');
  assert.deepEqual([shown.stands, shown.remindedOn, shown.escalatedTo, shown.cites], ['late', '2026-11-18', PROCURATORATE, ['PIPL_57']]);
  const { reminderId: _reminder, ...told } = present(await escalated(PROCURATORATE, id), 'a late duty told');
  assert.deepEqual(told, {
    kind: 'incident', id, bearer: POLICE, dueOn: '2026-11-17', escalatedOn: '2026-11-18', reminders: 3, cites: ['M2022_20', 'M2022_22_1'],
  });
  for (const organ of [COURT, POLICE, 'procuratorate/999999000000']) assert.equal(await escalated(organ, id), undefined, organ);
  assert.equal((await at('2026-11-19', () => remindDuties(desk()))).escalated, 0, 'the supervisor is told once');
});

test('two looks at one moment tell once', async () => {
  const { id } = await at('2026-11-19', leak);
  const before = (await acts()).length;
  const both = await at('2026-11-20', () => Promise.all([remindDuties(desk()), remindDuties(desk())]));
  const told = both.reduce((sum, one) => sum + one.reminded, 0);
  const again = await remindDuties(desk());
  assert.equal(again.reminded, 0);
  assert.equal((await acts()).length, before + told, 'an audit entry for each, and none besides');
  assert.equal((await duty(POLICE, id))?.remindedOn, '2026-11-20');
});

test('where nobody supervises, nobody is told, and the escalation is owed until somebody does', async () => {
  const { id } = await at('2026-11-23', leak);
  const alone = desk(() => undefined);
  const first = await at('2026-11-26', () => remindDuties(alone));
  assert.ok(first.unsupervised >= 1 && first.escalated === 0);
  assert.equal((await duty(POLICE, id))?.escalatedTo, undefined);
  assert.ok((await remindDuties(desk())).escalated >= 1, 'named on the same day, told on the same day');
  assert.equal((await duty(POLICE, id))?.escalatedTo, PROCURATORATE);
});

test('个保法50, 办法22: a request not answered in its term is told to the organ and then to the procuratorate; answered, it ends', async () => {
  const rights = { ...rightsOver(platform.deployment), now: () => clock.now, today };
  const by = async (account: string) => ({ ...await actor(account, POLICE), isCitizen: false });
  const id = await at('2026-11-02', async () => {
    const filed = await fileRequest(rights, await by('window'), {
      kind: 'copy', organ: POLICE, requester: 'self', statement: '虚构的请求', materials: ['identityProof'],
      person: { name: '虚小七', documentType: 'residentIdentityCard', documentNumber: inventedDocument('11010519950307003').number },
    });
    assert.ok(filed.ok, JSON.stringify(filed));
    const taken = await takeRightsStep(rights, await by('officer'), { requestId: filed.value.proceedingId, step: { type: 'CheckRequest', document: '虚受1号' } });
    assert.ok(taken.ok, JSON.stringify(taken));
    return filed.value.proceedingId;
  });
  const dueOn = present(await duty(POLICE, id), 'a term').dueOn;
  await at(addDays(dueOn, 1), () => remindDuties(desk()));
  assert.equal((await escalated(PROCURATORATE, id))?.kind, 'rights');
  const answer = { outcome: 'granted', grounds: [], reasons: '', measures: '已提供复制件' } as const;
  assert.ok((await takeRightsStep(rights, await by('officer'), { requestId: id, step: { type: 'ProposeAnswer', answer } })).ok);
  assert.ok((await takeRightsStep(rights, await by('boss'), { requestId: id, step: { type: 'DecideAnswer', agrees: true, reasons: '', document: '虚答1号' } })).ok);
  assert.equal(await escalated(PROCURATORATE, id), undefined, 'what is done is no duty, before the next look too');
  assert.ok((await at(addDays(dueOn, 2), () => remindDuties(desk()))).ended >= 1);
  assert.equal((await remindDuties(desk())).ended, 0);
});

test('办法22: a unit that owes an answer to an opinion is told; the grant of an inquiry is nobody\'s duty, its decision is', async () => {
  const matter = await at('2026-11-02', async () => {
    const zhou = await actor('zhou', PROCURATORATE);
    const opened = await openMatter(desk(), zhou, { matter: 'overdueSeal', origin: 'ownFinding', procuratorate: PROCURATORATE, unit: POLICE, about: [], facts: '虚构' });
    assert.ok(opened.ok);
    const matterId = opened.value.proceedingId;
    assert.ok((await takeMatterStep(desk(), zhou, { matterId, step: { type: 'ProposeOpinion', kind: 'correctiveOpinion', text: '纠正' } })).ok);
    assert.ok((await takeMatterStep(desk(), await actor('wu', PROCURATORATE), { matterId, step: { type: 'DecideOpinion', agrees: true, reasons: '', document: '虚纠1号' } })).ok);
    return matterId;
  });
  const dueOn = present(await duty(POLICE, matter), 'a term').dueOn;
  await at(dueOn, () => remindDuties(desk()));
  assert.equal((await duty(POLICE, matter))?.remindedOn, dueOn);
  const { file, decide } = playedInquiries(platform.deployment, () => clock.now);
  const person = { name: '白一', document: inventedDocument('11010519900307001'), otherDocuments: [], nationality: 'CHN' };
  const asked = inventedApplication('unit', person);
  const [open, granted] = await at('2026-12-07', async () => [await file(asked), await file(asked)]);
  assert.ok(open !== undefined && granted !== undefined);
  await decide(granted, asked, 'grant');
  await at('2026-12-28', () => remindDuties(desk()));
  assert.deepEqual([(await duty(COURT, open))?.escalatedTo, (await duty(COURT, granted))?.remindedOn], [PROCURATORATE, undefined]);
});

test('reminders are behind the wall, and nothing of what they are about is in them in the clear', async () => {
  const open = await platform.deployment.connection.withSchema('open').selectFrom('proceeding').selectAll().execute();
  assert.ok(open.every((row) => Reflect.get(row, 'proceeding_kind') !== 'reminder' && Reflect.get(row, 'proceedingKind') !== 'reminder'));
  const stored = await platform.deployment.connection.withSchema('sealed').selectFrom('event').selectAll().execute();
  const bytes = Buffer.concat(stored.map(({ content }) => Buffer.from(content)));
  for (const word of ['虚构的泄露', '虚小七', 'PIPL_57', POLICE]) assert.ok(!bytes.includes(word), word);
});
