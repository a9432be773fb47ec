import { CsvError, parse } from 'csv-parse/sync';
import { err, ok, type Result } from '@fengcun/kernel';
import { TABLE_COLUMNS_MAX } from './limits.ts';
import { type DocumentRefusal, documentRefusal } from './refusal.ts';
import { type Table, type TableRow, tableRow } from './table.ts';

const DELIMITERS = [',', '\t', ';', '，', '|'] as const;

/** LIMIT: characters looked at to tell the delimiter: the lines above and of the header. */
const SNIFFED_CHARACTERS = 4096;

/** The delimiter that stands most often, outside quotation marks, in the fullest of the first lines. */
const delimiterOf = (text: string): string => {
  const head = text.slice(0, SNIFFED_CHARACTERS).replace(/"[^"]*"/g, '').split('\n');
  const widest = (delimiter: string): number =>
    head.reduce((most, line) => Math.max(most, line.split(delimiter).length), 0);
  return DELIMITERS.reduce<string>((best, next) => (widest(next) > widest(best) ? next : best), ',');
};

const lineOf = (error: CsvError): string => {
  const { lines } = error as unknown as Readonly<{ lines?: unknown }>; // the library's context, not typed
  return typeof lines === 'number' ? `line ${lines}` : 'file';
};

/** Rows of an attacker-controlled CSV text; values stay literal, formulas included. @see RFC 4180 */
export const readCsv = (text: string, name: string): Result<Table, DocumentRefusal> => {
  const rows: TableRow[] = [];
  let isTooWide = false;
  try {
    parse(text, {
      delimiter: delimiterOf(text),
      relax_column_count: true,
      skip_empty_lines: true,
      on_record: (record: readonly string[], { lines }) => {
        isTooWide ||= record.length > TABLE_COLUMNS_MAX;
        if (!isTooWide) rows.push(...tableRow(lines, record));
        return null; // not kept a second time by the library
      },
    });
  } catch (error) {
    if (!(error instanceof CsvError)) throw error;
    return err(documentRefusal('CSV_BROKEN', lineOf(error))); // the library's message quotes the cell
  }
  if (isTooWide) return err(documentRefusal('TABLE_TOO_WIDE'));
  return rows.length === 0 ? err(documentRefusal('NO_ROWS')) : ok({ name, rows });
};
