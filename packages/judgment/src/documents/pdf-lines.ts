/** A piece of text as it stands on a page: lower left corner, width and font height in points. */
export type PdfPiece = Readonly<{ text: string; x: number; y: number; width: number; height: number }>;

/** A line of a page: `top` is 0 at the upper edge and 1 at the lower edge of the page. */
export type PdfLine = Readonly<{
  text: string;
  left: number;
  right: number;
  y: number;
  height: number;
  top: number;
}>;

// Characters that are written without spaces between them: Chinese, its punctuation and full-width forms.
const WIDE = /[\u2018-\u201d\u2026\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]/;
const LAST_WIDE = /[\u2018-\u201d\u2026\u3000-\u30ff\u3400-\u9fff\uf900-\ufaff\uff00-\uffef]$/;
// A single space between two wide characters is the gap of justified setting, not a word gap.
const SET_SPACE = /(?<=[\u3001-\u9fff\uff01-\uff5e]) (?=[\u3001-\u9fff\uff01-\uff5e])/g;

/** LIMIT: parts of the font height. A wider gap than the first is a gap between Chinese words or columns. */
const WIDE_GAP = 1.3;
const NARROW_GAP = 0.2;
const SAME_LINE = 0.4;

/** Whether two texts are written together without a space. */
export const joinsWithoutSpace = (before: string, after: string): boolean =>
  before === '' || after === '' || LAST_WIDE.test(before) || WIDE.test(after[0] ?? '');

type Gap = Readonly<{ width: number; height: number }>;

const gapBetween = (before: string, after: string, gap: Gap): string => {
  if (before === '' || before.endsWith(' ') || after.startsWith(' ')) return '';
  const limit = gap.height * (joinsWithoutSpace(before, after) ? WIDE_GAP : NARROW_GAP);
  return gap.width > limit ? ' ' : '';
};

const lineOf = (pieces: readonly PdfPiece[], pageHeight: number): PdfLine => {
  const ordered = pieces.toSorted((one, other) => one.x - other.x);
  let [text, right] = ['', 0];
  for (const piece of ordered) {
    const words = piece.text.replace(SET_SPACE, '');
    text += gapBetween(text, words, { width: piece.x - right, height: piece.height }) + words;
    right = Math.max(right, piece.x + piece.width);
  }
  const y = Math.max(...pieces.map((piece) => piece.y));
  return {
    text: text.trim(),
    left: ordered[0]?.x ?? 0,
    right,
    y,
    height: Math.max(...pieces.map((piece) => piece.height)),
    top: pageHeight > 0 ? 1 - y / pageHeight : 0,
  };
};

/** Lines of a page from its pieces, from the top down; white pieces only separate. */
export const linesOfPage = (pieces: readonly PdfPiece[], pageHeight: number): readonly PdfLine[] => {
  const visible = pieces.filter((piece) => piece.text.trim() !== '');
  const ordered = visible.toSorted((one, other) => other.y - one.y);
  const lines: PdfPiece[][] = [];
  for (const piece of ordered) {
    const line = lines[lines.length - 1];
    const first = line?.[0];
    const isSame = first !== undefined
      && first.y - piece.y < SAME_LINE * Math.max(first.height, piece.height);
    if (line !== undefined && isSame) line.push(piece);
    else lines.push([piece]);
  }
  return lines.map((line) => lineOf(line, pageHeight)).filter((line) => line.text !== '');
};
