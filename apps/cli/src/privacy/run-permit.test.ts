import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import type { PrivacyJob } from '@fengcun/privacy';
import { UnusableInput } from '../exit.ts';
import type { Arguments } from '../options.ts';
import type { Terminal } from '../terminal.ts';
import { LEAK_FINDING } from './psi/leak-finding-job.ts';
import { isOtherInput, type PermittedStep, requirePermit, whyNotUnder } from './run-permit.ts';
import { JOINT_COUNT } from './sum/joint-count-job.ts';

const CODE = 'c'.repeat(64);
const ROOT = 'd'.repeat(64);
const TERMS = { v: 1, session: 'one', holder: 'court/A05', registry: 'police/A00', courts: ['虚01'] };
const STEP: PermittedStep = { run: LEAK_FINDING, terms: TERMS, organ: 'court/A05' };

const job = (changed: Partial<PrivacyJob> = {}): PrivacyJob => ({
  v: 1, jobId: 'job-1', kind: 'leakFinding', purpose: '核查', legalBasis: 'M2022_10', parameters: { run: TERMS }, codeHash: CODE,
  parties: [{ organ: 'court/A05', part: 'holder' }], inputs: [{ organ: 'court/A05', root: ROOT }], termsHash: 'b'.repeat(64),
  state: 'approved', approvals: [], outputs: [], proposedBy: { account: 'x', person: 'y', organ: 'court/A05', at: '' }, ...changed,
});

const CASES: readonly (readonly [string, PrivacyJob | undefined, string | undefined])[] = [
  ['the approved job', job(), undefined],
  ['the same job when it runs already, so that a killed run goes on', job({ state: 'running' }), undefined],
  ['no job of this id', undefined, 'JOB_UNKNOWN'],
  ['a job nobody agreed to', job({ state: 'proposed' }), 'JOB_STANDS_OTHERWISE'],
  ['a job that has ended', job({ state: 'finished' }), 'JOB_STANDS_OTHERWISE'],
  ['a job of other terms', job({ parameters: { run: { ...TERMS, session: 'two' } } }), 'JOB_OF_ANOTHER_RUN'],
  ['a job of another kind', job({ kind: 'jointCount' }), 'JOB_OF_ANOTHER_RUN'],
  ['a job of another program', job({ codeHash: 'e'.repeat(64) }), 'JOB_CODE_DIFFERS'],
  ['a job the organ has no part in', job({ parties: [{ organ: 'police/A00', part: 'registry' }] }), 'JOB_NOT_A_PARTY'],
];
for (const [what, one, refusal] of CASES) {
  test(`a run under ${what}: ${refusal ?? 'begins'}`, () => assert.equal(whyNotUnder(one, STEP, CODE), refusal));
}

const OTHER = 'f'.repeat(64);
const INPUTS: readonly (readonly [string, PrivacyJob, boolean])[] = [
  ['the rows that the proposal bound', job(), false],
  ['other rows than the proposal bound', job({ inputs: [{ organ: 'court/A05', root: OTHER }] }), true],
  ['rows of which only the other side was bound', job({ inputs: [{ organ: 'police/A00', root: OTHER }] }), false],
  ['the rows that were bound after the proposal', job({ inputs: [], committed: [{ organ: 'court/A05', root: ROOT, bucket: 256 }] }), false],
  ['other rows than were bound after it', job({ inputs: [], committed: [{ organ: 'court/A05', root: OTHER, bucket: 256 }] }), true],
  ['the same root in another bucket', job({ inputs: [], committed: [{ organ: 'court/A05', root: ROOT, bucket: 512 }] }), true],
];
for (const [what, one, isOther] of INPUTS) {
  test(`a run with ${what}: ${isOther ? 'is refused' : 'goes on'}`, () =>
    assert.equal(isOtherInput(one, { organ: 'court/A05', root: ROOT, bucket: 256 }), isOther));
}

const asked = async (values: Arguments['values'], terms: object = TERMS): Promise<string> => {
  let noted = '';
  const terminal: Terminal = { language: 'en', colour: false, width: 100, isInteractive: false, out: () => undefined,
    note: (text) => { noted += text; }, elapsedMs: () => 0, today: () => '2026-11-22' };
  await requirePermit({ values, words: [] }, terminal, { ...STEP, terms });
  return noted;
};
const refuses = (work: Promise<string>, words: RegExp) =>
  assert.rejects(work, (error) => error instanceof UnusableInput && words.test(error.message));

test('without data and without a word nothing runs; a trial is said by the terms and by the command, aloud', async () => {
  await refuses(asked({}), /approved job is needed/);
  await refuses(asked({ 'without-job': true }), /of no trial/);
  await refuses(asked({}, { ...TERMS, trial: true }), /say --without-job/);
  await refuses(asked({ data: 'x' }, { ...TERMS, trial: true }), /say --without-job/);
  await refuses(asked({ 'without-job': true, data: 'x' }, { ...TERMS, trial: true }), /names no --data/);
  assert.match(await asked({ 'without-job': true }, { ...TERMS, trial: true }), /TRIAL/);
});

test('with data a job must be named, and who acts for the organ that sits there', async () => {
  await refuses(asked({ data: 'x' }), /--job is missing/);
  await refuses(asked({ data: 'x', job: 'job-1', account: 'li', organ: 'police/A00' }), /this is court\/A05/);
});

test('a comparison covers everything sealed until its day, of the declared courts; a count the seals of its quarter', () => {
  assert.deepEqual(LEAK_FINDING.coverOf(TERMS, '2026-11-22'), { sealedUntil: civil('2026-11-22'), courts: ['虚01'] });
  assert.deepEqual(LEAK_FINDING.coverOf({ ...TERMS, courts: ['*'] }, '2026-11-22'), { sealedUntil: civil('2026-11-22') });
  assert.deepEqual(JOINT_COUNT.coverOf({ period: '2026Q3' }, '2026-11-22'), { sealedFrom: civil('2026-07-01'), sealedUntil: civil('2026-09-30') });
  assert.equal(JOINT_COUNT.coverOf({ period: 'since-2013' }, '2026-11-22'), undefined);
});
