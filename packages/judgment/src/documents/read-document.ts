import { err, ok, type Result } from '@fengcun/kernel';
import { readDocx } from './docx.ts';
import { byteTypeOf, officeTypeOf } from './file-type.ts';
import { gunzipBounded } from './gunzip.ts';
import { FILE_BYTES_MAX, UNPACKED_BYTES_MAX } from './limits.ts';
import { readPdf } from './pdf.ts';
import { readTextFile } from './read-text-file.ts';
import { type DocumentRefusal, documentRefusal } from './refusal.ts';
import type { ReadOptions, SourceDocument } from './source-document.ts';
import { readXlsx } from './xlsx.ts';
import { zipEntries } from './zip-archive.ts';

type Documents = Result<readonly SourceDocument[], DocumentRefusal>;
type Source = Readonly<{ bytes: Uint8Array; name: string; options: ReadOptions }>;

const GZIP_SUFFIX = /\.gz$/i;
const FOLDER_SUFFIX = /[/\\]$/;

const maxUnpacked = (options: ReadOptions): number => options.maxUnpackedBytes ?? UNPACKED_BYTES_MAX;

const readOffice = async ({ bytes, name, options }: Source): Promise<Documents> => {
  const entries = zipEntries(bytes);
  if (!entries.ok) return entries;
  const type = officeTypeOf(entries.value);
  const maxUnpackedBytes = maxUnpacked(options);
  if (type === 'docx') {
    const text = await readDocx(bytes, entries.value, maxUnpackedBytes);
    return text.ok ? ok([{ kind: 'text', id: name, format: 'docx', text: text.value }]) : text;
  }
  if (type !== 'xlsx') return err(documentRefusal(type));
  const tables = await readXlsx(bytes, entries.value, { name, maxUnpackedBytes });
  return tables.ok
    ? ok(tables.value.map((table) => ({ kind: 'rows', id: table.name, format: 'xlsx', table })))
    : tables;
};

const readPdfFile = async ({ bytes, name, options }: Source): Promise<Documents> => {
  const read = await readPdf(bytes, options.pdfDataPath);
  return read.ok ? ok([{ kind: 'text', id: name, format: 'pdf', ...read.value }]) : read;
};

const readGzip = ({ bytes, name, options }: Source): Documents => {
  const unpacked = gunzipBounded(bytes, maxUnpacked(options));
  if (!unpacked.ok) return unpacked;
  if (unpacked.value.length === 0) return err(documentRefusal('EMPTY'));
  // Only texts are expected inside: a packed archive would need the limits of both.
  if (byteTypeOf(unpacked.value).type !== 'text') return err(documentRefusal('ARCHIVE'));
  return readTextFile(unpacked.value, name.replace(GZIP_SUFFIX, ''));
};

/**
 * Reads one attacker-controlled file, given as bytes, into the documents it holds. The bytes decide the
 * format, the name only between formats that are plain text (.json, .jsonl, .csv, .txt). Never throws for
 * any bytes; a part that cannot be read (a bad line, an item without text) is a document of kind
 * `refused` and the rest stands. `name` becomes the id and is never put into a message.
 *
 * Formats: .txt, .html, .docx, .pdf, .json, .jsonl, .csv, .xlsx, and text formats packed as .gz.
 */
export const readDocument = async (
  bytes: Uint8Array, name: string, options: ReadOptions = {},
): Promise<Documents> => {
  if (FOLDER_SUFFIX.test(name)) return err(documentRefusal('DIRECTORY'));
  if (bytes.length === 0) return err(documentRefusal('EMPTY'));
  const maxBytes = options.maxBytes ?? FILE_BYTES_MAX;
  if (bytes.length > maxBytes) {
    return err(documentRefusal('TOO_LARGE', `${bytes.length} bytes, limit ${maxBytes}`));
  }
  const found = byteTypeOf(bytes);
  const source = { bytes, name, options };
  switch (found.type) {
    case 'refused': return err(documentRefusal(found.code));
    case 'pdf': return readPdfFile(source);
    case 'zip': return readOffice(source);
    case 'gzip': return readGzip(source);
    case 'text': return readTextFile(bytes, name);
  }
};
