import { assertNever, present } from '@fengcun/kernel';
import { fill, holds } from '../facts/fill.ts';
import type { PrintedFields } from '../facts/facts.ts';
import type { TypeCase } from '../pdf/embed-font.ts';
import { addElement, type Element } from '../pdf/structure.ts';
import { chineseNumber } from '../number/chinese-date.ts';
import type { Block } from '../templates/template.ts';
import { baseline, paragraph, type ParagraphStyle, shortText } from './paragraph.ts';
import { SHEET, TYPE } from './sheet.ts';
import { type Slab, space } from './slab.ts';
import { table } from './table.ts';

/** What blocks are set with. `style` is laid under the style of every paragraph: receipts are set smaller. */
export type Setting = Readonly<{
  typeCase: TypeCase; parent: Element; fields: PrintedFields; style?: ParagraphStyle;
}>;

type FillBlock = Readonly<{ labels: readonly string[]; shares?: readonly number[] }>;

const FILL_GAP = 10;

const fillSlab = ({ typeCase, parent, style }: Setting, { labels, shares }: FillBlock): Slab => {
  const element = addElement(parent, 'P');
  const size = style?.size ?? TYPE.sanHao;
  const height = (style?.leading ?? SHEET.leading) * 1.1;
  const whole = (shares ?? labels.map(() => 1)).reduce((sum, share) => sum + share, 0);
  let right = SHEET.left;
  const set = labels.map((label, i) => {
    const left = right;
    right += SHEET.columnWidth * (shares?.[i] ?? 1) / whole;
    const gap = i === labels.length - 1 ? 0 : FILL_GAP;
    return { ...shortText(typeCase, `${label}：`, size), left, end: right - gap };
  });
  return {
    height,
    together: style?.together === true,
    draw: (pen, top) => {
      const y = top - baseline(size, height);
      pen.marked(element, () => set.forEach(({ tokens, left }) => pen.text(tokens, { x: left, y, size })));
      pen.artifact(() => set.forEach(({ left, width, end }) =>
        pen.rule({ from: [left + width, y - 3], to: [end, y - 3], width: 0.5 })));
    },
  };
};

const listSlabs = (setting: Setting, field: string): readonly Slab[] => {
  const list = addElement(setting.parent, 'L');
  const items = present(setting.fields.get(field)?.items, `the items of ${field}`);
  return items.flatMap((item, i) =>
    paragraph(setting.typeCase, addElement(list, 'LI'), `（${chineseNumber(i + 1)}）${item}`, setting.style));
};

const GAP_AROUND_TABLE = 5;

const blockSlabs = (setting: Setting, block: Block): readonly Slab[] => {
  const { typeCase, parent, fields, style } = setting;
  const set = (role: 'P' | 'H2', text: string, change: ParagraphStyle = {}): readonly Slab[] =>
    paragraph(typeCase, addElement(parent, role), fill(text, fields), { ...style, ...change });
  switch (block.kind) {
    case 'to': return set('P', block.text, { indent: 0 });
    case 'text': return set('P', block.text);
    case 'heading': return set('H2', block.text, { strong: true });
    case 'list': return listSlabs(setting, block.field);
    case 'fill': return [fillSlab(setting, block)];
    case 'table': {
      const rows = block.rows.map((row) => row.map(([label, text]) => ({ label, text: fill(text, fields) })));
      return [space(GAP_AROUND_TABLE), ...table(typeCase, parent, rows), space(GAP_AROUND_TABLE, true)];
    }
    default: return assertNever(block);
  }
};

/** The slabs of every block whose condition holds, in order. */
export const setBlocks = (setting: Setting, blocks: readonly Block[]): readonly Slab[] =>
  blocks.filter((block) => holds(block.when, setting.fields)).flatMap((block) => blockSlabs(setting, block));
