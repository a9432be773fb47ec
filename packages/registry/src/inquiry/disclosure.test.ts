import assert from 'node:assert/strict';
import test from 'node:test';
import fc from 'fast-check';
import { civil, type Tri } from '@fengcun/kernel';
import { basisLabel, LEGAL_BASES } from '@fengcun/statute';
import { computeDisclosure, type DisclosureInput } from './compute-disclosure.ts';
import { disclosureDigest, type RelevanceAnswer } from './disclosure.ts';
import { examineInquiry } from './examine-inquiry.ts';
import { INQUIRER_KINDS, type InquirerKind } from './inquirer-kinds.ts';
import type { InquiredRecord, SealRegime } from './inquired-record.ts';
import type { InquiryApplication } from './inquiry-application.ts';
import { DEFAULT_INQUIRY_RULES, type InquiryReadings, type InquiryRules, piercingInquiry } from './inquiry-rules.ts';
import { application } from './testing/invented-inquiries.ts';
import { watermarkText } from './watermark.ts';

const ON = civil('2026-11-20');
const conviction = (charge: string, regime: SealRegime, more: Partial<InquiredRecord> = {}): InquiredRecord => ({
  recordId: `r-${charge}`, caseCode: 'C1', regime, kind: 'judgment', isConviction: true, charges: [charge], execution: 'ended',
  servedOn: civil('2024-01-01'), effectiveOn: civil('2022-01-01'), sentence: { penalty: 'fixedTermImprisonment', termMonths: 24 }, detention: false, ...more,
});
const violation = (words: string, more: Partial<InquiredRecord> = {}): InquiredRecord => ({
  recordId: `r-${words}`, caseCode: 'C2', regime: 'publicOrder', kind: 'publicOrder', isConviction: false, execution: 'unknown', violation: words, detention: true, decidedOn: civil('2025-05-01'), ...more,
});
const nonProsecution: InquiredRecord = { recordId: 'r-np', caseCode: 'C3', regime: 'juvenile', kind: 'nonProsecution', isConviction: false, execution: 'unknown', charges: ['盗窃罪'], nonProsecutionType: 'discretionary', detention: false };

type Asked = Readonly<{ readings?: InquiryReadings; answers?: readonly RelevanceAnswer[]; rules?: Partial<InquiryRules> }>;
const compute = (asked: InquiryApplication, records: readonly InquiredRecord[], { readings = {}, answers = [], rules = {} }: Asked = {}): ReturnType<typeof computeDisclosure> => {
  const all = { ...DEFAULT_INQUIRY_RULES, ...rules };
  const { basis } = examineInquiry(asked, all, ON);
  const input: DisclosureInput = { application: asked, readings, rules: all, records, answers, on: ON, ...(basis === undefined ? {} : { basis }) };
  return computeDisclosure(input);
};
const told = (...given: Parameters<typeof compute>): string => {
  const { disclosure, questions } = compute(...given);
  if (questions.length > 0) return 'ask';
  if (disclosure.kind === 'file') return `file ${disclosure.records.length}`;
  return disclosure.items.map((item) => (item.what === 'conviction' ? `${item.charge}${item.sentence === undefined ? '' : '+term'}` : item.what)).join() || 'none';
};

const TELL: InquiryReadings = { K4: 'asLawNames', K5: 'asBasisAllows' };
const QUIET: InquiryReadings = { K4: 'judicialOnly', K5: 'noRecord' };
const school = application('minorContactUnit');
const kindergarten = application('minorContactUnit', { basisId: 'LB-15', occupation: 'kindergartenStaff' });
const ministry = application('unit');
const teacher = application('administrativeOrgan', { basisId: 'LB-11', occupation: 'teacher' });
const supervisor = application('unit', { basisId: 'LB-04', occupation: 'supervisor' });
const onPoliceRules = application('unit', { track: 'certificateRules', organ: 'police/000102' });
const court = application('judicialOrgan');
const lawyer = application('lawyer');
const TWO = conviction('猥亵儿童罪', 'juvenile', { charges: ['猥亵儿童罪', '盗窃罪'] });

const ROWS: readonly (readonly [name: string, asked: InquiryApplication, records: readonly InquiredRecord[], reads: InquiryReadings, told: string, rule: string])[] = [
  ['school, sealed 猥亵', school, [conviction('猥亵儿童罪', 'juvenile')], TELL, '猥亵儿童罪', '未保法62; the charge, not the term'],
  ['the same read as 公安规定10', school, [conviction('猥亵儿童罪', 'juvenile')], QUIET, 'none', 'K5'],
  ['W-37 kindergarten, sealed theft', kindergarten, [conviction('盗窃罪', 'juvenile')], TELL, 'none', 'not of the listed kinds'],
  ['school, unsealed theft', school, [conviction('盗窃罪', 'none')], TELL, 'none', 'only related classes, sealed or not'],
  ['school, unsealed 强奸', school, [conviction('强奸罪', 'none')], QUIET, '强奸罪', 'not sealed: K5 does not matter'],
  ['school, one judgment of two crimes', school, [TWO], TELL, '猥亵儿童罪', 'the other is not told'],
  ['school, 寻衅滋事', school, [conviction('寻衅滋事罪', 'juvenile')], TELL, 'ask', 'by its facts: a person'],
  ['school, 寻衅滋事 where K5 tells nothing', school, [conviction('寻衅滋事罪', 'juvenile')], QUIET, 'none', 'nobody is asked about what is not told'],
  ['school, 治安 猥亵', school, [violation('猥亵')], TELL, 'publicOrder', '违法记录 named by 未保法62'],
  ['school, 治安 吸毒', school, [violation('吸毒')], TELL, 'none', 'not named there'],
  ['kindergarten, 治安 吸毒', kindergarten, [violation('吸毒')], TELL, 'publicOrder', 'named by 学前教育法44'],
  ['W-73 an office, 治安 吸毒', ministry, [violation('吸毒')], TELL, 'none', '治安法136: 公务员法 names no 治安 record'],
  ['an office, 治安 told open by mistake', ministry, [violation('猥亵', { regime: 'none' })], TELL, 'none', 'sealed for everybody, ordered or not'],
  ['civil service, sealed theft', ministry, [conviction('盗窃罪', 'juvenile')], TELL, '盗窃罪', '公务员法26'],
  ['the police rules, sealed theft', onPoliceRules, [conviction('盗窃罪', 'juvenile')], TELL, 'none', '公安规定10: 无犯罪记录'],
  ['the police rules, unsealed theft', onPoliceRules, [conviction('盗窃罪', 'none')], {}, '盗窃罪', '公安规定9(2)'],
  ['the police rules, 治安 record', onPoliceRules, [violation('猥亵')], TELL, 'none', 'no criminal record'],
  ['教师资格, 2 years', teacher, [conviction('盗窃罪', 'none')], TELL, '盗窃罪+term', '有期徒刑以上: the term is needed'],
  ['教师资格, 拘役', teacher, [conviction('盗窃罪', 'none', { sentence: { penalty: 'criminalDetention', termMonths: 5 } })], TELL, 'none', 'less than the norm asks'],
  ['教师资格, two crimes of which one counts', teacher, [conviction('盗窃罪', 'none', { charges: ['盗窃罪', '失火罪'] })], TELL, '盗窃罪', 'one term for both would show the other'],
  ['W-69 no effective judgment', ministry, [conviction('盗窃罪', 'none', { isConviction: false })], TELL, 'none', '公安规定2: 无犯罪记录'],
  ['nobody told whether it took effect', ministry, [conviction('盗窃罪', 'none', { isConviction: 'unknown' })], TELL, 'ask', 'unknown is a question'],
  ['a charge nobody told', ministry, [conviction('盗窃罪', 'none', { charges: undefined } as unknown as Partial<InquiredRecord>)], TELL, 'ask', 'unknown is a question'],
  ['监察官, 相对不起诉, K4 as the law names', supervisor, [nonProsecution], TELL, 'nonProsecution', '监察官法13'],
  ['监察官, 相对不起诉, K4 as 规则486', supervisor, [nonProsecution], QUIET, 'none', 'judicial organs only'],
  ['civil service, 相对不起诉', ministry, [nonProsecution], TELL, 'none', 'not named'],
  ['a court: everything', court, [conviction('盗窃罪', 'juvenile'), violation('猥亵'), nonProsecution, conviction('强奸罪', 'none')], {}, 'file 4', '办法16(3); 治安法136'],
  ['a supervision organ on a case', application('stateOrgan'), [conviction('盗窃罪', 'juvenile'), violation('猥亵'), nonProsecution, conviction('强奸罪', 'none')], {}, 'file 2', '治安 and what is not sealed'],
  ['W-39 a lawyer, sealed juvenile', lawyer, [conviction('盗窃罪', 'juvenile')], TELL, 'none', '法发〔2012〕10号 二（三）'],
  ['a lawyer, own client, not sealed', lawyer, [conviction('盗窃罪', 'none')], {}, '盗窃罪+term', 'allowed'],
  ['a lawyer, 治安', lawyer, [violation('猥亵')], TELL, 'none', '治安法136'],
  ['a notary, sealed', application('notary'), [conviction('盗窃罪', 'juvenile')], TELL, 'none', '公安规定4(3), 10'],
];
for (const [name, asked, records, readings, expected, rule] of ROWS) {
  test(`${name}: ${expected} (${rule})`, () => assert.equal(told(asked, records, { readings }), expected));
}

test('what a person answered decides what was unknown, for that charge alone', () => {
  const records = [conviction('寻衅滋事罪', 'juvenile'), conviction('非法拘禁罪', 'juvenile')];
  const answers = [{ recordId: 'r-寻衅滋事罪', item: '寻衅滋事罪', isRelevant: true, reasons: '持械殴打' }, { recordId: 'r-非法拘禁罪', item: '非法拘禁罪', isRelevant: false, reasons: '没有暴力' }];
  assert.equal(told(school, records, { readings: TELL, answers: answers.slice(0, 1) }), 'ask');
  assert.equal(told(school, records, { readings: TELL, answers }), '寻衅滋事罪');
});

const PIERCING: readonly (readonly [says: Tri | undefined, kind: InquirerKind, expected: string])[] = [
  [undefined, 'judicialOrgan', 'file 1'], [true, 'judicialOrgan', 'file 1'], [false, 'judicialOrgan', 'file 0'], ['unknown', 'judicialOrgan', 'file 0'],
  [undefined, 'unit', '盗窃罪'], [false, 'unit', 'none'], [true, 'lawyer', 'none'],
];
for (const [says, kind, expected] of PIERCING) {
  test(`a proposal pack that says ${says}: ${kind} sees ${expected}; it narrows the law and never widens it`, () => {
    assert.equal(told(application(kind), [conviction('盗窃罪', { pack: 'cn-a1' })], { readings: TELL, rules: { piercing: () => says } }), expected);
  });
}
const ASKED_AS: readonly (readonly [InquiryApplication, string, string, Tri])[] = [
  [ministry, 'unit', 'occupation', true], [court, 'judicialOrgan', 'otherCasework', 'unknown'],
  [application('judicialOrgan', { casePurpose: 'judgingCrime' }), 'judicialOrgan', 'judgingCrime', 'unknown'], [application('stateOrgan'), 'stateOrgan', 'other', 'unknown'],
];
for (const [asked, inquirer, purpose, related] of ASKED_AS) {
  test(`packs are asked about a ${inquirer} for ${purpose}`, () => assert.deepEqual(piercingInquiry(asked), { inquirer, purpose, related }));
}

const regimes = fc.constantFrom<SealRegime>('none', 'juvenile', { pack: 'cn-a1' });
const charges = fc.constantFrom('盗窃罪', '强奸罪', '寻衅滋事罪', '交通肇事罪', '受贿罪', '故意伤害罪', '危险驾驶罪');
const records = fc.array(fc.oneof(
  fc.tuple(charges, regimes).map(([charge, regime]) => conviction(charge, regime)),
  fc.constantFrom('猥亵', '吸毒', '盗窃', '赌博').map((words) => violation(words)), fc.constant(nonProsecution),
), { maxLength: 6 });
const usable = LEGAL_BASES.bases.filter((basis) => basis.usable);

test('nothing beyond the basis, in any order: the same records give the same answer, and a school never learns another class', () => {
  fc.assert(fc.property(records, fc.boolean(), (held, tells) => {
    const readings = tells ? TELL : QUIET;
    const forth = compute(school, held, { readings });
    const back = compute(school, [...held].reverse(), { readings });
    assert.equal(forth.questions.length, back.questions.length);
    assert.ok(forth.disclosure.kind === 'answer');
    for (const item of forth.disclosure.items) {
      if (item.what === 'conviction') assert.ok(['强奸罪', '故意伤害罪'].includes(item.charge));
      assert.notEqual(item.what, 'nonProsecution');
      assert.ok(item.what !== 'publicOrder' || item.violation === '猥亵');
    }
  }), { numRuns: 300 });
});

test('read quietly, a unit on any basis cannot tell sealed records from none: the same bytes', () => {
  fc.assert(fc.property(fc.constantFrom(...usable), records, (basis, held) => {
    const asked = application('unit', { basisId: basis.id, occupation: basis.occupations[0] });
    const sealed = held.filter(({ regime, kind }) => regime !== 'none' && kind !== 'publicOrder');
    const [none, some] = [[], sealed].map((one) => compute(asked, one, { readings: QUIET }));
    assert.equal(disclosureDigest(some?.disclosure ?? { kind: 'answer', found: true, items: [] }), disclosureDigest(none?.disclosure ?? { kind: 'answer', found: false, items: [] }), basisLabel(basis));
    assert.deepEqual(some?.questions, []);
  }), { numRuns: 200 });
});

test('lawyers, notaries and those sent to the certificate procedure never learn of anything sealed', () => {
  fc.assert(fc.property(fc.constantFrom(...INQUIRER_KINDS), records, (kind, held) => {
    if (['judicialOrgan', 'stateOrgan', 'unit', 'minorContactUnit', 'administrativeOrgan'].includes(kind)) return;
    const sealed = held.filter(({ regime }) => regime !== 'none');
    assert.deepEqual(compute(application(kind), sealed, { readings: TELL }), compute(application(kind), [], { readings: TELL }));
  }), { numRuns: 200 });
});

test('the watermark names inquirer, officer, number and time, and not the person', () => {
  const text = watermarkText({ application: school, number: '虚查告〔2026〕1号', at: '2026-11-20T02:03:04Z' });
  assert.equal(text, '虚构单位 经办甲 虚查告〔2026〕1号 2026-11-20 10:03:04');
});
