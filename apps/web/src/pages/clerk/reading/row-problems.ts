import type { RowProblemCode } from '@fengcun/judgment';
import type { Words } from '../../../app/language.tsx';

/** What is wrong with a cell or row, and what would be right. */
const PROBLEMS: Readonly<Record<RowProblemCode, Words>> = {
  HEADER_MISSING: { zh: '没有找到表头，请写上列名，如“姓名”“罪名”', en: 'no heads were found; name the columns' },
  COLUMN_UNKNOWN: { zh: '不认识这个列名，整列未读；请改用规定的列名', en: 'an unknown head: the column is not read' },
  COLUMN_TWICE: { zh: '这一列出现了两次，都没有读；请只留一列', en: 'this column stands twice and is not read' },
  KIND_MISSING: { zh: '没有写明是什么记录，请填写记录类型，如“有罪判决”', en: 'the row does not say what record it is' },
  KIND_UNREADABLE: { zh: '读不懂记录类型，请写“有罪判决”等', en: 'the kind of record is none of the list' },
  SEVERAL_PERSONS: { zh: '一行写了几个人，请一人一行', en: 'one row for each person' },
  RECORD_TWICE: { zh: '编号与前面一行相同，请改为不同的编号', en: 'an earlier row has the same number' },
  DATE_UNREADABLE: { zh: '不是日期，请写成 2024-05-11', en: 'no date; write 2024-05-11' },
  DATE_IMPOSSIBLE: { zh: '没有这一天，请核对', en: 'there is no such day' },
  DATE_INCOMPLETE: { zh: '日期缺少日，请写全，或者留空', en: 'the date has no day; write it whole or leave it empty' },
  TERM_UNREADABLE: { zh: '读不懂刑期，请写月数（42）或者三年六个月', en: 'no term; write months (42)' },
  TERM_OUT_OF_RANGE: { zh: '没有这样长的刑期，请写月数', en: 'no term is that long; write months' },
  NUMBER_UNREADABLE: { zh: '不是整数', en: 'write a whole number' },
  YES_NO_UNREADABLE: { zh: '请写“是”或者“否”，或者留空', en: 'write 是 or 否, or leave it empty' },
  VALUE_UNREADABLE: { zh: '不在规定的写法之内', en: 'none of the listed values' },
  CHARGE_UNCLEAR: { zh: '分不清有几个罪名，请写全称，以；分隔', en: 'write full charges, separated by ；' },
  CHARGE_UNKNOWN: { zh: '罪名不在罪名目录中，请写全称', en: 'a charge is not in the catalogue; write its full name' },
  FORMULA_WITHOUT_RESULT: { zh: '公式没有结果，请直接写数值', en: 'the formula has no result; write the value' },
  CELL_ERROR: { zh: '单元格有错误，请直接写数值', en: 'the cell holds an error; write the value' },
  ID_NUMBER_INVALID: { zh: '证件号码的校验码不符，请对照原件', en: 'the number fails its check digit' },
  ID_NUMBER_MASKED: { zh: '证件号码被遮盖，请写全，或者留空', en: 'the number is masked; write it whole or leave it empty' },
  ID_NUMBER_ROUNDED: { zh: '号码的末几位已经丢失，请按文本重新填写', en: 'its last places are lost; write it again' },
  BIRTH_DATE_CONTRADICTS: { zh: '出生日期与证件号码不一致', en: 'birth date and number contradict each other' },
  FACTS_CONTRADICT: { zh: '这些内容互相矛盾，请更正其中之一', en: 'these contradict each other; correct one' },
  NOT_OF_THIS_KIND: { zh: '这种记录没有这一项，请更正内容或者记录类型', en: 'this kind of record has no such thing' },
};

const isProblem = (code: string): code is RowProblemCode => Object.hasOwn(PROBLEMS, code);

/** A problem of a row in words. */
export const rowProblemWords = (code: string): Words => (isProblem(code) ? PROBLEMS[code] : { zh: code, en: code });
