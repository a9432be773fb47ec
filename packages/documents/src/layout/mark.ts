import type { TypeCase } from '../pdf/embed-font.ts';
import { INK } from '../pdf/pen.ts';
import { addElement, type Element } from '../pdf/structure.ts';
import type { Copy } from './paper-copy.ts';
import { paragraph, shortText } from './paragraph.ts';
import { mm, SHEET, TYPE } from './sheet.ts';
import { type Slab, space } from './slab.ts';

const HEIGHT = mm(52);
const OUTER = 2.4;
const INNER = 0.8;
const GAP = 4;

/**
 * The mark on the cover of a dossier, seen from an arm's length: large, framed, red as the act of sealing.
 * @see 《关于未成年人犯罪记录封存的实施办法》第5条、第6条 (封面标注“含犯罪记录封存信息”等明显标识)
 */
export const markHeading = (
  typeCase: TypeCase, parent: Element, { template, fields }: Copy,
): readonly Slab[] => {
  const heading = addElement(parent, 'H1');
  const words = shortText(typeCase, template.title, TYPE.chuHao);
  const frame: Slab = {
    height: HEIGHT + mm(8),
    draw: (pen, top) => {
      pen.artifact(() => [[0, OUTER], [GAP, INNER]].forEach(([inset = 0, width = 1]) => {
        const [left, right, upper, lower] =
          [SHEET.left + inset, SHEET.right - inset, top - inset, top - HEIGHT + inset];
        const side = (from: readonly [number, number], to: readonly [number, number]): void =>
          pen.rule({ from, to, width, colour: INK.red, square: true });
        side([left, upper], [right, upper]);
        side([left, lower], [right, lower]);
        side([left, upper], [left, lower]);
        side([right, upper], [right, lower]);
      }));
      pen.marked(heading, () => pen.text(words.tokens, {
        x: SHEET.left + (SHEET.columnWidth - words.width) / 2, y: top - HEIGHT / 2 - TYPE.chuHao * 0.37,
        size: TYPE.chuHao, strong: true, colour: INK.red,
      }));
    },
  };
  const number = fields.get('number')?.text ?? '';
  const below = paragraph(typeCase, addElement(parent, 'P'), number, { align: 'right', together: true });
  return [frame, ...below, space(4, true)];
};
