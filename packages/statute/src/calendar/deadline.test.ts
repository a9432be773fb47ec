import assert from 'node:assert/strict';
import test from 'node:test';
import { civil, type Result } from '@fengcun/kernel';
import { type Deadline, proceduralDeadline, sealingDeadline } from './deadline.ts';
import type { CalendarRefusal } from './working-days.ts';

const dueOn = (result: Result<Deadline, CalendarRefusal>): string => (result.ok ? result.value.dueOn : result.error.code);

// event, days, due, note = the mistake it catches
const PROCEDURAL = [
  ['2026-11-20', 3, '2026-11-23', 'W-23: Friday + 3 = Monday; the day of receipt is not counted'],
  ['2026-11-19', 3, '2026-11-23', 'the last day is Sunday: Monday'],
  ['2026-11-18', 3, '2026-11-23', 'the last day is Saturday: Monday'],
  ['2026-11-17', 3, '2026-11-20', 'the last day is Friday'],
  ['2026-09-28', 3, '2026-10-08', 'the last day is 1 October: first working day after the holiday'],
  ['2026-10-04', 3, '2026-10-08', 'the last day is 7 October, the end of the holiday'],
  ['2026-10-05', 3, '2026-10-08', 'the last day is 8 October, a working Thursday'],
  ['2026-09-17', 3, '2026-09-20', 'the last day is a Sunday on which people work (make-up day)'],
  ['2026-10-07', 3, '2026-10-10', 'the last day is a Saturday on which people work (make-up day)'],
  ['2026-10-08', 3, '2026-10-12', 'the last day is the Sunday after it'],
  ['2026-02-12', 3, '2026-02-24', 'Spring Festival: 15–23 February'],
  ['2026-12-28', 3, 'CALENDAR_UNKNOWN', 'the New Year arrangement of 2027 is not known'],
  ['2003-06-01', 3, 'CALENDAR_UNKNOWN', 'no data before 2004'],
] as const;

for (const [from, days, due, note] of PROCEDURAL) {
  test(`procedural ${days} days from ${from} end ${due} (${note})`, () => {
    assert.equal(dueOn(proceduralDeadline({ from: civil(from), days })), due);
  });
}

test('a period that keeps a person in custody is not extended by a holiday', () => {
  assert.equal(dueOn(proceduralDeadline({ from: civil('2026-09-28'), days: 3, inCustody: true })), '2026-10-01');
  assert.equal(dueOn(proceduralDeadline({ from: civil('2026-11-18'), days: 3, inCustody: true })), '2026-11-21');
});

const SEALING = [
  ['sealAfterNonProsecution', '2026-11-20', '2026-11-23', 'W-23'],
  ['certificate', '2026-11-20', '2026-11-25', 'W-31: three working days from Friday end on Wednesday'],
  ['sealAfterRelease', '2026-11-30', '2026-12-03', 'W-29'],
  ['inquiryDecision', '2026-09-30', '2026-10-10', 'the make-up Saturday counts as the third working day'],
  ['inquiryDecisionOfProcuratorate', '2026-09-30', '2026-10-08', 'K1: seven days end in the holiday'],
] as const;

for (const [period, from, due, note] of SEALING) {
  test(`${period} from ${from} is due ${due} (${note})`, () => {
    assert.equal(dueOn(sealingDeadline(period, civil(from))), due);
  });
}

test('a deadline names its calendar and its articles', () => {
  const due = sealingDeadline('certificate', civil('2026-11-20'));
  assert.ok(due.ok);
  assert.deepEqual(due.value.cites, ['M2022_15']);
  assert.deepEqual([due.value.source.package, due.value.source.version], ['chinese-days', '1.5.7']);
});
