import { createReadStream } from 'node:fs';
import { type FileHandle, open, readFile } from 'node:fs/promises';
import {
  type ArchiveSource, type DocumentRefusal, isArchive, readArchive, readDocument, readJsonLines,
  type SourceDocument,
} from '@fengcun/judgment';
import type { InputFile } from './files.ts';

/** What one file gave: a document, or the reason why it (or one part of it) cannot be read. */
export type Source = Readonly<{ file: InputFile; document: SourceDocument }>;

const isJsonLines = (name: string): boolean => /\.jsonl(\.gz)?$/i.test(name);

const refused = (file: InputFile, refusal: DocumentRefusal): Source => ({
  file,
  document: { kind: 'refused', id: file.name, refusal },
});

const archiveSource = (handle: FileHandle, size: number): ArchiveSource => ({
  size,
  read: async (position, length) => {
    const { buffer, bytesRead } = await handle.read(new Uint8Array(length), 0, length, position);
    return buffer.subarray(0, bytesRead);
  },
});

/** The documents of an archive one after another; false where the file is none. */
const openArchive = async function* (file: InputFile): AsyncGenerator<Source, boolean> {
  const handle = await open(file.path);
  try {
    const source = archiveSource(handle, file.bytes);
    if (!(await isArchive(source))) return false;
    for await (const document of readArchive(source, file.name)) yield { file, document };
    return true;
  } finally {
    await handle.close();
  }
};

/**
 * Documents of one file, in its order. Lines of .jsonl(.gz) are streamed in constant memory, files of a .zip
 * one at a time.
 */
export const openSources = async function* (file: InputFile): AsyncGenerator<Source> {
  if (isJsonLines(file.name)) {
    const documents = readJsonLines(createReadStream(file.path), file.name);
    for await (const document of documents) yield { file, document };
    return;
  }
  if (yield* openArchive(file)) return;
  const result = await readDocument(new Uint8Array(await readFile(file.path)), file.name);
  if (!result.ok) {
    yield refused(file, result.error);
    return;
  }
  for (const document of result.value) yield { file, document };
};
