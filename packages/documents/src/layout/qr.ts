import { create } from 'qrcode';
import type { Pen } from '../pdf/pen.ts';
import { INK } from '../pdf/pen.ts';
import { real } from '../pdf/syntax.ts';

/** Modules of white around a symbol. @see ISO/IEC 18004 §5.3.8 */
const QUIET_ZONE = 4;

type Square = Readonly<{ x: number; y: number; side: number }>;

/**
 * Draws a QR symbol with correction level M into a square whose lower left corner is given, quiet zone
 * included. The same text always gives the same symbol.
 */
export const drawQr = (pen: Pen, text: string, { x, y, side }: Square): void => {
  const { modules } = create(text, { errorCorrectionLevel: 'M' });
  const step = side / (modules.size + QUIET_ZONE * 2);
  const operators: string[] = [];
  for (let row = 0; row < modules.size; row += 1) {
    for (let column = 0; column < modules.size; column += 1) {
      if (modules.get(row, column) === 0) continue;
      // Neighbours in a row become one rectangle: fewer operators, and no hairline between them.
      let end = column;
      while (end + 1 < modules.size && modules.get(row, end + 1) !== 0) end += 1;
      const left = x + (column + QUIET_ZONE) * step;
      const bottom = y + side - (row + QUIET_ZONE + 1) * step;
      operators.push(`${real(left)} ${real(bottom)} ${real((end - column + 1) * step)} ${real(step)} re`);
      column = end;
    }
  }
  pen.path(`${operators.join(' ')} f`, INK.black);
};
