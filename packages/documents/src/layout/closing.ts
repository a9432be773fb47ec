import type { TypeCase } from '../pdf/embed-font.ts';
import { INK, type Pen } from '../pdf/pen.ts';
import { addElement, type Element } from '../pdf/structure.ts';
import { real } from '../pdf/syntax.ts';
import { drawQr } from './qr.ts';
import { breakLines } from './lines.ts';
import { shortText } from './paragraph.ts';
import { mm, SHEET, TYPE } from './sheet.ts';
import type { Slab } from './slab.ts';

/** A QR symbol with what is read aloud for it, and what is printed below it. */
export type ClosingCode = Readonly<{ payload: string; alternative: string; caption: string }>;

/** What stands at the end: who issues, when, and the code of the case or of the paper itself. */
export type Closing = Readonly<{ organ: string; date: string; code?: ClosingCode }>;

const HEIGHT = mm(48);
const QR_SIDE = mm(27);
const SEAL_RADIUS = mm(20);
/** Control point of a quarter of a circle by a Bézier curve. */
const CIRCLE = 0.5523;

const circle = (x: number, y: number, radius: number): string => {
  const k = radius * CIRCLE;
  const curve = (...points: readonly number[]): string => `${points.map(real).join(' ')} c`;
  return `[1.2 3] 0 d 0.7 w ${real(x + radius)} ${real(y)} m ${[
    curve(x + radius, y + k, x + k, y + radius, x, y + radius),
    curve(x - k, y + radius, x - radius, y + k, x - radius, y),
    curve(x - radius, y - k, x - k, y - radius, x, y - radius),
    curve(x + k, y - radius, x + radius, y - k, x + radius, y),
  ].join(' ')} s`;
};

/** Right edge of organ and date: four characters in from the column. @see GB/T 9704—2012 §7.3.5.1 */
const RIGHT = SHEET.right - TYPE.sanHao * 3;

type Line = Readonly<{ element: Element; tokens: readonly string[]; width: number }>;

/** What the caption of the QR symbol leaves for the name of the organ. */
const NAME_WIDTH = RIGHT - SHEET.left - mm(44);

/** A long name of an organ takes several lines beside the QR symbol; none is cut or made small. */
const linesOf = (typeCase: TypeCase, parent: Element, text: string): readonly Line[] => {
  const element = addElement(parent, 'P');
  const lines = breakLines(typeCase, text, { size: TYPE.sanHao, width: NAME_WIDTH });
  return lines.map(({ tokens, width }) => ({ element, tokens, width }));
};

const drawSignature = (pen: Pen, lines: readonly Line[], { seal, top }: Seal): void => {
  const wide = Math.max(...lines.map(({ width }) => width), SEAL_RADIUS * 2);
  const centre = RIGHT - wide / 2;
  const middle = top - HEIGHT / 2;
  const heightOf = (line: number): number =>
    middle + SHEET.leading * ((lines.length - 1) / 2 - 0.22 - line);
  pen.artifact(() => {
    pen.path(circle(centre, middle, SEAL_RADIUS), INK.faint);
    pen.text(seal.tokens, {
      x: centre - seal.width / 2, y: heightOf(lines.length - 0.3), size: TYPE.xiaoWu, colour: INK.faint,
    });
  });
  lines.forEach(({ element, tokens, width }, i) => pen.marked(element, () => pen.text(tokens, {
    x: centre - width / 2, y: heightOf(i), size: TYPE.sanHao,
  })));
};

type Seal = Readonly<{ seal: Readonly<{ tokens: readonly string[]; width: number }>; top: number }>;

/** Draws the QR symbol with its caption below it. */
const codeDrawing = (
  typeCase: TypeCase, parent: Element, code: ClosingCode,
): ((pen: Pen, top: number) => void) => {
  const figure = addElement(parent, 'Figure', code.alternative);
  const caption = addElement(parent, 'P');
  const { tokens } = shortText(typeCase, code.caption, TYPE.liuHao);
  return (pen, top) => {
    const bottom = top - HEIGHT / 2 - QR_SIDE / 2 + mm(3);
    pen.marked(figure, () => drawQr(pen, code.payload, { x: SHEET.left - mm(2), y: bottom, side: QR_SIDE }));
    pen.marked(caption, () => pen.text(tokens, {
      x: SHEET.left, y: bottom - mm(2), size: TYPE.liuHao, colour: INK.grey,
    }));
  };
};

/** Organ, date, place of the seal and the code, in one piece with the text before it. */
export const closingSlab = (typeCase: TypeCase, parent: Element, closing: Closing): Slab => {
  const drawCode = closing.code === undefined ? undefined : codeDrawing(typeCase, parent, closing.code);
  const lines = [closing.organ, closing.date].flatMap((text) => linesOf(typeCase, parent, text));
  const seal = shortText(typeCase, '（印　章）', TYPE.xiaoWu);
  return {
    height: HEIGHT,
    // 落款 never stands alone on a page.
    together: true,
    draw: (pen, top) => {
      drawCode?.(pen, top);
      drawSignature(pen, lines, { seal, top });
    },
  };
};
