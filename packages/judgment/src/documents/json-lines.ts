import { decodeText } from './decode-text.ts';
import { documentOfObject, isJsonObject, type JsonOrigin, tableOfObjects } from './json.ts';
import { documentRefusal } from './refusal.ts';
import type { SourceDocument, TextEncoding } from './source-document.ts';

/** A line of a .jsonl file: bytes without the line end, its number (1 = first), or too long to keep. */
export type ByteLine = Readonly<{ line: number; bytes: Uint8Array | 'tooLong' }>;

const WHITE_SPACE = /^[\s\u0000]*$/;

/** One parsed line, or why it is none; a blank line is neither. */
export type ParsedLine =
  | Readonly<{ value: Readonly<Record<string, unknown>>; encoding: TextEncoding }>
  | Readonly<{ refused: SourceDocument }>
  | undefined;

const refusedLine = (name: string, line: number, refusal: ReturnType<typeof documentRefusal>): ParsedLine =>
  ({ refused: { kind: 'refused', id: `${name}#${line}`, refusal } });

const parseJson = (text: string): Readonly<{ value: unknown }> | undefined => {
  try {
    return { value: JSON.parse(text) };
  } catch {
    return undefined; // the engine's message quotes the text, so it is not passed on
  }
};

/** Parses one line; files whose lines differ in encoding occur, so each line is decoded by itself. */
export const parseLine = (name: string, { line, bytes }: ByteLine): ParsedLine => {
  const where = `line ${line}`;
  if (bytes === 'tooLong') return refusedLine(name, line, documentRefusal('LINE_TOO_LONG', where));
  if (bytes.length === 0) return undefined;
  const decoded = decodeText(bytes);
  if (!decoded.ok) {
    return refusedLine(name, line, documentRefusal(decoded.error.code, `${where}, ${decoded.error.where}`));
  }
  const { text, encoding } = decoded.value;
  if (WHITE_SPACE.test(text)) return undefined;
  const parsed = parseJson(text);
  if (parsed === undefined) return refusedLine(name, line, documentRefusal('JSON_BROKEN', where));
  if (!isJsonObject(parsed.value)) return refusedLine(name, line, documentRefusal('JSON_SHAPE', where));
  return { value: parsed.value, encoding };
};

const originOf = (name: string, line: number, encoding: TextEncoding): JsonOrigin =>
  ({ id: `${name}#${line}`, where: `line ${line}`, line, format: 'jsonl', encoding });

/** One line as a document; `undefined` for a blank line. */
export const documentOfLine = (name: string, line: ByteLine): SourceDocument | undefined => {
  const parsed = parseLine(name, line);
  if (parsed === undefined) return undefined;
  if ('refused' in parsed) return parsed.refused;
  return documentOfObject(parsed.value, originOf(name, line.line, parsed.encoding));
};

/** All lines of a file in memory; lines without a field `text` come together as one table, at the end. */
export const documentsOfLines = (name: string, lines: Iterable<ByteLine>): readonly SourceDocument[] => {
  const documents: SourceDocument[] = [];
  const rows: { line: number; value: Readonly<Record<string, unknown>> }[] = [];
  for (const line of lines) {
    const parsed = parseLine(name, line);
    if (parsed === undefined) continue;
    if ('refused' in parsed) documents.push(parsed.refused);
    else if (!Object.hasOwn(parsed.value, 'text')) rows.push({ line: line.line, value: parsed.value });
    else documents.push(documentOfObject(parsed.value, originOf(name, line.line, parsed.encoding)));
  }
  if (rows.length === 0) return documents;
  const table = { name, rows: tableOfObjects(rows) };
  return [...documents, { kind: 'rows', id: name, format: 'jsonl', table }];
};
