import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type CivilDate, mod112Character, present } from '@fengcun/kernel';
import { type IntakeMessage, parseCaseCode } from '@fengcun/registry';
import { ACT_AT_17, BEFORE_TRIAL, effective, judged, tell } from '../../../registry/src/sealing/triggers/testing/scenes.ts';
import type { RecordKey } from '@fengcun/store';
import { linkCases } from '../cases/index.ts';
import { importAll } from '../intake/testing/import-fixture.ts';
import { linkSubjects, subjectTokenOf } from '../subjects/index.ts';
import { determine, determineAll, findAll, followRecords, readWorklist } from './determine.ts';
import { sealOrgans } from './seal-organs.ts';
import { type InventedPlatform, inventedPlatform } from './testing/invented-platform.ts';

const TWO = { account: 'clerk-1', approvedBy: 'clerk-2', organ: 'court/110105' };
const ORGANS = sealOrgans(['court/110105', 'procuratorate/110105J', 'police/110105000000'].map((organ) => ({ organ, district: '110105' })));
const digits = '11010520060315101';
const CARD = { type: 'residentIdentityCard', number: `${digits}${mod112Character(digits)}` };
const PASSPORT = { type: 'passport', number: 'E12345678', issuingState: 'CHN' };
const PERSON = { documents: [CARD], bornOn: '2006-03-15', names: [{ text: '虚小舟', use: 'current' }] };
const FILE_NUMBER = { references: [{ type: 'policeCase', number: '虚公（刑）立字〔2023〕7号' }] };

const told = (platform: InventedPlatform, messages: readonly IntakeMessage[], from = 0) => importAll(platform.deployment, messages.map((message, at) =>
  ({ key: `m${from + at}`, place: `m${from + at}`, problems: [], input: {}, messages: [{ message, decisions: [], personAt: 0, facts: ACT_AT_17 }] })));
const named = (person: Readonly<Record<string, unknown>>, messages: readonly IntakeMessage[]): readonly IntakeMessage[] =>
  messages.map((message) => ({ ...message, person: { ...message.person, ...tell('caseFiled', { filedOn: '2023-05-10' }, { person }).person } }));

/** The judgment under the number of the court, and what the police did under a number of their own. */
const JUDGED = named(PERSON, [...BEFORE_TRIAL, judged(), effective()]);
const INVESTIGATED = [
  tell('caseFiled', { filedOn: '2023-05-10' }, { id: 'F2', organ: 'police', code: '110105000000', person: PERSON, case: FILE_NUMBER }),
  tell('compulsoryMeasureRecorded', { measure: 'bail', from: '2023-05-11' }, { id: 'M2', organ: 'police', code: '110105000000', person: PERSON, case: FILE_NUMBER }),
];

const withPlatform = async (work: (platform: InventedPlatform) => Promise<void>): Promise<void> => {
  const platform = await inventedPlatform(ORGANS);
  platform.day.on = '2023-11-20' as CivilDate;
  try {
    await work(platform);
  } finally {
    await platform.deployment.close();
  }
};
const rows = async ({ deployment }: InventedPlatform, statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await sql.raw<Readonly<Record<string, unknown>>>(statement).execute(deployment.connection)).rows;
const sides = async (platform: InventedPlatform) => [(await rows(platform, 'select 1 from open.record')).length, (await rows(platform, 'select 1 from sealed.record')).length];

/** Codes of the cases in the order in which they were told. */
const codesOf = async (platform: InventedPlatform) => (await rows(platform, 'select one_case_code from open.criminal_case order by case_id')).map(({ oneCaseCode }) => {
  const code = parseCaseCode(String(oneCaseCode));
  assert.ok(code.ok);
  return code.value;
});
const merge = async (platform: InventedPlatform): Promise<void> => {
  const [one, other] = await codesOf(platform);
  const done = await linkCases(platform.deployment, TWO, { act: 'merge', survivor: present(one, 'a case'), absorbed: present(other, 'a case'), reason: 'sameCase' });
  assert.ok(done.ok, JSON.stringify(done));
};

test('整体封存: two cases that people found to be one: what is decided in one seals the file under the other number too', () => withPlatform(async (platform) => {
  await told(platform, JUDGED);
  await told(platform, INVESTIGATED, 20);
  await merge(platform);
  const { ordered } = await determineAll(platform.parts);
  assert.deepEqual([ordered.length, await sides(platform)], [2, [0, 2]]);
  assert.equal(new Set(ordered.map(({ caseCode }) => caseCode)).size, 2, 'each under its own code');
}));

test('two cases that nobody linked stay two: the file of the other case is not sealed by this judgment', () => withPlatform(async (platform) => {
  await told(platform, JUDGED);
  await told(platform, INVESTIGATED, 20);
  assert.deepEqual([(await determineAll(platform.parts)).ordered.length, await sides(platform)], [1, [1, 1]]);
}));

const judgedRecord = async (platform: InventedPlatform): Promise<readonly RecordKey[]> => {
  const all = await readWorklist(platform.parts, ({ worklists }) => worklists.openRecords({ limit: 10 }));
  const code = (await codesOf(platform)).at(0);
  const [home] = await rows(platform, `select case_id from open.criminal_case where one_case_code = '${code ?? ''}'`);
  return all.filter(({ caseId }) => caseId === home?.['caseId']);
};

test('examined alone, as after a telling, the record of the judgment leads to the linked one at once', () => withPlatform(async (platform) => {
  await told(platform, JUDGED);
  await told(platform, INVESTIGATED, 20);
  await merge(platform);
  const { ordered } = await determine(platform.parts, await judgedRecord(platform));
  assert.deepEqual([ordered.length, await sides(platform)], [2, [0, 2]]);
}));

test('killed between the two, the next run finds the other: the sealed side still tells of the judgment', () => withPlatform(async (platform) => {
  await told(platform, JUDGED);
  await told(platform, INVESTIGATED, 20);
  await merge(platform);
  const keys = await judgedRecord(platform);
  const found = (await findAll(platform.parts, keys)).filter(({ key }) => key.recordId === keys[0]?.recordId);
  assert.equal((await followRecords(platform.parts, found)).ordered.length, 1);
  assert.deepEqual(await sides(platform), [1, 1]);
  assert.deepEqual([(await determineAll(platform.parts)).ordered.length, await sides(platform)], [1, [0, 2]]);
}));

for (const isLinked of [true, false]) test(`two subjects of one case ${isLinked ? 'that are one person are sealed both' : 'that nobody linked: the other one is not sealed by this judgment'}`, () => withPlatform(async (platform) => {
  const other = { documents: [PASSPORT], names: [{ text: '虚晓洲', use: 'current' }] };
  await told(platform, [...JUDGED, tell('compulsoryMeasureRecorded', { measure: 'bail', from: '2023-05-11' }, { id: 'M9', organ: 'police', code: '110105000000', person: other })]);
  const subjects = (await rows(platform, 'select subject_id from open.record order by subject_id')).map(({ subjectId }) => present(subjectTokenOf(String(subjectId)), 'a token'));
  assert.equal(subjects.length, 2, JSON.stringify(subjects));
  const [survivor, absorbed] = subjects;
  const done = !isLinked ? { ok: true } : await linkSubjects(platform.deployment, TWO, { act: 'merge', survivor: present(survivor, 'one'), absorbed: present(absorbed, 'other'), reason: 'sameDocument' });
  assert.ok(done.ok, JSON.stringify(done));
  assert.deepEqual([(await determineAll(platform.parts)).ordered.length, await sides(platform)], isLinked ? [2, [0, 2]] : [1, [1, 1]]);
}));
