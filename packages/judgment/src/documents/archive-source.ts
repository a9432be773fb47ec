import { Buffer } from 'node:buffer';
import { Readable } from 'node:stream';
import type { RandomAccessReader, ZipFile } from 'yauzl';

/** A file that is read in places: its length in bytes, and bytes from a position, at most so many. */
export type ArchiveSource = Readonly<{
  size: number; read: (position: number, length: number) => Promise<Uint8Array>;
}>;

/** Bytes in memory as a source. */
export const sourceOfBytes = (bytes: Uint8Array): ArchiveSource =>
  ({ size: bytes.length, read: async (position, length) => bytes.subarray(position, position + length) });

/** Bytes of one read; the directory is read in small steps, which are served from one block. */
const BLOCK_BYTES = 64 * 1024;

class CutOff extends Error {
  override readonly name = 'CutOff';
}

/** Exactly these bytes; a source that ends before is a damaged archive. */
const readExactly = async (source: ArchiveSource, position: number, length: number): Promise<Buffer> => {
  const parts: Uint8Array[] = [];
  let got = 0;
  while (got < length) {
    const part = await source.read(position + got, length - got);
    if (part.length === 0) throw new CutOff('the source ends before the archive does');
    parts.push(part);
    got += part.length;
  }
  return Buffer.concat(parts);
};

async function* rangeOf(source: ArchiveSource, start: number, end: number): AsyncGenerator<Buffer> {
  for (let at = start; at < end; at += BLOCK_BYTES) {
    yield await readExactly(source, at, Math.min(BLOCK_BYTES, end - at));
  }
}

type Block = Readonly<{ position: number; bytes: Buffer }>;

const holds = ({ position, bytes }: Block, at: number, length: number): boolean =>
  at >= position && at + length <= position + bytes.length;

type Base = new () => RandomAccessReader;

/** The library's reader over a source; its base class comes with the library, loaded on first use. */
const readerOver = (source: ArchiveSource, Reader: Base): RandomAccessReader => {
  let block: Block = { position: 0, bytes: Buffer.alloc(0) };
  const blockAt = async (position: number, length: number): Promise<Block> => {
    if (holds(block, position, length)) return block;
    const wanted = Math.max(length, Math.min(BLOCK_BYTES, source.size - position));
    block = { position, bytes: await readExactly(source, position, wanted) };
    return block;
  };
  class SourceReader extends Reader {
    override _readStreamForRange(start: number, end: number): Readable {
      return Readable.from(rangeOf(source, start, end), { objectMode: false });
    }

    override read(...[into, offset, length, position, done]: Parameters<RandomAccessReader['read']>): void {
      blockAt(position, length).then((found) => {
        const from = position - found.position;
        found.bytes.copy(into, offset, from, from + length);
        done(null);
      }, (error: Error) => done(error));
    }
  }
  return new SourceReader();
};

/**
 * Opens the directory of an attacker-controlled archive; nothing is unpacked. Names stay bytes. Throws the
 * library's errors, whose words may quote the file. @see PKWARE APPNOTE.TXT 6.3.10 §4.3
 */
export const openDirectory = async (source: ArchiveSource): Promise<ZipFile> => {
  const { default: yauzl } = await import('yauzl');
  // The library declares the class abstract; ours has what it lacks.
  const reader = readerOver(source, yauzl.RandomAccessReader as unknown as Base);
  return yauzl.fromRandomAccessReaderPromise(reader, source.size, { decodeStrings: false });
};
