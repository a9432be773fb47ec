import { getDocument, type PDFPageProxy } from 'pdfjs-dist/legacy/build/pdf.mjs';

/** What an independent reader finds in a file: text by page in drawing order, metadata, tags. */
export type ReadPdf = Readonly<{
  pages: readonly string[]; text: string; info: Readonly<Record<string, unknown>>; xmp: string; language: string;
  /** Pieces of text that reach beyond the edge of the paper. */
  outside: readonly string[];
  roles: readonly string[]; alternatives: readonly string[]; marked: boolean;
}>;

const textOf = async (page: PDFPageProxy): Promise<string> => {
  const { items } = await page.getTextContent({ disableNormalization: true });
  return items.map((item) => ('str' in item ? item.str : '')).join('');
};

/** Nearest to the edge that anything is printed, in points. */
const EDGE = 40;

const outsideOf = async (page: PDFPageProxy): Promise<readonly string[]> => {
  const { items } = await page.getTextContent({ disableNormalization: true });
  const [, , right = 0, top = 0] = page.view;
  return items.flatMap((item) => {
    if (!('str' in item) || item.str.trim() === '') return [];
    const [x = 0, y = 0] = (item.transform as readonly number[]).slice(4);
    const isInside = x >= EDGE && x + item.width <= right - EDGE && y >= EDGE && y + item.height <= top - EDGE;
    return isInside ? [] : [item.str];
  });
};

type Node = { role?: string; alt?: string; children?: Node[] };

const nodesOf = (node: Node | null): readonly Node[] => (node === null ? [] : [node, ...(node.children ?? []).flatMap(nodesOf)]);

/** Reads a file with pdf.js. */
export const readPdf = async (bytes: Uint8Array): Promise<ReadPdf> => {
  const task = getDocument({ data: bytes.slice(), verbosity: 0 });
  const pdf = await task.promise;
  const sheets = await Promise.all(Array.from({ length: pdf.numPages }, (_, i) => pdf.getPage(i + 1)));
  const pages = await Promise.all(sheets.map(textOf));
  const nodes = (await Promise.all(sheets.map((page) => page.getStructTree()))).flatMap((tree) => nodesOf(tree as Node | null));
  const { info, metadata } = await pdf.getMetadata();
  const marks = await pdf.getMarkInfo() as unknown as ReadonlyMap<string, boolean> | null;
  const found = {
    pages, text: pages.join(''), outside: (await Promise.all(sheets.map(outsideOf))).flat(), info: info as Record<string, unknown>, xmp: String(metadata?.getRaw() ?? ''),
    language: String((info as Record<string, unknown>)['Language'] ?? ''), marked: marks?.get('Marked') === true,
    roles: nodes.flatMap(({ role }) => (role === undefined ? [] : [role])),
    alternatives: nodes.flatMap(({ alt }) => (alt === undefined ? [] : [alt])),
  };
  await task.destroy();
  return found;
};
