import type { RowProblem, RowProblemCode } from './business-record.ts';

/** Per code: what is wrong, and what would be right. Fixed words, so no content can reach a message. */
const MESSAGES: Readonly<Record<RowProblemCode, readonly [string, string]>> = {
  HEADER_MISSING: ['no line has two known column names', 'name the columns as docs/business-rows.md does'],
  COLUMN_UNKNOWN: ['the column is not in the schema, so not read', 'name it as docs/business-rows.md does'],
  COLUMN_TWICE: ['the column stands twice and was not read', 'keep one of them'],
  KIND_MISSING: ['the row does not say what record it is', 'fill 记录类型, or give one kind for the whole file'],
  KIND_UNREADABLE: ['the kind of record cannot be told', 'write one of docs/business-rows.md (有罪判决)'],
  SEVERAL_PERSONS: ['the row is about several persons', 'write one row for each person'],
  RECORD_TWICE: ['an earlier row has the same number', 'number each record once'],
  DATE_UNREADABLE: ['the cell is no date', 'write 2024-05-11'],
  DATE_IMPOSSIBLE: ['there is no such day', 'write a day of the calendar, 1900–2199'],
  DATE_INCOMPLETE: ['the date has no day', 'write 2024-05-11, or leave it blank'],
  TERM_UNREADABLE: ['the cell is no term', 'write months (42) or 三年六个月'],
  TERM_OUT_OF_RANGE: ['no term is that long', 'write months, not days'],
  NUMBER_UNREADABLE: ['the cell is no count', 'write a whole number'],
  YES_NO_UNREADABLE: ['the cell is neither yes nor no', 'write 是 or 否, or leave it blank'],
  VALUE_UNREADABLE: ['the value is none of the listed ones', 'write a value of docs/business-rows.md'],
  CHARGE_UNCLEAR: ['it cannot be told where one charge ends', 'write full names with 罪, separated by ；'],
  CHARGE_UNKNOWN: ['a charge is not in the catalogue', 'write its full name'],
  FORMULA_WITHOUT_RESULT: ['the formula has no stored result', 'save it in Excel, or write the value'],
  CELL_ERROR: ['the cell holds an error or an object', 'write the value'],
  ID_NUMBER_INVALID: ['the number fails its check digit or form', 'compare it with the document'],
  ID_NUMBER_MASKED: ['the number is masked', 'give it whole, or leave it blank'],
  ID_NUMBER_ROUNDED: ['a number cell has lost its last places', 'format the column as text'],
  BIRTH_DATE_CONTRADICTS: ['birth date and ID number contradict each other', 'correct one of them'],
  FACTS_CONTRADICT: ['these values contradict each other', 'correct one of them'],
  NOT_OF_THIS_KIND: ['the value has no meaning for this kind of record', 'correct the value or the kind'],
};

/** A problem with its sentence: where, what, what would be right. `column` must be of our own words. */
export const rowProblem = (code: RowProblemCode, row: number, column: string): RowProblem => {
  const [what, expected] = MESSAGES[code];
  return { row, column, code, message: `Row ${row}, ${column}: ${what}; ${expected}.` };
};
