import { Buffer } from 'node:buffer';
import { crc32 } from 'node:zlib';
import { err, ok, type Result } from '@fengcun/kernel';
import type { Entry, ZipFile } from 'yauzl';
import { entryName } from './archive-name.ts';
import { type ArchiveSource, openDirectory } from './archive-source.ts';
import {
  ARCHIVE_ENTRIES_MAX, ARCHIVE_FILES_MAX, ARCHIVE_RATIO_MAX, ARCHIVE_UNPACKED_BYTES_MAX, FILE_BYTES_MAX,
} from './limits.ts';
import { readDocument } from './read-document.ts';
import { type DocumentRefusal, documentRefusal, type DocumentRefusalCode } from './refusal.ts';
import type { ReadOptions, SourceDocument } from './source-document.ts';

const LOCAL_FILE = 0x04034b50;
const NO_FILES = 0x06054b50;
const HEAD_BYTES = 4;
const OFFICE_MARKS: ReadonlySet<string> = new Set(['[Content_Types].xml', 'OFD.xml']);

const UNIX = 3;
const UNIX_TYPE = 0o170000;
const UNIX_FILE = 0o100000;
/** Below this an entry is never a bomb, whatever it was packed to. */
const RATIO_FREE_BYTES = 1024 * 1024;
const STORED = 0;
const DEFLATED = 8;

const isHidden = (name: string): boolean =>
  name.split('/').some((part) => part.startsWith('.') || part.startsWith('~$') || part === '__MACOSX');

const isOffice = async (file: ZipFile): Promise<boolean> => {
  let seen = 0;
  for await (const entry of file.eachEntry()) {
    if (OFFICE_MARKS.has(entry.fileNameRaw.toString('latin1'))) return true;
    seen += 1;
    if (seen >= ARCHIVE_ENTRIES_MAX) return false;
  }
  return false;
};

/**
 * Whether a file is an archive of files, by its bytes: .docx and .xlsx are single documents, though they are
 * packed the same way. An archive that does not open counts as one, so that `readArchive` says so.
 */
export const isArchive = async (source: ArchiveSource): Promise<boolean> => {
  const head = Buffer.from(await source.read(0, HEAD_BYTES));
  if (head.length < HEAD_BYTES || ![LOCAL_FILE, NO_FILES].includes(head.readUInt32LE())) return false;
  try {
    return !(await isOffice(await openDirectory(source)));
  } catch {
    return true;
  }
};

/** Why an entry is not unpacked, from its directory alone. */
const obstacleOf = (entry: Entry): DocumentRefusalCode | undefined => {
  const { compressionMethod, compressedSize, uncompressedSize } = entry;
  const type = (entry.externalFileAttributes >>> 16) & UNIX_TYPE;
  // A link would be followed by whoever unpacks it to a disk; a text that holds a path is no record either.
  if (entry.versionMadeBy >>> 8 === UNIX && type !== 0 && type !== UNIX_FILE) return 'ARCHIVE_LINK';
  if (entry.isEncrypted()) return 'ARCHIVE_ENCRYPTED';
  if (compressionMethod !== STORED && compressionMethod !== DEFLATED) return 'ARCHIVE_METHOD';
  if (uncompressedSize > FILE_BYTES_MAX) return 'TOO_LARGE';
  const isBomb = uncompressedSize > RATIO_FREE_BYTES && uncompressedSize > compressedSize * ARCHIVE_RATIO_MAX;
  return isBomb ? 'ARCHIVE_BOMB' : undefined;
};

/** The bytes of an entry: exactly as many as its directory says, and of its checksum. */
const unpack = async (file: ZipFile, entry: Entry): Promise<Result<Uint8Array, DocumentRefusal>> => {
  try {
    const parts: Buffer[] = [];
    // Streams of the library give Buffers, and end with an error when there are more bytes than declared.
    for await (const part of await file.openReadStreamPromise(entry)) parts.push(part as Buffer);
    const bytes = Buffer.concat(parts);
    return crc32(bytes) === entry.crc32 ? ok(bytes) : err(documentRefusal('ARCHIVE_BROKEN', 'an entry'));
  } catch {
    return err(documentRefusal('ARCHIVE_BROKEN', 'an entry'));
  }
};

/** Sums over the entries so far; a bomb hides in many small ones, or in entries that share their bytes. */
type Sums = { files: number; packed: number; unpacked: number };

const overflow = (sums: Sums, entry: Entry, size: number): DocumentRefusal | undefined => {
  sums.files += 1;
  sums.packed += entry.compressedSize;
  sums.unpacked += entry.uncompressedSize;
  if (sums.files > ARCHIVE_FILES_MAX) return documentRefusal('ARCHIVE_BOMB', `${ARCHIVE_FILES_MAX} entries`);
  const isTooMuch = sums.packed > size || sums.unpacked > ARCHIVE_UNPACKED_BYTES_MAX;
  return isTooMuch ? documentRefusal('ARCHIVE_BOMB') : undefined;
};

const refused = (id: string, refusal: DocumentRefusal): SourceDocument => ({ kind: 'refused', id, refusal });

const documentsOf = async (
  file: ZipFile, entry: Entry, { id, options }: Readonly<{ id: string; options: ReadOptions }>,
): Promise<readonly SourceDocument[]> => {
  const obstacle = obstacleOf(entry);
  if (obstacle !== undefined) return [refused(id, documentRefusal(obstacle, 'an entry'))];
  const unpacked = await unpack(file, entry);
  if (!unpacked.ok) return [refused(id, unpacked.error)];
  const read = await readDocument(unpacked.value, id, options);
  if (read.ok) return read.value;
  const isNested = read.error.code === 'ARCHIVE';
  return [refused(id, isNested ? documentRefusal('ARCHIVE_NESTED', 'an entry') : read.error)];
};

/** The library's errors quote the file; only what kind they are is told. */
const directoryRefusal = (error: unknown): DocumentRefusal =>
  documentRefusal(error instanceof Error && error.message.includes('encrypt')
    ? 'ARCHIVE_ENCRYPTED' : 'ARCHIVE_BROKEN');

/**
 * The documents of an attacker-controlled .zip, one entry in memory at a time, in the order of its directory.
 * Ids are `<archive>/<name in it>`; hidden files and folders are left out. What cannot be read (encrypted,
 * damaged, a link, an archive in the archive, a name that leads out) is a document of kind `refused` and the
 * rest stands; with a damaged directory or a bomb it ends there. Nothing is written to a disk.
 * @see PKWARE APPNOTE.TXT 6.3.10
 */
export async function* readArchive(
  source: ArchiveSource, name: string, options: ReadOptions = {},
): AsyncGenerator<SourceDocument> {
  const sums: Sums = { files: 0, packed: 0, unpacked: 0 };
  const seen = new Set<string>();
  try {
    const file = await openDirectory(source);
    for await (const entry of file.eachEntry()) {
      const tooMuch = overflow(sums, entry, source.size);
      if (tooMuch !== undefined) {
        yield refused(name, tooMuch);
        return;
      }
      const inner = entryName(entry);
      // Two entries of one name let two readers see two files.
      if (inner === undefined || seen.has(inner)) {
        yield refused(`${name}#${sums.files}`, documentRefusal('ARCHIVE_NAME', `entry ${sums.files}`));
        continue;
      }
      seen.add(inner);
      if (inner.endsWith('/') || isHidden(inner)) continue;
      yield* await documentsOf(file, entry, { id: `${name}/${inner}`, options });
    }
    if (seen.size === 0 && sums.files === 0) yield refused(name, documentRefusal('EMPTY'));
  } catch (error) {
    yield refused(name, directoryRefusal(error));
  }
}
