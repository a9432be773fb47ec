import assert from 'node:assert/strict';
import test from 'node:test';
import { civil } from '@fengcun/kernel';
import { addWorkingDays, CALENDAR_SOURCE, isWorkingDay, workingDayFrom } from './working-days.ts';

const working = (date: string): boolean | string => {
  const result = isWorkingDay(civil(date));
  return result.ok ? result.value : result.error.code;
};

// 国务院办公厅 notice of 2025-11-04 for 2026
const DAYS = [
  ['2026-09-19', false, 'Saturday before the make-up day'],
  ['2026-09-20', true, 'make-up Sunday'],
  ['2026-09-30', true, 'last day before the holiday'],
  ['2026-10-01', false, 'National Day'],
  ['2026-10-07', false, 'last day of the holiday'],
  ['2026-10-08', true, 'first day after it'],
  ['2026-10-10', true, 'make-up Saturday'],
  ['2026-10-11', false, 'Sunday after it'],
  ['2026-01-04', true, 'make-up Sunday of the New Year'],
  ['2026-12-25', true, 'the last day that needs no arrangement of 2027'],
  ['2026-12-26', 'CALENDAR_UNKNOWN', 'may become a make-up day'],
  ['2022-12-31', false, 'holiday by the notice of the next year'],
  ['2018-12-29', true, 'make-up day by the notice of the next year'],
  ['2027-03-01', 'CALENDAR_UNKNOWN', 'a later year'],
  ['2003-12-31', 'CALENDAR_UNKNOWN', 'an earlier year'],
] as const;

for (const [date, expected, note] of DAYS) {
  test(`${date} working → ${expected} (${note})`, () => assert.equal(working(date), expected));
}

test('the source and the years it knows are told', () => {
  assert.deepEqual(CALENDAR_SOURCE, { package: 'chinese-days', version: '1.5.7', firstYear: 2004, lastYear: 2026 });
});

test('working days are counted from the day after, over holidays and make-up days', () => {
  const after = (date: string, count: number): string => {
    const result = addWorkingDays(civil(date), count);
    return result.ok ? result.value.on : result.error.code;
  };
  assert.equal(after('2026-11-20', 0), '2026-11-20');
  assert.equal(after('2026-11-20', 1), '2026-11-23');
  assert.equal(after('2026-09-30', 1), '2026-10-08');
  assert.equal(after('2026-12-20', 10), 'CALENDAR_UNKNOWN');
  assert.throws(() => after('2026-11-20', -1), RangeError);
});

test('the first working day from a working day is that day', () => {
  const from = workingDayFrom(civil('2026-10-08'));
  assert.ok(from.ok && from.value.on === '2026-10-08');
});

test('every known year has its National Day and knows its middle', () => {
  for (let year = CALENDAR_SOURCE.firstYear; year <= CALENDAR_SOURCE.lastYear; year += 1) {
    assert.equal(working(`${year}-10-01`), false);
    assert.notEqual(working(`${year}-06-30`), 'CALENDAR_UNKNOWN');
  }
});
