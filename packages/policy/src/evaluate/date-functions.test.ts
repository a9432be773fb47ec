import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, civil } from '@fengcun/kernel';
import fc from 'fast-check';
import { fullYears, isUnder18, shiftDate } from './date-functions.ts';

const rows: readonly (readonly [date: string, unit: 'years' | 'months' | 'days', count: number, result: string])[] = [
  ['2024-11-01', 'years', 2, '2026-11-01'],
  ['2024-02-29', 'years', 1, '2025-02-28'],
  ['2024-02-29', 'years', 4, '2028-02-29'],
  ['2025-01-31', 'months', 1, '2025-02-28'],
  ['2025-02-28', 'months', 1, '2025-03-28'],
  ['2025-03-31', 'months', -1, '2025-02-28'],
  ['2026-12-31', 'days', 1, '2027-01-01'],
  ['2026-11-21', 'years', 0, '2026-11-21'],
  ['2199-06-01', 'years', 1, 'unknown'],
  ['1900-06-01', 'years', -1, 'unknown'],
  ['1900-01-01', 'days', -1, 'unknown'],
  ['2199-12-31', 'days', 1, 'unknown'],
  ['2020-01-01', 'months', 1_000_000_000, 'unknown'],
];
for (const [date, unit, count, result] of rows) {
  test(`${date} ${count < 0 ? 'minus' : 'plus'} ${Math.abs(count)} ${unit} is ${result}`, () =>
    assert.equal(shiftDate(civil(date), unit, count), result));
}

const days = fc.integer({ min: 0, max: 109_571 }).map((offset) => addDays(civil('1900-01-01'), offset));
const units = fc.constantFrom('years' as const, 'months' as const, 'days' as const);

test('a shifted date is the civil date of the calendar, or unknown; never an exception', () => {
  let known = 0;
  fc.assert(fc.property(days, units, fc.integer({ min: -4000, max: 4000 }), (date, unit, count) => {
    const shifted = shiftDate(date, unit, count);
    if (shifted === 'unknown') return;
    known += 1;
    const expected = Temporal.PlainDate.from(date).add({ [unit]: count }, { overflow: 'constrain' }).toString();
    assert.equal(shifted, expected);
  }), { seed: 286, numRuns: 3000 });
  assert.ok(known > 1000, `only ${known} inside the calendar`);
});

const ages: readonly (readonly [born: string, on: string, years: number | 'unknown', under18: boolean | 'unknown'])[] = [
  ['2006-03-15', '2024-03-14', 17, true],
  ['2006-03-15', '2024-03-15', 17, true],
  ['2006-03-15', '2024-03-16', 18, false],
  ['2004-02-29', '2022-02-28', 17, true],
  ['2004-02-29', '2022-03-01', 'unknown', 'unknown'],
  ['2004-02-29', '2022-03-02', 18, false],
  ['2004-02-29', '2021-03-01', 'unknown', true],
  ['2006-03-15', '2006-03-15', 0, true],
  ['2006-03-15', '2006-03-14', 'unknown', 'unknown'],
];
for (const [born, on, years, under18] of ages) {
  test(`born ${born}, on ${on}: ${years} full years, under eighteen ${under18}`, () => {
    assert.equal(fullYears(civil(born), civil(on)), years);
    assert.equal(isUnder18(civil(born), civil(on)), under18);
  });
}
