import type { BodyOf } from '../../api/interface.ts';
import type { Words } from '../../app/language.tsx';

/** One document of a file, as the interface reads it. */
export type DocumentRead = BodyOf<'readDocuments'>['documents'][number];
/** A field of a reading. */
export type FieldRead = NonNullable<DocumentRead['fields']>[number];
/** What is decided of a person. */
export type DecisionRead = NonNullable<DocumentRead['persons']>[number]['decisions'][number];
/** What became of one message. */
export type TakenResult = BodyOf<'takeReading'>['results'][number];

/** How a value is written: as a text, chosen, or only looked at. */
export type FieldLook = Readonly<{
  words: Words; hint?: Words; options?: readonly Readonly<{ value: string; words: Words }>[]; isLooked?: true;
  /** A day, written in any of the ways people write it. */
  isDay?: true;
}>;

const same = (value: string): Readonly<{ value: string; words: Words }> => ({ value, words: { zh: value, en: value } });
const DATE: Words = { zh: '年-月-日，如 2024-05-11；文书未载明则留空', en: 'YYYY-MM-DD; empty where the document does not say' };
const YES = { value: 'true', words: { zh: '是', en: 'yes' } } as const;
const UNSAID = { value: '', words: { zh: '文书未载明', en: 'not stated' } } as const;
const PENALTIES = [
  '有期徒刑', '拘役', '管制', '单处罚金', '免予刑事处罚', '无期徒刑', '死刑', '死刑缓期执行', '单处剥夺政治权利',
  '单处没收财产', '单处驱逐出境', '无罪', '不负刑事责任',
] as const;

/** Every field in words, and how it is written. */
export const FIELDS: Readonly<Record<FieldRead['field'], FieldLook>> = {
  court: { words: { zh: '法院', en: 'Court' } }, caseNumber: { words: { zh: '案号', en: 'Case number' } },
  judgmentDate: { words: { zh: '裁判日期', en: 'Date of judgment' }, hint: DATE, isDay: true },
  instance: { words: { zh: '审级', en: 'Instance' }, options: [
    UNSAID, { value: 'first', words: { zh: '一审', en: 'first' } },
    { value: 'second', words: { zh: '二审', en: 'second' } },
  ] },
  name: { words: { zh: '姓名', en: 'Name' } },
  sex: { words: { zh: '性别', en: 'Sex' }, options: [UNSAID, same('男'), same('女')] },
  birthDate: { words: { zh: '出生日期', en: 'Date of birth' }, hint: DATE, isDay: true },
  offenceFrom: { words: { zh: '行为开始之日', en: 'First act' }, hint: DATE, isDay: true },
  offenceTo: { words: { zh: '行为终了之日', en: 'Last act' }, hint: DATE, isDay: true },
  charges: { words: { zh: '罪名', en: 'Charges' }, hint: { zh: '多个罪名以顿号分隔', en: 'several separated by 、' } },
  penalty: { words: { zh: '主刑', en: 'Penalty' }, options: [UNSAID, ...PENALTIES.map(same)] },
  termMonths: { words: { zh: '执行刑期（月）', en: 'Term (months)' }, hint: { zh: '三年写 36', en: 'three years: 36' } },
  probationMonths: { words: { zh: '缓刑考验期（月）', en: 'Suspension (months)' } },
  fineYuan: { words: { zh: '罚金（元）', en: 'Fine (yuan)' } },
  juvenileAtOffence: { words: { zh: '法院认定犯罪时未满十八周岁', en: 'Found under eighteen' }, options: [UNSAID, YES] },
  principalActsBefore18: { words: { zh: '主要犯罪行为在十八周岁前', en: 'Principal acts before eighteen' }, options: [
    UNSAID, YES, { value: 'false', words: { zh: '否', en: 'no' } },
  ] },
  recidivist: { words: { zh: '累犯', en: 'Recidivist' }, options: [UNSAID, YES] },
  drugRecidivist: { words: { zh: '毒品再犯', en: 'Drug recidivist' }, options: [UNSAID, YES] },
  custody: { words: { zh: '强制措施日期', en: 'Custody dates' }, isLooked: true },
  priorConvictions: { words: { zh: '前科', en: 'Earlier convictions' }, isLooked: true },
  termDates: { words: { zh: '刑期起止', en: 'Dates of the term' }, isLooked: true },
};

/** Doubts in words; a code without words is shown as it is. */
const DOUBTS: Readonly<Record<string, Words>> = {
  COURT_MISSING: { zh: '没有读到法院名称', en: 'no court was found' },
  CASE_NUMBER_MISSING: { zh: '没有读到案号', en: 'no case number was found' },
  JUDGMENT_DATE_MISSING: { zh: '没有读到裁判日期', en: 'no date of judgment was found' },
  JUDGMENT_DATE_DOUBTFUL: { zh: '裁判日期存疑', en: 'the date of judgment is doubtful' },
  JUDGMENT_DATE_BEFORE_PROCEEDINGS: { zh: '裁判日期早于诉讼程序中的日期', en: 'earlier than the proceedings' },
  DEFENDANT_MISSING: { zh: '没有读到被告人', en: 'no defendant was found' },
  DEFENDANT_NAME_DOUBTFUL: { zh: '姓名存疑', en: 'the name is doubtful' },
  DEFENDANT_WITHOUT_DISPOSITION: { zh: '主文没有对该被告人的判项', en: 'nothing was decided of this person' },
  DISPOSITION_WITHOUT_DEFENDANT: { zh: '判项所指的人不在被告人之列', en: 'decided of somebody who is no defendant' },
  BIRTH_DATE_DOUBTFUL: { zh: '出生日期存疑', en: 'the date of birth is doubtful' },
  SEX_DOUBTFUL: { zh: '性别存疑', en: 'the sex is doubtful' },
  CUSTODY_DATE_DOUBTFUL: { zh: '强制措施日期存疑', en: 'a custody date is doubtful' },
  PRIOR_CONVICTION_DOUBTFUL: { zh: '前科存疑', en: 'an earlier conviction is doubtful' },
  PRIOR_CONVICTION_TERM_MISSING: { zh: '前科没有写明刑期', en: 'an earlier term is missing' },
  DISPOSITION_MISSING: { zh: '没有读到判决主文', en: 'no disposition was found' },
  DISPOSITION_BLANK: { zh: '主文是未填写的格式文本', en: 'the disposition is a blank form' },
  DISPOSITION_UNREAD_TEXT: { zh: '主文中有未能读懂的刑罚用语', en: 'words of the disposition were not understood' },
  CHARGE_UNKNOWN: { zh: '罪名不在罪名目录中', en: 'a charge is not in the catalogue' },
  CHARGE_TITLE_CONTRADICTS: { zh: '标题罪名与主文不一致', en: 'title and disposition differ' },
  TERM_MISSING: { zh: '没有读到刑期', en: 'no term was found' },
  TERM_UNREADABLE: { zh: '刑期无法读懂', en: 'the term is unreadable' },
  TERM_OUT_OF_RANGE: { zh: '刑期超出法定范围', en: 'the term is outside the law' },
  TERM_DATES_CONTRADICT: { zh: '刑期与起止日期矛盾', en: 'term and dates contradict each other' },
  TERM_DATE_DOUBTFUL: { zh: '刑期起止日期存疑', en: 'a date of the term is doubtful' },
  COMBINED_MISSING: { zh: '数罪没有写明决定执行的刑罚', en: 'the combined penalty is missing' },
  COMBINED_OUT_OF_RANGE: { zh: '决定执行的刑罚超出并罚范围', en: 'the combined penalty is outside the law' },
  PROBATION_OUT_OF_RANGE: { zh: '缓刑考验期超出法定范围', en: 'the suspension is outside the law' },
  FINE_UNREADABLE: { zh: '罚金数额无法读懂', en: 'the fine is unreadable' },
  FINE_CONTRADICTS: { zh: '罚金数额前后矛盾', en: 'the fines contradict each other' },
  FINDING_DOUBTFUL: { zh: '量刑情节的认定存疑', en: 'a finding is doubtful' },
  JUVENILE_CONTRADICTS: { zh: '是否未成年前后矛盾', en: 'age and finding contradict each other' },
  OLD_SENTENCE_UNCLEAR: { zh: '原判刑罚不清楚', en: 'the earlier sentence is unclear' },
  SENTENCE_AFFIRMED: { zh: '维持原判：刑罚引自原判决', en: 'affirmed: the penalty is that of the first judgment' },
};

/** A doubt in words. */
export const doubtWords = (code: string): Words => DOUBTS[code] ?? { zh: code, en: code };

/** Outcomes with their marks: shape and word. */
const OUTCOMES: Readonly<Record<string, Readonly<{ mark: string; words: Words }>>> = {
  mustSeal: { mark: '●', words: { zh: '应当封存', en: 'must be sealed' } },
  sealFrom: { mark: '◐', words: { zh: '届时应当封存', en: 'must be sealed from a date' } },
  mustNotSeal: { mark: '○', words: { zh: '不予封存', en: 'not sealed' } },
  notCovered: { mark: '–', words: { zh: '不在适用范围', en: 'not covered' } },
  needsReview: { mark: '？', words: { zh: '待人工核实', en: 'needs a person' } },
};

/** An outcome as it is shown. */
export const outcomeLook = (outcome: string): Readonly<{ mark: string; words: Words }> =>
  OUTCOMES[outcome] ?? { mark: '·', words: { zh: outcome, en: outcome } };

/** Grounds of orders in words, as far as a holder meets them. */
const GROUNDS: Readonly<Record<string, Words>> = {
  juvenileSentence: { zh: '犯罪时未满十八周岁、判处五年有期徒刑以下刑罚', en: 'a juvenile, five years or less' },
  juvenileExemption: { zh: '未成年人免予刑事处罚', en: 'a juvenile exempted from punishment' },
  juvenileActsAcrossMajority: { zh: '主要犯罪行为在十八周岁前', en: 'principal acts before eighteen' },
  nonProsecution: { zh: '不起诉', en: 'non-prosecution' },
  conditionalNonProsecution: { zh: '附条件不起诉', en: 'conditional non-prosecution' },
  insufficientEvidence: { zh: '证据不足', en: 'insufficient evidence' }, noLiability: { zh: '不负刑事责任', en: 'not liable' },
  relatedRecord: { zh: '相关记录', en: 'a related record' }, publicOrderViolation: { zh: '违反治安管理', en: 'public order' },
  retrialLowered: { zh: '再审改判', en: 'lowered on retrial' }, legacyCase: { zh: '既往案件', en: 'an earlier case' },
  onApplication: { zh: '依申请', en: 'on application' }, corrective: { zh: '监督纠正', en: 'a correction' },
  newCrimeAsMinor: { zh: '未成年时的新罪', en: 'a new crime as a minor' },
  omittedCrimeAsMinor: { zh: '未成年时的漏罪', en: 'an omitted crime as a minor' },
  retrialRaised: { zh: '再审改判', en: 'raised on retrial' }, wrongSeal: { zh: '不当封存', en: 'wrongly sealed' },
  exemptByApplication: { zh: '申请免予封存', en: 'exempt on application' }, annulled: { zh: '决定被撤销', en: 'annulled' },
};

/** A ground in words. */
export const groundWords = (code: string): Words => GROUNDS[code] ?? { zh: code, en: code };
