import type { TypeCase } from '../pdf/embed-font.ts';
import { INK, type Pen } from '../pdf/pen.ts';
import { shortText } from './paragraph.ts';
import { SHEET } from './sheet.ts';

const SIZE = 13;
const SLANT = 28;
/** Distance of the lines in points: on every part of a page that is cut out some of it stands. */
const STEP = 118;
const INDENT = 60;

/**
 * Draws a text across the whole page, again and again, under everything else. It is in the same signed bytes
 * as the page: who takes it away leaves a paper whose signature does not hold.
 */
export const watermark = (typeCase: TypeCase, text: string): ((pen: Pen) => void) => {
  const { tokens, width } = shortText(typeCase, text, SIZE);
  return (pen) => {
    let isIndented = false;
    for (let y = -STEP; y < SHEET.height; y += STEP) {
      for (let x = isIndented ? -INDENT : 0; x < SHEET.width; x += width + INDENT) {
        pen.text(tokens, { x, y, size: SIZE, colour: INK.watermark, slant: SLANT });
      }
      isIndented = !isIndented;
    }
  };
};
