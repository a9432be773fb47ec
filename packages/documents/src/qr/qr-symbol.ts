import { create } from 'qrcode';

/** Modules of white around a symbol. @see ISO/IEC 18004 §5.3.8 */
export const QUIET_ZONE = 4;

/** Dark modules side by side in one row: the row, the first column, how many. */
export type QrRun = Readonly<{ row: number; column: number; length: number }>;

/**
 * A QR symbol as a square of `size` modules without its quiet zone. Neighbours in a row are one run, so that
 * whoever draws it has few shapes and no hairlines between them.
 */
export type QrSymbol = Readonly<{
  size: number; isDark: (row: number, column: number) => boolean; runs: readonly QrRun[];
}>;

const runsOf = (size: number, isDark: QrSymbol['isDark']): readonly QrRun[] => {
  const runs: QrRun[] = [];
  for (let row = 0; row < size; row += 1) {
    for (let column = 0; column < size; column += 1) {
      if (!isDark(row, column)) continue;
      let length = 1;
      while (column + length < size && isDark(row, column + length)) length += 1;
      runs.push({ row, column, length });
      column += length;
    }
  }
  return runs;
};

/**
 * The symbol of a text with correction level M; the same text always gives the same symbol.
 * @see ISO/IEC 18004
 */
export const qrSymbol = (text: string): QrSymbol => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const isInside = (at: number): boolean => at >= 0 && at < modules.size;
  const isDark = (row: number, column: number): boolean =>
    isInside(row) && isInside(column) && modules.get(row, column) !== 0;
  return { size: modules.size, isDark, runs: runsOf(modules.size, isDark) };
};
