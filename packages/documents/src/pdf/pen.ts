import type { Sign, TypeCase } from './embed-font.ts';
import type { Element } from './structure.ts';
import { hex4, real } from './syntax.ts';

/** Red, green, blue from 0 to 1. */
export type Colour = readonly [number, number, number];

/** Ink of the paper. The red stands for the act of sealing and its mark, and for nothing else. */
export const INK: Readonly<Record<'black' | 'grey' | 'red' | 'faint' | 'watermark', Colour>> = {
  black: [0, 0, 0], grey: [0.42, 0.42, 0.42], red: [0.76, 0.1, 0.12], faint: [0.72, 0.72, 0.72],
  watermark: [0.87, 0.87, 0.87],
};

/** How a line of text stands: left end of its base line, size and spacing in points. */
export type TextPlace = Readonly<{
  x: number; y: number; size: number; spacing?: number; strong?: boolean; colour?: Colour;
  /** Rising to the right by this angle in degrees, around the left end. */
  slant?: number;
}>;

/** A ruled line between two points. */
export type Rule = Readonly<{
  from: readonly [number, number]; to: readonly [number, number]; width: number; colour?: Colour;
  dash?: string; square?: boolean;
}>;

/**
 * Draws on one page, in points from its lower left corner. Everything is either marked as part of an element
 * of the reading order or as an artifact (rules, page numbers), as tagged PDF asks. @see ISO 32000-1 §14.8.2
 */
export type Pen = Readonly<{
  text: (tokens: readonly string[], place: TextPlace) => void;
  rule: (rule: Rule) => void;
  path: (operators: string, colour: Colour) => void;
  marked: (element: Element, draw: () => void) => void;
  artifact: (draw: () => void) => void;
}>;

/** A page in the making. */
export type PageSheet = Readonly<{ pen: Pen; content: () => string; marks: () => number }>;

// A heading is the same letters with an outline as thick as this share of the size: between 宋体 and 小标宋.
const STRONG_OUTLINE = 0.028;

const colourOperator = (colour: Colour, kind: 'rg' | 'RG'): string => `${colour.map(real).join(' ')} ${kind}`;

/** The first four numbers of a rotation. @see ISO 32000-1 §8.3.3 */
const turned = (degrees: number): string => {
  const [cos, sin] = [Math.cos(degrees * Math.PI / 180), Math.sin(degrees * Math.PI / 180)];
  return [cos, sin, -sin, cos].map(real).join(' ');
};

const textOperators = (signs: readonly Sign[], place: TextPlace): string => {
  const { x, y, size, spacing = 0, strong = false, colour = INK.black, slant = 0 } = place;
  const outline = strong ? `2 Tr ${real(size * STRONG_OUTLINE)} w ${colourOperator(colour, 'RG')} ` : '';
  const codes = signs.map(({ code }) => hex4(code)).join('');
  const place2d = slant === 0 ? `${real(x)} ${real(y)} Td` : `${turned(slant)} ${real(x)} ${real(y)} Tm`;
  return `q BT ${colourOperator(colour, 'rg')} ${outline}/F1 ${real(size)} Tf ${real(spacing)} Tc `
    + `${place2d} <${codes}> Tj ET Q`;
};

const ruleOperators = ({ from, to, width, colour = INK.black, dash, square }: Rule): string =>
  `q ${colourOperator(colour, 'RG')} ${real(width)} w ${dash === undefined ? '' : `${dash} d `}`
  + `${square === true ? '2 J ' : ''}`
  + `${from.map(real).join(' ')} m ${to.map(real).join(' ')} l S Q`;

/** An empty page that draws with the type case; `page` is its place in the document, from 0. */
export const newPage = (typeCase: TypeCase, page: number): PageSheet => {
  const operators: string[] = [];
  let marks = 0;
  const enclosed = (opening: string, draw: () => void): void => {
    operators.push(opening);
    draw();
    operators.push('EMC');
  };
  const pen: Pen = {
    text: (tokens, place) => {
      const signs = tokens.map((token) => typeCase.signOf(token));
      if (signs.length > 0) operators.push(textOperators(signs, place));
    },
    rule: (rule) => void operators.push(ruleOperators(rule)),
    path: (path, colour) => {
      operators.push(`q ${colourOperator(colour, 'rg')} ${colourOperator(colour, 'RG')} ${path} Q`);
    },
    marked: (element, draw) => {
      const mark = marks;
      marks += 1;
      element.children.push({ page, mark });
      enclosed(`/${element.role} <</MCID ${mark}>> BDC`, draw);
    },
    artifact: (draw) => enclosed('/Artifact BMC', draw),
  };
  return { pen, content: () => operators.join('\n'), marks: () => marks };
};
