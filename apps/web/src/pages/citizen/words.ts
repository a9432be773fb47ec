import type { RightsFilingBody } from '@fengcun/api';
import type { BodyOf } from '../../api/interface.ts';
import type { Words } from '../../app/language.tsx';

type RightsShown = BodyOf<'readRightsRequest'>;
type Table<K extends string> = Readonly<Record<K, Words>>;

/** What a person may ask for, and what each is good for. */
export const RIGHT_WORDS: Readonly<Record<RightsShown['kind'], Readonly<{ name: Words; about: Words }>>> = {
  sealing: { name: { zh: '申请封存', en: 'Ask for sealing' }, about: {
    zh: '您认为记录应当封存而没有封存。', en: 'A record of yours should be sealed and is not.' } },
  reexamination: { name: { zh: '申请复查', en: 'Ask for a second look' }, about: {
    zh: '对查询结果有异议，请原机关复查。', en: 'You disagree with a result; the organ looks again.' } },
  objection: { name: { zh: '对封存有异议', en: 'Object to how it was sealed' }, about: {
    zh: '对封存决定或者做法有意见，转检察机关。', en: 'About a decision or how it was carried out; goes to the procuratorate.' } },
  correction: { name: { zh: '更正信息', en: 'Correct' }, about: {
    zh: '记录中关于您的信息不准确、不完整。', en: 'What is recorded about you is wrong or incomplete.' } },
  copy: { name: { zh: '查阅、复制本人信息', en: 'A copy of my data' }, about: {
    zh: '取得机关保存的关于您的个人信息。', en: 'What the organ keeps about you.' } },
  deletion: { name: { zh: '删除信息', en: 'Delete' }, about: {
    zh: '依法要求删除；机关须说明理由作答。', en: 'The organ deletes or says by which law it may not.' } },
  complaint: { name: { zh: '投诉泄露或者歧视', en: 'Complain of a leak or of unequal treatment' }, about: {
    zh: '封存的记录被泄露，或者因此受到不公平对待；移送检察机关。',
    en: 'A sealed record got out, or you were treated worse for it; referred to the procuratorate.' } },
};

/** Where a request stands, as whoever waits for it is told: who has it now, and what comes next. */
export const RIGHT_STAGES: Table<RightsShown['stage']> = {
  filed: { zh: '已提交，等机关审查材料', en: 'You have sent it; the organ looks at your papers next' },
  supplementing: { zh: '缺少材料，请您补充', en: 'Papers are missing: please hand them in' },
  supplemented: { zh: '材料已补充，等机关审查', en: 'You have handed in what was missing; the organ looks at it next' },
  accepted: { zh: '机关已受理，正在办理', en: 'The organ has taken it on and is working on it' },
  proposed: { zh: '机关正在作出答复', en: 'The organ is deciding on its answer' },
  answered: { zh: '机关已答复', en: 'The organ has answered' },
  notAccepted: { zh: '机关没有受理', en: 'The organ has not taken it on' },
  appealed: { zh: '已向上一级提出，等上级答复', en: 'You have taken it to the organ above, which answers next' },
  appealAnswered: { zh: '上级机关已答复', en: 'The organ above has answered' },
  withdrawn: { zh: '您已撤回', en: 'You have taken it back' },
};

/** Stages in which no answer of an organ is awaited any more. */
export const OVER: readonly RightsShown['stage'][] = ['answered', 'notAccepted', 'withdrawn', 'appealAnswered'];

/** What can be done about an answer. */
export const REMEDY_WORDS: Table<RightsShown['remedies'][number]> = {
  reexamination: { zh: '向原机关申请复查', en: 'ask the same organ to look again' },
  organAbove: { zh: '向上一级机关提出', en: 'go to the organ above' },
  supervision: { zh: '向人民检察院申请监督', en: 'ask the procuratorate' },
  court: { zh: '向人民法院起诉', en: 'go to court' },
};

/** Papers of a request, by what they tell. */
export const RIGHT_PAPERS: Readonly<Record<string, Words>> = {
  'rights-acceptance': { zh: '保存受理通知书', en: 'Save the acceptance' },
  'rights-supplement-notice': { zh: '保存补正通知书', en: 'Save the notice of what is missing' },
  'rights-not-accepted-notice': { zh: '保存不予受理通知书', en: 'Save the notice of non-acceptance' },
  'rights-answer': { zh: '保存答复书', en: 'Save the answer' },
  'rights-appeal-answer': { zh: '保存上级答复书', en: 'Save the answer of the organ above' },
  'complaint-referral': { zh: '保存移送函', en: 'Save the letter of referral' },
};

/** What an answer says. */
export const RIGHT_OUTCOMES: Table<NonNullable<RightsShown['answer']>['outcome']> = {
  granted: { zh: '同意', en: 'granted' }, partlyGranted: { zh: '部分同意', en: 'granted in part' },
  refused: { zh: '不同意', en: 'refused' },
};

/** Why an answer refuses. */
export const RIGHT_GROUNDS: Table<NonNullable<RightsShown['answer']>['grounds'][number]> = {
  mustBeKeptSecret: { zh: '法律、行政法规规定应当保密', en: 'the law keeps it secret' },
  wouldHinderDuty: { zh: '告知将妨碍履行法定职责', en: 'telling would hinder a duty' },
  retentionRuns: { zh: '法定保存期限未届满', en: 'it must still be kept' },
  foundCorrect: { zh: '经核实信息无误', en: 'it was found correct' },
  judgmentBinds: { zh: '以生效裁判为准', en: 'an effective judgment binds' },
  resultStands: { zh: '复查后维持原结果', en: 'the result stands' },
  notToBeSealed: { zh: '依法不属于应当封存的记录', en: 'the law does not seal it' },
  alreadySealed: { zh: '已经封存', en: 'it is sealed already' },
  notOurRecord: { zh: '不是本机关保存的记录', en: 'another organ keeps it' },
};

/** Papers handed in with a request. */
export const MATERIAL_WORDS: Table<RightsFilingBody['materials'][number]> = {
  identityProof: { zh: '身份证明', en: 'proof of identity' },
  guardianshipProof: { zh: '监护关系证明', en: 'proof of guardianship' }, mandate: { zh: '委托书', en: 'mandate' },
  evidence: { zh: '证明信息有误的材料', en: 'what shows the mistake' },
  disclosureProof: { zh: '记录未封存或者被公开的材料', en: 'what shows that it is open' },
  harmProof: { zh: '受到影响的材料', en: 'what shows the harm' },
};

const MISSING: Readonly<Record<string, Words>> = { ...MATERIAL_WORDS, birthDate: { zh: '出生日期', en: 'date of birth' } };

/** What a request lacks, in words; another name is shown as it is. */
export const missingWords = (one: string): Words => MISSING[one] ?? { zh: one, en: one };

/** How a look ended. */
export const LOOK_OUTCOMES: Table<BodyOf<'readOwnLooks'>['looks'][number]['outcome']> = {
  disclosed: { zh: '已依法提供', en: 'answered' }, refused: { zh: '未予提供', en: 'refused' },
  expired: { zh: '许可已失效，未提供', en: 'never used' },
};
