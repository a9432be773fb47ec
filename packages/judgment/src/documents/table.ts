import type { CivilDate } from '@fengcun/kernel';

/** A cell that holds something which is no value: a formula never computed, an error, an object. */
export type UnreadableCell = Readonly<{ unreadable: 'formula' | 'error' | 'object' }>;

/** A cell formatted as a date in a workbook. */
export type DateCell = Readonly<{ date: CivilDate }>;

/** A value of a business system's row; `null` is an empty cell. Texts are kept literally. */
export type Cell = string | number | boolean | null | DateCell | UnreadableCell | readonly string[];

/** One row with its line in the source (1 = first), so that problems can be found again. */
export type TableRow = Readonly<{ line: number; cells: readonly Cell[] }>;

/** Rows as they stand in the source, with whatever stands above the header; empty rows left out. */
export type Table = Readonly<{ name: string; rows: readonly TableRow[] }>;

/** Whether a cell holds nothing but white space. */
export const isEmptyCell = (cell: Cell): boolean =>
  cell === null || (typeof cell === 'string' && cell.trim() === '')
  || (Array.isArray(cell) && cell.length === 0);

/** A row, or nothing if all its cells are empty; trailing empty cells are dropped. */
export const tableRow = (line: number, cells: readonly Cell[]): readonly TableRow[] => {
  const last = cells.findLastIndex((cell) => !isEmptyCell(cell));
  return last < 0 ? [] : [{ line, cells: cells.slice(0, last + 1) }];
};
