import assert from 'node:assert/strict';
import test from 'node:test';
import { civil, type CivilDate, fromPlainDate, toPlainDate } from '@fengcun/kernel';
import fc from 'fast-check';
import { ageDisputedOn, ageReachedOn, fullYearsOn, under18AcrossActs, under18On } from './age.ts';

// born, act, under eighteen?, note = the mistake it catches
const UNDER_18 = [
  ['2006-03-15', '2024-03-14', true, 'day before the 18th birthday'],
  ['2006-03-15', '2024-03-15', true, 'W-01: the birthday itself still counts as seventeen'],
  ['2006-03-15', '2024-03-16', false, 'day after the birthday'],
  ['2006-12-31', '2024-12-31', true, 'birthday on the last day of the year'],
  ['2006-12-31', '2025-01-01', false, 'the year changes overnight'],
  ['2006-01-01', '2024-01-01', true, 'birthday on the first day of the year'],
  ['2006-01-01', '2024-01-02', false, 'day after it'],
  ['2006-02-28', '2024-02-28', true, 'birthday before a leap day'],
  ['2006-02-28', '2024-02-29', false, 'a leap day is the day after'],
  ['2004-02-29', '2022-02-28', true, 'W-03: day before the disputed day, minor on both readings'],
  ['2004-02-29', '2022-03-01', 'unknown', 'W-03: the one disputed day'],
  ['2004-02-29', '2022-03-02', false, 'W-03: adult on both readings'],
  ['2004-02-29', '2021-03-01', true, 'W-03: the disputed day of another year does not matter at seventeen'],
  ['2004-02-29', '2023-03-01', false, 'W-03: nor at nineteen'],
  ['2006-03-15', '2006-03-14', 'unknown', 'an act before birth is contradictory data'],
  ['2006-03-15', '2006-03-15', true, 'born that day'],
] as const;

for (const [born, act, expected, note] of UNDER_18) {
  test(`under eighteen: born ${born}, act ${act} → ${expected} (${note})`, () => {
    assert.equal(under18On(civil(born), civil(act)), expected);
  });
}

test('the default reading of W-03 is adult: eighteen full years on 1 March', () => {
  assert.equal(fullYearsOn(civil('2004-02-29'), civil('2022-03-01')), 18);
  assert.equal(ageDisputedOn(civil('2004-02-29'), civil('2022-03-01')), true);
  assert.equal(ageDisputedOn(civil('2004-02-29'), civil('2024-03-01')), false);
  assert.equal(ageDisputedOn(civil('2004-02-28'), civil('2022-03-01')), false);
});

test('the other ages of the law turn on the day after the birthday too', () => {
  for (const years of [12, 14, 16, 75]) {
    const birthday = civil(`${1940 + years}-07-01`);
    assert.equal(ageReachedOn(civil('1940-07-01'), birthday, years), false);
    assert.equal(ageReachedOn(civil('1940-07-01'), civil(`${1940 + years}-07-02`), years), true);
  }
});

test('a series of acts lies before, across or after eighteen', () => {
  const across = (firstActOn: string, lastActOn: string, bornOn = '2006-03-15'): string =>
    under18AcrossActs({ bornOn: civil(bornOn), firstActOn: civil(firstActOn), lastActOn: civil(lastActOn) });
  assert.equal(across('2024-03-01', '2024-03-15'), 'allUnder18');
  assert.equal(across('2024-03-15', '2024-03-16'), 'spans');
  assert.equal(across('2024-03-16', '2024-03-16'), 'noneUnder18');
  assert.equal(across('2024-03-16', '2024-03-15'), 'unknown');
  assert.equal(across('2022-01-01', '2022-03-01', '2004-02-29'), 'unknown');
});

// Second implementation, on Temporal: a year is full when the day lies after the birthday of that year.
const fullYearsByTemporal = (bornOn: CivilDate, on: CivilDate): number => {
  const [born, day] = [toPlainDate(bornOn), toPlainDate(on)];
  if (Temporal.PlainDate.compare(day, born) < 0) return -1;
  let years = 0;
  while (Temporal.PlainDate.compare(day, born.add({ years: years + 1 }, { overflow: 'constrain' })) > 0) years += 1;
  return years;
};

const date = fc.integer({ min: 0, max: 73_000 })
  .map((days) => fromPlainDate(Temporal.PlainDate.from('1950-01-01').add({ days })));

test('full years agree with an independent implementation on Temporal', () => {
  fc.assert(fc.property(date, date, (bornOn, on) => {
    assert.equal(fullYearsOn(bornOn, on), fullYearsByTemporal(bornOn, on));
  }), { numRuns: 3_000, seed: 286 });
});

test('full years agree around every birthday, leap days included', () => {
  const leapBirth = fc.constantFrom('1988-02-29', '2000-02-29', '2004-02-29', '2003-02-28', '2003-12-31');
  fc.assert(fc.property(leapBirth, fc.integer({ min: 1, max: 60 }), fc.integer({ min: -2, max: 2 }), (born, years, off) => {
    const bornOn = civil(born);
    const on = fromPlainDate(toPlainDate(bornOn).add({ years }).add({ days: off }));
    assert.equal(fullYearsOn(bornOn, on), fullYearsByTemporal(bornOn, on));
    const disputed = born.endsWith('02-29') && on.endsWith('03-01') && !toPlainDate(on).inLeapYear;
    assert.equal(ageDisputedOn(bornOn, on), disputed);
  }), { numRuns: 2_000, seed: 286 });
});

test('nobody grows younger: under eighteen never turns true again', () => {
  fc.assert(fc.property(date, date, fc.nat(2_000), (bornOn, on, days) => {
    fc.pre(on >= bornOn);
    const later = fromPlainDate(toPlainDate(on).add({ days }));
    if (under18On(bornOn, on) === false) assert.equal(under18On(bornOn, later), false);
  }), { numRuns: 2_000, seed: 136 });
});
