import type { PrintedFields } from '../facts/facts.ts';
import type { TypeCase } from '../pdf/embed-font.ts';
import { INK } from '../pdf/pen.ts';
import { addElement, type Element } from '../pdf/structure.ts';
import type { Template } from '../templates/template.ts';
import { setBlocks } from './blocks.ts';
import { paragraph, shortText } from './paragraph.ts';
import { SHEET, TYPE } from './sheet.ts';
import { type Slab, space } from './slab.ts';

const CUT_HEIGHT = 24;

const cutLine = (typeCase: TypeCase): Slab => {
  const label = shortText(typeCase, '沿　此　线　裁　下', TYPE.xiaoWu);
  return {
    height: CUT_HEIGHT,
    draw: (pen, top) => pen.artifact(() => {
      const y = top - CUT_HEIGHT / 2;
      const middle = SHEET.left + SHEET.columnWidth / 2;
      const half = label.width / 2 + 8;
      const dash = '[4 3] 0';
      pen.rule({ from: [SHEET.left, y], to: [middle - half, y], width: 0.6, colour: INK.grey, dash });
      pen.rule({ from: [middle + half, y], to: [SHEET.right, y], width: 0.6, colour: INK.grey, dash });
      pen.text(label.tokens, { x: middle - label.width / 2, y: y - 3, size: TYPE.xiaoWu, colour: INK.grey });
    }),
  };
};

type Tail = Readonly<{ receipt: NonNullable<Template['receipt']>; fields: PrintedFields }>;

/** The part that is cut off and sent back: 回执. It stands on one page, below its cut line. */
export const receiptSlabs = (
  typeCase: TypeCase, parent: Element, { receipt, fields }: Tail,
): readonly Slab[] => {
  const section = addElement(parent, 'Sect');
  const style = { size: TYPE.siHao, leading: 24, together: true } as const;
  const title = paragraph(typeCase, addElement(section, 'H2'), receipt.title, {
    size: TYPE.xiaoEr, leading: 34, strong: true, align: 'centre', together: true, tracking: 1,
  });
  const blocks = setBlocks({ typeCase, parent: section, fields, style }, receipt.blocks);
  return [space(12), cutLine(typeCase), ...title, ...blocks.map((slab) => ({ ...slab, together: true }))];
};
