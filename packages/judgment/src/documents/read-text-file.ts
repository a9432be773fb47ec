import { err, ok, type Result } from '@fengcun/kernel';
import { linesOf } from './byte-lines.ts';
import { readCsv } from './csv.ts';
import { type DecodedText, decodeText } from './decode-text.ts';
import { textTypeOf } from './file-type.ts';
import { htmlText } from './html.ts';
import { documentsOfJson } from './json.ts';
import { documentsOfLines } from './json-lines.ts';
import { LINE_BYTES_MAX } from './limits.ts';
import { type DocumentRefusal, documentRefusal } from './refusal.ts';
import type { DocumentFormat, SourceDocument } from './source-document.ts';

type Documents = Result<readonly SourceDocument[], DocumentRefusal>;

const LINES_NAME = /\.(jsonl|ndjson)$/i;
const OTHER_NAMES: readonly (readonly [RegExp, 'DOCX_BROKEN' | 'XLSX_BROKEN' | 'PDF_BROKEN'])[] = [
  [/\.docx$/i, 'DOCX_BROKEN'], [/\.xlsx$/i, 'XLSX_BROKEN'], [/\.pdf$/i, 'PDF_BROKEN'],
];
const TEXT_NAME = /\.(txt|text|html?|json|csv|tsv)$/i;

const textDocument = (name: string, format: DocumentFormat, decoded: DecodedText): Documents => {
  const { text, encoding } = decoded;
  if (text.trim() === '') return err(documentRefusal('EMPTY'));
  return ok([{ kind: 'text', id: name, format, text, encoding }]);
};

const tableDocument = (name: string, decoded: DecodedText): Documents => {
  const table = readCsv(decoded.text, name);
  return table.ok
    ? ok([{ kind: 'rows', id: name, format: 'csv', table: table.value, encoding: decoded.encoding }])
    : table;
};

const lineDocuments = (name: string, bytes: Uint8Array): Documents => {
  const documents = documentsOfLines(name, linesOf(bytes, LINE_BYTES_MAX));
  return documents.length === 0 ? err(documentRefusal('EMPTY')) : ok(documents);
};

const FIRST_LINE = /^\s*\{[^\n]*\}[ \t]*\n\s*\{/;

const jsonDocuments = (name: string, bytes: Uint8Array, decoded: DecodedText): Documents => {
  try {
    const { encoding } = decoded;
    const value: unknown = JSON.parse(decoded.text);
    return ok(documentsOfJson(value, { id: name, where: 'file', line: 1, format: 'json', encoding }));
  } catch {
    // Lines of JSON under another name; the engine's message quotes the text, so it is not passed on.
    if (FIRST_LINE.test(decoded.text)) return lineDocuments(name, bytes);
    return err(documentRefusal('JSON_BROKEN'));
  }
};

/** What bytes are that are no text, by the name that promised something else. */
const undecodable = (name: string, refusal: DocumentRefusal): DocumentRefusal => {
  const promised = OTHER_NAMES.find(([pattern]) => pattern.test(name));
  if (promised !== undefined) return documentRefusal(promised[1]);
  const isBinary = refusal.code === 'BINARY' || refusal.code === 'ENCODING_UNSUPPORTED';
  return isBinary && !TEXT_NAME.test(name) ? documentRefusal('UNKNOWN_TYPE') : refusal;
};

/** Reads bytes that have no signature: a text in some encoding, or a format that is written as text. */
export const readTextFile = (bytes: Uint8Array, name: string): Documents => {
  // Line files are decoded line by line, because files with lines of two encodings occur.
  if (LINES_NAME.test(name)) return lineDocuments(name, bytes);
  const decoded = decodeText(bytes);
  if (!decoded.ok) return err(undecodable(name, decoded.error));
  const type = textTypeOf(decoded.value.text, name);
  switch (type) {
    case 'html': return textDocument(name, 'html', { ...decoded.value, text: htmlText(decoded.value.text) });
    case 'json': return jsonDocuments(name, bytes, decoded.value);
    case 'jsonl': return lineDocuments(name, bytes);
    case 'csv': return tableDocument(name, decoded.value);
    case 'txt': return textDocument(name, 'txt', decoded.value);
    default: return err(documentRefusal(type));
  }
};
