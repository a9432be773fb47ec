import type { TableRow } from '../documents/table.ts';
import type { BusinessFacts, RecordKind, RowProblem, RowProblemCode } from './business-record.ts';
import type { ChargeNamer } from './charges-cell.ts';
import { type FieldValue, readColumn } from './column-reading.ts';
import { type Column, type ColumnField, COLUMNS } from './columns.ts';
import { rowProblem } from './problem-messages.ts';

/** What the reader of one row needs to know of its table. */
export type RowContext = Readonly<{
  tableName: string;
  columns: readonly (Column | undefined)[];
  kind?: RecordKind;
  chargeNamed?: ChargeNamer;
}>;

const COLUMN_OF = new Map<ColumnField, Column>(COLUMNS.map((column) => [column.field, column]));

// Not facts by themselves: who and which document, and cells that `spreadFields` takes apart.
const OTHER_FIELDS = new Set<ColumnField>([
  'recordKind', 'id', 'personName', 'idNumber', 'organ', 'documentNumber', 'publicOrderPenalties',
  'offenceOn', 'executedTerm',
]);

/** The column of a field; problems call it by its usual header name. */
export const columnName = (field: ColumnField): string =>
  COLUMN_OF.get(field === 'executedTermMonths' ? 'executedTerm' : field)?.names[0] ?? field;

/** Kinds of record in which a field has a meaning; `undefined` = all. */
export const kindsOf = (field: ColumnField): readonly RecordKind[] | undefined => COLUMN_OF.get(field)?.kinds;

/**
 * What is read of a row so far. A field in doubt is gone for good: what cannot be read or contradicts
 * another cell is never filled in from elsewhere.
 */
export class RowDraft {
  readonly problems: RowProblem[] = [];
  readonly row: TableRow;
  readonly #fields = new Map<ColumnField, FieldValue>();
  readonly #doubtful = new Set<ColumnField>();

  /** Reads every cell of a row that stands under a known header. */
  constructor(row: TableRow, context: RowContext) {
    this.row = row;
    for (const [place, column] of context.columns.entries()) {
      if (column === undefined) continue;
      const read = readColumn(column, row.cells[place] ?? null, context.chargeNamed);
      if (read.found === 'value') this.#fields.set(column.field, read.value);
      else if (read.found === 'problem') this.doubt(read.code, column.field);
    }
  }

  /** The fields that are known. */
  known(): readonly ColumnField[] {
    return [...this.#fields.keys()];
  }

  /** The value of a field, if the row tells one that is believed. */
  get(field: ColumnField): FieldValue | undefined {
    return this.#fields.get(field);
  }

  /** The words of a field. */
  text(field: ColumnField): string | undefined {
    const value = this.#fields.get(field);
    return typeof value === 'string' ? value : undefined;
  }

  /** Whether a field was told and could not be believed. */
  isDoubtful(field: ColumnField): boolean {
    return this.#doubtful.has(field);
  }

  /** Fills in a field that the row leaves blank. */
  fill(field: ColumnField, value: FieldValue | undefined): void {
    if (value === undefined || this.#fields.has(field) || this.#doubtful.has(field)) return;
    this.#fields.set(field, value);
  }

  /** Forgets a field that says nothing. */
  drop(field: ColumnField): void {
    this.#fields.delete(field);
  }

  /** Takes fields for unknown and reports why. */
  doubt(code: RowProblemCode, ...fields: readonly ColumnField[]): void {
    for (const field of fields) {
      this.#fields.delete(field);
      this.#doubtful.add(field);
    }
    this.problems.push(rowProblem(code, this.row.line, fields.map(columnName).join('、')));
  }

  /** The facts as they stand now. */
  facts(recordKind: RecordKind): BusinessFacts {
    const facts: Partial<Record<ColumnField, FieldValue>> = { recordKind };
    for (const [field, value] of this.#fields) if (!OTHER_FIELDS.has(field)) facts[field] = value;
    return facts as BusinessFacts; // each field was read in the form of its column
  }
}
