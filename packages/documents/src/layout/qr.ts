import type { Pen } from '../pdf/pen.ts';
import { INK } from '../pdf/pen.ts';
import { real } from '../pdf/syntax.ts';
import { qrSide } from '../qr/qr-drawings.ts';
import { QUIET_ZONE, qrSymbol } from '../qr/qr-symbol.ts';

type Square = Readonly<{ x: number; y: number; side: number }>;

/**
 * Draws a QR symbol into a square whose lower left corner is given, quiet zone included. The same text always
 * gives the same symbol.
 */
export const drawQr = (pen: Pen, text: string, { x, y, side }: Square): void => {
  const symbol = qrSymbol(text);
  const step = side / qrSide(symbol);
  const operators = symbol.runs.map(({ row, column, length }) => {
    const left = x + (column + QUIET_ZONE) * step;
    const bottom = y + side - (row + QUIET_ZONE + 1) * step;
    return `${real(left)} ${real(bottom)} ${real(length * step)} ${real(step)} re`;
  });
  pen.path(`${operators.join(' ')} f`, INK.black);
};
