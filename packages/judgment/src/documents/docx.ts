import { Buffer } from 'node:buffer';
import { err, ok, type Result } from '@fengcun/kernel';
import { type DocxNode, docxText } from './docx-text.ts';
import { DOCX_PART_BYTES_MAX } from './limits.ts';
import { officeParts } from './office-parts.ts';
import { withUnifiedIdeographs } from './radicals.ts';
import { type DocumentRefusal, documentRefusal } from './refusal.ts';
import type { ZipEntry } from './zip-archive.ts';
import { isWellNested } from './xml-nesting.ts';
import { storeZip, type ZipPart } from './zip-store.ts';

// Pictures, embedded files, themes, comments and page headers are no text of the judgment.
const WANTED = new RegExp('^(\\[Content_Types\\]\\.xml|_rels/\\.rels|word/(_rels/)?'
  + '(document|footnotes|endnotes|styles|numbering)\\d*\\.xml(\\.rels)?)$');

const broken = err(documentRefusal('DOCX_BROKEN'));

const decodedPart = ({ bytes: part }: ZipPart): string =>
  Buffer.from(part.buffer, part.byteOffset, part.length).toString('utf8');

const documentTree = async (archive: Uint8Array): Promise<DocxNode | undefined> => {
  // Loaded on first use: a run that reads no .docx does not pay for it.
  const { default: mammoth } = await import('mammoth');
  let tree: DocxNode | undefined;
  await mammoth.convertToHtml({ buffer: Buffer.from(archive.buffer) }, {
    externalFileAccess: false,
    includeEmbeddedStyleMap: false,
    transformDocument: (document: DocxNode): DocxNode => {
      tree = document;
      return { ...document, children: [] }; // the HTML itself is not wanted
    },
  });
  return tree;
};

/**
 * The text of an attacker-controlled .docx: paragraphs as lines, tables row by row, notes after the
 * paragraph that refers to them; deleted revisions, comments, headers and footers left out.
 * LIMIT: numbers that Word generates for lists are not in the file and so not in the text.
 * @see ECMA-376 part 1
 */
export const readDocx = async (
  bytes: Uint8Array, entries: readonly ZipEntry[], maxUnpackedBytes: number,
): Promise<Result<string, DocumentRefusal>> => {
  const parts = officeParts(bytes, entries, {
    wanted: WANTED, partBytesMax: DOCX_PART_BYTES_MAX, totalBytesMax: maxUnpackedBytes,
  });
  if (!parts.ok) return parts;
  if (!parts.value.every((part) => isWellNested(decodedPart(part)))) return broken;
  try {
    const tree = await documentTree(storeZip(parts.value));
    if (tree === undefined) return broken;
    const text = withUnifiedIdeographs(docxText(tree));
    return text.trim() === '' ? err(documentRefusal('EMPTY')) : ok(text);
  } catch {
    return broken; // malformed or endlessly nested XML: the library's error may quote content
  }
};
