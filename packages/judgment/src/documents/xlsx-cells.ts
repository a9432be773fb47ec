import { civilDate } from '@fengcun/kernel';
import type { CellValue, Row, Worksheet } from 'exceljs';
import { SHEET_ROWS_MAX, TABLE_COLUMNS_MAX } from './limits.ts';
import { type Cell, type TableRow, tableRow } from './table.ts';
import type { Merge } from './xlsx-prune.ts';

const dateCell = (date: Date): Cell => {
  const parsed = civilDate(date.getUTCFullYear(), date.getUTCMonth() + 1, date.getUTCDate());
  return parsed.ok ? { date: parsed.value } : { unreadable: 'error' };
};

/** The value a person sees: of a formula its stored result, of rich text its text, of a link its words. */
export const cellOf = (value: CellValue): Cell => {
  if (value === null || value === undefined) return null;
  if (typeof value === 'string' || typeof value === 'number' || typeof value === 'boolean') return value;
  if (value instanceof Date) return Number.isNaN(value.getTime()) ? { unreadable: 'error' } : dateCell(value);
  if ('error' in value) return { unreadable: 'error' };
  if ('richText' in value) return value.richText.map((piece) => piece.text).join('');
  if ('hyperlink' in value) return cellOf(value.text);
  if ('formula' in value || 'sharedFormula' in value) {
    return value.result === undefined ? { unreadable: 'formula' } : cellOf(value.result);
  }
  return { unreadable: 'object' };
};

const cellsOf = (row: Row): Cell[] => {
  const cells: Cell[] = [];
  row.eachCell({ includeEmpty: false }, (cell, column) => {
    while (cells.length < column - 1) cells.push(null);
    cells[column - 1] = cellOf(cell.value);
  });
  return cells;
};

/** A value merged over several rows holds for each of them; one merged over columns stays in its first. */
const fillMerges = (rows: ReadonlyMap<number, Cell[]>, merges: readonly Merge[]): void => {
  for (const { top, bottom, left } of merges) {
    const value = rows.get(top)?.[left - 1] ?? null;
    if (value === null) continue;
    for (let line = top + 1; line <= bottom; line += 1) {
      const cells = rows.get(line);
      if (cells === undefined) continue; // a row without any other value is no row
      while (cells.length < left) cells.push(null);
      cells[left - 1] = value;
    }
  }
};

/** The rows of a sheet; `undefined` if it is larger than the limits, which is told before it is walked. */
export const sheetRows = (sheet: Worksheet, merges: readonly Merge[]): readonly TableRow[] | undefined => {
  if (sheet.rowCount > SHEET_ROWS_MAX) return undefined;
  const rows = new Map<number, Cell[]>();
  let isTooWide = false;
  sheet.eachRow({ includeEmpty: false }, (row, line) => {
    isTooWide ||= row.cellCount > TABLE_COLUMNS_MAX;
    if (!isTooWide) rows.set(line, cellsOf(row));
  });
  if (isTooWide) return undefined;
  fillMerges(rows, merges);
  return [...rows].flatMap(([line, cells]) => tableRow(line, cells));
};
