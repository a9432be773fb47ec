import assert from 'node:assert/strict';
import { test } from 'node:test';
import { addDays, civil } from '@fengcun/kernel';
import {
  custodyCredit, decideDrugRecidivism, decideRecidivism, decideSpecialRecidivism, type NewOffence, type PriorOffence,
  sealingDeadline, type SealingPeriod, termEnd, under18On,
} from '@fengcun/statute';

const DEADLINES: readonly (readonly [
  id: string, story: string, period: SealingPeriod, from: string, dueOn: string, article: string,
])[] = [
  ['W-23-date', 'the police receive the non-prosecution papers on Friday', 'sealAfterNonProsecution', '2026-11-20', '2026-11-23', '办法第12条；刑事诉讼法第105条'],
  ['W-27-date', 'the procuratorate and the police receive judgment and notice', 'sealAfterReceipt', '2023-11-20', '2023-11-23', '办法第11条'],
  ['W-29-date', 'release from the juvenile prison; no number in the law, three days by default', 'sealAfterRelease', '2026-11-30', '2026-12-03', '监狱法第115条'],
  ['W-31', 'the sealed person asks the police for the certificate on Friday', 'certificate', '2026-11-20', '2026-11-25', '办法第15条；公安查询规定第8条'],
];

for (const [id, story, period, from, dueOn, article] of DEADLINES) {
  test(`date case ${id}: ${story} (${from}) → due ${dueOn} (${article})`, () => {
    const deadline = sealingDeadline(period, civil(from));
    assert.ok(deadline.ok);
    assert.equal(deadline.value.dueOn, dueOn);
  });
}

test('date case W-27-date: the suspension of four years ends, community correction seals within three days', () => {
  const judgmentOn = civil('2023-11-17');
  const periodEndsOn = termEnd(judgmentOn, { years: 4 });
  assert.equal(periodEndsOn, '2027-11-16');
  // The holiday calendar of that year is not known yet, so the deadline is refused, never guessed.
  assert.equal(sealingDeadline('sealAfterCorrection', periodEndsOn).ok, false);
  const shorter = sealingDeadline('sealAfterCorrection', termEnd(civil('2024-11-16'), { years: 2 }));
  assert.ok(shorter.ok);
  assert.equal(shorter.value.dueOn, '2026-11-18');
});

test('date case W-81: a term of one year from 2025-03-31 ends on 2026-03-30 (解释第202条第2款)', () => {
  assert.equal(termEnd(civil('2025-03-31'), { years: 1 }), '2026-03-30');
});

test('date case W-83: of four months of criminal detention, 30 days in custody are credited day for day (刑法第44条)', () => {
  assert.deepEqual(custodyCredit('criminalDetention', { custodyDays: 30 }).creditedDays, 30);
});

test('date case W-03-date: born on 29 February, 1 March of a common year is the one disputed day', () => {
  const born = civil('2004-02-29');
  assert.deepEqual(['2022-02-28', '2022-03-01', '2022-03-02'].map((day) => under18On(born, civil(day))), [true, 'unknown', false]);
});

const prior = (changed: Partial<PriorOffence>): PriorOffence => ({
  under18: false, intentional: true, fixedTermOrMore: true, fiveYearsOrLess: true, servedOn: civil('2020-05-10'),
  suspensionCompleted: false, classes: [], drugSupplyOrPossession: false, ...changed,
});
const later = (changed: Partial<NewOffence>): NewOffence => ({
  offenceOn: civil('2023-01-01'), under18: false, intentional: true, fixedTermOrMore: true, classes: [], drugSection: false, ...changed,
});

test('date case W-45-date: sealed at 17, intentional injury at 20: no recidivist (刑法第65条；法释〔2011〕9号第3条)', () => {
  const decision = decideRecidivism({ prior: prior({ under18: true, servedOn: civil('2022-06-30') }), current: later({ offenceOn: civil('2024-08-01') }) });
  assert.equal(decision.outcome, 'notRecidivist');
});

test('date case W-47: a juvenile drug sale of six months does not make a drug recidivist (刑法第356条；参考案例1034)', () => {
  const decision = decideDrugRecidivism({
    prior: prior({ under18: true, servedOn: civil('2012-01-10'), drugSupplyOrPossession: true, classes: ['drug'] }),
    current: later({ offenceOn: civil('2013-05-05'), drugSection: true, classes: ['drug'] }),
  });
  assert.equal(decision.outcome, 'notRecidivist');
});

test('date case W-49: joining a gang as a juvenile and again at 30 is disputed: a person decides (刑法第66条)', () => {
  const decision = decideSpecialRecidivism({
    prior: prior({ under18: true, classes: ['gang'], servedOn: civil('2014-03-01') }),
    current: later({ classes: ['gang'], offenceOn: civil('2026-03-01') }),
  });
  assert.equal(decision.outcome, 'needsReview');
});

const RELEASED_ON = civil('2020-05-10');
const WINDOW: readonly (readonly [offenceOn: string, outcome: string])[] = [
  ['2025-05-09', 'recidivist'],
  ['2025-05-10', 'needsReview'],
  ['2025-05-11', 'notRecidivist'],
];

for (const [offenceOn, outcome] of WINDOW) {
  test(`date case W-85: released on 2020-05-10, new crime on ${offenceOn} → ${outcome} (刑法第65条)`, () => {
    const decision = decideRecidivism({ prior: prior({ servedOn: RELEASED_ON }), current: later({ offenceOn: civil(offenceOn) }) });
    assert.equal(decision.outcome, outcome);
  });
}

test('the boundary day of W-85 is one day: the days beside it are certain', () => {
  const outcomes = [-1, 0, 1].map((days) => decideRecidivism({
    prior: prior({ servedOn: RELEASED_ON }), current: later({ offenceOn: addDays(civil('2025-05-10'), days) }),
  }).outcome);
  assert.deepEqual(outcomes, ['recidivist', 'needsReview', 'notRecidivist']);
});
