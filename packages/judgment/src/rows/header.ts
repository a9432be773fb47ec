import { type Cell, type Table, type TableRow } from '../documents/table.ts';
import { type Column, COLUMN_BY_HEADER, headerKey } from './columns.ts';

/** The columns of a table by their place, and the rows that follow the header. */
export type Header = Readonly<{
  line: number;
  columns: readonly (Column | undefined)[];
  /** Places of headers that are no name of the schema, 1 = first. */
  unknown: readonly number[];
  rows: readonly TableRow[];
}>;

/** LIMIT: lines above the header (title, remarks) that are looked through. */
const LINES_ABOVE_MAX = 20;

/** LIMIT: known names that make a line a header; one alone may be a word of a title. */
const NAMES_MIN = 2;

const columnOf = (cell: Cell): Column | undefined =>
  (typeof cell === 'string' ? COLUMN_BY_HEADER.get(headerKey(cell)) : undefined);

const knownNames = (row: TableRow): number =>
  new Set(row.cells.map(columnOf).filter((column) => column !== undefined)).size;

const isSameLine = (one: TableRow, other: TableRow): boolean =>
  one.cells.length === other.cells.length && one.cells.every((cell, place) => cell === other.cells[place]);

/** A header over two lines (刑期 over 起, 止): the lower line rules, where it is silent the upper one. */
const twoLines = (upper: TableRow, lower: TableRow | undefined): readonly Cell[] | undefined => {
  if (lower === undefined || knownNames(lower) === 0) return undefined;
  const isHeader = lower.cells.every((cell) => cell === null || typeof cell === 'string');
  if (!isHeader || lower.cells.some((cell) => typeof cell === 'string' && /\d/.test(cell))) return undefined;
  const width = Math.max(upper.cells.length, lower.cells.length);
  return Array.from({ length: width }, (_, place) => lower.cells[place] ?? upper.cells[place] ?? null);
};

/** Finds the header: the first of the uppermost lines with the most known names; `undefined` if none has. */
export const findHeader = (table: Table): Header | undefined => {
  const head = table.rows.slice(0, LINES_ABOVE_MAX);
  const most = head.reduce((best, row) => Math.max(best, knownNames(row)), 0);
  const at = head.findIndex((row) => knownNames(row) === most);
  const upper = table.rows[at];
  if (upper === undefined || most < NAMES_MIN) return undefined;
  const merged = twoLines(upper, table.rows[at + 1]);
  const cells = merged ?? upper.cells;
  const unknown = cells.flatMap((cell, place) =>
    (cell !== null && columnOf(cell) === undefined ? [place + 1] : []));
  // Printed tables repeat their header on every page.
  const rows = table.rows.slice(at + (merged === undefined ? 1 : 2)).filter((row) => !isSameLine(row, upper));
  return { line: upper.line, columns: cells.map(columnOf), unknown, rows };
};
