import type { PdfLine } from './pdf-lines.ts';

// Page numbers and running heads break sentences that run over a page. They are removed only when they
// are certainly none of the judgment's words; what is doubtful stays.

/** LIMIT: parts of the page height in which page marks stand. */
const HEAD_UNTIL = 0.12;
const FOOT_FROM = 0.88;

/** LIMIT: pages on which a line must repeat to be a running head. */
const REPEATS_MIN = 3;

const FULL = /^[-—–－\s]*第\s*(\d{1,4})\s*页\s*[,，/／]?\s*(?:[(（]?共\s*(\d{1,4})\s*页[)）]?)?[-—–－\s]*$/;
const FRACTION = /^[-—–－\s]*(\d{1,4})\s*[/／]\s*(\d{1,4})[-—–－\s]*$/;
const BARE = /^[-—–－·•\s]*(\d{1,4})[-—–－·•\s]*$/;

const isAtEdge = (line: PdfLine): boolean => line.top < HEAD_UNTIL || line.top > FOOT_FROM;

type Mark = Readonly<{ number: number; total?: number }>;

const markOf = (line: PdfLine): Mark | undefined => {
  if (line.text.length > 30 || !isAtEdge(line)) return undefined;
  const match = FULL.exec(line.text) ?? FRACTION.exec(line.text) ?? BARE.exec(line.text);
  if (match === null) return undefined;
  const total = match[2];
  return { number: Number(match[1]), ...(total === undefined ? {} : { total: Number(total) }) };
};

/** The page number that the outermost line claims, if it is one. */
const edgeMarks = (lines: readonly PdfLine[]): readonly (readonly [PdfLine, Mark])[] =>
  [lines[0], lines[lines.length - 1]].flatMap((line) => {
    const mark = line === undefined ? undefined : markOf(line);
    return line === undefined || mark === undefined ? [] : [[line, mark] as const];
  });

/** A number is certain when it names the total and its page, or when all pages count on by one. */
const pageNumbers = (pages: readonly (readonly PdfLine[])[]): ReadonlySet<PdfLine> => {
  const marks = pages.map(edgeMarks);
  const offsets = new Map<number, number>();
  for (const [index, found] of marks.entries()) {
    for (const offset of new Set(found.map(([, mark]) => mark.number - index))) {
      offsets.set(offset, (offsets.get(offset) ?? 0) + 1);
    }
  }
  const isCertain = (mark: Mark, index: number): boolean =>
    (mark.total === pages.length && mark.number === index + 1)
    || (offsets.get(mark.number - index) ?? 0) >= Math.max(2, pages.length - 1);
  return new Set(marks.flatMap((found, index) =>
    found.filter(([, mark]) => isCertain(mark, index)).map(([line]) => line)));
};

/** Lines that stand as the first or last on all pages alike; the first page keeps its own. */
const runningHeads = (pages: readonly (readonly PdfLine[])[]): ReadonlySet<PdfLine> => {
  if (pages.length < REPEATS_MIN) return new Set();
  const repeated = (pick: (lines: readonly PdfLine[]) => PdfLine | undefined): readonly PdfLine[] => {
    const found = pages.map(pick);
    const first = found[0];
    const same = first !== undefined && found.every((line) => line?.text === first.text && isAtEdge(line));
    return same ? found.slice(1).filter((line) => line !== undefined) : [];
  };
  return new Set([...repeated((lines) => lines[0]), ...repeated((lines) => lines[lines.length - 1])]);
};

/** The lines of each page without page numbers and repeated running heads. */
export const withoutPageMarks = (pages: readonly (readonly PdfLine[])[]): readonly (readonly PdfLine[])[] => {
  const numbers = pageNumbers(pages);
  const rest = pages.map((lines) => lines.filter((line) => !numbers.has(line)));
  const heads = runningHeads(rest);
  return rest.map((lines) => lines.filter((line) => !heads.has(line)));
};
