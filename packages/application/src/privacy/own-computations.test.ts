import assert from 'node:assert/strict';
import { test } from 'node:test';
import { civil } from '@fengcun/kernel';
import type { PrivacyJob } from '@fengcun/privacy';
import { ownComputations } from './own-computations.ts';

const job = (changed: Partial<PrivacyJob> = {}): PrivacyJob => ({
  v: 1, jobId: 'job-1', kind: 'statistics', purpose: '2026Q3 各省封存人数', legalBasis: 'PIPL_34', parties: [], parameters: {}, inputs: [], codeHash: 'a'.repeat(64),
  termsHash: 'b'.repeat(64), state: 'finished', approvals: [], outputs: [], proposedBy: { account: 'x', person: 'y', organ: 'court/1', at: '' }, endedAt: '2026-10-08T02:00:00.000Z',
  covers: { sealedFrom: civil('2026-07-01'), sealedUntil: civil('2026-09-30') }, ...changed,
});
const sealed = (at: string, step = 'SealOrdered') => [{ at, step }];

const CASES: readonly (readonly [string, PrivacyJob, ReturnType<typeof sealed>, number])[] = [
  ['sealed on the first day of the quarter, by the legal day of Shanghai', job(), sealed('2026-06-30T16:30:00.000Z'), 1],
  ['sealed the day before', job(), sealed('2026-06-30T15:30:00.000Z'), 0],
  ['sealed on the last day', job(), sealed('2026-09-30T15:59:00.000Z'), 1],
  ['sealed after it', job(), sealed('2026-09-30T16:01:00.000Z'), 0],
  ['a step that is no seal', job(), sealed('2026-08-01T02:00:00.000Z', 'Acknowledged'), 0],
  ['a run that has not ended', job({ state: 'running' }), sealed('2026-08-01T02:00:00.000Z'), 0],
  ['a comparison of everything sealed until a day', job({ kind: 'leakFinding', covers: { sealedUntil: civil('2026-09-30') } }), sealed('2020-08-01T02:00:00.000Z'), 1],
];
for (const [what, one, steps, told] of CASES) test(`the person is told ${told} runs: ${what}`, () => assert.equal(ownComputations([one], steps).length, told));

test('a job that covers nothing is told to nobody, and the words name no figure', () => {
  const { covers: _none, ...without } = job();
  assert.deepEqual(ownComputations([without], sealed('2026-08-01T02:00:00.000Z')), []);
  const [told] = ownComputations([job()], sealed('2026-08-01T02:00:00.000Z'));
  assert.ok(told?.text.includes('2026Q3') && !/\d{3,} ?人/.test(told.text));
});
