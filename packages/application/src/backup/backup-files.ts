import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { mkdir, open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { Readable } from 'node:stream';
import { createInterface } from 'node:readline';
import { createZstdCompress, createZstdDecompress } from 'node:zlib';
import { Fault } from '@fengcun/kernel';
import type { BlobStore } from '@fengcun/store';
import type { BackupFile } from './backup-manifest.ts';

/** Writes a file of a backup from pieces; durable when it returns. */
export const writeBackupFile = async (
  folder: string, name: string, pieces: AsyncIterable<Uint8Array>,
): Promise<BackupFile> => {
  const path = join(folder, name);
  await mkdir(dirname(path), { recursive: true, mode: 0o700 });
  const file = await open(path, 'wx', 0o600);
  const hash = createHash('sha256');
  let bytes = 0;
  try {
    for await (const piece of pieces) {
      await file.writeFile(piece);
      hash.update(piece);
      bytes += piece.length;
    }
    await file.sync();
  } finally {
    await file.close();
  }
  return { name, bytes, digest: hash.digest('hex') };
};

const broken = (name: string): Fault =>
  new Fault('BACKUP_BROKEN', `${name}: not the bytes the manifest names; take another backup`);

/** Compares a file of a backup with the manifest. Fault: BACKUP_BROKEN. */
export const assertBackupFile = async (
  folder: string, { name, bytes, digest }: BackupFile,
): Promise<void> => {
  const hash = createHash('sha256');
  let length = 0;
  try {
    for await (const piece of createReadStream(join(folder, name)) as AsyncIterable<Uint8Array>) {
      hash.update(piece);
      length += piece.length;
    }
  } catch {
    throw broken(name);
  }
  if (length !== bytes || hash.digest('hex') !== digest) throw broken(name);
};

const textOf = async function* (pages: AsyncIterable<readonly string[]>): AsyncGenerator<string> {
  for await (const page of pages) yield page.map((line) => `${JSON.stringify(line)}\n`).join('');
};

/** Rows as lines of JSON texts, compressed: nearly all of it is ciphertext in hexadecimal digits. */
export const packedRows = (
  pages: AsyncIterable<readonly string[]>, onRows: (count: number) => void,
): AsyncIterable<Uint8Array> => {
  const counted = async function* (): AsyncGenerator<readonly string[]> {
    for await (const page of pages) {
      onRows(page.length);
      yield page;
    }
  };
  const source = Readable.from(textOf(counted()));
  const packed = createZstdCompress();
  source.on('error', (error) => packed.destroy(error));
  return source.pipe(packed);
};

/** LIMIT: rows handed on at once. */
const PAGE_ROWS = 1000;

/** The rows of a file again, in pages. */
export const unpackedRows = async function* (path: string): AsyncGenerator<readonly string[]> {
  const source = createReadStream(path);
  const unpacked = createZstdDecompress();
  source.on('error', (error) => unpacked.destroy(error));
  let page: string[] = [];
  for await (const line of createInterface({ input: source.pipe(unpacked), crlfDelay: Infinity })) {
    const row: unknown = JSON.parse(line);
    if (typeof row !== 'string') throw broken(path);
    page.push(row);
    if (page.length >= PAGE_ROWS) {
      yield page;
      page = [];
    }
  }
  if (page.length > 0) yield page;
};

/** LIMIT: bytes of a blob in memory at once. */
const BLOB_PART = 8 * 1024 * 1024;

const notCopied = (code: string): Fault =>
  new Fault('BACKUP_BROKEN', `a file of an attachment cannot be copied (${code})`);

/**
 * Copies a finished blob; one that is there already is left. Its length, or undefined where there is none.
 */
export const copyBlob = async (
  from: BlobStore, to: BlobStore, blobId: string,
): Promise<number | undefined> => {
  const bytes = await from.size(blobId);
  if (bytes === undefined || (await to.size(blobId)) === bytes) return bytes;
  for (let start = 0; start < bytes; start += BLOB_PART) {
    const part = await from.read({ blobId, start, end: Math.min(start + BLOB_PART, bytes) });
    const added = part.ok ? await to.append({ blobId, offset: start, bytes: part.value }) : part;
    if (!added.ok) throw notCopied(added.error.code);
  }
  const finished = await to.finish(blobId, bytes);
  if (!finished.ok) throw notCopied(finished.error.code);
  return bytes;
};
