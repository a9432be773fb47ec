import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { test } from 'node:test';
import { sql } from 'kysely';
import { type CivilDate, present } from '@fengcun/kernel';
import { type FactInput, loadPack } from '@fengcun/policy';
import type { IntakeItem } from '../intake/intake-item.ts';
import { importAll } from '../intake/testing/import-fixture.ts';
import { type ListedCandidate, listCandidates } from './candidates.ts';
import { correctSeal } from './correct-seal.ts';
import { determine, readWorklist } from './determine.ts';
import { exempt } from './exempt.ts';
import { findGrounds } from './find-grounds.ts';
import type { SealActor } from './person-act.ts';
import { conviction, type InventedPlatform, inventedPlatform } from './testing/invented-platform.ts';

const loaded = loadPack(readFileSync(new URL('../../../../policies/in-force/cn-juvenile.yaml', import.meta.url), 'utf8'));
assert.ok(loaded.ok);
const RULES = { pack: loaded.value };
const JUDGE: SealActor = { account: 'judge-1', role: 'reviewer' };
const day = (text: string): CivilDate => text as CivilDate;

const rows = async ({ deployment }: InventedPlatform, statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await sql.raw<Readonly<Record<string, unknown>>>(statement).execute(deployment.connection)).rows;
const openRecords = ({ parts }: InventedPlatform) => readWorklist(parts, ({ worklists }) => worklists.openRecords({ limit: 100 }));
const withPlatform = async (work: (platform: InventedPlatform) => Promise<void>): Promise<void> => {
  const platform = await inventedPlatform();
  try {
    await work(platform);
  } finally {
    await platform.deployment.close();
  }
};

/** The first judgment: theft at 17, ten months, decided in June 2024. */
const FIRST = conviction(1, { decidedOn: day('2024-06-01'), effectiveOn: day('2024-06-12') });

/** Another judgment on the same person; what its text tells is changed by a test. */
const another = (told: FactInput, read: FactInput): IntakeItem => {
  const item = conviction(2, { decidedOn: day('2026-06-01'), effectiveOn: day('2026-06-12'), executedTermMonths: 66, ...told });
  const person = present(FIRST.messages[0], 'a message').message.person;
  return { ...item, messages: item.messages.map((one) => ({ ...one, message: { ...one.message, person }, facts: { ...one.facts, ...read } })) };
};
const acts = (on: string): FactInput => ({ offenceFrom: day(on), offenceTo: day(on) });

/** Seals the first judgment, takes the second, and looks: what the entitled see. */
const candidatesOf = async (platform: InventedPlatform, item: IntakeItem): Promise<readonly ListedCandidate[]> => {
  await importAll(platform.deployment, [FIRST]);
  assert.equal((await determine(platform.parts, await openRecords(platform))).ordered.length, 1);
  await importAll(platform.deployment, [item]);
  await findGrounds(platform.parts, RULES);
  return listCandidates(platform.parts, JUDGE, { limit: 10 });
};

const ROWS: readonly (readonly [rule: string, item: IntakeItem, outcome: string | undefined, ground: string | undefined, seen: readonly string[]])[] = [
  ['W-41: a new crime at 17, combined five years and six months', another({}, { ...acts('2024-09-01'), combinedTermMonths: 66 }), 'propose', 'newCrimeAsMinor', []],
  ['W-43: an omitted crime at 16, combined six years', another({ executedTermMonths: 72 }, { ...acts('2023-09-01'), combinedTermMonths: 72 }), 'propose', 'omittedCrimeAsMinor', []],
  ['K2: combined exactly five years stays sealed, and the other reading is shown', another({ executedTermMonths: 60 }, { ...acts('2024-09-01'), combinedTermMonths: 60 }), 'staysSealed', undefined, ['K2']],
  ['nobody told whether it was combined: a question, never an opening', another({}, acts('2024-09-01')), 'review', undefined, []],
  ['W-45: an intentional crime as an adult: stays sealed, and the court is told what it must state', another({ executedTermMonths: 12 }, { ...acts('2026-04-01'), combinedTermMonths: 12 }), 'staysSealed', undefined, ['statement']],
];
for (const [rule, item, outcome, ground, seen] of ROWS) {
  test(`found when a new judgment is imported — ${rule}`, () => withPlatform(async (platform) => {
    const [found, ...others] = await candidatesOf(platform, item);
    assert.equal(others.length, 0);
    assert.ok(found && 'outcome' in found.proposal, 'a candidate');
    const { proposal } = found;
    assert.deepEqual([proposal.outcome, proposal.ground, found.doubts], [outcome, ground, []]);
    assert.deepEqual([...proposal.conflicts, ...(proposal.statement === undefined ? [] : ['statement'])], seen);
    assert.equal(proposal.effectiveFrom, outcome === 'propose' ? '2026-06-12' : undefined);
    if (outcome === 'review') assert.ok(proposal.questions.length > 0);
    assert.deepEqual((await findGrounds(platform.parts, RULES)).held, 0, 'found again, held once');
    assert.deepEqual(await rows(platform, `select 1 from ops.exception_item`), [], 'the open side learns nothing');
    assert.equal((await rows(platform, 'select 1 from sealed.record')).length, 1, 'nothing is opened');
  }));
}

test('somebody else with another number is no candidate', () => withPlatform(async (platform) => {
  assert.deepEqual(await candidatesOf(platform, conviction(3, { bornOn: day('1990-01-01') })), []);
}));

test('办法22: the procuratorate\'s opinion seals what the rules of the day leave open, with its number', () => withPlatform(async (platform) => {
  await importAll(platform.deployment, [conviction(1, { bornOn: 'unknown' })]);
  const [key] = await openRecords(platform);
  assert.ok(key);
  const { recordId } = key;
  assert.deepEqual(await correctSeal(platform.parts, { recordId, by: JUDGE, documentNumber: '某检纠〔2026〕1号' }), { ok: false, error: { code: 'UNDERLYING_MISSING' } });
  assert.deepEqual(await correctSeal(platform.parts, { recordId, by: JUDGE, documentNumber: '' }), { ok: false, error: { code: 'DOCUMENT_MISSING' } });
  const done = await correctSeal(platform.parts, { recordId, by: JUDGE, documentNumber: '某检纠〔2026〕1号', underlying: 'juvenileSentence' });
  assert.ok(done.ok, JSON.stringify(done));
  const { order, status } = done.value.state;
  assert.deepEqual([status, order?.ground, order?.underlying], ['pending', 'corrective', 'juvenileSentence']);
  assert.deepEqual(await openRecords(platform), []);
}));

test('办法7: two wills are not three; only an acquittal for insufficient evidence is exempted', () => withPlatform(async (platform) => {
  await importAll(platform.deployment, [conviction(1)]);
  const [key] = await openRecords(platform);
  assert.ok(key);
  const consents = { defendant: '申请1', guardian: '申请2', court: '（2026）同意1号' };
  assert.deepEqual(await exempt(platform.parts, { recordId: key.recordId, by: JUDGE, consents }), { ok: false, error: { code: 'GROUND_NOT_LAWFUL' } });
  assert.equal((await determine(platform.parts, [key])).ordered.length, 1);
  const missing = { defendant: '申请1', court: '（2026）同意1号' };
  assert.deepEqual(await exempt(platform.parts, { recordId: key.recordId, by: JUDGE, consents: missing }), { ok: false, error: { code: 'CONSENT_MISSING' } });
  assert.deepEqual(await exempt(platform.parts, { recordId: key.recordId, by: JUDGE, consents }), { ok: false, error: { code: 'GROUND_NOT_LAWFUL' } });
}));
