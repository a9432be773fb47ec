import type { TypeCase } from '../pdf/embed-font.ts';
import type { Pen } from '../pdf/pen.ts';
import { addElement, type Element } from '../pdf/structure.ts';
import { breakLines, type Line, widthOf } from './lines.ts';
import { baseline } from './paragraph.ts';
import { SHEET, TYPE } from './sheet.ts';
import type { Slab } from './slab.ts';

/** A label and what stands beside it. */
export type Cell = Readonly<{ label: string; text: string }>;

const SIZE = TYPE.siHao;
const LEADING = 21;
const PADDING = 6;
const LABEL_WIDTH = SIZE * 5.9;
/** Of two pairs in a row the second is wider: numbers of eighteen digits stand there on one line. */
const SHARES_OF_TWO = [0.46, 0.54] as const;
const INNER_RULE = 0.5;
const OUTER_RULE = 1;

type Box = Readonly<{
  element: Element; lines: readonly Line[]; x: number; width: number; centred: boolean;
}>;

/** Labels are spread to the width of four characters, as in official forms: 姓　　名. */
const spread = (label: string): string => ([...label].length === 2 ? [...label].join('　　') : label);

const boxesOf = (typeCase: TypeCase, row: Element, cells: readonly Cell[]): readonly Box[] => {
  const shares = cells.length === 2 ? SHARES_OF_TWO : cells.map(() => 1 / cells.length);
  let right = SHEET.left;
  return cells.flatMap(({ label, text }, i) => {
    const [left, share] = [right, SHEET.columnWidth * (shares[i] ?? 0)];
    right += share;
    const set = (role: 'TH' | 'TD', content: string, x: number, width: number): Box => ({
      element: addElement(row, role), x, width, centred: role === 'TH',
      lines: breakLines(typeCase, content, { size: SIZE, width: width - PADDING * 2 }),
    });
    return [
      set('TH', spread(label), left, LABEL_WIDTH), set('TD', text, left + LABEL_WIDTH, share - LABEL_WIDTH),
    ];
  });
};

const drawBox = (
  typeCase: TypeCase, pen: Pen, { element, lines, ...box }: Box, { top, height }: Readonly<{
    top: number; height: number;
  }>,
): void => {
  const used = lines.length * LEADING;
  const first = top - (height - used) / 2;
  pen.marked(element, () => lines.forEach((line, i) => {
    const wide = widthOf(typeCase, line.tokens, SIZE);
    const x = box.centred ? box.x + (box.width - wide) / 2 : box.x + PADDING;
    pen.text(line.tokens, { x, y: first - i * LEADING - baseline(SIZE, LEADING), size: SIZE });
  }));
};

const drawRules = (
  pen: Pen, boxes: readonly Box[], edges: Readonly<{
    top: number; height: number; first: boolean; last: boolean;
  }>,
): void => {
  const [upper, lower] = [edges.top, edges.top - edges.height];
  const across = (y: number, width: number): void =>
    pen.rule({ from: [SHEET.left, y], to: [SHEET.right, y], width });
  across(upper, edges.first ? OUTER_RULE : INNER_RULE);
  across(lower, edges.last ? OUTER_RULE : INNER_RULE);
  const down = (x: number, width: number): void => pen.rule({ from: [x, upper], to: [x, lower], width });
  for (const { x } of boxes) down(x, x === SHEET.left ? OUTER_RULE : INNER_RULE);
  down(SHEET.right, OUTER_RULE);
};

// LIMIT: a row of more lines is cut into pieces of so many, which can stand on two pages.
const LINES_MAX = 12;

/** The pieces of a row: one, unless a value is very long. */
const piecesOf = (boxes: readonly Box[]): readonly (readonly Box[])[] => {
  const count = Math.ceil(Math.max(...boxes.map(({ lines }) => lines.length)) / LINES_MAX);
  return Array.from({ length: count }, (_, i) =>
    boxes.map((box) => ({ ...box, lines: box.lines.slice(i * LINES_MAX, (i + 1) * LINES_MAX) })));
};

/** A ruled table of labels and values; a row is one slab, so that it is not cut by the end of a page. */
export const table = (
  typeCase: TypeCase, parent: Element, rows: readonly (readonly Cell[])[],
): readonly Slab[] => {
  const element = addElement(parent, 'Table');
  const pieces = rows.flatMap((cells) => piecesOf(boxesOf(typeCase, addElement(element, 'TR'), cells)));
  return pieces.map((boxes, i) => {
    const height = Math.max(...boxes.map(({ lines }) => lines.length)) * LEADING + PADDING * 2;
    return {
      height,
      together: i === pieces.length - 1 && i > 0,
      draw: (pen, top) => {
        for (const box of boxes) drawBox(typeCase, pen, box, { top, height });
        const edges = { top, height, first: i === 0, last: i === pieces.length - 1 };
        pen.artifact(() => drawRules(pen, boxes, edges));
      },
    };
  });
};
