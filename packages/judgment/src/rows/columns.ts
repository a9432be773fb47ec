import type { BusinessFacts, RecordKind } from './business-record.ts';

/** How the cells of a column are read; the forms stand in docs/business-rows.md. */
export type ColumnForm =
  | 'text' | 'kind' | 'date' | 'dateOrRange' | 'yesNo' | 'count' | 'term' | 'namedTerm' | 'period'
  | 'statutoryMaximum' | 'penalty' | 'charges' | 'subject' | 'acquittal' | 'nonProsecution' | 'mensRea'
  | 'trigger' | 'publicOrder' | 'idNumber';

/** Columns that are no fact: who, which document, and values that stand for several facts. */
export type OtherField =
  | 'id' | 'personName' | 'idNumber' | 'organ' | 'documentNumber' | 'publicOrderPenalties' | 'offenceOn'
  | 'executedTerm';

/** What a column holds: a fact by its name of docs/policy-packs.md, or another field. */
export type ColumnField = keyof BusinessFacts | OtherField;

/** One column of the schema: its field, its header names (the first is the usual one), form and kinds. */
export type Column = Readonly<{
  field: ColumnField;
  names: readonly string[];
  form: ColumnForm;
  /** Record kinds in which the column has a meaning; absent = all. */
  kinds?: readonly RecordKind[];
  note: string;
}>;

const SENTENCED = ['conviction'] as const satisfies readonly RecordKind[];

/**
 * The schema of business rows: the one table from which the reader and docs/business-rows.md are made.
 * The English header of a column is its field name.
 */
export const COLUMNS: readonly Column[] = [
  { field: 'id', names: ['记录编号', '编号', '记录号'], form: 'text', note: 'unique in the file' },
  { field: 'recordKind', names: ['记录类型', '记录种类', '文书类型'], form: 'kind', note: 'or one for the whole file' },
  { field: 'personName', names: ['姓名', '当事人', '被告人', '被处罚人', '被不起诉人'], form: 'text', note: 'one person' },
  { field: 'idNumber', names: ['身份证号', '身份证号码', '公民身份号码', '证件号码'], form: 'idNumber', note: 'GB 11643' },
  { field: 'subjectKind', names: ['主体类型', '主体类别'], form: 'subject', note: 'person if an ID number is valid' },
  { field: 'organ', names: ['机关', '作出机关', '法院', '检察院', '办案单位', '决定机关'], form: 'text', note: '' },
  { field: 'documentNumber', names: ['文书号', '文号', '案号', '决定书文号'], form: 'text', note: '' },
  { field: 'decidedOn', names: ['决定日期', '判决日期', '裁判日期', '处罚日期', '作出日期'], form: 'date', note: '' },
  { field: 'effectiveOn', names: ['生效日期', '裁判生效日期'], form: 'date', note: '' },
  { field: 'annulled', names: ['是否撤销', '已撤销'], form: 'yesNo', note: 'the decision was annulled' },
  { field: 'acquittalGround', names: ['无罪理由', '无罪原因'], form: 'acquittal', kinds: ['acquittal'], note: '' },
  {
    field: 'nonProsecutionType', names: ['不起诉类型', '不起诉种类'], form: 'nonProsecution',
    kinds: ['nonProsecution'], note: '附条件不起诉 only after its period has passed',
  },
  {
    field: 'publicOrderPenalties', names: ['治安处罚种类', '处罚种类', '处罚结果'], form: 'publicOrder',
    kinds: ['publicOrderViolation'], note: 'no fact; kept beside the facts',
  },
  { field: 'exemptionAskedByDefendant', names: ['本人申请免予封存'], form: 'yesNo', note: '' },
  { field: 'exemptionAskedByGuardian', names: ['法定代理人申请免予封存'], form: 'yesNo', note: '' },
  { field: 'exemptionAgreedByCourt', names: ['法院同意免予封存'], form: 'yesNo', note: '' },
  { field: 'bornOn', names: ['出生日期', '出生年月日', '生日'], form: 'date', note: 'else from the ID number' },
  { field: 'ageProven', names: ['年龄是否查明', '年龄查明'], form: 'yesNo', note: '' },
  { field: 'courtFoundJuvenile', names: ['认定未成年', '是否未成年'], form: 'yesNo', note: 'by the document itself' },
  { field: 'offenceOn', names: ['犯罪日期', '作案日期', '违法日期'], form: 'dateOrRange', note: 'gives both days' },
  { field: 'offenceFrom', names: ['犯罪开始日期', '首次作案日期'], form: 'date', note: '' },
  { field: 'offenceTo', names: ['犯罪结束日期', '末次作案日期'], form: 'date', note: '' },
  { field: 'principalActsBefore18', names: ['主要犯罪在十八周岁前'], form: 'yesNo', note: '' },
  { field: 'charges', names: ['罪名', '认定罪名', '定罪罪名'], form: 'charges', note: 'joined by ；, or 、 after 罪' },
  { field: 'chargeCount', names: ['罪名数', '罪数'], form: 'count', note: 'else the number of charges' },
  { field: 'mensRea', names: ['罪过形式', '主观方面'], form: 'mensRea', note: '' },
  { field: 'statutoryMaxMonths', names: ['法定最高刑'], form: 'statutoryMaximum', note: 'life, death: 999' },
  { field: 'penalty', names: ['主刑', '刑罚', '刑种', '刑罚种类'], form: 'penalty', note: 'executed main penalty' },
  {
    field: 'executedTerm', names: ['执行刑期', '刑期', '决定执行刑期', 'executedTermMonths'], form: 'namedTerm',
    kinds: SENTENCED, note: 'months; may name the penalty: 有期徒刑三年',
  },
  {
    field: 'longestPronouncedMonths', names: ['最长宣告刑', '最长宣告刑期'], form: 'term',
    kinds: SENTENCED, note: 'months',
  },
  { field: 'suspended', names: ['是否缓刑', '缓刑', '适用缓刑'], form: 'yesNo', note: '' },
  {
    field: 'suspensionPeriodMonths', names: ['缓刑考验期', '缓刑期限'], form: 'period',
    kinds: SENTENCED, note: 'months',
  },
  { field: 'sentenceServedOn', names: ['刑罚执行完毕日期', '刑满日期', '考验期满日期'], form: 'date', note: '' },
  { field: 'recidivist', names: ['累犯', '是否累犯'], form: 'yesNo', note: '' },
  { field: 'drugRecidivist', names: ['毒品再犯', '是否毒品再犯'], form: 'yesNo', note: '' },
  { field: 'priorConvictionCount', names: ['前科次数', '前科'], form: 'count', note: '' },
  { field: 'firstOffender', names: ['初犯', '是否初犯'], form: 'yesNo', note: '' },
  { field: 'jointWithAdult', names: ['与成年人共同犯罪'], form: 'yesNo', note: '' },
  { field: 'jointWithJuvenile', names: ['与未成年人共同犯罪'], form: 'yesNo', note: '' },
  { field: 'severed', names: ['分案', '是否分案'], form: 'yesNo', note: '' },
  { field: 'priorJudgmentSealed', names: ['原判决已封存', '是否已封存'], form: 'yesNo', note: '' },
  { field: 'unsealTrigger', names: ['解除封存事由'], form: 'trigger', note: '' },
  { field: 'triggerCommittedAsJuvenile', names: ['新罪漏罪犯罪时未成年'], form: 'yesNo', note: '' },
  { field: 'combinedTermMonths', names: ['并罚后刑期'], form: 'term', note: 'months' },
  { field: 'retrialTermMonths', names: ['再审改判刑期'], form: 'term', note: 'months' },
  { field: 'laterAdultIntentionalCrime', names: ['成年后故意犯罪'], form: 'yesNo', note: '' },
];

const MONTH_FORMS = new Set<ColumnForm>(['term', 'namedTerm', 'period', 'statutoryMaximum']);

/** Header names as they are compared: full-width narrow, without spaces, stars and a final colon. */
export const headerKey = (text: string): string =>
  text.normalize('NFKC').replace(/[\s*:]+/g, '').toLowerCase();

// 刑期（年） is no name: its numbers would be read as months.
const namesOf = ({ field, names, form }: Column): readonly string[] =>
  [field, ...names].flatMap((name) => (MONTH_FORMS.has(form) ? [name, `${name}(月)`, `${name}(个月)`] : [name]));

/** Every header name with its column. */
export const COLUMN_BY_HEADER: ReadonlyMap<string, Column> = new Map(
  COLUMNS.flatMap((column) => namesOf(column).map((name) => [headerKey(name), column] as const)),
);
