import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import type { Actor, RightsFilingBody } from '@fengcun/api';
import { present, sha256Hex } from '@fengcun/kernel';
import { readPdf } from '../../../documents/src/testing/read-pdf.ts';
import { accountBench, numberOf } from '../accounts/testing/account-fixture.ts';
import { rightsPort } from '../service/rights-port.ts';
import { commitLine, openIntents } from '../service/service-act.ts';
import { rightsOver } from './open-rights.ts';

type Bench = Awaited<ReturnType<typeof accountBench>>;
let opened: Bench | undefined;
const bench = (): Bench => present(opened, 'the deployment');

const [LIN, CHILD, ZHOU] = [numberOf('11010519880307311'), numberOf('11010520150307312'), numberOf('11010519850307313')];
before(async () => {
  opened = await accountBench();
  const citizen = { organ: 'none', roles: ['citizen'] };
  const wards = [{ name: '林小某', identityNumber: CHILD, until: '2033-03-07' }];
  for (const [name, more] of [['lin', { ...citizen, identityNumber: LIN, wards }], ['zhou', { ...citizen, identityNumber: ZHOU }]] as const) {
    const added = await bench().add(name, more);
    assert.ok(added.ok, JSON.stringify(added));
  }
});
after(async () => { await opened?.close(); });

const actor = (id: string, organ: string, roles: Actor['roles']): Actor => ({ id, organ, roles, hasSecondFactor: true, person: `person of ${id}` });
const POLICE = 'police/110105000000';
const [lin, zhou] = [actor('lin', 'none', ['citizen']), actor('zhou', 'none', ['citizen'])];
const [clerk, head, stranger] = [actor('clerk', POLICE, ['reviewer']), actor('head', POLICE, ['approver']), actor('stranger', 'police/110106000000', ['reviewer'])];
const above = actor('above', 'police/110000000000', ['approver']);
const FILING: RightsFilingBody = { kind: 'correction', organ: POLICE, requester: 'self', statement: '判决日期有误', materials: ['evidence'] };

/** The port as a request of an actor has it: its intent is committed. */
const as = async (who: Actor) => {
  const { deployment, now } = bench();
  const service = await commitLine(deployment, openIntents(), {
    what: 'RIGHTS_REQUEST_READ', phase: 'intent', action: 'rights.read', decision: 'allow', policies: [], policySetHash: sha256Hex('invented'), actorId: who.id, organ: who.organ,
    roles: who.roles, purpose: 'rightsOfPerson', requestId: Buffer.from(deployment.random(16)).toString('hex'), at: new Date(now()).toISOString(),
  });
  return rightsPort(rightsOver(deployment), () => service);
};
const filed = async (who: Actor, body: RightsFilingBody = FILING) => {
  const done = await (await as(who)).file(body, who);
  assert.ok(done.ok, JSON.stringify(done));
  return done.value;
};
const take = async (who: Actor, id: string, step: Parameters<Awaited<ReturnType<typeof as>>['take']>[1]) => {
  const done = await (await as(who)).take(id, step, who);
  return done.ok ? done.value.stage : done.error.code;
};
const ANSWER = { outcome: 'granted', grounds: [], reasons: '', measures: '已更正' } as const;
const DECIDE = { type: 'DecideAnswer', agrees: 'yes', reasons: '', document: '更答1号' } as const;

test('a citizen asks, an officer checks and proposes, another answers; everybody sees the same request', async () => {
  const { requestId, stage, cites } = await filed(lin);
  assert.deepEqual([stage, cites], ['filed', ['PIPL_46']]);
  assert.equal(await take(clerk, requestId, { type: 'CheckRequest', document: '更字1号' }), 'accepted');
  assert.equal(await take(clerk, requestId, { type: 'ProposeAnswer', answer: ANSWER }), 'proposed');
  assert.equal(await take(clerk, requestId, DECIDE), 'FOUR_EYES');
  const seen = (await (await as(head)).find(requestId, head))?.desk?.version;
  assert.ok(seen !== undefined);
  assert.equal(await take(head, requestId, { ...DECIDE, version: seen - 1 }), 'VERSION_CHANGED', 'agreed to is what was seen');
  assert.equal(await take(head, requestId, { ...DECIDE, version: seen }), 'answered');
  for (const who of [lin, clerk]) assert.deepEqual((await (await as(who)).find(requestId, who))?.answer, ANSWER);
});

test('a request of somebody else, of another organ and an id nobody has are answered alike', async () => {
  const { requestId } = await filed(lin);
  const nobody = `${requestId.slice(0, -4)}0000`;
  for (const [who, id] of [[zhou, requestId], [stranger, requestId], [lin, nobody]] as const) {
    assert.equal(await (await as(who)).find(id, who), undefined);
    assert.equal(await take(who, id, who === stranger ? { type: 'CheckRequest', document: 'x' } : { type: 'Withdraw' }), 'NOTHING_TO_TELL');
  }
  const listed = async (who: Actor) => (await (await as(who)).list({ limit: 100 }, who)).map((one) => one.requestId);
  assert.ok((await listed(lin)).includes(requestId) && (await listed(clerk)).includes(requestId));
  assert.deepEqual([await listed(zhou), await listed(stranger)], [[], []]);
});

test('who a request is about comes from the account: a child of one\'s own, never somebody named in the request', async () => {
  const child = await filed(lin, { ...FILING, requester: 'guardian', ward: '林小某' });
  assert.equal(child.stage, 'filed');
  const other = await (await as(zhou)).file({ ...FILING, requester: 'guardian', ward: '林小某' }, zhou);
  assert.deepEqual(other, { ok: false, error: { code: 'IDENTITY_UNPROVEN' } });
  const named = await (await as(zhou)).file({ ...FILING, requester: 'agent', person: { name: '林某', documentType: 'residentIdentityCard', documentNumber: LIN } }, zhou);
  assert.deepEqual(named, { ok: false, error: { code: 'IDENTITY_UNPROVEN' } });
});

test('after a refusal the organ above answers, and nobody else; the request moves to its list', async () => {
  const { requestId } = await filed(lin, { ...FILING, kind: 'deletion' });
  await take(clerk, requestId, { type: 'CheckRequest', document: '删字1号' });
  await take(clerk, requestId, { type: 'ProposeAnswer', answer: { outcome: 'refused', grounds: ['retentionRuns'], reasons: '保存期限未届满', measures: '' } });
  assert.equal(await take(head, requestId, DECIDE), 'answered');
  assert.equal(await take(zhou, requestId, { type: 'Appeal', statement: '不服', to: above.organ }), 'NOTHING_TO_TELL');
  assert.equal(await take(lin, requestId, { type: 'Appeal', statement: '不服', to: above.organ }), 'appealed');
  assert.equal(await take(head, requestId, { type: 'AnswerAppeal', answer: ANSWER, document: 'x' }), 'NOTHING_TO_TELL');
  assert.ok((await (await as(above)).list({ limit: 100 }, above)).some((one) => one.requestId === requestId));
  assert.equal(await take(above, requestId, { type: 'AnswerAppeal', answer: ANSWER, document: '上答1号' }), 'appealAnswered');
});

test('个保法50: a refusal is a paper with its grounds, articles and remedies; the person and the organ read the same bytes, others none', async () => {
  const { requestId } = await filed(lin, { ...FILING, kind: 'deletion', statement: '请删除\n第二行' });
  await take(clerk, requestId, { type: 'CheckRequest', document: '删受2号' });
  await take(clerk, requestId, { type: 'ProposeAnswer', answer: { outcome: 'refused', grounds: ['retentionRuns'], reasons: '保存期限未届满', measures: '' } });
  const paper = async (who: Actor, name = 'rights-answer') => (await (await as(who)).paper(requestId, name, who))?.bytes;
  assert.equal(await paper(lin), undefined, 'what is only proposed is no paper');
  assert.equal(await take(head, requestId, { ...DECIDE, document: '删答2号' }), 'answered');
  const { text } = await readPdf(present(await paper(lin), 'the answer'));
  for (const words of ['删答2号', '不予支持', '个人信息保护法', '第四十七条', '向上一级机关申诉', '依法向人民法院提起诉讼']) assert.ok(text.replaceAll(/\s/g, '').includes(words), words);
  assert.deepEqual(await paper(lin), await paper(clerk));
  for (const who of [zhou, stranger]) assert.equal(await paper(who), undefined);
  assert.deepEqual((await (await as(lin)).find(requestId, lin))?.papers, [{ paper: 'rights-acceptance', number: '删受2号' }, { paper: 'rights-answer', number: '删答2号' }]);
});

test('at a window the officer who wrote it down hands in what the person brings; another officer does not, works on it, and nobody of the organ takes it over', async () => {
  const window = actor('window', POLICE, ['clerk']);
  const person = { name: '虚小禾', documentType: 'residentIdentityCard', documentNumber: ZHOU } as const;
  const { requestId } = await filed(window, { ...FILING, kind: 'copy', materials: [], person });
  assert.equal(await take(window, requestId, { type: 'CheckRequest', document: 'x' }), 'FOUR_EYES');
  assert.equal(await take(clerk, requestId, { type: 'CheckRequest', document: '查补1号' }), 'supplementing');
  const supplement = { type: 'Supplement', supplement: { materials: ['identityProof'] } } as const;
  assert.equal(await take(clerk, requestId, supplement), 'NOTHING_TO_TELL');
  assert.equal(await take(clerk, requestId, { type: 'TakeOver' }), 'NOTHING_TO_TELL');
  assert.equal(await take(window, requestId, supplement), 'supplemented');
  assert.equal(await take(window, requestId, { type: 'Withdraw' }), 'withdrawn');
});

test('what is missing is told once, on paper, with its number', async () => {
  const { requestId } = await filed(lin, { ...FILING, materials: [] });
  assert.equal(await take(clerk, requestId, { type: 'CheckRequest', document: '更补3号' }), 'supplementing');
  const made = present(await (await as(lin)).paper(requestId, 'rights-supplement-notice', lin), 'the notice');
  assert.ok((await readPdf(made.bytes)).text.includes('更补3号'));
});

test('办法21: a granted application to seal names to the organ what to look at; nothing is sealed by the answer', async () => {
  const { requestId } = await filed(lin, { ...FILING, kind: 'sealing', materials: ['disclosureProof'], concerns: '8H3K-2M4P-9QRS-TV0X-57' });
  await take(clerk, requestId, { type: 'CheckRequest', document: '封受1号' });
  await take(clerk, requestId, { type: 'ProposeAnswer', answer: ANSWER });
  assert.equal(await take(head, requestId, { ...DECIDE, document: '封答1号' }), 'answered');
  assert.equal((await (await as(clerk)).find(requestId, clerk))?.sealingCandidate, '8H3K-2M4P-9QRS-TV0X-57');
  assert.equal((await (await as(lin)).find(requestId, lin))?.sealingCandidate, undefined);
});

test('nothing of a request is in the clear, and each step has its entry in the log', async () => {
  const { deployment } = bench();
  const { requestId } = await filed(lin, { ...FILING, statement: '一句认得出的话' });
  const stored = await deployment.connection.withSchema('sealed').selectFrom('event').selectAll().where('streamId', '=', requestId).execute();
  assert.equal(stored.length, 1);
  assert.ok(!Buffer.concat(stored.map(({ content }) => Buffer.from(content))).includes('认得出'));
  const open = await deployment.connection.withSchema('open').selectFrom('proceeding').selectAll().execute();
  assert.deepEqual(open, []);
});

test('who looked at my record: empty for whoever was never asked about, and for whoever is no citizen', async () => {
  for (const who of [lin, clerk]) assert.deepEqual(await (await as(who)).looks(who), { looks: [], certificates: [], seals: [], computations: [] });
});
