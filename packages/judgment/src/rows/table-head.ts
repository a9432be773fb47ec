import type { Table } from '../documents/table.ts';
import { findHeader } from './header.ts';
import { columnName } from './row-draft.ts';

/** What stands under one place of a header: the field, and the usual name by which problems call it. */
export type HeadColumn = Readonly<{ field: string; name: string }>;

/** Where the header of a table stands, and its columns by their place; undefined where none was found. */
export const headOfTable = (
  table: Table,
): Readonly<{ line: number; columns: readonly (HeadColumn | undefined)[] }> | undefined => {
  const header = findHeader(table);
  return header === undefined ? undefined : {
    line: header.line,
    columns: header.columns.map((column) =>
      (column === undefined ? undefined : { field: column.field, name: columnName(column.field) })),
  };
};
