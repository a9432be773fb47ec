/** Below this number of records a cell is not shown: nobody can be found in it. */
export const SMALL_CELL = 10;

/**
 * A number of records as it may be shown: itself, `<10` for 1 to 9, or `hidden` where a small cell beside it
 * could be computed from it. Zero is shown: it is about nobody.
 */
export type Count = number | '<10' | 'hidden';

/** One cell by itself. */
export const shownCount = (records: number): Count =>
  (records > 0 && records < SMALL_CELL ? '<10' : records);

type Cells = readonly (readonly number[])[];

const isOpen = (records: number, cover: boolean): boolean => !cover
  && (records === 0 || records >= SMALL_CELL);

/** The least cell that can hide another: one of ten or more, else a zero. */
const leastShown = (line: readonly number[], covered: readonly boolean[]): number => {
  const free = line.flatMap((records, i) => (isOpen(records, covered[i] === true) ? [{ records, i }] : []));
  const [least] = free.sort((a, b) => Number(a.records === 0) - Number(
    b.records === 0) || a.records - b.records);
  return least?.i ?? -1;
};

/** Which further cell of a line must go, because the only hidden one follows from the line's total. */
const alsoHidden = (line: readonly number[], covered: readonly boolean[]): number => {
  const hidden = line.filter((records, i) => !isOpen(records, covered[i] === true)).length;
  return hidden === 1 ? leastShown(line, covered) : -1;
};

const coverLines = (cells: Cells, cover: boolean[][]): boolean => {
  let hasChanged = false;
  cells.forEach((line, row) => {
    const at = alsoHidden(line, cover[row] ?? []);
    const own = cover[row];
    if (at < 0 || own === undefined) return;
    own[at] = true;
    hasChanged = true;
  });
  const width = cells[0]?.length ?? 0;
  for (let column = 0; column < width; column += 1) {
    const line = cells.map((row) => row[column] ?? 0);
    const at = alsoHidden(line, cover.map((row) => row[column] === true));
    const own = cover[at];
    if (at < 0 || own === undefined) continue;
    own[column] = true;
    hasChanged = true;
  }
  return hasChanged;
};

/**
 * A table whose row and column totals are known to the reader: small cells, and for each small cell that
 * stands alone in its row or column one further cell, so that no subtraction gives it back.
 * LIMIT: this is the protection of one table; a reader who has many tables of nearly the same records (two
 * runs that differ by one record) can still subtract. Do not publish runs on files that differ by a few.
 */
export const protectTable = (cells: Cells): readonly (readonly Count[])[] => {
  const cover = cells.map((row) => row.map(() => false));
  while (coverLines(cells, cover));
  return cells.map((row, r) => row.map((records, c) =>
    (cover[r]?.[c] === true ? 'hidden' : shownCount(records))));
};

/** One line whose total the reader knows: small cells, and one more where a small one stands alone. */
export const protectLine = (line: readonly number[]): readonly Count[] => {
  const at = alsoHidden(line, []);
  return line.map((records, i) => (i === at ? 'hidden' : shownCount(records)));
};
