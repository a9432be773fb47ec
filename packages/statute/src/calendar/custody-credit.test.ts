import assert from 'node:assert/strict';
import test from 'node:test';
import { custodyCredit } from './custody-credit.ts';

// penalty, custody days, designated surveillance days, credited, odd day, note
const CREDITS = [
  ['criminalDetention', 30, 0, 30, 0, 'W-83: 拘役 one to one'],
  ['fixedTermImprisonment', 30, 0, 30, 0, '有期徒刑 one to one'],
  ['publicSurveillance', 30, 0, 60, 0, '管制 one to two'],
  ['fixedTermImprisonment', 0, 30, 15, 0, 'surveillance two to one'],
  ['criminalDetention', 0, 31, 15, 1, 'the odd day of surveillance is reported, not rounded'],
  ['publicSurveillance', 0, 31, 31, 0, 'surveillance one to one for 管制'],
  ['fixedTermImprisonment', 10, 1, 10, 1, 'one day of surveillance alone buys nothing'],
  ['fixedTermImprisonment', 10, 2, 11, 0, 'two days buy one'],
  ['fixedTermImprisonment', 0, 0, 0, 0, 'nothing'],
] as const;

for (const [penalty, custodyDays, designatedSurveillanceDays, credited, odd, note] of CREDITS) {
  test(`credit ${penalty} ${custodyDays}+${designatedSurveillanceDays} → ${credited} (${note})`, () => {
    const credit = custodyCredit(penalty, { custodyDays, designatedSurveillanceDays });
    assert.deepEqual([credit.creditedDays, credit.uncreditedDays], [credited, odd]);
    assert.equal(credit.cites.includes('CPL_76'), designatedSurveillanceDays > 0);
  });
}

test('days that are not whole or negative are a bug of the caller', () => {
  assert.throws(() => custodyCredit('criminalDetention', { custodyDays: -1 }), /bug: custody days/);
  assert.throws(() => custodyCredit('criminalDetention', { custodyDays: 1.5 }), /bug: custody days/);
});
