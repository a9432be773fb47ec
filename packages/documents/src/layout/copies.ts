import type { TypeCase } from '../pdf/embed-font.ts';
import { addElement, type Element } from '../pdf/structure.ts';
import { paragraph } from './paragraph.ts';
import { SHEET, TYPE } from './sheet.ts';
import { type Slab, space } from './slab.ts';

const LEADING = 22;
const RULE = 0.7;

/** Who gets a copy, between two rules at the end. @see GB/T 9704—2012 §7.4 */
export const copiesSlabs = (
  typeCase: TypeCase, parent: Element, copies: string | undefined,
): readonly Slab[] => {
  if (copies === undefined) return [];
  const lines = paragraph(typeCase, addElement(parent, 'P'), `抄送：${copies}。`, {
    size: TYPE.siHao, leading: LEADING, indent: 0, together: true,
    x: SHEET.left + TYPE.siHao, width: SHEET.columnWidth - TYPE.siHao * 2,
  });
  const rule: Slab = {
    height: 3, together: true,
    draw: (pen, top) => pen.artifact(() =>
      pen.rule({ from: [SHEET.left, top - 1], to: [SHEET.right, top - 1], width: RULE })),
  };
  return [space(6, true), rule, ...lines, rule];
};
