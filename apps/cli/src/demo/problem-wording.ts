import type { SourceProblem } from '../records.ts';
import type { Bilingual } from '../report/index.ts';

/** Chinese wording of problem and refusal codes; English comes with the problem itself. */
const ZH: Readonly<Record<string, string>> = {
  COURT_MISSING: '没有读到法院名称', CASE_NUMBER_MISSING: '没有读到案号', JUDGMENT_DATE_MISSING: '没有读到裁判日期',
  JUDGMENT_DATE_DOUBTFUL: '裁判日期存疑', JUDGMENT_DATE_BEFORE_PROCEEDINGS: '裁判日期早于诉讼程序中的日期',
  DEFENDANT_MISSING: '没有读到被告人', DEFENDANT_NAME_DOUBTFUL: '被告人姓名存疑',
  DEFENDANT_WITHOUT_DISPOSITION: '主文没有对该被告人的判项', DISPOSITION_WITHOUT_DEFENDANT: '判项所指的人不在被告人之列',
  BIRTH_DATE_DOUBTFUL: '出生日期存疑', SEX_DOUBTFUL: '性别存疑', CUSTODY_DATE_DOUBTFUL: '强制措施日期存疑',
  PRIOR_CONVICTION_DOUBTFUL: '前科存疑', PRIOR_CONVICTION_TERM_MISSING: '前科没有写明刑期',
  DISPOSITION_MISSING: '没有读到判决主文', DISPOSITION_BLANK: '主文是未填写的格式文本', DISPOSITION_UNREAD_TEXT: '主文中有未能读懂的刑罚用语',
  CHARGE_UNKNOWN: '罪名不在罪名目录中', CHARGE_TITLE_CONTRADICTS: '标题罪名与主文不一致',
  TERM_MISSING: '没有读到刑期', TERM_UNREADABLE: '刑期无法读懂', TERM_OUT_OF_RANGE: '刑期超出法定范围',
  TERM_DATES_CONTRADICT: '刑期与起止日期矛盾', TERM_DATE_DOUBTFUL: '刑期起止日期存疑',
  COMBINED_MISSING: '数罪没有写明决定执行的刑罚', COMBINED_OUT_OF_RANGE: '决定执行的刑罚超出并罚范围',
  PROBATION_OUT_OF_RANGE: '缓刑考验期超出法定范围', FINE_UNREADABLE: '罚金数额无法读懂', FINE_CONTRADICTS: '罚金数额前后矛盾',
  FINDING_DOUBTFUL: '量刑情节的认定存疑', JUVENILE_CONTRADICTS: '是否未成年前后矛盾', OLD_SENTENCE_UNCLEAR: '原判刑罚不清楚',
  SENTENCE_AFFIRMED: '维持原判：刑罚引自原判决',
  EMPTY: '文件是空的', NOT_A_JUDGMENT: '不是裁判文书', NOT_CRIMINAL: '不是刑事裁判文书', TOO_LARGE: '文件过大',
  PDF_BROKEN: 'PDF 文件已损坏', PDF_TRUNCATED: 'PDF 文件不完整', PDF_NO_TEXT: 'PDF 没有文字层', PDF_ENCRYPTED: 'PDF 已加密',
  DOCX_BROKEN: 'Word 文件已损坏', ENCODING_INVALID: '文字编码无效', MOJIBAKE: '文字是乱码', UNKNOWN_TYPE: '无法识别的文件类型',
};

/** A doubt in both languages; a code without Chinese wording keeps its sentence. */
export const problemWording = (problem: SourceProblem): Bilingual =>
  ({ zh: ZH[problem.code] ?? problem.message, en: problem.message });

/** A refusal in both languages. */
export const refusalWording = (refusal: Readonly<{ code: string; message: string }>): Bilingual =>
  ({ zh: ZH[refusal.code] ?? refusal.message, en: refusal.message });
