import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { addDays, civil, present, type Tri } from '@fengcun/kernel';
import { LEGAL_BASES } from './built-in.ts';
import { findBasis } from './find-basis.ts';
import type { LegalBasis } from './legal-basis.ts';
import { needsTerm, relevanceOfConviction, relevanceOfViolation } from './relevance.ts';
import type { ConvictionFact, ViolationFact } from './relevance-fact.ts';
import { CHARGES } from '../charges/catalogue.ts';

const ON = civil('2026-11-22');
const basis = (id: string): LegalBasis => {
  const found = findBasis(LEGAL_BASES, id, ON);
  assert.ok(found.ok, id);
  return found.value;
};
const convicted = (charge: string, more: Partial<ConvictionFact> = {}): ConvictionFact => ({
  charge, penalty: 'fixedTermImprisonment', deprived: false, effectiveOn: civil('2020-01-01'), execution: 'ended',
  servedOn: civil('2022-01-01'), suspended: false, ...more,
});

const ROWS: readonly (readonly [id: string, fact: ConvictionFact, expected: Tri, rule: string])[] = [
  ['LB-14', convicted('猥亵儿童罪'), true, '未保法62 names 性侵害'],
  ['LB-14', convicted('盗窃罪'), false, 'W-37: theft is not listed, 等 is read narrowly'],
  ['LB-14', convicted('拐卖妇女、儿童罪'), true, '拐卖'],
  ['LB-14', convicted('寻衅滋事罪'), 'unknown', '暴力伤害 by its facts: a person decides'],
  ['LB-14', convicted('过失致人重伤罪'), false, 'negligent injury is no 暴力伤害'],
  ['LB-14', convicted('猥亵儿童罪', { penalty: 'exemptionFromPunishment' }), true, '犯罪记录 includes 免予刑事处罚'],
  ['LB-15', convicted('赌博罪'), true, '学前教育法44 adds 赌博'],
  ['LB-14', convicted('赌博罪'), false, '未保法62 does not'],
  ['LB-15', convicted('盗窃罪'), false, 'W-37 at a kindergarten'],
  ['LB-01', convicted('盗窃罪'), true, '公务员法26: any 刑事处罚'],
  ['LB-01', convicted('交通肇事罪'), true, 'negligent crimes too'],
  ['LB-01', convicted('盗窃罪', { penalty: 'fineOnly' }), true, '单处罚金 is 刑事处罚'],
  ['LB-01', convicted('盗窃罪', { penalty: 'exemptionFromPunishment' }), 'unknown', '免予刑事处罚: disputed'],
  ['LB-04', convicted('盗窃罪', { penalty: 'exemptionFromPunishment' }), true, '监察官法13 names it'],
  ['LB-09', convicted('盗窃罪'), true, '律师法7: intentional'],
  ['LB-09', convicted('交通肇事罪'), false, 'except negligent crimes'],
  ['LB-10', convicted('交通肇事罪'), 'unknown', '公证法20: only negligence in office, a person says'],
  ['LB-10', convicted('盗窃罪'), true, 'intentional crimes'],
  ['LB-11', convicted('盗窃罪'), true, '教师法14: intentional, 有期徒刑以上'],
  ['LB-11', convicted('盗窃罪', { penalty: 'criminalDetention' }), false, '拘役 is less than 有期徒刑'],
  ['LB-11', convicted('盗窃罪', { penalty: 'criminalDetention', deprived: true }), true, 'or 剥夺政治权利'],
  ['LB-11', convicted('盗窃罪', { penalty: 'criminalDetention', deprived: 'unknown' }), 'unknown', 'nobody told'],
  ['LB-11', convicted('交通肇事罪'), false, 'negligent'],
  ['LB-13', convicted('盗窃罪', { deprived: true }), true, '义务教育法24: intentional and deprived'],
  ['LB-13', convicted('盗窃罪'), false, 'intentional, not deprived'],
  ['LB-13', convicted('失火罪', { deprived: true }), false, 'deprived, not intentional'],
  ['LB-22', convicted('职务侵占罪'), true, '公司法178 within five years'],
  ['LB-22', convicted('盗窃罪'), false, 'theft is not 侵占财产'],
  ['LB-22', convicted('合同诈骗罪', { servedOn: civil('2021-11-22') }), true, 'the last day of the five years'],
  ['LB-22', convicted('合同诈骗罪', { servedOn: civil('2021-11-21') }), false, 'five years are over'],
  ['LB-22', convicted('合同诈骗罪', { execution: 'running' }), true, 'still serving'],
  ['LB-22', convicted('合同诈骗罪', { execution: 'unknown' }), 'unknown', 'nobody told whether it was served'],
  ['LB-22', convicted('合同诈骗罪', { suspended: true, suspensionEndsOn: civil('2024-11-22') }), true, '缓刑: two years'],
  ['LB-22', convicted('合同诈骗罪', { suspended: true, suspensionEndsOn: civil('2024-11-21') }), false, 'two years over'],
  ['LB-34', convicted('盗窃罪', { suspended: true, suspensionEndsOn: civil('2022-01-01') }), 'unknown', '缓刑 without a number of its own: both readings'],
  ['LB-34', convicted('盗窃罪', { suspended: true, effectiveOn: civil('2016-01-01'), suspensionEndsOn: civil('2019-01-01') }), false, 'over by both'],
  ['LB-36', convicted('盗窃罪'), false, '社团条例13: only 剥夺政治权利'],
  ['LB-36', convicted('盗窃罪', { deprived: true }), true, 'deprived'],
  ['LB-54', convicted('生产、销售伪劣农药、兽药、化肥、种子罪'), 'unknown', '种子 only by its facts'],
  ['LB-68', convicted('盗窃罪'), 'unknown', '民法典1098: whether it harms the child, a person says'],
  ['LB-21', convicted('出具证明文件重大失实罪'), true, '资产评估法11: negligent in valuation'],
  ['LB-21', convicted('交通肇事罪'), false, 'negligent elsewhere'],
  ['LB-14', convicted('自创罪'), 'unknown', 'a charge of no catalogue'],
];
for (const [id, fact, expected, rule] of ROWS) {
  test(`${id}, ${fact.charge} (${fact.penalty}): ${expected} — ${rule}`, () => {
    const found = relevanceOfConviction(basis(id), fact, ON);
    assert.equal(found.verdict, expected);
    assert.deepEqual(found.readings.map((one) => one.verdict), expected === 'unknown' ? [true, false] : []);
  });
}

const decided = (violation: string | undefined, more: Partial<ViolationFact> = {}): ViolationFact =>
  ({ detention: false, detentionsInAll: 0, decidedOn: civil('2025-05-01'), ...(violation === undefined ? {} : { violation }), ...more });
const VIOLATIONS: readonly (readonly [id: string, fact: ViolationFact, expected: Tri, rule: string])[] = [
  ['LB-14', decided('猥亵'), true, '未保法62: 违法犯罪记录'],
  ['LB-14', decided('殴打他人'), true, '暴力伤害'],
  ['LB-14', decided('吸毒'), false, 'not named by 未保法62'],
  ['LB-15', decided('吸毒'), true, 'named by 学前教育法44'],
  ['LB-15', decided('赌博'), true, 'named'],
  ['LB-15', decided('盗窃'), false, 'not named'],
  ['LB-15', decided(undefined), 'unknown', 'the decision does not say'],
  ['LB-01', decided('猥亵'), false, 'W-73: a norm that names no 治安 record reaches none'],
  ['LB-38', decided('赌博', { detention: true, detentionsInAll: 2 }), false, 'fewer than three detentions'],
  ['LB-38', decided('赌博', { detention: true, detentionsInAll: 3 }), true, 'three detentions'],
  ['LB-38', decided('赌博', { detention: false, detentionsInAll: 3 }), false, 'this one was no detention'],
  ['LB-45', decided('盗窃', { detention: 'unknown', detentionsInAll: 0 }), 'unknown', 'nobody told the penalty'],
  ['LB-49', decided('侵入计算机信息系统', { decidedOn: civil('2021-11-22') }), true, 'last day of five years'],
  ['LB-49', decided('侵入计算机信息系统', { decidedOn: civil('2021-11-21') }), false, 'five years over'],
  ['LB-68', decided('赌博'), 'unknown', 'whether it harms the child'],
];
for (const [id, fact, expected, rule] of VIOLATIONS) {
  test(`治安, ${id}, ${fact.violation ?? 'unnamed'}: ${expected} — ${rule}`, () => {
    assert.equal(relevanceOfViolation(basis(id), fact, ON).verdict, expected);
  });
}

test('the term is told only where the norm asks for a penalty or runs for years', () => {
  assert.deepEqual(['LB-14', 'LB-01', 'LB-11', 'LB-22', 'LB-36'].map((id) => needsTerm(basis(id))), [false, false, true, true, true]);
});

const USABLE = LEGAL_BASES.bases.filter(({ usable }) => usable);
test('a norm never counts a charge outside its scope, whatever else holds; time never makes it count again', () => {
  const day = fc.integer({ min: 0, max: 9_000 }).map((n) => addDays(civil('2005-01-01'), n));
  fc.assert(fc.property(fc.constantFrom(...USABLE), fc.constantFrom(...CHARGES), day, (row, charge, servedOn) => {
    const fact = convicted(charge.name, { servedOn, effectiveOn: servedOn });
    const { verdict, findings } = relevanceOfConviction(row, fact, ON);
    if (present(findings[0], 'finding').holds === false) assert.equal(verdict, false);
    if (verdict === false) assert.notEqual(relevanceOfConviction(row, fact, addDays(ON, 400)).verdict, true);
  }), { numRuns: 400 });
});
