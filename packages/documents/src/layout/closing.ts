import type { TypeCase } from '../pdf/embed-font.ts';
import { INK, type Pen } from '../pdf/pen.ts';
import { addElement, type Element } from '../pdf/structure.ts';
import { real } from '../pdf/syntax.ts';
import { drawQr } from './qr.ts';
import { shortText } from './paragraph.ts';
import { mm, SHEET, TYPE } from './sheet.ts';
import type { Slab } from './slab.ts';

/** What stands at the end: who issues, when, and the one-case code. */
export type Closing = Readonly<{
  organ: string; date: string; caseCode?: Readonly<{ printed: string; payload: string }>;
}>;

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

const drawSignature = (
  typeCase: TypeCase, pen: Pen, { closing, parent, top }: Readonly<{
    closing: Closing; parent: Element; top: number;
  }>,
): void => {
  const [organ, date] =
    [shortText(typeCase, closing.organ, TYPE.sanHao), shortText(typeCase, closing.date, TYPE.sanHao)];
  const wide = Math.max(organ.width, date.width, SEAL_RADIUS * 2);
  const centre = RIGHT - wide / 2;
  const middle = top - HEIGHT / 2;
  pen.artifact(() => {
    pen.path(circle(centre, middle, SEAL_RADIUS), INK.faint);
    const label = shortText(typeCase, '（印　章）', TYPE.xiaoWu);
    pen.text(label.tokens, {
      x: centre - label.width / 2, y: middle - SEAL_RADIUS * 0.72, size: TYPE.xiaoWu, colour: INK.faint,
    });
  });
  const line = ({ tokens, width }: typeof organ, y: number): void =>
    pen.marked(addElement(parent, 'P'), () =>
      pen.text(tokens, { x: centre - width / 2, y, size: TYPE.sanHao }));
  line(organ, middle + SHEET.leading * 0.28);
  line(date, middle - SHEET.leading * 0.72);
};

const drawCaseCode = (
  typeCase: TypeCase, pen: Pen, { code, parent, top }: Readonly<{
    code: NonNullable<Closing['caseCode']>; parent: Element; top: number;
  }>,
): void => {
  const bottom = top - HEIGHT / 2 - QR_SIDE / 2 + mm(3);
  pen.marked(addElement(parent, 'Figure', `一案一码二维码：${code.printed}`), () =>
    drawQr(pen, code.payload, { x: SHEET.left - mm(2), y: bottom, side: QR_SIDE }));
  const label = shortText(typeCase, `一案一码　${code.printed}`, TYPE.liuHao);
  pen.marked(addElement(parent, 'P'), () => pen.text(label.tokens, {
    x: SHEET.left, y: bottom - mm(2), size: TYPE.liuHao, colour: INK.grey,
  }));
};

/** Organ, date, place of the seal and the one-case code, in one piece with the text before it. */
export const closingSlab = (typeCase: TypeCase, parent: Element, closing: Closing): Slab => ({
  height: HEIGHT,
  // 落款 never stands alone on a page.
  together: true,
  draw: (pen, top) => {
    if (closing.caseCode !== undefined) drawCaseCode(typeCase, pen, { code: closing.caseCode, parent, top });
    drawSignature(typeCase, pen, { closing, parent, top });
  },
});
