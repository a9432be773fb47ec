import type { ReactNode } from 'react';
import { useWords } from '../app/language.tsx';

/** A column: its head, what stands in it, and whether it is a number. */
export type Column<T> = Readonly<{ head: string; cell: (row: T) => ReactNode; isNumber?: boolean }>;

const classOf = (isNumber: boolean | undefined): string | undefined =>
  (isNumber === true ? 'number' : undefined);

/** Stands where there is nothing; a card does not waste a line on it. */
const EMPTY = '—';

const Cell = <T,>({ column: { head, cell, isNumber }, row }: Readonly<{ column: Column<T>; row: T }>) => {
  const shown = cell(row);
  const classes = [classOf(isNumber), shown === EMPTY ? 'cell-empty' : undefined].filter((one) => one !== undefined);
  const marked = classes.length === 0 ? {} : { className: classes.join(' ') };
  return <td data-label={head} {...marked}><div className="cell">{shown}</div></td>;
};

const Nobody = ({ columns }: Readonly<{ columns: number }>) => {
  const { t } = useWords();
  return <tr><td colSpan={columns} className="faint">{t({ zh: '没有。', en: 'None.' })}</td></tr>;
};

/** A table that becomes cards on a telephone; `caption` says what it is to those who do not see it. */
export const Rows = <T,>({ caption, columns, rows, keyOf }: Readonly<{
  caption: string; columns: readonly Column<T>[]; rows: readonly T[]; keyOf: (row: T) => string;
}>) => (
  // Wide tables scroll inside their frame; a frame that scrolls has to be reachable by keyboard.
  <div className="rows-frame" role="region" aria-label={caption} tabIndex={0}>
    <table className="rows rows-cards">
      <caption className="hidden-words">{caption}</caption>
      <thead><tr>{columns.map(({ head, isNumber }) =>
        <th key={head} scope="col" className={classOf(isNumber)}>{head}</th>)}</tr></thead>
      <tbody>
        {rows.length === 0 && <Nobody columns={columns.length} />}
        {rows.map((row) => (
          <tr key={keyOf(row)}>{columns.map((column) => <Cell key={column.head} column={column} row={row} />)}</tr>
        ))}
      </tbody>
    </table>
  </div>
);
