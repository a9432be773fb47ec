import type { ConfirmedRowsBody } from '@fengcun/api';
import { type HeadColumn, headOfTable } from '@fengcun/judgment';
import type { KeptCorrection } from '../intake/intake-item.ts';
import { tableOfTexts } from './show-reading.ts';

type Row = ConfirmedRowsBody['rows'][number];
type Corrections = NonNullable<ConfirmedRowsBody['corrections']>;

/** A cell that a person wrote: its line, its column, what stood there before, and what stands there now. */
export type CellCorrection = Readonly<{ line: number; field: string; from: string; to: string }>;

/** Rows with the cells of a person in them, the cells that changed, and the line of the heads. */
export type CorrectedRows =
  Readonly<{ rows: readonly Row[]; corrections: readonly CellCorrection[]; headLine?: number }>;

const keyOf = (line: number, place: number): string => `${line} ${place}`;

const withCells = (row: Row, told: ReadonlyMap<string, string>): Row => {
  const places = [...told.keys()].filter((key) => key.startsWith(`${row.line} `))
    .map((key) => Number(key.slice(key.indexOf(' ') + 1)));
  const width = Math.max(row.cells.length, ...places.map((place) => place + 1));
  const cells = Array.from({ length: width }, (_, place) =>
    told.get(keyOf(row.line, place)) ?? row.cells[place] ?? '');
  return { line: row.line, cells };
};

const isOneEach = (rows: readonly Row[], corrections: Corrections): boolean => {
  const lines = new Set(rows.map(({ line }) => line));
  const cells = new Set(corrections.map(({ line, place }) => keyOf(line, place)));
  return lines.size === rows.length && cells.size === corrections.length
    && corrections.every(({ line }) => lines.has(line));
};

/** A column by the name of its field; a cell under no known head by its place. */
const fieldOf = (columns: readonly (HeadColumn | undefined)[], place: number): string =>
  columns[place]?.field ?? `column ${place + 1}`;

/**
 * The rows with a person's cells put in, each with what stood there before. Undefined where a cell belongs to
 * no row, or is told twice: what somebody meant is never guessed.
 */
export const correctRows = ({ rows, corrections = [] }: ConfirmedRowsBody): CorrectedRows | undefined => {
  if (!isOneEach(rows, corrections)) return undefined;
  const told = new Map(corrections.map(({ line, place, to }) => [keyOf(line, place), to]));
  const byLine = new Map(rows.map((row) => [row.line, row]));
  const touched = new Set(corrections.map(({ line }) => line));
  const corrected = rows.map((row) => (touched.has(row.line) ? withCells(row, told) : row));
  const head = headOfTable(tableOfTexts(corrected));
  return {
    rows: corrected, ...(head === undefined ? {} : { headLine: head.line }),
    corrections: corrections.map(({ line, place, to }) => ({
      line, field: fieldOf(head?.columns ?? [], place), from: byLine.get(line)?.cells[place] ?? '', to,
    })),
  };
};

/** The answers that a record of a line rests on: its own cells, and those of the heads. */
export const correctionsOfRow = (
  { corrections, headLine }: CorrectedRows, line: number, { by, at }: Readonly<{ by: string; at: string }>,
): readonly KeptCorrection[] => corrections
  .filter((one) => one.line === line || one.line === headLine)
  .map((one) => ({
    field: one.line === headLine ? `head ${one.field}` : one.field, from: one.from, to: one.to, by, at,
  }));
