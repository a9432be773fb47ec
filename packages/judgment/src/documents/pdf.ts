import type { PDFDocumentProxy, PDFPageProxy } from 'pdfjs-dist';
import { err, ok, type Result, type Span } from '@fengcun/kernel';
import { PDF_BYTES_MAX, PDF_PAGES_MAX } from './limits.ts';
import { linesOfPage, type PdfLine, type PdfPiece } from './pdf-lines.ts';
import { withoutPageMarks } from './pdf-page-marks.ts';
import { hasBoundedStreams } from './pdf-streams.ts';
import { textOfPages } from './pdf-text.ts';
import { withUnifiedIdeographs } from './radicals.ts';
import { type DocumentRefusal, documentRefusal } from './refusal.ts';

/** Text of a .pdf and where its pages lie in it. */
export type PdfText = Readonly<{ text: string; pages: readonly Span[] }>;

const END_MARK = '%%EOF';

/** LIMIT: bytes at the end in which the end mark must stand (PDF 1.7 reference, implementation note 18). */
const END_MARK_WITHIN = 1024;

// Private use, replacement and control characters, lone radicals: glyphs whose font names no characters.
const UNMAPPED = /[\u0000-\u0008\u000e-\u001f\u2e80-\u2fdf\ue000-\uf8ff\ufffd]/g;

/** LIMIT: share of such glyphs (signs of form fonts) that a text may hold. */
const UNMAPPED_SHARE_MAX = 0.002;

const isComplete = (bytes: Uint8Array): boolean => {
  let end = bytes.length;
  while (end > 0 && ((bytes[end - 1] ?? 0) <= 0x20)) end -= 1; // padding with zeros or line ends
  const tail = new TextDecoder('latin1').decode(bytes.subarray(Math.max(0, end - END_MARK_WITHIN), end));
  return tail.includes(END_MARK);
};

const piecesOf = async (page: PDFPageProxy): Promise<readonly PdfPiece[]> => {
  const content = await page.getTextContent();
  return content.items.flatMap((item): readonly PdfPiece[] => {
    if (!('str' in item) || item.str === '') return [];
    const [, , c = 0, d = 0, x = 0, y = 0] = item.transform as readonly number[];
    return [{ text: withUnifiedIdeographs(item.str), x, y, width: item.width, height: Math.hypot(c, d) }];
  });
};

type Library = typeof import('pdfjs-dist');

const paintsImage = async (page: PDFPageProxy, library: Library): Promise<boolean> => {
  const { OPS } = library;
  const images = new Set<number>([
    OPS.paintImageXObject, OPS.paintInlineImageXObject, OPS.paintImageMaskXObject,
    OPS.paintInlineImageXObjectGroup, OPS.paintImageXObjectRepeat, OPS.paintImageMaskXObjectGroup,
    OPS.paintImageMaskXObjectRepeat,
  ]);
  const operators = await page.getOperatorList();
  return operators.fnArray.some((operation: number) => images.has(operation));
};

const readPages = async (
  document: PDFDocumentProxy, library: Library,
): Promise<Result<readonly (readonly PdfLine[])[], DocumentRefusal>> => {
  const pages: (readonly PdfLine[])[] = [];
  const imagePages: number[] = [];
  for (let number = 1; number <= document.numPages; number += 1) {
    const page = await document.getPage(number);
    const lines = linesOfPage(await piecesOf(page), page.getViewport({ scale: 1 }).height);
    if (lines.length === 0 && await paintsImage(page, library)) imagePages.push(number);
    pages.push(lines);
    page.cleanup();
  }
  if (pages.every((lines) => lines.length === 0)) return err(documentRefusal('PDF_NO_TEXT'));
  // A judgment with one scanned page would be read as if that page did not exist.
  const [first] = imagePages;
  return first === undefined ? ok(pages) : err(documentRefusal('PDF_PAGE_WITHOUT_TEXT', `page ${first}`));
};

const checked = (text: PdfText): Result<PdfText, DocumentRefusal> => {
  const unmapped = text.text.match(UNMAPPED)?.length ?? 0;
  const isReadable = unmapped <= text.text.length * UNMAPPED_SHARE_MAX;
  return isReadable ? ok(text) : err(documentRefusal('PDF_TEXT_UNMAPPED'));
};

const read = async (bytes: Uint8Array, dataPath: string): Promise<Result<PdfText, DocumentRefusal>> => {
  // Loaded on first use. The legacy build runs in this thread: no worker file, no network, no canvas.
  const library = await import('pdfjs-dist/legacy/build/pdf.mjs');
  const task = library.getDocument({
    data: new Uint8Array(bytes), // a copy: the library takes the buffer over, and refuses a Buffer
    cMapUrl: `${dataPath}cmaps/`,
    cMapPacked: true,
    standardFontDataUrl: `${dataPath}standard_fonts/`,
    wasmUrl: `${dataPath}wasm/`,
    stopAtErrors: true, // a page that cannot be read whole is refused, not read in part
    disableFontFace: true,
    useSystemFonts: false,
    verbosity: 0,
  });
  try {
    const document = await task.promise;
    if (document.numPages > PDF_PAGES_MAX) return err(documentRefusal('PDF_PAGES'));
    const pages = await readPages(document, library);
    return pages.ok ? checked(textOfPages(withoutPageMarks(pages.value))) : pages;
  } finally {
    await task.destroy();
  }
};

const ownDataPath = (): string => new URL('.', import.meta.resolve('pdfjs-dist/package.json')).pathname;

/**
 * The text layer of an attacker-controlled .pdf. The character maps and standard font tables that older
 * files need are read from `dataPath` (default: the folder of pdfjs-dist), the only I/O of this package.
 * LIMIT: no time limit, since this layer has no clock; callers that need one run it in a worker.
 */
export const readPdf = async (
  bytes: Uint8Array, dataPath?: string,
): Promise<Result<PdfText, DocumentRefusal>> => {
  if (bytes.length > PDF_BYTES_MAX) return err(documentRefusal('TOO_LARGE'));
  if (!isComplete(bytes)) return err(documentRefusal('PDF_TRUNCATED'));
  if (!hasBoundedStreams(bytes)) return err(documentRefusal('ARCHIVE_BOMB'));
  try {
    return await read(bytes, dataPath ?? decodeURIComponent(ownDataPath()));
  } catch (error) {
    const isEncrypted = error instanceof Error && error.name === 'PasswordException';
    return err(documentRefusal(isEncrypted ? 'PDF_ENCRYPTED' : 'PDF_BROKEN'));
  }
};
