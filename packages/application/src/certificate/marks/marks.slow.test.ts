import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { linkCases } from '../../cases/index.ts';
import { eraseSubject } from '../../sealing/index.ts';
import { type LookedAt, memoryDeployment } from '../../intake/testing/import-fixture.ts';
import { linkSubjects, subjectTokenOf } from '../../subjects/index.ts';
import {
  effectiveOn, filed, inventedPerson, judgmentOn, notProsecuted, openOne, openRecordIds, publicOrder, sealOne, tellAll,
} from '../testing/invented-people.ts';
import { checkMarks } from './rebuild-marks.ts';

type Mark = Readonly<{ termKind: string; standing: string; effectiveOn: string | null; subjectId: string; recordId: string }>;
const marksIn = async ({ connection }: LookedAt): Promise<readonly Mark[]> =>
  (await sql<Mark>`select term_kind, standing, effective_on, subject_id, record_id from open.conviction_mark where term_kind <> 'complete' order by term_kind, record_id`.execute(connection)).rows;
const told = (marks: readonly Mark[]): readonly string[] => marks.map(({ termKind, standing, effectiveOn: on }) => `${termKind} ${standing} ${on ?? ''}`.trim());

const withDeployment = async (work: (deployment: LookedAt) => Promise<void>): Promise<void> => {
  const deployment = await memoryDeployment();
  try {
    await work(deployment);
    const report = await checkMarks(deployment, { account: 'tester', repairs: false });
    assert.deepEqual([report.missing, report.surplus, report.unreadable], [0, 0, 0], 'what was kept is what a look at every record gives');
  } finally {
    await deployment.close();
  }
};
const person = inventedPerson(1);
const CONVICTED = 'identityDocument convicted 2026-03-13';

test('only an effective judgment leaves a mark: no open case, non-prosecution, public-order record or judgment under appeal', () => withDeployment(async (deployment) => {
  await tellAll(deployment, filed(person, 1), notProsecuted(inventedPerson(2), 2), publicOrder(inventedPerson(3), 3), judgmentOn(inventedPerson(4), 4));
  assert.deepEqual(await marksIn(deployment), []);
  await tellAll(deployment, effectiveOn(inventedPerson(4), 4));
  assert.deepEqual(told(await marksIn(deployment)), [CONVICTED]);
}));

test('judgment and effect in one batch leave the mark at once; a new version that acquits takes it away', () => withDeployment(async (deployment) => {
  await tellAll(deployment, judgmentOn(person, 1), effectiveOn(person, 1));
  assert.deepEqual(told(await marksIn(deployment)), [CONVICTED]);
  await tellAll(deployment, judgmentOn(person, 1, { sentence: { penalty: 'none' }, charges: undefined, acquittalGround: 'innocent' }, 2));
  assert.deepEqual(await marksIn(deployment), []);
}));

test('a retrial that acquits takes the mark away when it takes effect', () => withDeployment(async (deployment) => {
  await tellAll(deployment, judgmentOn(person, 1), effectiveOn(person, 1));
  const retrial = judgmentOn(person, 1, { documentNumber: '（2026）虚0001刑再9号', instance: 'retrial', decidedOn: '2026-09-01', sentence: { penalty: 'none' }, charges: undefined, acquittalGround: 'innocent' });
  await tellAll(deployment, { ...retrial, id: 'R1.1', data: { ...retrial.data, source: { ...retrial.data.source, messageId: 'R1' } } });
  assert.deepEqual(told(await marksIn(deployment)), [CONVICTED]);
  const effect = effectiveOn(person, 1, '2026-09-12');
  await tellAll(deployment, { ...effect, id: 'R2.1', data: { ...effect.data, source: { ...effect.data.source, messageId: 'R2' }, content: { documentNumber: '（2026）虚0001刑再9号', effectiveOn: '2026-09-12' } } });
  assert.deepEqual(await marksIn(deployment), []);
}));

test('a number told later finds the conviction told before it, and the name then no more', () => withDeployment(async (deployment) => {
  const { number: _none, ...named } = person;
  await tellAll(deployment, judgmentOn(named, 1), effectiveOn(named, 1));
  assert.deepEqual(told(await marksIn(deployment)), ['nameAndBirth convicted 2026-03-13']);
  await tellAll(deployment, filed(person, 1));
  assert.deepEqual(told(await marksIn(deployment)), [CONVICTED]);
}));

test('sealing takes the mark away in its transaction, unsealing brings it back', () => withDeployment(async (deployment) => {
  await tellAll(deployment, judgmentOn(person, 1), effectiveOn(person, 1));
  const [recordId = ''] = await openRecordIds(deployment);
  await sealOne(deployment, recordId);
  assert.deepEqual(await marksIn(deployment), []);
  await openOne(deployment, recordId);
  assert.deepEqual(told(await marksIn(deployment)), [CONVICTED]);
}));

test('of two convictions the open one keeps its mark, under the numbers that open records told', () => withDeployment(async (deployment) => {
  await tellAll(deployment, judgmentOn(person, 1), effectiveOn(person, 1), judgmentOn(person, 2), effectiveOn(person, 2));
  const [one = '', two = ''] = await openRecordIds(deployment);
  assert.equal((await marksIn(deployment)).length, 2);
  await sealOne(deployment, one);
  assert.deepEqual((await marksIn(deployment)).map(({ recordId }) => recordId), [two]);
  await sealOne(deployment, two);
  assert.deepEqual(await marksIn(deployment), []);
  await openOne(deployment, one);
  assert.deepEqual((await marksIn(deployment)).map(({ recordId }) => recordId), [one]);
}));

test('who is merged is found by every number of either; a split takes that back; a seal of one leaves what the other told', () => withDeployment(async (deployment) => {
  const other = inventedPerson(2);
  await tellAll(deployment, judgmentOn(person, 1), effectiveOn(person, 1), filed(other, 2));
  const { rows } = await sql<Readonly<{ subjectId: string; recordId: string }>>`select subject_id, record_id from open.record`.execute(deployment.connection);
  const [mark] = await marksIn(deployment);
  const survivor = subjectTokenOf(mark?.subjectId ?? '');
  const absorbed = subjectTokenOf(rows.find(({ subjectId }) => subjectId !== mark?.subjectId)?.subjectId ?? '');
  assert.ok(survivor !== undefined && absorbed !== undefined);
  const two = { account: 'clerk-1', organ: 'court/A01', approvedBy: 'clerk-2' };
  assert.ok((await linkSubjects(deployment, two, { act: 'merge', survivor, absorbed, reason: 'numberCorrected' })).ok);
  assert.deepEqual(told(await marksIn(deployment)), [CONVICTED, CONVICTED]);
  assert.ok((await linkSubjects(deployment, two, { act: 'split', absorbed, reason: 'mergedInError' })).ok);
  assert.deepEqual(told(await marksIn(deployment)), [CONVICTED]);
  assert.ok((await linkSubjects(deployment, two, { act: 'merge', survivor, absorbed, reason: 'numberCorrected' })).ok);
  await sealOne(deployment, mark?.recordId ?? '');
  assert.deepEqual(await marksIn(deployment), []);
}));

test('a retrial in a case that was merged ends the conviction of the other; taking the merge back restores it', () => withDeployment(async (deployment) => {
  await tellAll(deployment, judgmentOn(person, 1), effectiveOn(person, 1));
  await tellAll(deployment, judgmentOn(person, 2, { instance: 'retrial', decidedOn: '2026-09-01', sentence: { penalty: 'none' }, charges: undefined, acquittalGround: 'innocent' }), effectiveOn(person, 2, '2026-09-12'));
  assert.deepEqual(told(await marksIn(deployment)), [CONVICTED]);
  const { rows } = await sql<Readonly<{ oneCaseCode: string }>>`select one_case_code from open.criminal_case order by recorded_at, case_id`.execute(deployment.connection);
  const [first, second] = rows.map(({ oneCaseCode }) => oneCaseCode as Parameters<typeof linkCases>[2]['absorbed']);
  assert.ok(first !== undefined && second !== undefined);
  const two = { account: 'clerk-1', organ: 'court/A01', approvedBy: 'clerk-2' };
  assert.ok((await linkCases(deployment, two, { act: 'merge', survivor: first, absorbed: second, reason: 'sameCase' })).ok);
  assert.deepEqual(await marksIn(deployment), []);
  assert.ok((await linkCases(deployment, two, { act: 'split', absorbed: second, reason: 'mergedInError' })).ok);
  assert.deepEqual(told(await marksIn(deployment)), [CONVICTED]);
}));

test('lawful deletion leaves no mark', () => withDeployment(async (deployment) => {
  await tellAll(deployment, judgmentOn(person, 1), effectiveOn(person, 1));
  const [mark] = await marksIn(deployment);
  const erased = await eraseSubject(deployment, { subjectId: mark?.subjectId ?? '', ground: 'retentionEnded', requestedBy: 'one', approvedBy: 'two' });
  assert.ok(erased.ok);
  assert.deepEqual(await marksIn(deployment), []);
}));

test('a rebuild finds what is missing and what is too much, repairs both, and only then says that it is complete', () => withDeployment(async (deployment) => {
  await tellAll(deployment, judgmentOn(person, 1), effectiveOn(person, 1), judgmentOn(inventedPerson(2), 2));
  await sql`delete from open.conviction_mark`.execute(deployment.connection);
  assert.deepEqual(await checkMarks(deployment, { account: 'tester', repairs: false }), { people: 2, missing: 1, surplus: 0, unreadable: 0, isComplete: false });
  assert.deepEqual(await checkMarks(deployment, { account: 'tester', repairs: true }), { people: 2, missing: 1, surplus: 0, unreadable: 0, isComplete: true });
  await sql`update open.conviction_mark set record_id = '0199f0a0-1111-7abc-8def-0123456789ab' where term_kind <> 'complete'`.execute(deployment.connection);
  assert.deepEqual(await checkMarks(deployment, { account: 'tester', repairs: true }), { people: 2, missing: 1, surplus: 1, unreadable: 0, isComplete: true });
  assert.deepEqual(told(await marksIn(deployment)), [CONVICTED]);
}));
