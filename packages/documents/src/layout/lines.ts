import type { TypeCase } from '../pdf/embed-font.ts';

/** One line of set text: its characters, its natural width in points, and whether it ends a paragraph. */
export type Line = Readonly<{ tokens: readonly string[]; width: number; last: boolean; indent: number }>;

/** Measure of a paragraph in points: size of type, width of the column, indent of the first line. */
export type Measure = Readonly<{ size: number; width: number; indent?: number }>;

// 避头尾: what never begins a line, and what never ends one. @see GB/T 15834—2011 §5.1
const NEVER_FIRST = new Set('，。、；：？！）》〉」』】〕”’％…—·,.;:?!)]}%℃');
const NEVER_LAST = new Set('（《〈「『【〔“‘([{〔№￥');
const WORD = /[0-9A-Za-z@#&+\-_/.:]/;
const BELONGS_BEFORE = /[\u0300-\u036f\u20d0-\u20ff\ufe00-\ufe0f\u{e0100}-\u{e01ef}\u200d]/u;

/** Characters with the marks that belong to them. */
export const tokensOf = (text: string): readonly string[] => {
  const tokens: string[] = [];
  for (const character of text) {
    const last = tokens.length - 1;
    if (last >= 0 && BELONGS_BEFORE.test(character)) tokens[last] = `${tokens[last]}${character}`;
    else tokens.push(character);
  }
  return tokens;
};

/** Width of tokens in points, without extra spacing. */
export const widthOf = (typeCase: TypeCase, tokens: readonly string[], size: number): number =>
  tokens.reduce((sum, token) => sum + typeCase.signOf(token).width, 0) * size / 1000;

const staysTogether = (left: string, right: string): boolean =>
  NEVER_FIRST.has(right) || NEVER_LAST.has(left) || (WORD.test(left) && WORD.test(right));

/** Pieces between which a line may end. */
const pieces = (tokens: readonly string[]): string[][] => {
  const found: string[][] = [];
  tokens.forEach((token, i) => {
    const piece = found.at(-1);
    if (piece !== undefined && staysTogether(tokens[i - 1] ?? '', token)) piece.push(token);
    else found.push([token]);
  });
  return found;
};

/**
 * Breaks a paragraph into lines. No line begins or ends with a mark that may not; numbers and Latin words
 * stay whole, unless one alone is wider than the column: then it is broken anywhere, because nothing may be
 * lost.
 */
export const breakLines = (typeCase: TypeCase, text: string, measure: Measure): readonly Line[] => {
  const { size, width, indent = 0 } = measure;
  const lines: Line[] = [];
  let [line, used]: [string[], number] = [[], 0];
  const room = (): number => width - (lines.length === 0 ? indent : 0);
  const end = (last: boolean): void => {
    lines.push({ tokens: line, width: used, last, indent: lines.length === 0 ? indent : 0 });
    [line, used] = [[], 0];
  };
  const put = (piece: readonly string[]): void => {
    const wide = widthOf(typeCase, piece, size);
    if (used > 0 && used + wide > room()) end(false);
    if (wide > room() && piece.length > 1) {
      for (const token of piece) put([token]);
      return;
    }
    line.push(...piece);
    used += wide;
  };
  for (const piece of pieces(tokensOf(text))) put(piece);
  end(true);
  return lines;
};

// Wider gaps than this share of the size tear a line apart; then it stays ragged.
const SPACING_MAX = 0.2;

/** Extra space after each character that brings a line to both edges; 0 for the last line. */
export const justification = (line: Line, { size, width }: Measure): number => {
  const slack = width - line.indent - line.width;
  const spacing = line.tokens.length < 2 ? 0 : slack / (line.tokens.length - 1);
  return line.last || spacing > size * SPACING_MAX ? 0 : spacing;
};
