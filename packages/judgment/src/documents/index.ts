export { isArchive, readArchive } from './archive.ts';
export { type ArchiveSource, sourceOfBytes } from './archive-source.ts';
export { type ByteChunks, readJsonLines } from './json-lines-stream.ts';
export { readDocument } from './read-document.ts';
export { DOCUMENT_REFUSAL_CODES, type DocumentRefusal, type DocumentRefusalCode } from './refusal.ts';
export {
  type DocumentFormat, type ReadOptions, type RefusedDocument, type RowsDocument, type SourceDocument,
  type TextDocument, type TextEncoding,
} from './source-document.ts';
export { type Cell, type DateCell, type Table, type TableRow, type UnreadableCell } from './table.ts';
