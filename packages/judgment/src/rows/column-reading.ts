import { assertNever, type CivilDate } from '@fengcun/kernel';
import type { Cell } from '../documents/table.ts';
import { type CellReading, readCell, value } from './cell-reading.ts';
import { type ChargeNamer, chargesCell } from './charges-cell.ts';
import {
  ACQUITTAL_NAMES, choiceReader, countCell, KIND_NAMES, MENS_REA_NAMES, NON_PROSECUTION_NAMES, PENALTY_NAMES,
  publicOrderCell, SUBJECT_NAMES, TRIGGER_NAMES, yesNoCell,
} from './choice-cell.ts';
import type { Column, ColumnForm } from './columns.ts';
import { dateCell } from './date-cell.ts';
import { type IdNumber, idNumberCell } from './id-number.ts';
import { type NamedTerm, namedTermCell, periodCell, statutoryMaximumCell, termCell } from './term-cell.ts';

/** First and last day; equal for one day. */
export type DateRange = Readonly<{ from: CivilDate; to: CivilDate }>;

/** Whatever a cell can hold once it is read. */
export type FieldValue = string | number | boolean | readonly string[] | NamedTerm | IdNumber | DateRange;

const READERS = {
  kind: choiceReader(KIND_NAMES),
  penalty: choiceReader(PENALTY_NAMES),
  subject: choiceReader(SUBJECT_NAMES),
  acquittal: choiceReader(ACQUITTAL_NAMES),
  nonProsecution: choiceReader(NON_PROSECUTION_NAMES),
  mensRea: choiceReader(MENS_REA_NAMES),
  trigger: choiceReader(TRIGGER_NAMES),
};

const RANGE_SEPARATOR = /\s*(?:至|到|~|—{1,2}|–)\s*/;

/** 2023-01-02, or 2023-01-02至2023-03-04. */
const rangeCell = (cell: Cell): CellReading<DateRange> => {
  const parts = typeof cell === 'string' ? cell.split(RANGE_SEPARATOR) : [];
  const [first, last] = parts.length === 2 ? parts : [cell, cell];
  const [from, to] = [dateCell(first ?? null), dateCell(last ?? null)];
  if (from.found !== 'value') return from;
  return to.found === 'value' ? value({ from: from.value, to: to.value }) : to;
};

const byForm = (form: ColumnForm, cell: Cell, namer: ChargeNamer | undefined): CellReading<FieldValue> => {
  switch (form) {
    case 'text': return readCell<FieldValue>(cell, value);
    case 'date': return dateCell(cell);
    case 'dateOrRange': return rangeCell(cell);
    case 'yesNo': return yesNoCell(cell);
    case 'count': return countCell(cell);
    case 'term': return termCell(cell);
    case 'namedTerm': return namedTermCell(cell);
    case 'period': return periodCell(cell);
    case 'statutoryMaximum': return statutoryMaximumCell(cell);
    case 'charges': return chargesCell(cell, namer);
    case 'publicOrder': return publicOrderCell(cell);
    case 'idNumber': return idNumberCell(cell);
    case 'kind': case 'penalty': case 'subject': case 'acquittal': case 'nonProsecution': case 'mensRea':
    case 'trigger': return READERS[form](cell);
    default: return assertNever(form);
  }
};

/** Reads a cell by the form of its column. */
export const readColumn = (column: Column, cell: Cell, namer?: ChargeNamer): CellReading<FieldValue> =>
  byForm(column.form, cell, namer);
