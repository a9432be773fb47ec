import assert from 'node:assert/strict';
import { test } from 'node:test';
import fc from 'fast-check';
import { addDays, civil } from '@fengcun/kernel';
import { chineseDate, chineseNumber, plainDate } from './chinese-date.ts';
import { type DocumentNumber, nextNumber, printedNumber } from './document-number.ts';

test('dates in Chinese numerals: 〇 for zero, 十 without 一 before it', () => {
  const table = [
    ['2026-11-21', '二〇二六年十一月二十一日'], ['2000-01-01', '二〇〇〇年一月一日'], ['2026-10-10', '二〇二六年十月十日'],
    ['2026-12-20', '二〇二六年十二月二十日'], ['2030-09-30', '二〇三〇年九月三十日'], ['1999-08-31', '一九九九年八月三十一日'],
  ] as const;
  for (const [date, words] of table) assert.equal(chineseDate(civil(date)), words);
  assert.equal(plainDate(civil('2026-03-02')), '2026年3月2日');
});

test('no two numbers from 1 to 99 are written alike', () => {
  assert.equal(new Set(Array.from({ length: 99 }, (_, i) => chineseNumber(i + 1))).size, 99);
});

const SERIES = { organWord: '虚0101', seriesWord: '封通' } as const;

test('numbers run from 1 without gaps and start again with the year', () => {
  const last: DocumentNumber = { ...SERIES, year: 2026, sequence: 17 };
  assert.deepEqual(nextNumber(SERIES, civil('2026-01-01')), { ...SERIES, year: 2026, sequence: 1 });
  assert.deepEqual(nextNumber(SERIES, civil('2026-12-31'), last), { ...SERIES, year: 2026, sequence: 18 });
  assert.deepEqual(nextNumber(SERIES, civil('2027-01-01'), last), { ...SERIES, year: 2027, sequence: 1 });
  assert.equal(printedNumber(last), '（2026）虚0101封通字第17号');
});

test('a number of an earlier year, of another organ or of another kind never follows', () => {
  const last: DocumentNumber = { ...SERIES, year: 2026, sequence: 17 };
  assert.throws(() => nextNumber(SERIES, civil('2025-12-31'), last), /earlier year/);
  assert.throws(() => nextNumber({ ...SERIES, organWord: '虚0102' }, civil('2026-12-31'), last), /one series/);
  assert.throws(() => nextNumber({ ...SERIES, seriesWord: '解封通' }, civil('2026-12-31'), last), /one series/);
});

test('over any run of days every number is given once, and each year is whole', () => {
  fc.assert(fc.property(fc.array(fc.integer({ min: 0, max: 200 }), { minLength: 1, maxLength: 60 }), (steps) => {
    let [day, last]: [ReturnType<typeof civil>, DocumentNumber | undefined] = [civil('2026-06-01'), undefined];
    const given = steps.map((step) => {
      day = addDays(day, step);
      last = nextNumber(SERIES, day, last);
      return last;
    });
    assert.equal(new Set(given.map(printedNumber)).size, given.length);
    for (const year of new Set(given.map((number) => number.year))) {
      const own = given.filter((number) => number.year === year).map(({ sequence }) => sequence);
      assert.deepEqual(own, own.map((_, i) => i + 1));
    }
  }));
});
