import type { Span } from '@fengcun/kernel';
import { joinsWithoutSpace, type PdfLine } from './pdf-lines.ts';

/** LIMIT: in font heights: a new paragraph is indented, follows a short line or a gap, or changes size. */
const INDENT_MIN = 1.2;
const SHORT_BY = 2.5;
const GAP_MIN = 2.2;
const SIZE_RATIO = 1.25;

/** Left and right edge of the body: where most lines begin and the fullest end. */
type Body = Readonly<{ left: number; right: number }>;

const bodyOf = (lines: readonly PdfLine[]): Body => {
  const counts = new Map<number, number>();
  for (const line of lines) {
    const left = Math.round(line.left);
    counts.set(left, (counts.get(left) ?? 0) + 1);
  }
  const [commonest] = [...counts].toSorted((one, other) => other[1] - one[1] || one[0] - other[0]);
  return { left: commonest?.[0] ?? 0, right: lines.reduce((most, line) => Math.max(most, line.right), 0) };
};

/** Whether `line` goes on with the sentence of `before`. Where in doubt, a new line is begun. */
const continues = (before: PdfLine, line: PdfLine, body: Body): boolean => {
  const height = Math.max(line.height, 1);
  const isSamePage = line.y < before.y;
  if (line.left > body.left + INDENT_MIN * height) return false;
  if (before.right < body.right - SHORT_BY * height) return false;
  if (isSamePage && before.y - line.y > GAP_MIN * height) return false;
  const ratio = before.height / height;
  return ratio < SIZE_RATIO && ratio > 1 / SIZE_RATIO;
};

/** Text of a .pdf with the place of each page in it; lines of a paragraph joined, Chinese without spaces. */
export const textOfPages = (
  pages: readonly (readonly PdfLine[])[],
): Readonly<{ text: string; pages: readonly Span[] }> => {
  const body = bodyOf(pages.flat());
  const pieces: string[] = [];
  const spans: Span[] = [];
  let [length, before]: [number, PdfLine | undefined] = [0, undefined];
  for (const lines of pages) {
    let start: number | undefined;
    for (const line of lines) {
      let separator = '';
      if (before !== undefined) {
        const joint = joinsWithoutSpace(before.text, line.text) ? '' : ' ';
        separator = continues(before, line, body) ? joint : '\n';
      }
      start ??= length + separator.length;
      pieces.push(separator, line.text);
      length += separator.length + line.text.length;
      before = line;
    }
    spans.push({ start: start ?? length, end: length });
  }
  return { text: pieces.join(''), pages: spans };
};
