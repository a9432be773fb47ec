export { type ByteChunks, readJsonLines } from './json-lines-stream.ts';
export { readDocument } from './read-document.ts';
export { DOCUMENT_REFUSAL_CODES, type DocumentRefusal, type DocumentRefusalCode } from './refusal.ts';
export type {
  DocumentFormat, ReadOptions, RefusedDocument, RowsDocument, SourceDocument, TextDocument, TextEncoding,
} from './source-document.ts';
export type { Cell, DateCell, Table, TableRow, UnreadableCell } from './table.ts';
