import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { ExceptionItem, IntakeEnvelope, RequestPorts } from '@fengcun/api';
import type { Json } from '@fengcun/kernel';
import { sql } from 'kysely';
import type { KeptDecision } from '../intake/intake-item.ts';
import { itemsOf } from '../intake/read-items.ts';
import { makeCaseCode, parseCaseCode } from '@fengcun/registry';
import { importAll, type LookedAt, memoryDeployment } from '../intake/testing/import-fixture.ts';
import { actTransaction } from '../service/act-transaction.ts';
import { exceptionsPort } from '../service/exceptions-port.ts';
import { takeEnvelopes } from '../service/intake-port.ts';
import { beginRegistrarAct } from '../registrar/registrar-act.ts';
import { contentShown } from './show-content.ts';
import { type ExceptionDecision, listExceptions, type Registrar, resolveException, showException } from './index.ts';

class Refused extends Error {}

const codeOf = (text: string) => {
  const code = parseCaseCode(text);
  assert.ok(code.ok);
  return code.value;
};

const CLERK: Registrar = { account: 'clerk-1', organ: 'court/A01' };
const TWO: Registrar = { ...CLERK, approvedBy: 'clerk-2' };
const DECISION: KeptDecision = { pack: 'invented', packHash: 'a'.repeat(64), asOf: '2026-11-21' as KeptDecision['asOf'], factsHash: 'b'.repeat(64), outcome: 'mustSeal' };
const asked: Json[] = [];
const decideAll = (facts: unknown): readonly KeptDecision[] => { asked.push(facts as Json); return [DECISION]; };

const envelope = (id: string, told: Readonly<Record<string, unknown>> = {}, organ = 'court:A01'): IntakeEnvelope => ({
  specversion: '1.0', id: `${id}.1`, source: `urn:fengcun:${organ}:trial-system`, type: 'cn.fengcun.intake.judgmentRecorded.v1',
  data: {
    source: { organ: { type: 'court', code: organ.split(':')[1] }, system: 'trial-system', messageId: id, version: 1 },
    case: { references: [{ type: 'courtCase', number: `（2026）虚0001刑初${id}号` }] },
    person: { kind: 'person', names: [{ text: '虚小禾', use: 'current' }], documents: [] },
    content: { decidedOn: '2026-03-02', documentNumber: `（2026）虚0001刑初${id}号`, court: '虚构人民法院', sentence: { penalty: 'fineOnly', fineYuan: 500 } },
    ...told,
  },
});
const broken = (id: string): IntakeEnvelope => {
  const { data, ...rest } = envelope(id);
  return { ...rest, data: { ...data, content: { ...(data as { content: object }).content, decidedOn: '2026-02-30' } } };
};

const acting = async <T>(deployment: LookedAt, work: (ports: Readonly<{ exceptions: Omit<RequestPorts['exceptions'], 'content'>; intake: RequestPorts['intake'] }>) => Promise<T>): Promise<T> => {
  const service = await beginRegistrarAct(deployment, CLERK, { act: 'exception.resolve', detail: null });
  return actTransaction({ deployment, service, decideAll, messages: 3 }, (intake, wrote) => work({
    exceptions: exceptionsPort(intake, () => { wrote(); return intake; }),
    intake: { submit: (messages, { id }) => { wrote(); return takeEnvelopes(intake, id, messages.map((one) => ({ envelope: one }))); } },
  }));
};
const ACTOR = { id: 'clerk-1', organ: 'court/A01', roles: ['clerk'], hasSecondFactor: false } as const;
const send = (deployment: LookedAt, ...messages: readonly IntakeEnvelope[]) => acting(deployment, ({ intake }) => intake.submit(messages, ACTOR));
const decide = (deployment: LookedAt, exceptionId: string, decision: ExceptionDecision, registrar = CLERK) =>
  resolveException(deployment, registrar, { exceptionId, decision, decideAll });
const waiting = (deployment: LookedAt, organ?: string): Promise<readonly ExceptionItem[]> =>
  listExceptions(deployment, CLERK, { state: 'waiting', limit: 100, ...(organ === undefined ? {} : { organ }) });

const withDeployment = async (work: (deployment: LookedAt) => Promise<void>): Promise<void> => {
  const deployment = await memoryDeployment();
  try {
    await work(deployment);
  } finally {
    await deployment.close();
  }
};

test('a wrong date is corrected in its place, decided on, and a resend then answers with the case', () => withDeployment(async (deployment) => {
  const [first] = await send(deployment, broken('7'));
  assert.ok(first?.outcome === 'exception');
  assert.deepEqual([first.reasons[0]?.code, first.reasons[0]?.at], ['DATE_IMPOSSIBLE', '/data/content/decidedOn']);
  const [item] = await waiting(deployment, 'court/A01');
  assert.equal(item?.exceptionId, first.exceptionId);
  assert.deepEqual(await waiting(deployment, 'court/A0'), []);
  const again = await decide(deployment, first.exceptionId, { action: 'try' });
  assert.ok(again.ok && again.value.results[0]?.outcome === 'exception', 'as it is, it is still wrong');
  const second = again.value.results[0].exceptionId;
  const before = asked.length;
  const done = await decide(deployment, second, { action: 'try', corrections: [{ at: '/data/content/decidedOn', value: '2026-03-02' }] });
  assert.ok(done.ok && done.value.results[0]?.outcome === 'accepted', JSON.stringify(done));
  assert.equal(asked.length, before + 1);
  assert.equal((asked.at(-1) as Record<string, unknown>)['recordKind'], 'conviction');
  const { caseCode } = done.value.results[0];
  assert.deepEqual(await send(deployment, broken('7')), [{ outcome: 'duplicate', caseCode }], 'the resend follows both tries');
  assert.deepEqual(await waiting(deployment), []);
  const ended = await decide(deployment, second, { action: 'try' });
  assert.deepEqual(ended, { ok: false, error: { code: 'EXCEPTION_NOT_WAITING' } });
}));

test('what is refused changes nothing: an unknown place, another organ, no message, one person alone', () => withDeployment(async (deployment) => {
  const text = { kind: 'text', id: 'a.txt', format: 'txt', text: '一张没有写任何案件的纸' } as const;
  await importAll(deployment, itemsOf(text, { organCode: 'A01', decideAll }));
  await send(deployment, broken('8'));
  const items = await waiting(deployment, 'court/A01');
  assert.deepEqual(items.map(({ reasons: [reason], system }) => [reason?.code, system]), [['DOCUMENT_UNREADABLE', 'file-import'], ['MESSAGE_INVALID', 'trial-system']]);
  const [document = '', message = ''] = items.map(({ exceptionId }) => exceptionId);
  const rows: readonly (readonly [string, ExceptionDecision, string, Registrar])[] = [
    [document, { action: 'try' }, 'EXCEPTION_WITHOUT_MESSAGE', CLERK],
    [message, { action: 'try', corrections: [{ at: '/data/nowhere/x', value: 1 }] }, 'PLACE_UNKNOWN', CLERK],
    [message, { action: 'try', messages: [envelope('8', {}, 'court:B02')] }, 'EXCEPTION_OTHER_ORGAN', CLERK],
    // Corrected member by member it would be another organ's as well: told in its name, or waiting in its queue.
    [message, { action: 'try', corrections: [{ at: '/source', value: 'urn:fengcun:court:B02:trial-system' }, { at: '/data/source/organ/code', value: 'B02' }, { at: '/data/content/decidedOn', value: '2026-03-02' }] }, 'EXCEPTION_OTHER_ORGAN', CLERK],
    [message, { action: 'try', corrections: [{ at: '/source', value: 'urn:fengcun:court:B02:trial-system' }] }, 'EXCEPTION_OTHER_ORGAN', CLERK],
    [message, { action: 'dismiss', reason: 'sentAgain' }, 'FOUR_EYES', CLERK], [message, { action: 'dismiss', reason: 'sentAgain' }, 'FOUR_EYES', { ...CLERK, approvedBy: 'clerk-1' }],
    ['01900000-0000-7000-8000-000000000001', { action: 'try' }, 'EXCEPTION_UNKNOWN', CLERK],
  ];
  for (const [id, decision, code, registrar] of rows) {
    const done = await decide(deployment, id, decision, registrar);
    assert.equal(done.ok ? 'done' : done.error.code, code);
  }
  assert.equal((await waiting(deployment)).length, 2);
  const given = await decide(deployment, document, { action: 'try', messages: [envelope('9')] });
  assert.ok(given.ok && given.value.results[0]?.outcome === 'accepted');
  const dismissed = await decide(deployment, message, { action: 'dismiss', reason: 'notARecord' }, TWO);
  assert.ok(dismissed.ok && dismissed.value.item.state === 'rejected');
  assert.deepEqual(await waiting(deployment), []);
}));

test('the interface: an ended exception is told as ended, and a replay without a message is a refusal', () => withDeployment(async (deployment) => {
  await importAll(deployment, itemsOf({ kind: 'text', id: 'a.txt', format: 'txt', text: '空白' }, { organCode: 'A01', decideAll }));
  const [item] = await waiting(deployment);
  const id = item?.exceptionId ?? '';
  const resolve = (resolution: Parameters<RequestPorts['exceptions']['resolve']>[0]['resolution'], version = 1, by: Parameters<RequestPorts['exceptions']['resolve']>[1] = ACTOR) =>
    acting(deployment, async ({ exceptions }) => {
      const done = await exceptions.resolve({ exceptionId: id, version, resolution }, by);
      // A refusal undoes the transaction, as the shell does it.
      if (!done.ok) throw new Refused(done.error.code);
      return done.value.item.state;
    }).catch((error: unknown) => (error instanceof Refused ? error.message : error));
  assert.deepEqual(await acting(deployment, async ({ exceptions }) => (await exceptions.list({ organ: 'court/A01', limit: 9 })).map((one) => one.exceptionId)), [id]);
  assert.equal(await resolve({ action: 'replay' }), 'EXCEPTION_WITHOUT_MESSAGE');
  assert.equal((await waiting(deployment)).length, 1, 'it waits on');
  const told = () => acting(deployment, ({ exceptions }) => exceptions.find(id));
  assert.equal(await resolve({ action: 'reject', reason: 'sentAgain' }), 'waiting', 'one person alone proposes');
  assert.deepEqual([(await told())?.version, (await told())?.setAside], [2, 'sentAgain']);
  assert.equal(await resolve({ action: 'reject', reason: 'sentAgain' }), 'VERSION_CHANGED', 'another has to have seen the proposal');
  assert.equal(await resolve({ action: 'reject', reason: 'sentAgain' }, 2), 'FOUR_EYES');
  const person = 'person-of-clerk-1';
  assert.equal(await resolve({ action: 'reject', reason: 'withdrawn' }, 2, { ...ACTOR, person }), 'waiting', 'another reason is another proposal');
  assert.equal(await resolve({ action: 'reject', reason: 'withdrawn' }, 2, { ...ACTOR, id: 'clerk-9', person }), 'FOUR_EYES', 'one person under two accounts');
  assert.equal(await resolve({ action: 'reject', reason: 'withdrawn' }, 2, { ...ACTOR, id: 'clerk-2' }), 'rejected');
  assert.equal((await acting(deployment, ({ exceptions }) => exceptions.find(id)))?.state, 'rejected');
  assert.equal(await resolve({ action: 'replay' }, 3), 'EXCEPTION_NOT_WAITING');
}));

test('what two people have to decide is not given up by anybody: whom it is about, which case, which record stands', () => withDeployment(async (deployment) => {
  const [first] = await send(deployment, envelope('5', { case: { code: makeCaseCode(new Uint8Array(10).fill(7)) } }));
  assert.ok(first?.outcome === 'exception', JSON.stringify(first));
  const [item] = await waiting(deployment);
  assert.equal(item?.reasons[0]?.code, 'CASE_UNKNOWN');
  const given = await acting(deployment, ({ exceptions }) => exceptions.resolve({ exceptionId: first.exceptionId, version: 1, resolution: { action: 'reject', reason: 'notARecord' } }, ACTOR));
  assert.deepEqual(given, { ok: false, error: { code: 'EXCEPTION_OTHER_REMEDY' } });
}));

test('a row that lacks its number gets it: all its messages are taken, with the decisions of the row', () => withDeployment(async (deployment) => {
  const cells = [
    ['记录类型', '姓名', '法院', '决定日期', '生效日期', '主刑', '执行刑期', '罪名'],
    ['有罪判决', '虚小禾', '虚构人民法院', '2024-05-06', '2024-05-17', '有期徒刑', '8', '盗窃罪'],
  ];
  const table = { name: 'rows.csv', rows: cells.map((row, at) => ({ line: at + 1, cells: row })) };
  const items = itemsOf({ kind: 'rows', id: 'rows.csv', format: 'csv', table }, { organCode: 'A01', decideAll });
  const outcomes = await importAll(deployment, items);
  assert.ok(outcomes.length > 0 && outcomes.every(({ outcome }) => outcome !== 'taken'));
  const found = await waiting(deployment, 'court/A01');
  const first = found[0]?.exceptionId ?? '';
  const shown = await showException(deployment, CLERK, first);
  assert.equal(shown?.input.from, 'row');
  assert.ok(contentShown(shown).reasons.every(({ at }) => at === '/documentNumber'), 'told where the row is corrected');
  const wrong = await decide(deployment, first, { action: 'try', corrections: [{ at: '/facts/offenceFrom', value: '2024年' }] });
  assert.ok(wrong.ok && wrong.value.results[0]?.outcome === 'exception', 'what is no value waits again, and is no fault');
  const id = wrong.value.results[0].exceptionId;
  const told = await showException(deployment, CLERK, id);
  assert.deepEqual(told === undefined ? told : contentShown(told).reasons, [{ code: 'FIELD_FORMAT', at: '/facts/offenceFrom' }]);
  const before = asked.length;
  const done = await decide(deployment, id, { action: 'try', corrections: [{ at: '/documentNumber', value: '（2024）虚0001刑初9号' }, { at: '/facts/offenceFrom', value: null }] });
  assert.deepEqual(done.ok ? done.value.results.map(({ outcome }) => outcome) : done.error, ['accepted', 'accepted']);
  assert.deepEqual(asked.slice(before).map((facts) => (facts as Record<string, unknown>)['effectiveOn']), ['2024-05-17']);
  assert.deepEqual((await waiting(deployment)).length, found.length - 1);
}));

test('a case number of two cases waits; naming one of them by its code ends it', () => withDeployment(async (deployment) => {
  const both = { case: { references: [{ type: 'courtCase', number: '（2026）虚0001刑初1号' }, { type: 'courtCase', number: '（2026）虚0001刑初2号' }] } };
  const [one, two] = await send(deployment, envelope('1'), envelope('2', { person: { kind: 'person', names: [{ text: '虚大禾', use: 'current' }], documents: [] } }));
  assert.ok(one?.outcome === 'accepted' && two?.outcome === 'accepted');
  const [third] = await send(deployment, envelope('3', both));
  assert.ok(third?.outcome === 'exception');
  assert.equal((await waiting(deployment))[0]?.reasons[0]?.code, 'CASE_AMBIGUOUS');
  const unknown = await decide(deployment, third.exceptionId, { action: 'try', caseCode: makeCaseCode(new Uint8Array(10).fill(3)) });
  assert.ok(unknown.ok && unknown.value.results[0]?.outcome === 'exception', 'a code nobody was given');
  const last = unknown.value.results[0].exceptionId;
  const named = await decide(deployment, last, { action: 'try', caseCode: codeOf(two.caseCode) });
  assert.deepEqual(named.ok ? named.value.results : named.error, [{ outcome: 'accepted', caseCode: two.caseCode }]);
}));

test('no personal data in a list; what is shown is in the log before it is opened', () => withDeployment(async (deployment) => {
  const [first] = await send(deployment, broken('7'));
  assert.ok(first?.outcome === 'exception');
  const list = JSON.stringify(await waiting(deployment));
  for (const secret of ['虚小禾', '刑初7', '2026-02-30']) assert.ok(!list.includes(secret), secret);
  const shown = await showException(deployment, CLERK, first.exceptionId);
  assert.ok(shown?.input.from === 'message' && JSON.stringify(shown.input.envelope).includes('虚小禾'));
  assert.deepEqual(shown.details, [{ code: 'DATE_IMPOSSIBLE', at: '/data/content/decidedOn' }]);
  const { rows } = await sql<{ entry: string }>`select convert_from(entry, 'UTF8') as entry from ledger.audit_pending`.execute(deployment.connection);
  const acts = rows.map(({ entry }) => JSON.parse(entry) as { act: string; phase: string; record?: string });
  assert.ok(acts.some(({ act, phase, record }) => act === 'exception.read' && phase === 'intent' && record === first.exceptionId));
  assert.ok(acts.some(({ act, phase }) => act === 'exception.list' && phase === 'outcome'));
}));
