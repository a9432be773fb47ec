import type { Contradiction, MessageRefusalCode } from '@fengcun/registry';
import type { Words } from '../../app/language.tsx';
import { rowProblemWords } from './reading/row-problems.ts';
import { doubtWords } from './words.ts';

type ContradictionCode = Contradiction['code'];

const HEAD: Words = { zh: '消息的技术部分有误，请来源系统更正后重发', en: 'the envelope is wrong; the sending system corrects it' };

/** What is wrong with a member of a message, and what would be right. */
const REFUSALS: Readonly<Record<MessageRefusalCode, Words>> = {
  NOT_AN_OBJECT: HEAD, KIND_UNKNOWN: HEAD, ENVELOPE_VERSION: HEAD, ENVELOPE_SOURCE: HEAD, ENVELOPE_ID: HEAD,
  ENVELOPE_TIME: HEAD, ENVELOPE_SUBJECT: HEAD, ENVELOPE_EXTENSION: HEAD,
  FIELD_MISSING: { zh: '缺少这一项，请补填', en: 'it is missing; add it' },
  FIELD_UNKNOWN: { zh: '规定中没有这一项，请清空', en: 'there is no such member; empty it' },
  FIELD_TYPE: { zh: '填写的类型不对', en: 'the wrong type of value' },
  FIELD_EMPTY: { zh: '不能是空白；不知道的请删去', en: 'it is blank; take it out if it is unknown' },
  FIELD_TOO_LONG: { zh: '过长，请缩短', en: 'too long; shorten it' },
  FIELD_FORMAT: { zh: '写法不符合规定，请对照文书改正', en: 'not written as it must be; compare it with the document' },
  FIELD_VALUE: { zh: '不在规定的取值之内', en: 'none of the listed values' },
  FIELD_RANGE: { zh: '数值超出范围，请对照文书', en: 'outside the range; compare it with the document' },
  LIST_EMPTY: { zh: '至少填写一项', en: 'name at least one' }, LIST_TOO_LONG: { zh: '项目过多', en: 'too many' },
  LIST_TWICE: { zh: '重复填写了同一项', en: 'one is named twice' },
  DATE_FORMAT: { zh: '请写成年-月-日，如 2024-05-11', en: 'write it as 2024-05-11' },
  DATE_IMPOSSIBLE: { zh: '没有这一天，请对照文书', en: 'there is no such day; compare it with the document' },
  DATE_RANGE: { zh: '应在 1900 年至 2199 年之间，请对照文书', en: 'outside 1900 to 2199; compare it with the document' },
  DATES_OUT_OF_ORDER: { zh: '结束早于开始，请对照文书', en: 'it ends before it begins' },
  CHARGE_UNKNOWN: { zh: '罪名不在罪名目录中，请写全称', en: 'not in the catalogue; write its full name' },
  CASE_CODE_INVALID: { zh: '代码读不通，请对照印刷件', en: 'the code does not read; compare it with the print' },
  DOCUMENT_INVALID: { zh: '证件号码读不通，请对照证件', en: 'the number does not read; compare it with the document' },
  PERSON_EMPTY: { zh: '姓名和证件号码都没有，请补填一项', en: 'neither a name nor a number; give one' },
  CASE_EMPTY: { zh: '没有案号，请补填', en: 'no number of a case; give one' },
  ENTITY_FIELDS: { zh: '单位没有性别和出生日期，请清空', en: 'a unit has neither sex nor birth date' },
  KIND_NOT_OF_ORGAN: { zh: '这类消息不由该机关报送', en: 'this organ sends no such message' },
  CONTENT_INCOMPLETE: { zh: '应当一并填写的内容不全，请补齐', en: 'what belongs together is not all there' },
};

/** How records contradict each other, or a person another. */
const CONTRADICTIONS: Readonly<Record<ContradictionCode, Words>> = {
  VERSION_TOLD_TWICE: { zh: '同一份文书先后报送了两种内容', en: 'one document was told in two ways' },
  FACTS_DISAGREE: { zh: '两个来源对同一事实说法不同', en: 'two sources tell one fact differently' },
  IDENTITY_DISAGREES: { zh: '同一人的出生日期或者证件号码不一致', en: 'birth dates or numbers of one person differ' },
  OUTCOMES_EXCLUDE: { zh: '有罪判决与不起诉、撤销案件并存', en: 'a conviction beside a decision not to prosecute' },
  DATES_OUT_OF_ORDER: { zh: '先后顺序与日期不符', en: 'what must come later is dated earlier' },
};
const isContradiction = (code: string): code is ContradictionCode => Object.hasOwn(CONTRADICTIONS, code);

const isRefusal = (code: string): code is MessageRefusalCode => Object.hasOwn(REFUSALS, code);

/** Why something waits, by where it came from: words of messages, of cells, or of documents. */
export const waitingWords = (code: string, from: 'message' | 'row' | 'cells' | 'document'): Words => {
  if (from === 'cells') return rowProblemWords(code);
  if (from === 'document') return doubtWords(code);
  if (isContradiction(code)) return CONTRADICTIONS[code];
  return isRefusal(code) ? REFUSALS[code] : doubtWords(code);
};
