import assert from 'node:assert/strict';
import test from 'node:test';
import { civil } from '@fengcun/kernel';
import { CODE, OTHER_CODE, token } from '../../intake/testing/messages.ts';
import type { SealOrder } from '../lifecycle/order.ts';
import type { SealingEvent } from '../lifecycle/sealing-event.ts';
import { type ShownRow, timelineRows, type Viewer, visibleTimeline } from './timeline.ts';

const order = (sequence: number, target: SealOrder['target'], ground: SealOrder['ground']): SealOrder => ({
  recordId: 'r1', caseCode: CODE, sequence, orderNumber: `o-${sequence}`, target, ground, cites: ['CPL_286_1'], effectiveFrom: civil('2026-11-20'),
  orderedAt: '2026-11-20T01:00:00Z', orderedBy: 'court/1', holders: [{ holder: 'police/1', dueOn: civil('2026-11-23'), rule: 'sealAfterReceipt' }],
});
const trace = (at: string, reason: SealingEvent['reason']): Pick<SealingEvent, 'at' | 'actor' | 'reason' | 'cites'> => ({ at, actor: 'officer-7', reason, cites: ['M2022_11'] });
const EVENTS: readonly SealingEvent[] = [
  { type: 'SealOrdered', ...trace('2026-11-20T01:00:00Z', 'juvenileSentence'), documentNumber: '封通〔2026〕1号', order: order(1, 'sealed', 'juvenileSentence') },
  { type: 'HolderAdded', ...trace('2026-11-21T01:00:00Z', 'holderFound'), added: { holder: 'prison/1', dueOn: civil('2026-12-03'), rule: 'sealAfterRelease' }, sequence: 1 },
  { type: 'Reminded', ...trace('2026-11-22T01:00:00Z', 'reminderDue'), holder: 'police/1', sequence: 1, count: 1 },
  { type: 'Acknowledged', ...trace('2026-11-23T01:00:00Z', 'receiptArrived'), receipt: { recordId: 'r1', sequence: 1, holder: 'prison/1', result: 'applied', revision: 0,
    commitmentBefore: 'sha256:a', commitmentAfter: 'sha256:b', appliedAt: '2026-11-23T00:00:00Z' } },
  { type: 'Escalated', ...trace('2026-11-24T01:00:00Z', 'deadlinePassed'), holder: 'police/1', sequence: 1, to: 'procuratorate/1' },
  { type: 'UnsealProposed', ...trace('2026-11-25T01:00:00Z', 'newCrimeAsMinor'), proposalId: 'p1', ground: 'newCrimeAsMinor', effectiveFrom: civil('2026-11-24'), sequence: 1 },
];
const ROWS = timelineRows(EVENTS, { caseCode: CODE, recordId: 'r1', subject: token('a') });

const VIEWS: readonly (readonly [who: string, Viewer, steps: readonly string[]])[] = [
  ['the person sees decisions and which organ is late, no reminder and nothing merely proposed', { kind: 'person', subject: token('a') }, ['SealOrdered', 'HolderAdded', 'Acknowledged', 'Escalated']],
  ['a co-defendant sees nothing', { kind: 'person', subject: token('b') }, []],
  ['a holder sees the order to it and what concerns its copy', { kind: 'holder', holder: 'police/1' }, ['SealOrdered', 'Reminded', 'Escalated']],
  ['a holder that became known later sees its own steps', { kind: 'holder', holder: 'prison/1' }, ['HolderAdded', 'Acknowledged']],
  ['an organ that holds nothing sees nothing', { kind: 'holder', holder: 'police/2' }, []],
  ['the organ that determines sees all', { kind: 'determiningOrgan', caseCode: CODE }, EVENTS.map(({ type }) => type)],
  ['the supervising procuratorate sees all', { kind: 'supervisor', caseCode: CODE }, EVENTS.map(({ type }) => type)],
  ['the same of another case sees nothing', { kind: 'supervisor', caseCode: OTHER_CODE }, []],
  ['an organ with a granted inquiry sees what was decided on the record', { kind: 'caseHandler', recordId: 'r1' }, ['SealOrdered']],
  ['an organ with an inquiry on another record sees nothing', { kind: 'caseHandler', recordId: 'r2' }, []],
  ['the auditor sees that something was done', { kind: 'auditor' }, EVENTS.map(({ type }) => type)],
  ['an outsider is not told whether there is one', { kind: 'outsider' }, []],
];
for (const [who, viewer, steps] of VIEWS) {
  test(`timeline: ${who}`, () => assert.deepEqual(visibleTimeline(ROWS, viewer).map(({ step }) => step), steps));
}

const all = (viewer: Viewer): readonly ShownRow[] => visibleTimeline(ROWS, viewer);
test('timeline: who in the organ acted is for the organ, the supervisor and the auditor only', () => {
  for (const viewer of [{ kind: 'person', subject: token('a') }, { kind: 'holder', holder: 'police/1' }, { kind: 'caseHandler', recordId: 'r1' }] as const) {
    assert.ok(all(viewer).every((row) => row.actor === undefined), viewer.kind);
  }
  assert.ok(all({ kind: 'determiningOrgan', caseCode: CODE }).every((row) => row.actor === 'officer-7'));
});

test('timeline: the auditor sees neither ground nor state nor basis, and nobody sees the person', () => {
  assert.ok(all({ kind: 'auditor' }).every((row) => row.reason === undefined && row.state === undefined && row.cites === undefined));
  const shown = JSON.stringify([all({ kind: 'auditor' }), all({ kind: 'supervisor', caseCode: CODE }), all({ kind: 'holder', holder: 'police/1' })]);
  assert.ok(!shown.includes(token('a')) && !shown.includes('addressed'));
});

test('timeline: every row has state, time, reason and legal basis, and the document where there is one', () => {
  for (const row of all({ kind: 'determiningOrgan', caseCode: CODE })) assert.ok(row.state !== undefined && row.at !== '' && row.reason !== undefined && (row.cites?.length ?? 0) > 0);
  assert.deepEqual([ROWS[0]?.state, ROWS[0]?.documentNumber], ['pending', '封通〔2026〕1号']);
});

test('timeline: last days stand with the step that sets them: all for who ordered, the own for a holder, none for the person', () => {
  const terms = (viewer: Viewer) => all(viewer).flatMap((row) => (row.terms ?? []).map(({ holder, dueOn }) => `${row.step} ${holder} ${dueOn}`));
  assert.deepEqual(terms({ kind: 'determiningOrgan', caseCode: CODE }), ['SealOrdered police/1 2026-11-23', 'HolderAdded prison/1 2026-12-03']);
  assert.deepEqual(terms({ kind: 'holder', holder: 'police/1' }), ['SealOrdered police/1 2026-11-23']);
  assert.deepEqual(terms({ kind: 'holder', holder: 'prison/1' }), ['HolderAdded prison/1 2026-12-03']);
  assert.deepEqual(terms({ kind: 'person', subject: token('a') }), []);
});
