import assert from 'node:assert/strict';
import { test } from 'node:test';
import { under18On } from '@fengcun/statute';
import fc from 'fast-check';
import { shiftDate } from '../evaluate/date-functions.ts';
import { UNKNOWN } from '../facts/fact-sheet.ts';
import { ageTables, CALENDAR_DAYS, dateOfDay, dayOf, DAYS_BEFORE_1970, shiftTable, UNKNOWN_DAY } from './day-tables.ts';

const days = fc.integer({ min: -DAYS_BEFORE_1970, max: CALENDAR_DAYS - DAYS_BEFORE_1970 - 1 });

test('a day number is the day of its date, from 1900-01-01 to 2199-12-31', () => {
  fc.assert(fc.property(days, (day) => assert.equal(dayOf(dateOfDay(day)), day)), { seed: 1 });
  assert.deepEqual([dateOfDay(0), dateOfDay(-25_567), dateOfDay(84_005)], ['1970-01-01', '1900-01-01', '2199-12-31']);
});

test('under eighteen by table = by statute, on every day around the eighteenth birthday, 29 February too', () => {
  const { lastMinorDay, disputedDay } = ageTables();
  const around = fc.tuple(fc.oneof(days, fc.constantFrom(dayOf('2004-02-29' as never), dayOf('2000-02-29' as never))),
    fc.integer({ min: -3, max: 3 }));
  fc.assert(fc.property(around, ([born, off]) => {
    const place = born + DAYS_BEFORE_1970;
    const last = lastMinorDay[place] ?? 0;
    const on = last + off;
    if (on < born || on >= CALENDAR_DAYS - DAYS_BEFORE_1970) return;
    const expected = under18On(dateOfDay(born), dateOfDay(on));
    assert.equal(on <= last ? true : on === disputedDay[place] ? 'unknown' : false, expected);
  }), { seed: 2, numRuns: 3000 });
});

test('days moved by table = moved by the engine, unknown at the edge of the calendar', () => {
  const units = fc.constantFrom('years' as const, 'months' as const, 'days' as const);
  const counts = fc.constantFrom(-400, -60, -13, -1, 0, 1, 2, 3, 5, 6, 10, 12, 18, 24, 120, 3650);
  fc.assert(fc.property(units, counts, days, (unit, count, day) => {
    const moved = shiftDate(dateOfDay(day), unit, count);
    const found = shiftTable(unit, count)[day + DAYS_BEFORE_1970];
    assert.equal(found, moved === UNKNOWN ? UNKNOWN_DAY : dayOf(moved));
  }), { seed: 3, numRuns: 5000 });
});
