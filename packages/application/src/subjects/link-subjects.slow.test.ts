import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { IntakeEnvelope, IntakeResult } from '@fengcun/api';
import { parseCaseCode, type SubjectToken } from '@fengcun/registry';
import { showCase } from '../cases/show-case.ts';
import { listExceptions, resolveException } from '../exceptions/index.ts';
import { type LookedAt, memoryDeployment } from '../intake/testing/import-fixture.ts';
import { beginRegistrarAct } from '../registrar/registrar-act.ts';
import { actTransaction } from '../service/act-transaction.ts';
import { takeEnvelopes } from '../service/intake-port.ts';
import { linkSubjects, showSubject, subjectTokenOf } from './index.ts';

const CLERK = { account: 'clerk-1', organ: 'court/A01' };
const TWO = { ...CLERK, approvedBy: 'clerk-2' };
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An invented number; nobody bears it with these names. */
const numberOf = (day: string): string => {
  const digits = `110105${day}001`;
  return digits + '10X98765432'[[...digits].reduce((sum, digit, at) => sum + Number(digit) * (WEIGHTS[at] ?? 0), 0) % 11];
};
type Person = Readonly<{ name: string; number?: string; bornOn?: string }>;

const envelope = (id: string, caseNumber: number, { name, number, bornOn }: Person): IntakeEnvelope => ({
  specversion: '1.0', id: `${id}.1`, source: 'urn:fengcun:court:A01:trial-system', type: 'cn.fengcun.intake.judgmentRecorded.v1',
  data: {
    source: { organ: { type: 'court', code: 'A01' }, system: 'trial-system', messageId: id, version: 1 },
    case: { references: [{ type: 'courtCase', number: `（2026）虚0001刑初${caseNumber}号` }] },
    person: {
      kind: 'person', names: [{ text: name, use: 'current' }], ...(bornOn === undefined ? {} : { bornOn }),
      documents: number === undefined ? [] : [{ type: 'residentIdentityCard', number }],
    },
    content: { decidedOn: '2026-03-02', documentNumber: `${id}号`, court: '虚构人民法院' },
  },
});

const send = async (deployment: LookedAt, ...messages: readonly IntakeEnvelope[]): Promise<readonly IntakeResult[]> => {
  const service = await beginRegistrarAct(deployment, CLERK, { act: 'exception.resolve', detail: null });
  return actTransaction({ deployment, service, decideAll: () => [], messages: messages.length }, (intake, wrote) => {
    wrote();
    return takeEnvelopes(intake, 'clerk-1', messages.map((one) => ({ envelope: one })));
  });
};
const personsOf = async (deployment: LookedAt, result: IntakeResult | undefined): Promise<readonly SubjectToken[]> => {
  assert.ok(result?.outcome !== 'exception', JSON.stringify(result));
  const code = parseCaseCode(result?.caseCode ?? '');
  assert.ok(code.ok);
  const shown = await showCase(deployment, CLERK, code.value);
  return [...new Set(shown?.events.flatMap(({ subject }) => subjectTokenOf(subject ?? '') ?? []))];
};
const onlyOf = async (deployment: LookedAt, result: IntakeResult | undefined): Promise<SubjectToken> => {
  const [only, another] = await personsOf(deployment, result);
  assert.ok(only !== undefined && another === undefined);
  return only;
};
const withDeployment = async (work: (deployment: LookedAt) => Promise<void>): Promise<void> => {
  const deployment = await memoryDeployment();
  try {
    await work(deployment);
  } finally {
    await deployment.close();
  }
};

test('one person under two numbers: merged, both numbers and names lead to one; split, to two again', () => withDeployment(async (deployment) => {
  const [old, young] = [numberOf('20080307'), numberOf('20080308')];
  const [first, second] = await send(deployment, envelope('a', 1, { name: '虚小禾', number: old }), envelope('b', 2, { name: '虚大禾', number: young }));
  const [one, other] = [await onlyOf(deployment, first), await onlyOf(deployment, second)];
  const merged = await linkSubjects(deployment, TWO, { act: 'merge', survivor: one, absorbed: other, reason: 'numberCorrected' });
  assert.ok(merged.ok && merged.value.keptUnder === one, JSON.stringify(merged));
  const shown = await showSubject(deployment, CLERK, other);
  assert.deepEqual([shown?.keptUnder, shown?.claims.map(({ names }) => names[0]?.text).toSorted()], [one, ['虚大禾', '虚小禾']]);
  const [third] = await send(deployment, envelope('c', 3, { name: '虚大禾', number: young }));
  assert.deepEqual(await personsOf(deployment, third), [one], 'the number of the absorbed leads to the one who stays');
  const back = await linkSubjects(deployment, TWO, { act: 'split', absorbed: other, reason: 'mergedInError' });
  assert.ok(back.ok && back.value.keptUnder === other);
  assert.deepEqual((await showSubject(deployment, CLERK, other))?.keptUnder, other);
  const [fourth] = await send(deployment, envelope('d', 4, { name: '虚大禾', number: young }));
  assert.deepEqual(await personsOf(deployment, fourth), [other]);
}));

test('a name changed: the same number with another name waits, and is taken once two people merged or said so', () => withDeployment(async (deployment) => {
  const number = numberOf('20070101');
  const [first] = await send(deployment, envelope('a', 1, { name: '虚小禾', number }));
  const one = await onlyOf(deployment, first);
  const [second] = await send(deployment, envelope('b', 1, { name: '冯小禾', number }));
  assert.equal(second?.outcome, 'exception');
  const [item] = await listExceptions(deployment, CLERK, { state: 'waiting', limit: 9 });
  assert.equal(item?.reasons[0]?.code, 'IDENTITY_CONTRADICTS');
  const asked = { exceptionId: item?.exceptionId ?? '', decideAll: () => [] };
  const alone = await resolveException(deployment, CLERK, { ...asked, decision: { action: 'try', person: one } });
  assert.equal(alone.ok ? 'done' : alone.error.code, 'FOUR_EYES');
  const done = await resolveException(deployment, TWO, { ...asked, decision: { action: 'try', person: one } });
  assert.deepEqual(done.ok ? done.value.results.map(({ outcome }) => outcome) : done.error, ['accepted']);
  const later = await send(deployment, envelope('c', 2, { name: '冯小禾', number }), envelope('d', 3, { name: '虚小禾', number }));
  for (const result of later) assert.deepEqual(await personsOf(deployment, result), [one], 'either name is known from now on');
  const [third] = await send(deployment, envelope('e', 4, { name: '褚小禾', number }));
  assert.equal(third?.outcome, 'exception', 'a third name is asked about again');
}));

test('perhaps somebody known: another person where two people say so, and no number speaks against it', () => withDeployment(async (deployment) => {
  const number = numberOf('20060606');
  const [first, second, third] = await send(deployment,
    envelope('a', 1, { name: '虚小禾', bornOn: '2008-03-07' }), envelope('b', 1, { name: '虚小禾', bornOn: '2007-01-01' }), envelope('c', 1, { name: '虚小禾' }));
  assert.deepEqual([first?.outcome, second?.outcome, third?.outcome], ['accepted', 'accepted', 'exception']);
  const decide = (exception: IntakeResult | undefined, person: SubjectToken | 'another') => {
    assert.ok(exception?.outcome === 'exception');
    return resolveException(deployment, TWO, { exceptionId: exception.exceptionId, decideAll: () => [], decision: { action: 'try', person } });
  };
  const outcomesOf = (done: Awaited<ReturnType<typeof decide>>): unknown => (done.ok ? done.value.results.map(({ outcome }) => outcome) : done.error);
  assert.deepEqual(outcomesOf(await decide(third, 'another')), ['accepted']);
  assert.equal((await personsOf(deployment, first)).length, 3);
  const [known, fourth] = await send(deployment, envelope('d', 2, { name: '虚大禾', number }), envelope('e', 3, { name: '褚小禾', number }));
  assert.deepEqual([known?.outcome, fourth?.outcome], ['accepted', 'exception']);
  assert.deepEqual(outcomesOf(await decide(fourth, 'another')), ['exception'], 'the number is somebody else\'s');
}));

test('what cannot be one is refused with its reason', () => withDeployment(async (deployment) => {
  const [first, second] = await send(deployment, envelope('a', 1, { name: '虚小禾' }), envelope('b', 2, { name: '虚大禾' }));
  const [one, other] = [await onlyOf(deployment, first), await onlyOf(deployment, second)];
  const merge = (survivor: SubjectToken, absorbed: SubjectToken) => linkSubjects(deployment, TWO, { act: 'merge', survivor, absorbed, reason: 'sameDocument' });
  const nobody = subjectTokenOf('01900000000070008000000000000001');
  assert.ok(nobody !== undefined);
  const unknown = await merge(nobody, one);
  assert.equal(unknown.ok ? 'done' : unknown.error.code, 'SUBJECT_UNKNOWN');
  assert.ok((await merge(one, other)).ok);
  const refused = [await merge(one, one), await merge(one, other), await merge(other, one), await linkSubjects(deployment, TWO, { act: 'split', absorbed: one, reason: 'mergedInError' })];
  assert.deepEqual(refused.map((each) => (each.ok ? 'done' : each.error.code)), ['SAME_SUBJECT', 'ALREADY_ABSORBED', 'WOULD_CLOSE_CIRCLE', 'MERGE_NOT_STANDING']);
}));
