import type { Table } from '../documents/table.ts';
import type { BusinessRecord, BusinessRows, RecordKind, RowProblem } from './business-record.ts';
import type { ChargeNamer } from './charges-cell.ts';
import type { Column } from './columns.ts';
import { findHeader, type Header } from './header.ts';
import { rowProblem } from './problem-messages.ts';
import { columnName, type RowContext } from './row-draft.ts';
import { readRow } from './row-record.ts';

/** What the caller knows beyond the table; all may be absent. */
export type RowOptions = Readonly<{
  /** The kind of rows that do not say it themselves, when the file is of one kind. */
  kind?: RecordKind;
  /** The catalogue of charges; without it names are taken literally. */
  chargeNamed?: ChargeNamer;
}>;

const placeName = (place: number): string => `column ${place}`;

type Columns = Readonly<{ columns: Header['columns']; problems: readonly RowProblem[] }>;

/** A field that two columns claim is read from neither. */
const withoutTwins = (header: Header): Columns => {
  const counts = new Map<Column, number>();
  for (const column of header.columns) {
    if (column !== undefined) counts.set(column, (counts.get(column) ?? 0) + 1);
  }
  const isTwin = (column: Column | undefined): boolean =>
    column !== undefined && (counts.get(column) ?? 0) > 1;
  const twins = [...counts.keys()].filter(isTwin);
  return {
    columns: header.columns.map((column) => (isTwin(column) ? undefined : column)),
    problems: twins.map((column) => rowProblem('COLUMN_TWICE', header.line, columnName(column.field))),
  };
};

const contextOf = (table: Table, columns: Header['columns'], options: RowOptions): RowContext => ({
  tableName: table.name,
  columns,
  ...(options.kind === undefined ? {} : { kind: options.kind }),
  ...(options.chargeNamed === undefined ? {} : { chargeNamed: options.chargeNamed }),
});

/**
 * Reads a table of a business system by docs/business-rows.md. A cell that cannot be read leaves its fact
 * unknown and is a problem; a row whose kind cannot be told, or that is not about one person, is refused
 * with a problem; everything else goes on. Never throws for any table; messages repeat no cell.
 */
export const parseRows = (table: Table, options: RowOptions = {}): BusinessRows => {
  const header = findHeader(table);
  if (header === undefined) {
    return { records: [], problems: [rowProblem('HEADER_MISSING', table.rows[0]?.line ?? 0, 'header')] };
  }
  const { columns, problems: twins } = withoutTwins(header);
  const unknown = header.unknown.map((place) => rowProblem('COLUMN_UNKNOWN', header.line, placeName(place)));
  const problems: RowProblem[] = [...twins, ...unknown];
  const records: BusinessRecord[] = [];
  const ids = new Set<string>();
  const context = contextOf(table, columns, options);
  for (const row of header.rows) {
    const read = readRow(row, context);
    for (const found of read.problems) problems.push(found);
    if (read.record === undefined) continue;
    // Two records under one number would be taken for one: the later one waits for a person.
    if (ids.has(read.record.id)) problems.push(rowProblem('RECORD_TWICE', row.line, columnName('id')));
    else records.push(read.record);
    ids.add(read.record.id);
  }
  return { records, problems };
};
