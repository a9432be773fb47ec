import {
  type DocumentReading, type FileReading, READING_BYTES_MAX, READING_DOCUMENTS_MAX, READING_TEXT_MAX,
} from '@fengcun/api';
import {
  isArchive, readArchive, readDocument, readJudgment, type SourceDocument, sourceOfBytes,
} from '@fengcun/judgment';
import { inTurn } from './in-turn.ts';
import type { ReadingParts } from './reading-parts.ts';
import { shownJudgment, shownRows } from './show-reading.ts';

/** A name that says nothing: what a file is, its bytes say. */
const NAMELESS = 'file';
// LIMIT: characters of all documents of one answer.
const ANSWER_TEXT_MAX = 4 * READING_TEXT_MAX;
const MESSAGE_MAX = 500;
/**
 * LIMIT: bytes that a packed file may unpack to. A table of 21 MiB takes a gigabyte while it is read, and 500
 * rows of it are shown; larger stocks are imported, by a process of their own.
 */
const UNPACKED_BYTES_MAX = 16 * 1024 * 1024;

/** LIMIT: files read at once, whoever sent them: memory is taken by one of them at a time. */
const reading = inTurn();

const refusedAs = (
  place: number, { code, message }: Readonly<{ code: string; message: string }>,
): DocumentReading =>
  ({ place, kind: 'refused', refusal: { code, message: message.slice(0, MESSAGE_MAX) } });

type Shown = Readonly<{ shown: DocumentReading; isCut: boolean }>;

const shownDocument = (parts: ReadingParts, document: SourceDocument, place: number): Shown => {
  if (document.kind === 'refused') return { shown: refusedAs(place, document.refusal), isCut: false };
  if (document.kind === 'rows') return shownRows(parts, document, place);
  const { text } = document;
  const reading = readJudgment(text.slice(0, READING_TEXT_MAX));
  const isCut = text.length > READING_TEXT_MAX;
  const read = text.slice(0, READING_TEXT_MAX);
  if (!reading.ok) return { shown: { ...refusedAs(place, reading.error), text: read }, isCut };
  return { shown: shownJudgment(parts, { text: read, reading: reading.value, place }), isCut };
};

const documentsOf = async function* (
  bytes: Uint8Array, name: string,
): AsyncGenerator<SourceDocument> {
  const source = sourceOfBytes(bytes);
  if (await isArchive(source)) {
    yield* readArchive(source, name, { maxUnpackedBytes: UNPACKED_BYTES_MAX });
    return;
  }
  const found = await readDocument(bytes, name, { maxUnpackedBytes: UNPACKED_BYTES_MAX });
  if (!found.ok) yield { kind: 'refused', id: NAMELESS, refusal: found.error };
  else yield* found.value;
};

const wholeOf = async (source: AsyncIterable<Uint8Array>): Promise<Uint8Array> => {
  const pieces: Uint8Array[] = [];
  let length = 0;
  for await (const piece of source) {
    length += piece.length;
    if (length > READING_BYTES_MAX) break;
    pieces.push(piece);
  }
  return Buffer.concat(pieces);
};

const shownFile = async (
  parts: ReadingParts, bytes: Uint8Array, kind: 'csv' | 'jsonl' | undefined,
): Promise<FileReading> => {
  const name = kind === undefined ? NAMELESS : `${NAMELESS}.${kind}`;
  const documents: DocumentReading[] = [];
  let isCut = false;
  let room = ANSWER_TEXT_MAX;
  try {
    for await (const document of documentsOf(bytes, name)) {
      isCut ||= documents.length === READING_DOCUMENTS_MAX || room <= 0;
      if (documents.length === READING_DOCUMENTS_MAX || room <= 0) break;
      const one = shownDocument(parts, document, documents.length + 1);
      documents.push(one.shown);
      isCut ||= one.isCut;
      room -= one.shown.text?.length ?? 0;
    }
  } finally {
    bytes.fill(0);
  }
  return { documents, isCut };
};

/**
 * Reads a file's bytes, whatever they are, and shows everything in it; the bytes are overwritten afterwards.
 * Bad input becomes a refused document, nothing is thrown for it. One file after the other.
 */
export const readFileForPerson = async (
  parts: ReadingParts, source: AsyncIterable<Uint8Array>, kind?: 'csv' | 'jsonl',
): Promise<FileReading> => {
  const bytes = await wholeOf(source);
  return reading(() => shownFile(parts, bytes, kind));
};
