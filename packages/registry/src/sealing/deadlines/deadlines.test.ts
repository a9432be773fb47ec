import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, civil, type CivilDate } from '@fengcun/kernel';
import { type Acknowledgement, type DeadlineItem, deadlineState, type DeadlineStatus, DEFAULT_REMINDERS } from './deadline-state.ts';
import { overdueByOrgan } from './overdue.ts';
import { parseTermSettings, TERM_RULES, termDue, type TermRule } from './terms.ts';

const item = (rule: TermRule, since: string, changed: Partial<DeadlineItem> = {}): DeadlineItem =>
  ({ id: 'd1', bearer: 'police/110105', supervisor: 'procuratorate/1101', rule, since: civil(since), ...changed });
const done = (on: string, postedOn?: string): Acknowledgement =>
  ({ on: civil(on), ...(postedOn === undefined ? {} : { postedOn: civil(postedOn) }) });

// Receipt on Friday 2026-11-20, last day Monday 2026-11-23; reminders at half (two days) and on the last day.
const ROWS: readonly (readonly [now: string, acks: readonly Acknowledgement[], status: DeadlineStatus, reminders: number, left: number, rule: string])[] = [
  ['2026-11-20', [], 'running', 0, 1, 'the day of receipt is not counted (刑诉法105)'],
  ['2026-11-21', [], 'running', 0, 1, 'before half of the time'],
  ['2026-11-22', [], 'reminderDue', 1, 1, 'half of the time has passed'],
  ['2026-11-23', [], 'reminderDue', 2, 0, 'the last day itself is in time (办法11)'],
  ['2026-11-24', [], 'escalate', 2, -1, 'the day after is late and goes to the supervisor'],
  ['2026-11-24', [done('2026-11-23')], 'met', 0, -1, 'acknowledged on the last day'],
  ['2026-11-25', [done('2026-11-24')], 'metLate', 0, -2, 'acknowledged a day late'],
  ['2026-11-25', [done('2026-11-25', '2026-11-23')], 'met', 0, -2, 'posted before the end is in time (刑诉法105第3款)'],
  ['2026-11-25', [done('2026-11-25', '2026-11-24')], 'metLate', 0, -2, 'posted a day late is late'],
  ['2026-11-24', [done('2026-11-25')], 'escalate', 2, -1, 'what comes tomorrow is not known today'],
  ['2026-11-26', [done('2026-11-25'), done('2026-11-23')], 'met', 0, -3, 'the first acknowledgement counts'],
];

for (const [now, acknowledgements, status, remindersDue, left, rule] of ROWS) {
  test(`three days from receipt on 2026-11-20, seen on ${now}: ${status} (${rule})`, () => {
    const state = deadlineState(item('sealAfterReceipt', '2026-11-20'), civil(now), { acknowledgements });
    assert.deepEqual([state.status, state.remindersDue, state.workingDaysLeft], [status, remindersDue, left]);
    assert.deepEqual([state.dueOn, state.certain, state.cites], ['2026-11-23', true, ['M2022_11', 'CPL_105']]);
  });
}

const GRACE: readonly (readonly [now: string, status: DeadlineStatus])[] =
  [['2026-11-24', 'overdue'], ['2026-11-25', 'escalate'], ['2026-11-28', 'escalate']];
for (const [now, status] of GRACE) {
  test(`escalated only after two working days of lateness, as configured: ${now} → ${status}`, () => {
    const policy = { ...DEFAULT_REMINDERS, escalateAfterWorkingDays: 2 };
    assert.equal(deadlineState(item('sealAfterReceipt', '2026-11-20'), civil(now), { policy }).status, status);
  });
}

const VERIFIED = { pauses: [{ ground: 'verification', from: civil('2026-11-18'), until: civil('2026-11-24') }] } as const;
const OPEN_PAUSE = { pauses: [{ ground: 'verification', from: civil('2026-11-18') }] } as const;
const PAUSED: readonly (readonly [changed: Partial<DeadlineItem>, now: string, acks: readonly Acknowledgement[], status: DeadlineStatus, rule: string])[] = [
  [OPEN_PAUSE, '2026-11-30', [], 'paused', '调查核实 goes on: nothing is late (公安规定8)'],
  [OPEN_PAUSE, '2026-11-17', [], 'running', 'the pause has not begun yet'],
  [OPEN_PAUSE, '2026-11-30', [done('2026-11-25')], 'met', 'done while the term stood still'],
  [VERIFIED, '2026-11-26', [], 'reminderDue', 'the days of 调查核实 are not counted: last day 2026-11-26'],
  [VERIFIED, '2026-11-27', [], 'escalate', 'the day after the last day'],
];
for (const [changed, now, acknowledgements, status, rule] of PAUSED) {
  test(`policeInquiry from 2026-11-16 on ${now}: ${status} (${rule})`, () => {
    assert.equal(deadlineState(item('policeInquiry', '2026-11-16', changed), civil(now), { acknowledgements }).status, status);
  });
}

test('治安法136: sealed on the day of the decision, late on the next', () => {
  const statuses = ['2026-11-21', '2026-11-22'].map((now) => deadlineState(item('sealPublicOrder', '2026-11-21'), civil(now)).status);
  assert.deepEqual(statuses, ['reminderDue', 'escalate']);
});

test('W-27: beyond the known holiday years the earliest day is given and marked, never a silent date', () => {
  const state = deadlineState(item('sealAfterCorrection', '2027-11-16'), civil('2027-11-17'));
  assert.deepEqual([state.dueOn, state.certain, state.unknownYear], ['2027-11-19', false, 2027]);
});

test('a number of the law cannot be configured, a default can (fixedByLaw)', () => {
  assert.deepEqual(parseTermSettings({ sealAfterReceipt: 5 }), { ok: false, error: [{ code: 'FIXED_BY_LAW', rule: 'sealAfterReceipt' }] });
  assert.deepEqual(parseTermSettings({ sealAfterRelease: 366, nothing: 1 }), {
    ok: false, error: [{ code: 'DAYS_OUT_OF_RANGE', rule: 'sealAfterRelease' }, { code: 'RULE_UNKNOWN', rule: 'nothing' }],
  });
  const settings = parseTermSettings({ sealAfterRelease: 5 });
  assert.ok(settings.ok);
  assert.equal(JSON.stringify(termDue({ rule: 'sealAfterRelease', from: civil('2026-11-30'), settings: settings.value })).includes('2026-12-07'), true);
  const forced = termDue({ rule: 'sealAfterReceipt', from: civil('2026-11-20'), settings: { sealAfterReceipt: 30 } });
  assert.ok('dueOn' in forced && forced.dueOn === '2026-11-23', 'unchecked settings do not move a term of the law');
});

test('overdue lists: by organ, the longest overdue first, what is done or paused not on them', () => {
  const list = overdueByOrgan([
    { ...item('sealAfterReceipt', '2026-11-18'), id: 'b', bearer: 'police/2' },
    { ...item('sealAfterReceipt', '2026-11-10'), id: 'a', bearer: 'police/2' },
    { ...item('sealAfterReceipt', '2026-11-10'), id: 'c', bearer: 'court/1' },
    { ...item('sealAfterReceipt', '2026-11-10'), id: 'done', acknowledgements: [done('2026-11-20')] },
    { ...item('policeInquiry', '2026-11-16', OPEN_PAUSE), id: 'paused' },
    { ...item('sealAfterReceipt', '2026-11-24'), id: 'running' },
  ], civil('2026-11-25'));
  assert.deepEqual(list.map(({ bearer, duties }) => [bearer, duties.map(({ item: { id } }) => id)]), [['court/1', ['c']], ['police/2', ['a', 'b']]]);
});

const day = fc.integer({ min: 0, max: 700 }).map((offset) => addDays(civil('2025-01-01'), offset));
const RANK: Readonly<Record<DeadlineStatus, number>> =
  { running: 0, reminderDue: 1, overdue: 2, escalate: 3, met: 4, metLate: 4, paused: -1 };

test('a duty never becomes less late by waiting, whatever the rule', () => {
  fc.assert(fc.property(fc.constantFrom(...TERM_RULES), day, fc.integer({ min: 0, max: 90 }), fc.integer({ min: 0, max: 90 }), (rule, since, first, more) => {
    const at = (now: CivilDate): number => RANK[deadlineState({ id: 'x', bearer: 'b', rule, since }, now).status];
    assert.ok(at(addDays(since, first)) <= at(addDays(since, first + more)));
  }), { numRuns: 300 });
});
