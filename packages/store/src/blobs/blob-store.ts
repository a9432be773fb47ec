import { readdir, rm, stat } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { assert, err, Fault, ok, type Result } from '@fengcun/kernel';
import { assertId, isId } from '../identity/sharded-id.ts';
import type { BlobListing, BlobPart, BlobRange, BlobRefusal, BlobStore } from '../ports/blob-store.ts';
import { durableFiles, FILE_CALLS, type FileCalls } from './durable-files.ts';

/** LIMIT: bytes read at once; a caller who wants more reads on. */
export const BLOB_READ_MAX = 16 * 1024 * 1024;

type Places = Readonly<{ finished: (blobId: string) => string; unfinished: (blobId: string) => string }>;

/** Two hexadecimal digits from the random end of the id: 256 folders of about equal size. */
const folderOf = (blobId: string): string => blobId.slice(-2);

const placesIn = (root: string): Places => {
  const place = (kind: string) => (blobId: string): string => {
    assertId(blobId); // Becomes a file name, so nothing but an id may pass.
    return join(root, kind, folderOf(blobId), blobId);
  };
  return { finished: place('finished'), unfinished: place('unfinished') };
};

const sizeAt = async (path: string): Promise<number | undefined> => {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if (error instanceof Error && Reflect.get(error, 'code') === 'ENOENT') return undefined;
    throw error;
  }
};

/** Disk errors become one fault without a path: ids of attachments are nobody's business in a log. */
const onDisk = async <T>(work: () => Promise<T>): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    const code = error instanceof Error ? String(Reflect.get(error, 'code')) : '';
    if (!/^E[A-Z]+$/.test(code)) throw error;
    const retryable = code === 'ENOSPC' || code === 'EDQUOT' || code === 'EMFILE';
    throw new Fault('BLOB_STORE_DISK', `the blob store cannot use its disk: ${code}`, { retryable });
  }
};

type Store = Readonly<{ places: Places; calls: FileCalls }>;

const refuse = (code: BlobRefusal['code'], received: number): Result<never, BlobRefusal> =>
  err({ code, received });

const appendPart = async ({ places, calls }: Store, part: BlobPart): Promise<Result<number, BlobRefusal>> => {
  const { blobId, offset, bytes } = part;
  const finished = await sizeAt(places.finished(blobId));
  if (finished !== undefined) return refuse('BLOB_FINISHED', finished);
  const path = places.unfinished(blobId);
  const received = await sizeAt(path);
  if (offset > (received ?? 0)) return refuse('OFFSET_BEYOND_END', received ?? 0);
  const files = durableFiles(calls);
  if (received === undefined) await files.folder(dirname(path));
  const file = await calls.open(path, received === undefined ? 'w' : 'r+');
  try {
    await file.truncate(offset);
    await calls.write(file, bytes, offset);
    await calls.sync(file);
  } finally {
    await file.close();
  }
  if (received === undefined) await files.settle(dirname(path));
  return ok(offset + bytes.length);
};

const finishBlob = async (
  { places, calls }: Store, blobId: string, bytes: number,
): Promise<Result<void, BlobRefusal>> => {
  const finished = await sizeAt(places.finished(blobId));
  if (finished !== undefined) return finished === bytes ? ok(undefined) : refuse('BLOB_FINISHED', finished);
  const received = await sizeAt(places.unfinished(blobId));
  if (received === undefined) return refuse('BLOB_MISSING', 0);
  if (received !== bytes) return refuse('OFFSET_BEYOND_END', received);
  const files = durableFiles(calls);
  await files.folder(dirname(places.finished(blobId)));
  await files.move(places.unfinished(blobId), places.finished(blobId));
  return ok(undefined);
};

const readRange = async (
  { places, calls }: Store, range: BlobRange,
): Promise<Result<Uint8Array, BlobRefusal>> => {
  const { blobId, start, end } = range;
  assert(start >= 0 && end >= start && end - start <= BLOB_READ_MAX, 'a range of at most 16 MiB');
  const size = await sizeAt(places.finished(blobId));
  if (size === undefined) return refuse('BLOB_MISSING', 0);
  if (end > size) return refuse('OFFSET_BEYOND_END', size);
  const file = await calls.open(places.finished(blobId), 'r');
  try {
    const bytes = new Uint8Array(end - start);
    let filled = 0;
    while (filled < bytes.length) {
      const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
      if (bytesRead === 0) return refuse('OFFSET_BEYOND_END', start + filled);
      filled += bytesRead;
    }
    return ok(bytes);
  } finally {
    await file.close();
  }
};

type Named = Readonly<{ folder: string; name: string }>;

const namesIn = async function* (top: string): AsyncGenerator<Named> {
  if ((await sizeAt(top)) === undefined) return;
  for (const folder of (await readdir(top)).sort()) {
    if (!(await stat(join(top, folder))).isDirectory()) yield { folder: '', name: folder };
    else for (const name of (await readdir(join(top, folder))).sort()) yield { folder, name };
  }
};

const isHome = ({ folder, name }: Named): boolean => isId(name) && folderOf(name) === folder;

const listIn = async function* (top: string): AsyncGenerator<BlobListing> {
  for await (const named of namesIn(top)) {
    if (!isHome(named)) continue;
    yield { blobId: named.name, bytes: (await sizeAt(join(top, named.folder, named.name))) ?? 0 };
  }
};

const strangersIn = async function* (root: string): AsyncGenerator<string> {
  for (const kind of ['finished', 'unfinished']) {
    for await (const named of namesIn(join(root, kind))) {
      if (!isHome(named)) yield join(kind, named.folder, named.name);
    }
  }
};

const removeAt = async (path: string): Promise<boolean> => {
  if ((await sizeAt(path)) === undefined) return false;
  await rm(path);
  return true;
};

/** Blobs as files under a folder. That each blob has one writer at a time is the caller's duty. */
export const blobStore = (root: string, calls: FileCalls = FILE_CALLS): BlobStore => {
  const store: Store = { places: placesIn(root), calls };
  return {
    append: (part) => onDisk(() => appendPart(store, part)),
    received: (blobId) => onDisk(() => sizeAt(store.places.unfinished(blobId))),
    finish: (blobId, bytes) => onDisk(() => finishBlob(store, blobId, bytes)),
    size: (blobId) => onDisk(() => sizeAt(store.places.finished(blobId))),
    read: (range) => onDisk(() => readRange(store, range)),
    remove: (blobId) =>
      onDisk(async () => {
        const finished = await removeAt(store.places.finished(blobId));
        const unfinished = await removeAt(store.places.unfinished(blobId));
        return finished || unfinished;
      }),
    list: () => listIn(join(root, 'finished')),
    strangers: () => strangersIn(root),
    listUnfinished: () => listIn(join(root, 'unfinished')),
  };
};
