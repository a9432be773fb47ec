import type { Cell } from '../documents/table.ts';
import type { RowProblemCode } from './business-record.ts';

/** A value, nothing (blank: unknown), or the reason why the cell cannot be read. */
export type CellReading<T> =
  | Readonly<{ found: 'value'; value: T }>
  | Readonly<{ found: 'blank' }>
  | Readonly<{ found: 'problem'; code: RowProblemCode }>;

/** A value. */
export const value = <T>(read: T): CellReading<T> => ({ found: 'value', value: read });

/** Nothing: the fact stays unknown and nobody needs to look. */
export const blank: CellReading<never> = { found: 'blank' };

/** A cell that says something we cannot read: the fact stays unknown and somebody needs to look. */
export const problem = (code: RowProblemCode): CellReading<never> => ({ found: 'problem', code });

/** Words by which people write that they do not know. */
const UNKNOWN_WORDS = new Set([
  '', '-', '--', '—', '——', '/', '\\', '?', '未知', '不详', '不明', '未填', '待查', '暂缺', 'n/a', 'na', 'null',
  'none', 'unknown',
]);

/** White space off, full-width digits and letters narrow, so that one form of each value remains. */
export const plainText = (text: string): string => text.normalize('NFKC').trim();

/**
 * The words of a cell as one text, or why there are none. Numbers come as JavaScript prints them; a date
 * cell as `YYYY-MM-DD`.
 */
export const textOfCell = (cell: Cell): CellReading<string> => {
  if (cell === null) return blank;
  if (typeof cell === 'string') {
    const text = plainText(cell);
    return UNKNOWN_WORDS.has(text.toLowerCase()) ? blank : value(text);
  }
  if (typeof cell === 'number' || typeof cell === 'boolean') return value(String(cell));
  if ('date' in cell) return value(cell.date);
  if ('unreadable' in cell) {
    return problem(cell.unreadable === 'formula' ? 'FORMULA_WITHOUT_RESULT' : 'CELL_ERROR');
  }
  return cell.length === 0 ? blank : value(plainText(cell.join(';')));
};

/** Reads the words of a cell with a parser that says `undefined` to what it cannot read. */
export const readCell = <T>(
  cell: Cell, parse: (text: string) => CellReading<T>,
): CellReading<T> => {
  const text = textOfCell(cell);
  return text.found === 'value' ? parse(text.value) : text;
};
