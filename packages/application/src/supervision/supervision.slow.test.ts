import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor, IncidentStepBody, SupervisionStepBody } from '@fengcun/api';
import { ok, present, sha256Hex } from '@fengcun/kernel';
import { legalDay, PATTERN_RULES } from '@fengcun/registry';
import { mintId, type ProceedingRow } from '@fengcun/store';
import { importAll } from '../intake/testing/import-fixture.ts';
import { beginCustody } from '../keys/custody-act.ts';
import { inventedApplication, inventedDocument, personOfItem, playedInquiries } from '../inquiry/testing/played-inquiry.ts';
import { correctSeal } from '../seals/correct-seal.ts';
import { determineAll, readWorklist } from '../seals/determine.ts';
import { showSeal } from '../seals/look-at-seals.ts';
import { applied, conviction, COURT, HIGHER, type InventedPlatform, inventedPlatform, POLICE, PROCURATORATE } from '../seals/testing/invented-platform.ts';
import { commitLine, openIntents } from '../service/service-act.ts';
import { type SupervisionDesk, supervisionPort } from '../service/supervision-port.ts';
import { supervisionOver } from './open-supervision.ts';

let platform: InventedPlatform;
const clock = { now: Date.parse('2026-11-20T02:00:00Z') };
const records = [conviction(1), conviction(2)];
let [sealed, waiting] = ['', ''];
before(async () => {
  platform = await inventedPlatform();
  await importAll(platform.deployment, records);
  const { ordered } = await determineAll(platform.parts);
  [sealed, waiting] = [present(ordered[0], 'an order').recordId, present(ordered[1], 'an order').recordId];
  for (const holder of [COURT, POLICE, PROCURATORATE]) await platform.answer(holder, applied(sealed, holder));
});
after(() => platform.deployment.close());

const desk = (): SupervisionDesk => ({
  ...supervisionOver(platform.deployment, platform.parts.organs.supervisorOf), seals: platform.parts,
  now: () => clock.now, today: () => legalDay(new Date(clock.now).toISOString()),
});
const actor = (id: string, organ: string, roles: Actor['roles']): Actor => ({ id, organ, roles, hasSecondFactor: true, person: `person of ${id}` });
const [zhou, wu] = [actor('zhou', PROCURATORATE, ['supervisor']), actor('wu', PROCURATORATE, ['supervisor'])];
const [clerk, chief] = [actor('clerk', POLICE, ['reviewer']), actor('chief', POLICE, ['approver'])];
const [above, stranger] = [actor('above', 'police/110000000000', ['reviewer']), actor('stranger', 'police/110106000000', ['reviewer'])];
const higher = actor('higher', HIGHER, ['supervisor']);

/** The port as a request of an actor has it: its intent is committed. */
const as = async (who: Actor) => {
  const { deployment } = platform;
  const service = await commitLine(deployment, openIntents(), {
    what: 'SUPERVISION_READ', phase: 'intent', action: 'supervision.read', decision: 'allow', policies: [], policySetHash: sha256Hex('invented'), actorId: who.id, organ: who.organ,
    roles: who.roles, purpose: 'supervision', requestId: Buffer.from(deployment.random(16)).toString('hex'), at: new Date(clock.now).toISOString(),
  });
  return supervisionPort(desk(), () => service);
};
const open = async (matter: 'overdueSeal' | 'shouldBeSealed' = 'overdueSeal') => {
  const done = await (await as(zhou)).open({ matter, origin: 'ownFinding', unit: POLICE, about: [waiting], facts: '逾期未封存' }, zhou);
  assert.ok(done.ok, JSON.stringify(done));
  return done.value.matterId;
};
const take = async (who: Actor, id: string, step: SupervisionStepBody) => {
  const done = await (await as(who)).take(id, step, who);
  return done.ok ? done.value.stage : done.error.code;
};
const PROPOSE = { type: 'ProposeOpinion', kind: 'correctiveOpinion', text: '立即封存\n并说明原因' } as const;
const SERVE = { type: 'DecideOpinion', agrees: 'yes', reasons: '', document: '虚检纠〔2026〕1号' } as const;
const CORRECT = { type: 'ReportCorrection', measures: '已封存', result: '三日内完成' } as const;
const serve = async (id: string) => {
  assert.equal(await take(zhou, id, PROPOSE), 'proposed');
  assert.equal(await take(wu, id, SERVE), 'opinionServed');
};

test('办法22: one procurator proposes, another serves; the unit learns of it then, answers, and the correction names what a person must order', async () => {
  const id = await open();
  const find = async (who: Actor) => (await as(who)).find(id, who);
  assert.equal(await take(zhou, id, PROPOSE), 'proposed');
  assert.equal(await find(clerk), undefined, 'nobody under supervision learns what is only proposed');
  assert.equal(await take(clerk, id, CORRECT), 'NOTHING_TO_TELL');
  assert.equal(await take(zhou, id, SERVE), 'FOUR_EYES');
  const seen = (await find(wu))?.version;
  assert.ok(seen !== undefined);
  assert.equal(await take(higher, id, { ...SERVE, version: seen - 1 }), 'NOTHING_TO_TELL', 'whose it is not learns no more');
  assert.equal(await take(wu, id, { ...SERVE, version: seen - 1 }), 'VERSION_CHANGED');
  assert.equal(await take(wu, id, { ...SERVE, version: seen }), 'opinionServed');
  assert.equal((await find(clerk))?.version, undefined, 'nobody under supervision learns how often it came back');
  assert.deepEqual((await find(clerk))?.papers, [{ paper: 'supervision-opinion', number: '虚检纠〔2026〕1号' }]);
  assert.equal(await take(clerk, id, { ...CORRECT, result: ' ' }), 'STEP_INCOMPLETE');
  assert.equal(await take(clerk, id, CORRECT), 'correctionReported');
  assert.equal((await find(zhou))?.correction, undefined);
  assert.equal(await take(zhou, id, { type: 'Close' }), 'closed');
  assert.deepEqual((await find(zhou))?.correction, { order: 'corrective', recordIds: [waiting], opinionNumber: '虚检纠〔2026〕1号' });
});

test('a matter of others and an id nobody has are answered alike, read, stepped and printed', async () => {
  const id = await open();
  await serve(id);
  for (const [who, asked] of [[stranger, id], [higher, id], [zhou, `${id.slice(0, -4)}0000`]] as const) {
    const port = await as(who);
    assert.equal(await port.find(asked, who), undefined);
    assert.equal(await (await as(who)).paper(asked, 'supervision-opinion', who), undefined);
    assert.equal(await take(who, asked, who === stranger ? CORRECT : { type: 'Close' }), 'NOTHING_TO_TELL');
  }
  const listed = async (who: Actor, which: 'waiting' | 'opened') => (await (await as(who)).list({ which, limit: 100 }, who)).map((one) => one.id);
  assert.ok((await listed(clerk, 'waiting')).includes(id) && (await listed(zhou, 'opened')).includes(id));
  assert.deepEqual([await listed(stranger, 'waiting'), await listed(higher, 'opened')], [[], []]);
});

test('silence goes up on the day after the term, never before; the unit above has the next word, and both papers are drawn', async () => {
  const id = await open();
  await serve(id);
  const dueOn = present((await (await as(zhou)).find(id, zhou))?.dueOn, 'a term');
  const escalate = { type: 'Escalate', unitAbove: above.organ, document: '虚检督〔2026〕1号' } as const;
  const [start, noon] = [clock.now, (day: string) => Date.parse(`${day}T04:00:00Z`)];
  try {
    clock.now = noon(dueOn);
    assert.equal(await take(zhou, id, escalate), 'STANDS_OTHERWISE');
    const duty = async (who: Actor) => (await (await as(who)).duties({}, who)).duties.find((one) => one.id === id);
    assert.deepEqual(await duty(clerk), { kind: 'supervision', id, state: 'opinionServed', dueOn, stands: 'lastDay', workingDaysLeft: 0, cites: ['M2022_22_1'] });
    clock.now += 86_400_000;
    assert.equal((await duty(clerk))?.stands, 'late');
    assert.equal(await duty(stranger), undefined);
    assert.equal(await take(zhou, id, escalate), 'escalated');
    assert.equal(await duty(clerk), undefined, 'the unit above owes the answer now');
    assert.equal((await duty(above))?.stands, 'running');
    for (const name of ['supervision-opinion', 'supervision-escalation']) {
      const paper = present(await (await as(above)).paper(id, name, above), name);
      assert.equal(Buffer.from(paper.bytes.subarray(0, 5)).toString(), '%PDF-');
    }
    assert.equal(await take(above, id, { type: 'GiveReasons', reasons: '认为没有错误' }), 'reasonsGiven');
  } finally {
    clock.now = start;
  }
});

test('patterns among inquiries that were really filed: each finding has its rule, number, bound and inquiries; other procuratorates see none', async () => {
  const [first, second] = records.map(personOfItem);
  assert.ok(first && second);
  const { file, decide } = playedInquiries(platform.deployment, () => clock.now);
  const start = clock.now;
  const many: string[] = [];
  const asked = inventedApplication('judicialOrgan', first);
  for (let i = 0; i < 4; i += 1) {
    many.push(await file(asked, `asker-${i}`));
    // A look at an hour takes longer than the bound; nothing hasty here.
    await decide(present(many.at(-1), 'an inquiry'), asked, 'grant', () => { clock.now += 10 * 60_000; });
  }
  const own = inventedApplication('judicialOrgan', second, { officer: { name: '沈某遥', document: second.document }, caseNumber: '（2026）虚0101刑初11号' });
  const ownId = await file(own, 'own');
  clock.now = Date.parse('2026-11-20T14:00:00Z');
  const nobody = { name: '白一', document: inventedDocument('11010519900307001'), otherDocuments: [], nationality: 'CHN' };
  const night = inventedApplication('unit', nobody, { basisId: 'LB-76', occupation: 'rideHailingDriver' });
  const nightId = await file(night, 'night');
  await decide(nightId, night, 'refuse');
  try {
    const { findings } = await (await as(zhou)).patterns(zhou);
    const found = (rule: keyof typeof PATTERN_RULES) => findings.filter((one) => one.rule === rule).map(({ says, measured, bound, inquiryIds }) => ({ says, measured, bound, inquiryIds: inquiryIds.toSorted() }));
    assert.deepEqual(found('sameSubject'), [{ says: PATTERN_RULES.sameSubject, measured: 4, bound: 3, inquiryIds: many.toSorted() }]);
    assert.deepEqual(found('ownInterest').map((one) => one.inquiryIds), [[ownId]]);
    assert.deepEqual(found('offHours').map((one) => one.inquiryIds), [[nightId]]);
    assert.deepEqual(found('hastyApproval').map((one) => one.inquiryIds), [[nightId]], 'proposed and decided in the same minute');
    assert.deepEqual(found('officerRate'), []);
    assert.ok(findings.every(({ about }) => !about.includes('虚') && !about.includes(first.document.number)), 'a finding names nobody');
    assert.deepEqual((await (await as(higher)).patterns(higher)).findings, []);
  } finally {
    clock.now = start;
  }
});

test('what other organs were asked before takes the place of no inquiry that is supervised', async () => {
  const { deployment } = platform;
  const act = await beginCustody(deployment, { act: 'inquiry.step', account: 'zhou', role: 'clerk', purpose: 'inquiry', legalBasis: 'cpl-286', request: 'invented' });
  const [entryId, digest] = [act.mint(), new Uint8Array(32).fill(7)];
  const openedAt = new Date(clock.now - 86_400_000).toISOString();
  const rows = Array.from({ length: 5_001 }, (_, i): ProceedingRow => ({
    proceedingId: mintId({ timeMillis: clock.now - 86_400_000 + i, shardKey: 1, random: deployment.random(8) }), proceedingKind: 'inquiry', organ: 'court/999999000000',
    applicant: digest, subjectTerm: digest, state: 'applied', dueOn: null, openedAt, changedAt: openedAt, version: 1,
  }));
  const before = (await (await as(zhou)).patterns(zhou)).findings;
  assert.ok(before.length > 0);
  await deployment.database.seal({ entryId }, async ({ sealed, audit }) => {
    await sealed.proceedings.add(rows);
    await audit.append([act.outcome(entryId)]);
    return ok(undefined);
  });
  assert.deepEqual((await (await as(zhou)).patterns(zhou)).findings, before);
});

test('statistics out of the seals and inquiries themselves: coverage, the day the last holder answered, refusals', async () => {
  const of = async (who: Actor) => (await (await as(who)).statistics(who)).rows;
  const [row] = (await of(zhou)).filter(({ organ }) => organ === COURT);
  assert.ok(row);
  assert.deepEqual([row.year, row.mustSeal, row.sealed, row.overdue, row.inTime, row.coverage, row.timeliness], [2026, 2, 1, 0, 1, '0.5000', '1.0000']);
  assert.deepEqual([row.decided, row.refused, row.refusalShare], [5, 1, '0.2000']);
  const start = clock.now;
  clock.now = Date.parse('2026-12-31T04:00:00Z');
  assert.equal((await of(zhou)).find(({ organ }) => organ === COURT)?.overdue, 1, 'a holder that never answered is late');
  clock.now = start;
  assert.deepEqual(await of(higher), []);
});

test('办法22: a correction that was reported is ordered by a person, with the number of the opinion; nothing is sealed before', async () => {
  await importAll(platform.deployment, [conviction(5, { bornOn: '1990-01-01' as never })]);
  const unsealed = await readWorklist(platform.parts, ({ worklists }) => worklists.openRecords({ limit: 100 }));
  const recordId = present(unsealed[0], 'a record that the rules of today do not seal').recordId;
  const opened = await (await as(zhou)).open({ matter: 'shouldBeSealed', origin: 'application', unit: POLICE, about: [recordId], facts: '出生日期有误，实为未成年' }, zhou);
  assert.ok(opened.ok);
  const id = opened.value.matterId;
  await serve(id);
  assert.equal(await take(clerk, id, CORRECT), 'correctionReported');
  assert.equal(await take(zhou, id, { type: 'Close' }), 'closed');
  const { correction } = present(await (await as(clerk)).find(id, clerk), 'the matter');
  assert.ok(correction?.order === 'corrective');
  const by = { account: 'judge', role: 'registrar' };
  assert.equal(await showSeal(platform.parts, by, recordId), undefined);
  const ordered = await correctSeal(platform.parts, { recordId: present(correction.recordIds[0], 'a record'), by, documentNumber: correction.opinionNumber, underlying: 'juvenileSentence' });
  assert.ok(ordered.ok, JSON.stringify(ordered));
  assert.deepEqual([(await showSeal(platform.parts, by, recordId))?.ground, (await showSeal(platform.parts, by, recordId))?.status], ['corrective', 'pending']);
});

const REPORT = { facts: '工作人员拍摄并传播', knownOn: '2026-11-20' } as const;
const ASSESS = { type: 'Assess', persons: ['p1'], content: ['罪名'], cause: '违规拍摄', harm: '名誉受损' } as const;
const NOTIFY = { type: 'Notify', persons: ['p1'], document: '泄通1号', advice: '留存证据', contact: '法制大队' } as const;
const leak = async () => {
  const done = await (await as(clerk)).reportIncident(REPORT, clerk);
  assert.ok(done.ok, JSON.stringify(done));
  return done.value.incidentId;
};
const act = async (who: Actor, id: string, step: IncidentStepBody) => {
  const done = await (await as(who)).takeIncident(id, step, who);
  return done.ok ? done.value.state : done.error.code;
};

test('个保法57: a leak from report to close; its procuratorate may read it, others not; notice and referral are drawn', async () => {
  const id = await leak();
  assert.equal((await (await as(clerk)).duties({}, clerk)).duties.find((one) => one.id === id)?.kind, 'incident');
  assert.equal(await act(clerk, id, { type: 'CloseIncident', reasons: '完毕' }), 'STANDS_OTHERWISE');
  assert.equal(await act(clerk, id, { type: 'Contain', measures: '停用账号' }), 'contained');
  assert.equal(await act(clerk, id, ASSESS), 'assessed');
  assert.equal(await act(clerk, id, { type: 'Refer', kind: 'crime', to: 'police/110000000000', document: '泄移1号' }), 'assessed');
  assert.equal(await act(clerk, id, NOTIFY), 'notified');
  assert.equal(await act(stranger, id, NOTIFY), 'NOTHING_TO_TELL');
  assert.equal(await act(clerk, id, { type: 'CloseIncident', reasons: '完毕' }), 'closed');
  for (const who of [clerk, zhou]) {
    const shown = present(await (await as(who)).findIncident(id, who), 'the leak');
    assert.deepEqual(shown.papers?.map(({ paper }) => paper), ['incident-referral', 'leak-notice']);
    for (const { paper } of shown.papers ?? []) assert.ok(await (await as(who)).incidentPaper(id, paper, who));
  }
  assert.equal(await (await as(stranger)).findIncident(id, stranger), undefined);
  assert.equal((await (await as(clerk)).duties({}, clerk)).duties.find((one) => one.id === id), undefined);
});

test('个保法57(2): that nobody need be told is proposed by one and agreed by another', async () => {
  const id = await leak();
  await act(clerk, id, { type: 'Contain', measures: '停用账号' });
  await act(clerk, id, ASSESS);
  assert.equal(await act(clerk, id, { type: 'ProposeSparing', reasons: '没有人读取' }), 'assessed');
  assert.equal((await (await as(chief)).findIncident(id, chief))?.sparingProposed, '没有人读取');
  const agree = { type: 'DecideSparing', agrees: 'yes', reasons: '' } as const;
  assert.equal(await act(clerk, id, agree), 'FOUR_EYES');
  const seen = (await (await as(chief)).findIncident(id, chief))?.version;
  assert.ok(seen !== undefined);
  // Others are concerned now, and the words are new: what the chief has seen is not that.
  await act(clerk, id, { ...ASSESS, persons: ['subject-1', 'subject-2', 'subject-3'] });
  assert.equal(await act(clerk, id, { type: 'ProposeSparing', reasons: '没有人读取' }), 'assessed');
  assert.equal(await act(chief, id, { ...agree, version: seen }), 'VERSION_CHANGED');
  assert.equal(await act(clerk, id, { ...agree, version: seen }), 'FOUR_EYES');
  assert.equal(await act(chief, id, { ...agree, version: seen + 2 }), 'notified');
  assert.equal((await (await as(chief)).findIncident(id, chief))?.isSpared, 'yes');
});

test('nothing of a matter or leak is in the clear in any table', async () => {
  const stored = await platform.deployment.connection.withSchema('sealed').selectFrom('event').selectAll().execute();
  const bytes = Buffer.concat(stored.map(({ content }) => Buffer.from(content)));
  for (const word of ['逾期未封存', '拍摄并传播', '立即封存']) assert.ok(!bytes.includes(word));
});
