import { readFileSync } from 'node:fs';
import { civil, type Result } from '@fengcun/kernel';
import type { DocumentFacts } from '../facts/facts.ts';
import { type Font, parseFont } from '../font/font.ts';

/** The value of a result that a test expects to be one. */
export const valueOf = <T>(result: Result<T, unknown>): T => {
  if (!result.ok) throw new Error(`refused: ${JSON.stringify(result.error)}`);
  return result.value;
};

/** The font of the package, read once a process. */
export const sampleFont = (): Font => {
  font ??= valueOf(parseFont(readFileSync(new URL('../../fonts/NotoSerifSC-Regular.ttf', import.meta.url))));
  return font;
};
let font: Font | undefined;

// Everything below is invented: no such person, organ or case.
const PERSON = { personName: '林小舟', sex: 'male', birthDate: '2008-03-02', idNumber: '000000200803020015' } as const;
const RECIPIENTS = ['虚构市松江口区人民检察院', '虚构市公安局松江口分局'];
const CASE = '（2026）虚0101刑初12号';
const PRISON_PERSON = {
  ...PERSON, domicile: '虚构省虚构市松江口区柳岸街道', judgmentNumber: `${CASE}刑事判决书`, court: '虚构市松江口区人民法院',
  charges: ['盗窃罪', '寻衅滋事罪'],
} as const;
const LATE = {
  recipient: '虚构市公安局松江口分局', notice: '（2026）虚0101封通字第17号', matter: '封存案卷材料和电子档案信息并送回回执',
  receivedOn: '2026-11-09', dueOn: '2026-11-12', daysOverdue: 9,
  deadline: '收到通知书之日起三日内（实施办法第十一条）', replyBy: '2026-11-24',
} as const;

const ENDED = { ...PERSON, sealNotice: '（2026）虚0101封通字第17号' } as const;

const APPLICANT = { personName: '林小舟', nationality: '中国', documentType: '居民身份证', documentNumber: '000000200803020015' } as const;

const ASKER = { inquirer: '虚构市柳岸幼儿园', officer: '沈某遥', appliedOn: '2026-11-20' } as const;
const INQUIRY_REMEDY = '认为本决定不当的，可以向本机关的同级人民检察院申请监督；补足查询依据后可以重新申请。';

const REQUEST = { personName: '林小舟', requester: 'self', kind: '更正个人信息', filedOn: '2026-11-16' } as const;
const REMEDIES = ['向上一级机关申诉', '依法向人民法院提起诉讼'] as const;
const MATTER = { matter: '逾期没有封存', origin: '监督中发现', openedOn: '2026-11-16' } as const;

const FIELDS: Readonly<Record<string, Readonly<Record<string, unknown>>>> = {
  'seal-notice': {
    ...PERSON, recipients: RECIPIENTS, caseNumber: CASE, disposition: `${CASE}刑事判决书`, effectiveOn: '2026-11-18',
    result: '犯盗窃罪，判处有期徒刑三年，缓刑四年，并处罚金人民币三千元', ground: 'juvenileSentence',
  },
  'unseal-notice': {
    ...PERSON, recipients: RECIPIENTS, caseNumber: CASE, sealNotice: '（2026）虚0101封通字第17号',
    newDisposition: '（2026）虚0101刑初88号刑事判决书', decidedTerm: '数罪并罚，决定执行有期徒刑五年六个月',
    conditionMetOn: '2026-11-20', ground: 'newCrimeAsMinor',
  },
  'rights-and-duties': {
    personName: '林小舟', guardianName: '林大江', caseNumber: CASE, disposition: `${CASE}刑事判决书`,
    contact: '虚构市松江口区人民法院少年审判庭，电话 000-0000 0000',
  },
  'no-record-certificate': { ...APPLICANT, validUntil: '2027-05-20' },
  'certificate-refusal-notice': APPLICANT,
  'cover-mark': { kind: 'splitCase', caseNumber: CASE, dossier: '2026-刑-0012-2', place: '第二卷第14页至第31页' },
  'release-notice': {
    ...PRISON_PERSON, recipients: ['虚构市公安局松江口分局'], sentence: '决定执行有期徒刑三年', releasedOn: '2026-11-20',
    certificateNumber: '（2026）虚未管释字第31号', sealing: 'mustSeal',
  },
  'correction-expiry-notice': {
    ...PRISON_PERSON, recipients: ['虚构市公安局松江口分局'], kind: 'suspension', startedOn: '2022-11-20', completedOn: '2026-11-19',
    certificateNumber: '（2026）虚矫解字第8号', sealing: 'mustSeal',
  },
  'public-order-seal-notice': {
    ...PERSON, recipients: ['虚构市公安局松江口分局柳岸派出所'], decision: '虚公（柳）行罚决字〔2026〕203号',
    decidedOn: '2026-11-19', servedOn: '2026-11-20', violation: '殴打他人', result: '行政拘留五日',
  },
  'overdue-reminder': LATE,
  'overdue-supervision': { ...LATE, reminder: '（2026）虚0101封催字第3号', copies: ['虚构市公安局', '虚构市人民检察院'] },
  'not-sealed-notice': {
    personName: '周远山', caseNumber: '（2019）虚0101刑初45号', appliedOn: '2026-11-10',
    reasons: ['犯罪的时候已满十八周岁（出生于2000年5月1日，行为之日为2018年5月2日，自该日起已满十八周岁）。', '现行法律对成年人的犯罪记录没有规定封存。'],
    basis: ['中华人民共和国刑事诉讼法第二百八十六条', '关于未成年人犯罪记录封存的实施办法第四条'], remedyOrgan: '虚构市松江口区人民检察院',
  },
  'judgment-notification': {
    ...PERSON, recipients: ['虚构市公安局松江口分局'], prosecutor: '虚构市松江口区人民检察院', court: '虚构市松江口区人民法院', judgmentNumber: `${CASE}刑事判决书`,
    effectiveOn: '2026-11-18', charges: ['盗窃罪'], sentence: '有期徒刑三年，缓刑四年，罚金人民币三千元', sealing: 'mustSeal',
  },
  'lower-procuratorate-notice': {
    ...PERSON, recipients: ['虚构市松江口区人民检察院'], caseNumber: '（2026）虚01刑终7号', disposition: '（2026）虚01刑终7号刑事裁定书',
    effectiveOn: '2026-11-18', result: '犯盗窃罪，有期徒刑三年，缓刑四年',
  },
  'corrective-opinion': {
    recipient: '虚构市公安局松江口分局', notice: '（2026）虚0101封通字第17号', orderedBy: '虚构市松江口区人民法院', matter: LATE.matter, receivedOn: '2026-11-09',
    dueOn: '2026-11-12', daysOverdue: 9, deadline: LATE.deadline, reminders: 2, replyBy: '2026-11-24',
  },
  'rescission-notice': { ...ENDED, recipients: RECIPIENTS, caseNumber: CASE, rescindedOn: '2026-11-20', reason: 'wrongSeal' },
  'exemption-notice': { ...ENDED, recipients: RECIPIENTS, caseNumber: CASE, agreedOn: '2026-11-20' },
  'removal-notice': {
    ...ENDED, recipients: ['虚构市公安局松江口分局'], decision: '虚公（柳）行罚决字〔2026〕203号', annulment: '虚政复决字〔2026〕11号', annulledOn: '2026-11-20',
  },
  'inquiry-receipt': { ...ASKER, kind: '密切接触未成年人的单位', basis: '《未成年人保护法》第62条', dueOn: '2026-11-25', term: '三个工作日（实施办法第十六条第二款）' },
  'inquiry-supplement-notice': { ...ASKER, missing: ['单位公函（介绍信）', '被查询人在职或者拟招录的证明', '使用范围'] },
  'inquiry-not-accepted-notice': { ...ASKER, inquirer: '虚构背景调查平台有限公司', reasons: ['被封存的数据不得向外部平台提供或者对接'], basis: ['关于未成年人犯罪记录封存的实施办法第十条第三款', '刑事诉讼法第二百八十六条'], remedy: INQUIRY_REMEDY },
  'inquiry-refusal-decision': {
    ...ASKER, inquirer: '虚构出行有限公司', application: '（2026）虚0101查受字第9号', remedy: INQUIRY_REMEDY,
    reasons: ['《网络预约出租汽车经营服务管理暂行办法》不属于国家规定（法律、全国人大及其常委会的决定、行政法规、国务院的行政措施、决定和命令），不能作为查询依据'],
    basis: ['刑法第九十六条', '法发〔2011〕155号', '刑事诉讼法第二百八十六条'],
  },
  'confidentiality-undertaking': {
    inquirer: '虚构市柳岸幼儿园', officer: '沈某遥', officerNumber: 'X0000001', personName: '林小舟', personNumber: '000000200803020015',
    reasons: '拟聘用为保育员，应当查询有无性侵害、虐待、拐卖、暴力伤害等违法犯罪记录', basis: '《学前教育法》第44条', scopeOfUse: '仅用于本次聘用审查，由园长和人事干事知悉', validUntil: '2026-11-30',
    limits: ['只告知有无，不告知罪名、处罚和日期'],
  },
  'inquiry-result-letter': {
    inquirer: '虚构市柳岸幼儿园', officer: '沈某遥', personName: '林小舟', personNumber: '000000200803020015', basis: '《学前教育法》第44条',
    scope: '虐待、性侵犯罪、拐卖、暴力伤害、赌博犯罪；同类治安违法记录', limits: ['不告知刑罚、刑期和日期'], result: 'found', items: ['猥亵儿童罪'], watermark: '虚构市柳岸幼儿园 沈某遥 （2026）虚0101查告字第4号 2026-11-21 10:00:00',
    undertaking: '（2026）虚0101查诺字第4号', recheckOn: '2027-11-21',
  },
  'rights-acceptance': { ...REQUEST, dueOn: '2026-12-04', cites: ['个人信息保护法第四十六条'] },
  'rights-supplement-notice': { ...REQUEST, missing: ['证据材料', '身份证明'] },
  'rights-not-accepted-notice': { ...REQUEST, requester: 'guardian', reason: '监护已经终止，应当由本人提出', remedies: REMEDIES },
  'rights-answer': {
    ...REQUEST, outcome: 'partlyGranted', grounds: ['人民法院的裁判非经再审不得变更（刑事诉讼法第二百五十九条）'], reasons: ['裁判文书所载日期与原件一致。', '姓名用字与身份证明不符。'],
    measures: ['已将姓名用字更正，并通知了持有副本的机关。'], cites: ['个人信息保护法第四十六条', '刑事诉讼法第二百五十九条'], remedies: REMEDIES,
  },
  'rights-appeal-answer': {
    ...REQUEST, kind: '删除个人信息', askedOrgan: '虚构市公安局松江口分局', appealReason: 'silent', outcome: 'partlyGranted', measures: ['已责令原办理机关于三日内删除并答复。'],
    grounds: ['法律规定的保存期限没有届满（个人信息保护法第四十七条第二款）'], reasons: ['案卷材料的保存期限没有届满，停止除存储外的处理。'],
    cites: ['个人信息保护法第四十七条'],
  },
  'complaint-referral': {
    ...REQUEST, kind: '投诉', recipient: '虚构市松江口区人民检察院', statement: ['录用单位在公示栏公布了我已封存的信息。'], cites: ['关于未成年人犯罪记录封存的实施办法第二十一条', '第二十二条'],
  },
  'supervision-opinion': {
    ...MATTER, recipient: '虚构市公安局松江口分局', facts: ['三份应当封存的记录，期限届满后仍未封存。'], opinion: ['立即封存所列三份记录，并送回回执。', '查明逾期原因。'], replyBy: '2026-11-30',
  },
  'procuratorial-proposal': {
    ...MATTER, recipient: '虚构市公安局松江口分局', facts: ['查询登记没有逐件记载依据。'], opinion: ['完善查询登记制度，对经办人员进行培训。'], replyBy: '2027-01-21',
  },
  'supervision-escalation': {
    recipient: '虚构市公安局', unit: '虚构市公安局松江口分局', opinionNumber: '（2026）虚检纠字第3号', matter: '逾期没有封存', reason: 'silent', opinion: ['立即封存所列三份记录。'], replyBy: '2026-12-04',
  },
  'leak-notice': {
    knownOn: '2026-11-20', content: ['罪名', '裁判文书'], cause: ['工作人员违规拍摄并传播'], harm: ['名誉受损', '就业、升学受到不平等对待'], measures: ['已停用涉事账号并收回复制件。'],
    advice: ['留存传播的截图和链接', '要求平台删除', '遇到骚扰时报警'], contact: '虚构市公安局松江口分局法制大队',
  },
  'incident-referral': {
    recipient: '虚构市公安局', kind: 'crime', knownOn: '2026-11-20', facts: ['工作人员向外部人员出售封存信息。'], measures: ['已停用账号。'], persons: 3, content: ['罪名'],
    cites: ['关于未成年人犯罪记录封存的实施办法第二十条', '刑法第二百五十三条之一', '刑法第三百零八条之一'],
  },
};

/** An invented code of a paper, as long as a real one. */
const CODE = `FENGCUN:CERT:${'A2B3C4D5E6F7G2H3'.repeat(11).slice(0, 175)}`;
const HAS_CODE = 'no-record-certificate';

const ORGANS: Readonly<Record<string, string>> = {
  'no-record-certificate': '虚构市公安局松江口分局', 'certificate-refusal-notice': '虚构市公安局松江口分局',
  'release-notice': '虚构省未成年犯管教所', 'correction-expiry-notice': '虚构市松江口区司法局', 'public-order-seal-notice': '虚构市公安局松江口分局',
  'supervision-opinion': '虚构市松江口区人民检察院', 'procuratorial-proposal': '虚构市松江口区人民检察院', 'supervision-escalation': '虚构市松江口区人民检察院',
  'lower-procuratorate-notice': '虚构市人民检察院', 'corrective-opinion': '虚构市松江口区人民检察院', 'removal-notice': '虚构市公安局松江口分局',
};

const CASE_CODE = { caseCode: { printed: '8H3K-2M4P-9QRS-TV0X-57', payload: 'FENGCUN:CASE:8H3K2M4P9QRSTV0X57' } } as const;

/** Papers about a person that must not tell whether there is a case. */
const hasNoCase = (template: string): boolean =>
  /^(?:inquiry-|confidentiality-|certificate-refusal|rights-(?!and-)|complaint-|supervision-|procuratorial-|leak-|incident-)/.test(template);

/** Facts that make a whole paper of a template; some parts can be replaced. */
export const sampleFacts = (template: string, change: Partial<DocumentFacts> = {}): DocumentFacts => ({
  organ: ORGANS[template] ?? '虚构市松江口区人民法院', organWord: '虚0101', sequence: 17, issuedOn: civil('2026-11-21'),
  subject: 'sub_00000000000000000000000000', fields: FIELDS[template] ?? {},
  ...(template === HAS_CODE ? { verification: CODE } : hasNoCase(template) ? {} : CASE_CODE),
  ...change,
});

/** The same facts with some fields replaced. */
export const withFields = (template: string, change: Readonly<Record<string, unknown>>): DocumentFacts => {
  const facts = sampleFacts(template);
  return { ...facts, fields: { ...facts.fields, ...change } };
};
