import { Buffer } from 'node:buffer';
import type { DocumentRefusalCode } from './refusal.ts';
import type { ZipEntry } from './zip-archive.ts';

/** What attacker-controlled bytes are by their first bytes; `text` is anything without a signature. */
export type ByteType =
  | Readonly<{ type: 'pdf' | 'zip' | 'gzip' | 'text' }>
  | Readonly<{ type: 'refused'; code: DocumentRefusalCode }>;

/** LIMIT: bytes before `%PDF-` that readers of PDF tolerate (PDF 1.7 reference, implementation note 13). */
const PDF_MARK_WITHIN = 1024;

const OLE = Buffer.from('d0cf11e0a1b11ae1', 'hex');
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');
const EXCEL_STREAM = Buffer.from('Workbook', 'utf16le');

const REFUSED_SIGNATURES: readonly (readonly [Buffer, DocumentRefusalCode])[] = [
  [Buffer.from('{\\rtf'), 'RTF'],
  [Buffer.from('ffd8ff', 'hex'), 'IMAGE'],
  [Buffer.from('89504e470d0a1a0a', 'hex'), 'IMAGE'],
  [Buffer.from('GIF8'), 'IMAGE'],
  [Buffer.from('49492a00', 'hex'), 'IMAGE'],
  [Buffer.from('4d4d002a', 'hex'), 'IMAGE'],
  [Buffer.from('Rar!'), 'ARCHIVE'],
  [Buffer.from('377abcaf271c', 'hex'), 'ARCHIVE'],
  [Buffer.from('504b0506', 'hex'), 'ARCHIVE'],
];

const bufferOf = (bytes: Uint8Array): Buffer => Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);

const oleCode = (bytes: Buffer): DocumentRefusalCode => {
  if (bytes.includes(ENCRYPTED_STREAM)) return 'OFFICE_ENCRYPTED';
  return bytes.includes(EXCEL_STREAM) ? 'XLS_BINARY' : 'DOC_BINARY';
};

/** Tells a type by content; the name of a file is never believed against its bytes. */
export const byteTypeOf = (input: Uint8Array): ByteType => {
  const bytes = bufferOf(input);
  const starts = (signature: Buffer): boolean => bytes.subarray(0, signature.length).equals(signature);
  if (starts(OLE)) return { type: 'refused', code: oleCode(bytes) };
  const refused = REFUSED_SIGNATURES.find(([signature]) => starts(signature));
  if (refused !== undefined) return { type: 'refused', code: refused[1] };
  if (starts(Buffer.from('PK\u0003\u0004'))) return { type: 'zip' };
  if (bytes[0] === 0x1f && bytes[1] === 0x8b) return { type: 'gzip' };
  const isPdf = bytes.subarray(0, PDF_MARK_WITHIN).includes('%PDF-') && !isProse(bytes);
  return { type: isPdf ? 'pdf' : 'text' };
};

// A text may speak of "%PDF-"; in a PDF the mark stands at the start of a line.
const isProse = (bytes: Buffer): boolean => {
  const at = bytes.indexOf('%PDF-');
  return at > 0 && bytes[at - 1] !== 0x0a && bytes[at - 1] !== 0x0d && bytes[at - 1] !== 0;
};

/** Which Office document an archive is, or why it is none. */
export const officeTypeOf = (entries: readonly ZipEntry[]): 'docx' | 'xlsx' | DocumentRefusalCode => {
  const names = new Set(entries.map((entry) => entry.name));
  if (names.has('word/document.xml')) return 'docx';
  if (names.has('xl/workbook.xml')) return 'xlsx';
  if (names.has('OFD.xml')) return 'OFD';
  return names.has('[Content_Types].xml') ? 'UNKNOWN_TYPE' : 'ARCHIVE';
};

/** What a decoded text is by its first characters, with the name as second witness. */
export type TextType = 'json' | 'jsonl' | 'csv' | 'html' | 'txt' | 'XML' | 'WEB_ARCHIVE';

/** LIMIT: characters in which the first tag of a page must stand. */
const FIRST_TAG_WITHIN = 2048;
const HTML_START = /^\s*(<!--[^>]{0,500}-->\s*)?<(!doctype\s+html|html|head|body|meta|title|div|p)[\s>]/i;
const XML_START = /^\s*<\?xml\s/i;
const HTML_INSIDE = /<html[\s>]/i;
const WEB_ARCHIVE_START = /^(from:[^\n]{0,200}\n|subject:[^\n]{0,200}\n|date:[^\n]{0,200}\n)*mime-version:/i;
const JSON_START = /^\s*(\{\s*["}]|\[\s*[{\]])/;
const LINES_NAME = /\.(jsonl|ndjson)$/i;
const JSON_NAME = /\.json$/i;
const CSV_NAME = /\.(csv|tsv)$/i;

/** Tells the type of a text; whatever is neither markup nor data is a plain text. */
export const textTypeOf = (text: string, name: string): TextType => {
  const head = text.slice(0, FIRST_TAG_WITHIN);
  if (WEB_ARCHIVE_START.test(head)) return 'WEB_ARCHIVE';
  if (HTML_START.test(head)) return 'html';
  if (XML_START.test(head)) return HTML_INSIDE.test(head) ? 'html' : 'XML';
  if (LINES_NAME.test(name)) return 'jsonl';
  if (JSON_NAME.test(name) || JSON_START.test(head)) return 'json';
  return CSV_NAME.test(name) ? 'csv' : 'txt';
};
