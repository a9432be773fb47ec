import assert from 'node:assert/strict';
import test from 'node:test';
import { civil, fromPlainDate, toPlainDate } from '@fengcun/kernel';
import fc from 'fast-check';
import { addCivilMonths, addCivilYears, HALF_MONTH_DAYS, proceduralMonthsEnd, termEnd } from './term.ts';

// first day, term, last day, note = the mistake it catches
const TERMS = [
  ['2025-03-31', { years: 1 }, '2026-03-30', 'W-81: a year ends the day before the same day'],
  ['2025-01-31', { months: 1 }, '2025-02-27', 'missing day: the day before the last of February'],
  ['2024-01-31', { months: 1 }, '2024-02-28', 'the same in a leap year'],
  ['2025-01-30', { months: 1 }, '2025-02-27', 'missing day without being the last of January'],
  ['2025-01-29', { months: 1 }, '2025-02-27', 'missing day in a common year'],
  ['2024-01-29', { months: 1 }, '2024-02-28', 'the day exists in a leap year'],
  ['2025-01-28', { months: 1 }, '2025-02-27', 'the day exists'],
  ['2025-02-28', { months: 1 }, '2025-03-30', 'from a last day to the day before the last day'],
  ['2024-02-28', { months: 1 }, '2024-03-27', 'not a last day in a leap year'],
  ['2025-04-30', { months: 1 }, '2025-05-30', 'last day of April: the day before 31 May'],
  ['2025-04-29', { months: 1 }, '2025-05-28', 'day before it'],
  ['2025-08-31', { months: 6 }, '2026-02-27', 'half a year over the end of February'],
  ['2024-02-29', { years: 1 }, '2025-02-27', 'leap day: the day before the last of February'],
  ['2024-02-29', { years: 4 }, '2028-02-28', 'leap day to leap day'],
  ['2023-02-28', { years: 1 }, '2024-02-27', 'a year has no last-day rule'],
  ['2023-02-28', { months: 12 }, '2024-02-28', 'twelve months have it'],
  ['2017-04-28', { months: 7 }, '2017-11-27', 'the usual printed form'],
  ['2025-12-01', { months: 1 }, '2025-12-31', 'a calendar month'],
  ['2025-12-15', { months: 1 }, '2026-01-14', 'over the year'],
  ['2025-03-01', { years: 1, months: 6 }, '2026-08-31', 'years, then months'],
  ['2025-06-01', { months: 5, days: HALF_MONTH_DAYS }, '2025-11-15', 'half a month is fifteen days'],
  ['2025-06-01', { days: 1 }, '2025-06-01', 'one day ends the same day'],
  ['2025-06-01', {}, '2025-05-31', 'no term ends before it starts'],
] as const;

for (const [start, length, end, note] of TERMS) {
  test(`term from ${start} of ${JSON.stringify(length)} ends ${end} (${note})`, () => {
    assert.equal(termEnd(civil(start), length), end);
  });
}

const PROCEDURAL = [
  ['2025-03-15', 1, '2025-04-15'], ['2025-01-31', 1, '2025-02-28'], ['2025-02-28', 1, '2025-03-31'],
  ['2025-01-30', 1, '2025-02-28'], ['2024-02-28', 1, '2024-03-28'], ['2024-02-29', 2, '2024-04-30'],
] as const;

for (const [start, months, end] of PROCEDURAL) {
  test(`procedural period of ${months} month(s) from ${start} ends ${end}`, () => {
    assert.equal(proceduralMonthsEnd(civil(start), months), end);
  });
}

// Second implementation, on Temporal, for days that exist in every month.
test('from a day up to the 28th that is not a month end, terms agree with Temporal', () => {
  const start = fc.integer({ min: 0, max: 60_000 }).map((days) => Temporal.PlainDate.from('1950-01-01').add({ days }));
  fc.assert(fc.property(start, fc.nat(20), fc.nat(300), fc.nat(15), (from, years, months, days) => {
    fc.pre(from.day < 28);
    const expected = from.add({ years }).add({ months }).add({ days }).subtract({ days: 1 });
    assert.equal(termEnd(fromPlainDate(from), { years, months, days }), expected.toString());
  }), { numRuns: 2_000, seed: 202 });
});

test('a longer term never ends earlier', () => {
  const start = fc.integer({ min: 0, max: 60_000 }).map((days) => Temporal.PlainDate.from('1950-01-01').add({ days }));
  fc.assert(fc.property(start, fc.nat(250), (from, months) => {
    const first = fromPlainDate(from);
    assert.ok(termEnd(first, { months }) < termEnd(first, { months: months + 1 }));
    assert.ok(termEnd(first, { months }) <= termEnd(first, { months, days: 1 }));
  }), { numRuns: 1_000, seed: 202 });
});

test('civil years and months keep the day, or fall back to the end of the month', () => {
  assert.equal(addCivilYears(civil('2020-02-29'), 5), '2025-02-28');
  assert.equal(addCivilYears(civil('2020-05-10'), 5), '2025-05-10');
  assert.equal(addCivilMonths(civil('2025-04-30'), 1), '2025-05-30');
  assert.equal(addCivilMonths(civil('2025-01-31'), 1), '2025-02-28');
  assert.equal(addCivilMonths(civil('2025-03-15'), -3), '2024-12-15');
  assert.equal(toPlainDate(addCivilMonths(civil('2025-12-01'), 1)).month, 1);
});
