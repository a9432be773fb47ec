import type { DocumentReading } from '@fengcun/api';
import { READING_ROWS_MAX } from '@fengcun/api';
import {
  type Cell, headOfTable, type JudgmentReading, parseRows, type RowsDocument, type Table,
} from '@fengcun/judgment';
import type { CivilDate } from '@fengcun/kernel';
import {
  chargeNamed, factsFromReading, factsFromRecord, FIELD_OF_PROBLEM, fieldTexts,
} from '@fengcun/registry';
import type { ReadingParts } from './reading-parts.ts';
import { decisionsOf, withEffectiveDay } from './show-decision.ts';

const VALUE_MAX = 4000;
const OUTCOMES_MAX = READING_ROWS_MAX * 10;

/** A judgment as a person sees it: its text, its fields, what is decided of each person. */
export const shownJudgment = (
  parts: ReadingParts,
  { text, reading, effectiveOn, place }: Readonly<{
    text: string; reading: JudgmentReading; effectiveOn?: CivilDate | undefined; place: number;
  }>,
): DocumentReading => ({
  place, kind: 'judgment', text,
  fields: fieldTexts(reading).map(({ span, value, ...field }) =>
    ({ ...field, value: value.slice(0, VALUE_MAX), ...span })),
  persons: reading.defendants.map((_, person) => {
    const { facts, evidence } = factsFromReading(reading, person);
    const told = withEffectiveDay(facts, effectiveOn);
    return { person, decisions: decisionsOf(parts, { facts: told, evidence }) };
  }),
  open: [...new Set(reading.problems.map(({ code }) => code)
    .filter((code) => FIELD_OF_PROBLEM[code] === 'none'))],
});

/** A cell as text; what is no value is empty. Texts of cells are read again when they are taken. */
const cellText = (cell: Cell): string => {
  if (cell === null) return '';
  if (typeof cell !== 'object') return String(cell).slice(0, VALUE_MAX);
  if ('date' in cell) return cell.date;
  return 'unreadable' in cell ? '' : cell.join('、').slice(0, VALUE_MAX);
};

/** Rows as they are shown and sent back: cells are texts, as in a CSV file. */
export const tableOfTexts = (
  rows: readonly Readonly<{ line: number; cells: readonly string[] }>[],
): Table => ({ name: 'table', rows });

type TextRows = readonly Readonly<{ line: number; cells: readonly string[] }>[];

/** Rows of texts as a person sees them, read and decided as they stand. */
export const shownTexts = (parts: ReadingParts, rows: TextRows, place: number): DocumentReading => {
  const table = tableOfTexts(rows);
  const { records, problems } = parseRows(table, { chargeNamed });
  const head = headOfTable(table);
  const outcomes = [
    ...records.map((record) => {
      const [first] = decisionsOf(parts, { facts: factsFromRecord(record), evidence: {} });
      return { line: record.row, ...(first === undefined ? {} : { outcome: first.outcome }) };
    }),
    ...problems.map(({ row, code, column }) =>
      ({ line: Math.max(1, row), problem: code, column: column.slice(0, 200) })),
  ];
  return {
    place, kind: 'rows', rows, outcomes: outcomes.slice(0, OUTCOMES_MAX),
    ...(head === undefined ? {} : {
      headLine: head.line, columns: head.columns.map((column) => column?.name ?? ''),
    }),
  };
};

/** A table as a person sees it; `isCut`: more rows than one look shows. */
export const shownRows = (
  parts: ReadingParts, document: RowsDocument, place: number,
): Readonly<{ shown: DocumentReading; isCut: boolean }> => {
  const rows = document.table.rows.slice(0, READING_ROWS_MAX)
    .map(({ line, cells }) => ({ line, cells: cells.map(cellText) }));
  return { shown: shownTexts(parts, rows, place), isCut: document.table.rows.length > rows.length };
};
