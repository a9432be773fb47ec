import {
  ACQUITTAL_NAMES, type Choices, KIND_NAMES, MENS_REA_NAMES, NON_PROSECUTION_NAMES, PENALTY_NAMES,
  PUBLIC_ORDER_NAMES, SUBJECT_NAMES, TRIGGER_NAMES,
} from './choice-cell.ts';
import { type Column, type ColumnForm, COLUMNS } from './columns.ts';

const FORMS: Readonly<Record<ColumnForm, string>> = {
  text: 'text',
  kind: 'record kind (below)',
  date: 'date',
  dateOrRange: 'date, or two dates joined by 至',
  yesNo: 'yes or no',
  count: 'whole number',
  term: 'term',
  namedTerm: 'term, or penalty and term',
  period: 'term of at least a month',
  statutoryMaximum: 'term, 无期徒刑 or 死刑',
  penalty: 'penalty (below)',
  charges: 'charges',
  subject: 'subject (below)',
  acquittal: 'ground of acquittal (below)',
  nonProsecution: 'type of non-prosecution (below)',
  mensRea: 'form of guilt (below)',
  trigger: 'ground of unsealing (below)',
  publicOrder: 'public-order penalties (below)',
  idNumber: 'ID number',
};

const CHOICES: readonly (readonly [string, Choices<string>])[] = [
  ['Record kinds', KIND_NAMES],
  ['Penalties', PENALTY_NAMES],
  ['Types of non-prosecution', NON_PROSECUTION_NAMES],
  ['Grounds of acquittal', ACQUITTAL_NAMES],
  ['Public-order penalties', PUBLIC_ORDER_NAMES],
  ['Forms of guilt', MENS_REA_NAMES],
  ['Grounds of unsealing', TRIGGER_NAMES],
  ['Subjects', SUBJECT_NAMES],
];

const INTRODUCTION = `# Business rows: records from the systems of an organ

<!-- Generated from packages/judgment/src/rows/columns.ts; its test says how to write it anew. -->

JSON, CSV and XLSX rows become fact sheets one to one: a column of facts has the name of its fact in
[policy-packs.md](policy-packs.md). Each row is one record of one person. The header may stand below a title
(within the first 20 lines) and over two lines; each name of a column will do, and its English name is that
of the field. Columns may be missing and stand in whatever order. A column that is not listed here is reported
and not read.

## Cells

- **Blank** (empty, 未知, 不详, -, /, null): the fact is unknown. Nothing is ever filled in by default.
- **Date**: 2024-05-11, 2024/5/11, 2024.5.11, 20240511, 2024年5月11日, 二〇二四年五月十一日, a date cell, an Excel
  serial date (1910–2199), a time after the date, an instant with offset (its day in Shanghai). A date without
  a day is a problem.
- **Term**: months (42, 42个月) or 三年六个月, 3年6个月, 一年零六个月, 五个月零十五天, 一年半; 无 is 0. Odd days count as
  one more month. A header may add （月）; a header with another unit is not known.
- **Yes or no**: 是/否, 有/无, true/false, 1/0, yes/no, √/×.
- **Whole number**: 3, 3次, 三, 1,024; 无 is 0.
- **Charges**: full names separated by ； (or by 、 after 罪); 罪 may be left off where nothing is in doubt.
- **ID number**: 18 characters with a valid check digit (GB 11643-1999), stored as text. It gives the birth
  date where that column is blank; where the two contradict each other, both stay unknown.
- **Formula**: the stored result. **Merged cells**: over several rows, each row has the value; over several
  columns, the first.

A cell that cannot be read leaves its fact unknown and is reported as a problem with row and column; values
that contradict each other (a birth after the decision, 缓刑 of 管制) are all left unknown. A row is refused when
its kind cannot be told, when it is about several persons, or when its 记录编号 stood before. The rest goes on.
\`offenceClasses\` is no column: it follows from the charges by the catalogue.
Facts of proposals and foreign law (from \`otherEntries\` on) are told in fact sheets, not in rows.
`;

const COLUMNS_HEAD = `
## Columns

| field | header names | cell | kinds | note |
| --- | --- | --- | --- | --- |
`;

const columnLine = ({ field, names, form, kinds, note }: Column): string =>
  `| \`${field}\` | ${names.join('、')} | ${FORMS[form]} | ${kinds?.join(', ') ?? 'all'} | ${note} |`;

const choiceTable = ([title, choices]: readonly [string, Choices<string>]): string => {
  const lines = Object.entries(choices).map(([choice, names]) => `| \`${choice}\` | ${names.join(' · ')} |`);
  return `\n## ${title}\n\n| value | names |\n| --- | --- |\n${lines.join('\n')}\n`;
};

/** The text of docs/business-rows.md, from the same tables as the reader. */
export const businessRowsPage = (): string =>
  INTRODUCTION + COLUMNS_HEAD + COLUMNS.map(columnLine).join('\n') + '\n' + CHOICES.map(choiceTable).join('');
