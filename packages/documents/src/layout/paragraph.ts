import type { TypeCase } from '../pdf/embed-font.ts';
import type { Colour } from '../pdf/pen.ts';
import type { Element } from '../pdf/structure.ts';
import { breakLines, justification, type Line, type Measure, tokensOf, widthOf } from './lines.ts';
import { SHEET, TYPE } from './sheet.ts';
import type { Slab } from './slab.ts';

/** How a paragraph is set; what is left out is the body of an official paper: 三号, two characters indented. */
export type ParagraphStyle = Readonly<{
  size?: number; leading?: number; indent?: number; x?: number; width?: number; strong?: boolean;
  colour?: Colour; align?: 'both' | 'centre' | 'right'; together?: boolean; tracking?: number;
}>;

/** Height of the base line below the upper edge of a line, for a body of letters centred in its leading. */
export const baseline = (size: number, leading: number): number => leading / 2 + size * 0.37;

const startOf = (style: ParagraphStyle, line: Line, width: number, tracking: number): number => {
  const left = (style.x ?? SHEET.left) + line.indent;
  const slack = width - line.indent - line.width - tracking * (line.tokens.length - 1);
  return left + (style.align === 'centre' ? slack / 2 : style.align === 'right' ? slack : 0);
};

/** The lines of one paragraph as slabs, all of one element of the reading order. */
export const paragraph = (
  typeCase: TypeCase, element: Element, text: string, style: ParagraphStyle = {},
): readonly Slab[] => {
  const size = style.size ?? TYPE.sanHao;
  const leading = style.leading ?? SHEET.leading;
  const aligned = style.align ?? 'both';
  const column = style.width ?? SHEET.columnWidth;
  const measure: Measure = {
    size,
    // Letters set wider leave room for fewer of them.
    width: column / (1 + (style.tracking ?? 0) / size),
    indent: style.indent ?? (aligned === 'both' ? size * 2 : 0),
  };
  const lines = breakLines(typeCase, text, measure);
  return lines.map((line, i) => ({
    height: leading,
    // No first line alone below, no last line alone above: 孤行.
    together: style.together === true || i === 1 || (i > 1 && i === lines.length - 1),
    draw: (pen, top) => pen.marked(element, () => {
      const spacing = aligned === 'both' ? justification(line, measure) : (style.tracking ?? 0);
      pen.text(line.tokens, {
        x: startOf(style, line, column, spacing), y: top - baseline(size, leading), size, spacing,
        strong: style.strong === true, ...(style.colour === undefined ? {} : { colour: style.colour }),
      });
    }),
  }));
};

/** One short line at a place outside the flow. */
export const shortText = (
  typeCase: TypeCase, text: string, size: number,
): Readonly<{ tokens: readonly string[]; width: number }> => {
  const tokens = tokensOf(text);
  return { tokens, width: widthOf(typeCase, tokens, size) };
};
