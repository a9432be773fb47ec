import type { Span } from '@fengcun/kernel';
import type { DocumentRefusal } from './refusal.ts';
import type { Table } from './table.ts';

/** Formats that are read; what the bytes are, not what the name says. */
export type DocumentFormat = 'txt' | 'docx' | 'pdf' | 'html' | 'json' | 'jsonl' | 'csv' | 'xlsx';

/** Encodings that are recognised. UTF-8 includes ASCII, GB18030 includes GB2312 and GBK. */
export type TextEncoding = 'utf-8' | 'gb18030' | 'utf-16le' | 'utf-16be';

/** A document as text: lines end in `\n`, no byte order mark; spans of readings count in `text`. */
export type TextDocument = Readonly<{
  kind: 'text';
  /** The `id` field of JSON, else the file name, with `#n` where a file holds several documents. */
  id: string;
  format: DocumentFormat;
  text: string;
  encoding?: TextEncoding;
  /** Where each page of a .pdf lies in `text`, in order; index 0 is page 1. */
  pages?: readonly Span[];
}>;

/** A sheet, CSV file or array of JSON objects: rows of a business system, for `parseRows`. */
export type RowsDocument = Readonly<{
  kind: 'rows';
  id: string;
  format: DocumentFormat;
  table: Table;
  encoding?: TextEncoding;
}>;

/** One part of a file (a line, a record) that cannot be read; the other parts stand. */
export type RefusedDocument = Readonly<{ kind: 'refused'; id: string; refusal: DocumentRefusal }>;

/** What one file holds, in its order. */
export type SourceDocument = TextDocument | RowsDocument | RefusedDocument;

/** Settings of the readers; all may be absent. */
export type ReadOptions = Readonly<{
  /** LIMIT: bytes of the file; the default is `FILE_BYTES_MAX`. */
  maxBytes?: number;
  /** LIMIT: bytes after unpacking; the default is `UNPACKED_BYTES_MAX`. */
  maxUnpackedBytes?: number;
  /** Folder URL or path with trailing slash that holds pdfjs-dist's `cmaps/`; default: the package's own. */
  pdfDataPath?: string;
}>;
