import { Buffer } from 'node:buffer';

// The workbook library walks every cell of merged, validated, conditionally formatted and named ranges, so
// that `A1:XFD1048576` would take it days. What we do not need is therefore cut off before it reads.

/** A merged range over several rows, 1-based and inclusive; only its first column is of use. */
export type Merge = Readonly<{ top: number; bottom: number; left: number }>;

/** A sheet reduced to its cells, with the merged ranges that were cut off. */
export type PrunedSheet = Readonly<{ bytes: Uint8Array; merges: readonly Merge[] }>;

/** LIMIT: merged ranges that are honoured, and rows that one of them may span. */
const MERGES_MAX = 10_000;
const MERGE_ROWS_MAX = 1000;

const MERGE_CELL = /<mergeCell\s+ref="([A-Z]{1,3})(\d{1,7}):([A-Z]{1,3})(\d{1,7})"/g;
const EMPTY_DATA = /^<sheetData\s*\/>/;
const SHEET_ENTRY = /<sheet\s([^>]{1,600})>/g;
const RELATIONSHIP = /<Relationship\s([^>]{1,1000})>/g;
const SHEET_ID = /\bsheetId="(\d{1,9})"/;
const RELATION_ID = /\br:id="([^"]{1,100})"/;
const OWN_ID = /(?:^|\s)Id="([^"]{1,100})"/;
const SHEET_TARGET = /\bTarget="[^"]{0,200}sheet(\d{1,5})\.xml"/;

const decoded = (bytes: Uint8Array): string =>
  Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');

const columnNumber = (letters: string): number => {
  let column = 0;
  for (const letter of letters) column = column * 26 + letter.charCodeAt(0) - 64;
  return column;
};

const mergesIn = (xml: string): readonly Merge[] => {
  const merges: Merge[] = [];
  for (const [, left = '', top, , bottom] of xml.matchAll(MERGE_CELL)) {
    const merge = { top: Number(top), bottom: Number(bottom), left: columnNumber(left) };
    const rows = merge.bottom - merge.top;
    if (merges.length < MERGES_MAX && rows > 0 && rows <= MERGE_ROWS_MAX) merges.push(merge);
  }
  return merges;
};

/** Keeps the cells of a sheet; `undefined` if it has no place for cells or they end nowhere. */
export const prunedSheet = (bytes: Uint8Array): PrunedSheet | undefined => {
  const xml = decoded(bytes);
  const start = xml.search(/<sheetData[\s/>]/);
  if (start < 0) return undefined;
  const close = xml.indexOf('</sheetData>', start);
  const isEmpty = EMPTY_DATA.test(xml.slice(start, start + 64));
  if (close < 0 && !isEmpty) return undefined; // cut off: not read in part
  const data = isEmpty ? '<sheetData/>' : xml.slice(start, close + '</sheetData>'.length);
  const root = '<worksheet xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main">';
  const merges = isEmpty ? [] : mergesIn(xml.slice(close));
  return { bytes: Buffer.from(`${root}${data}</worksheet>`), merges };
};

/** A workbook part without its defined names, which the library would expand cell by cell. */
export const prunedWorkbook = (bytes: Uint8Array): Uint8Array => {
  const xml = decoded(bytes);
  const start = xml.search(/<definedNames[\s/>]/);
  if (start < 0) return bytes;
  const close = xml.indexOf('</definedNames>', start);
  const rest = close < 0 ? '</workbook>' : xml.slice(close + '</definedNames>'.length);
  return Buffer.from(xml.slice(0, start) + rest);
};

/** The number in the part name (`sheet3.xml`) of each sheet id of the workbook; they need not be equal. */
export const sheetParts = (workbook: Uint8Array, relations: Uint8Array): ReadonlyMap<number, number> => {
  const targets = new Map<string, number>();
  for (const [, attributes = ''] of decoded(relations).matchAll(RELATIONSHIP)) {
    const [id, part] = [OWN_ID.exec(attributes)?.[1], SHEET_TARGET.exec(attributes)?.[1]];
    if (id !== undefined && part !== undefined) targets.set(id, Number(part));
  }
  const parts = new Map<number, number>();
  for (const [, attributes = ''] of decoded(workbook).matchAll(SHEET_ENTRY)) {
    const part = targets.get(RELATION_ID.exec(attributes)?.[1] ?? '');
    const id = SHEET_ID.exec(attributes)?.[1];
    if (id !== undefined && part !== undefined) parts.set(Number(id), part);
  }
  return parts;
};
