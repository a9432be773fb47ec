import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { FoundCase, IntakeEnvelope, IntakeResult } from '@fengcun/api';
import { parseCaseCode } from '@fengcun/registry';
import { sql } from 'kysely';
import { type LookedAt, memoryDeployment } from '../intake/testing/import-fixture.ts';
import { beginRegistrarAct } from '../registrar/registrar-act.ts';
import { actTransaction } from '../service/act-transaction.ts';
import { casesPort } from '../service/cases-port.ts';
import { takeEnvelopes } from '../service/intake-port.ts';
import type { ServiceAct } from '../service/service-act.ts';
import { findCaseCodes } from './find-codes.ts';
import { linkCases } from './merge-cases.ts';

const CLERK = { account: 'clerk-1', organ: 'court/A01' };
const TWO = { ...CLERK, approvedBy: 'clerk-2' };
const NUMBERS = { first: '（2026）虚0001刑初1号', second: '（2026）虚0001刑初2号' };
type Told = Readonly<{ numbers?: readonly string[]; code?: string; name?: string; served?: string }>;

const envelope = (id: string, { numbers = [], code, name = '虚小禾', served }: Told): IntakeEnvelope => ({
  specversion: '1.0', id: `${id}.1`, source: 'urn:fengcun:court:A01:trial-system', type: `cn.fengcun.intake.${served === undefined ? 'judgmentRecorded' : 'sentenceServed'}.v1`,
  data: {
    source: { organ: { type: 'court', code: 'A01' }, system: 'trial-system', messageId: id, version: 1 },
    case: { ...(numbers.length === 0 ? {} : { references: numbers.map((number) => ({ type: 'courtCase', number })) }), ...(code === undefined ? {} : { code }) },
    person: { kind: 'person', names: [{ text: name, use: 'current' }], documents: [] },
    content: served === undefined ? { decidedOn: '2026-03-02', documentNumber: `${id}号`, court: '虚构人民法院' } : { servedOn: served },
  },
});

const send = async (deployment: LookedAt, ...messages: readonly IntakeEnvelope[]): Promise<readonly IntakeResult[]> => {
  const service = await beginRegistrarAct(deployment, CLERK, { act: 'exception.resolve', detail: null });
  return actTransaction({ deployment, service, decideAll: () => [], messages: messages.length }, (intake, wrote) => {
    wrote();
    return takeEnvelopes(intake, 'clerk-1', messages.map((one) => ({ envelope: one })));
  });
};
const codeIn = (result: IntakeResult | undefined): string => {
  assert.ok(result?.outcome === 'accepted', JSON.stringify(result));
  return result.caseCode;
};
const asCode = (text: string) => {
  const code = parseCaseCode(text);
  assert.ok(code.ok);
  return code.value;
};
const timeline = async (deployment: LookedAt, code: string): Promise<FoundCase | undefined> => {
  const act = await beginRegistrarAct(deployment, CLERK, { act: 'case.code', detail: null });
  return casesPort(deployment, () => act as unknown as ServiceAct).find(code);
};
const subjectsOf = (found: FoundCase | undefined): readonly (string | undefined)[] => [...new Set(found?.timeline.events.flatMap(({ subject }) => subject ?? []))];
const link = (deployment: LookedAt, survivor: string, absorbed: string) =>
  linkCases(deployment, TWO, { act: 'merge', survivor: asCode(survivor), absorbed: asCode(absorbed), reason: 'sameCase' });

const withTwoCases = async (work: (deployment: LookedAt, codes: Readonly<{ one: string; two: string }>) => Promise<void>): Promise<void> => {
  const deployment = await memoryDeployment();
  try {
    const [first, second] = await send(deployment, envelope('a', { numbers: [NUMBERS.first] }), envelope('b', { numbers: [NUMBERS.second], name: '虚大禾' }));
    await work(deployment, { one: codeIn(first), two: codeIn(second) });
  } finally {
    await deployment.close();
  }
};

test('merged: both codes and all numbers lead to the surviving case, and an ambiguous message has one home', () => withTwoCases(async (deployment, { one, two }) => {
  const both = [NUMBERS.first, NUMBERS.second];
  assert.equal((await send(deployment, envelope('c', { numbers: both })))[0]?.outcome, 'exception');
  const done = await link(deployment, one, two);
  assert.ok(done.ok && done.value.told === one, JSON.stringify(done));
  assert.deepEqual(await Promise.all([one, two].map(async (code) => (await timeline(deployment, code))?.timeline.caseCode)), [one, one]);
  const kinds = (await timeline(deployment, two))?.timeline.events.map(({ kind }) => kind);
  assert.deepEqual(kinds?.toSorted(), ['caseLinked', 'caseLinked', 'judgmentRecorded', 'judgmentRecorded']);
  const taken = await send(deployment,
    envelope('d', { numbers: both }), envelope('e', { numbers: [NUMBERS.second] }), envelope('f', { code: two }), envelope('g', { code: one, numbers: [NUMBERS.second] }));
  assert.deepEqual(taken.map(codeIn), [one, one, one, one]);
  assert.deepEqual(await send(deployment, envelope('b', { numbers: [NUMBERS.second], name: '虚大禾' })), [{ outcome: 'duplicate', caseCode: one }]);
  assert.deepEqual(await findCaseCodes(deployment, CLERK, [{ type: 'courtCase', number: NUMBERS.second }]), [one]);
  assert.equal(subjectsOf(await timeline(deployment, one)).length, 2, 'a name is one person over both cases');
}));

test('contradictions are seen over merged cases, and a chain of merges ends at one', () => withTwoCases(async (deployment, { one, two }) => {
  const three = codeIn((await send(deployment, envelope('h', { numbers: ['（2026）虚0001刑初3号'], served: '2026-05-01', name: '虚三禾' })))[0]);
  assert.ok((await link(deployment, two, three)).ok);
  assert.ok((await link(deployment, one, two)).ok);
  assert.deepEqual(await Promise.all([one, two, three].map(async (code) => (await timeline(deployment, code))?.timeline.caseCode)), [one, one, one]);
  const told = await send(deployment, envelope('i', { code: one, served: '2026-06-01', name: '虚三禾' }));
  assert.equal(codeIn(told[0]), one);
  const { rows } = await sql<{ reason: string }>`select reason from ops.exception_item`.execute(deployment.connection);
  assert.deepEqual(rows.map(({ reason }) => reason), ['RECORDS_CONTRADICT']);
  const refused = await Promise.all([link(deployment, three, one), link(deployment, one, three), link(deployment, one, one)]);
  assert.deepEqual(refused.map((each) => (each.ok ? 'done' : each.error.code)), ['WOULD_CLOSE_CIRCLE', 'ALREADY_ABSORBED', 'SAME_CASE']);
}));

test('split: each case has its own again, with what came in between; both acts are in the log, approved', () => withTwoCases(async (deployment, { one, two }) => {
  assert.ok((await link(deployment, one, two)).ok);
  await send(deployment, envelope('j', { numbers: [NUMBERS.second], name: '虚大禾' }));
  const back = await linkCases(deployment, TWO, { act: 'split', absorbed: asCode(two), reason: 'mergedInError' });
  assert.ok(back.ok && back.value.told === one);
  const events = await Promise.all([one, two].map(async (code) => (await timeline(deployment, code))?.timeline));
  assert.deepEqual(events.map((each) => each?.caseCode), [one, two]);
  assert.deepEqual(events.map((each) => each?.events.filter(({ kind }) => kind === 'judgmentRecorded').length), [1, 2]);
  assert.equal((await send(deployment, envelope('k', { numbers: [NUMBERS.first, NUMBERS.second] })))[0]?.outcome, 'exception', 'two cases again');
  const again = await linkCases(deployment, TWO, { act: 'split', absorbed: asCode(two), reason: 'mergedInError' });
  assert.equal(again.ok ? 'done' : again.error.code, 'NOT_MERGED');
  const { rows } = await sql<{ entry: string }>`select convert_from(entry, 'UTF8') as entry from ledger.audit_pending`.execute(deployment.connection);
  const acts = rows.map(({ entry }) => JSON.parse(entry) as { id: string; act: string; phase: string; approvals: string[]; actor: string });
  for (const name of ['case.merge', 'case.split']) {
    const approval = acts.find(({ act }) => act === `${name}.approve`);
    const outcome = acts.find(({ act, phase }) => act === name && phase === 'outcome');
    assert.deepEqual(outcome?.approvals, [approval?.id], name);
    assert.notEqual(outcome?.actor, approval?.actor);
  }
}));

test('one person alone merges nothing, and no code that was never given', () => withTwoCases(async (deployment, { one, two }) => {
  const alone = await linkCases(deployment, { ...CLERK, approvedBy: 'clerk-1' }, { act: 'merge', survivor: asCode(one), absorbed: asCode(two), reason: 'sameCase' });
  assert.equal(alone.ok ? 'done' : alone.error.code, 'FOUR_EYES');
  const nobodys = await link(deployment, one, '000000000000000098');
  assert.equal(nobodys.ok ? 'done' : nobodys.error.code, 'CASE_UNKNOWN');
}));
