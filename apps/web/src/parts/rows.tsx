import type { ReactNode } from 'react';

/** A column: its head, what stands in it, and whether it is a number. */
export type Column<T> = Readonly<{ head: string; cell: (row: T) => ReactNode; isNumber?: boolean }>;

const classOf = (isNumber: boolean | undefined): string | undefined =>
  (isNumber === true ? 'number' : undefined);

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
      <tbody>{rows.map((row) => (
        <tr key={keyOf(row)}>{columns.map(({ head, cell, isNumber }) =>
          <td key={head} data-label={head} className={classOf(isNumber)}>{cell(row)}</td>)}</tr>
      ))}</tbody>
    </table>
  </div>
);
