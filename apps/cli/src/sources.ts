import { createReadStream } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { type DocumentRefusal, readDocument, readJsonLines, type SourceDocument } from '@fengcun/judgment';
import type { InputFile } from './files.ts';

/** What one file gave: a document, or the reason why it (or one part of it) cannot be read. */
export type Source = Readonly<{ file: InputFile; document: SourceDocument }>;

const isJsonLines = (name: string): boolean => /\.jsonl(\.gz)?$/i.test(name);

const refused = (file: InputFile, refusal: DocumentRefusal): Source => ({
  file,
  document: { kind: 'refused', id: file.name, refusal },
});

/** Documents of one file, in its order. Lines of .jsonl(.gz) are streamed in constant memory. */
export const openSources = async function* (file: InputFile): AsyncGenerator<Source> {
  if (isJsonLines(file.name)) {
    const documents = readJsonLines(createReadStream(file.path), file.name);
    for await (const document of documents) yield { file, document };
    return;
  }
  const result = await readDocument(new Uint8Array(await readFile(file.path)), file.name);
  if (!result.ok) {
    yield refused(file, result.error);
    return;
  }
  for (const document of result.value) yield { file, document };
};
