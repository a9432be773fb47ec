import { type FileHandle, mkdir, open, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';

/** The calls of the operating system that can fail halfway; tests let each of them fail in turn. */
export type FileCalls = Readonly<{
  open: (path: string, flags: string) => Promise<FileHandle>;
  write: (file: FileHandle, bytes: Uint8Array, position: number) => Promise<void>;
  sync: (file: FileHandle) => Promise<void>;
  rename: (from: string, to: string) => Promise<void>;
}>;

const writeAll = async (file: FileHandle, bytes: Uint8Array, position: number): Promise<void> => {
  for (let at = 0; at < bytes.length; ) {
    const { bytesWritten } = await file.write(bytes, at, bytes.length - at, position + at);
    at += bytesWritten;
  }
};

/** The real calls. Files belong to this service alone. */
export const FILE_CALLS: FileCalls = {
  open: (path, flags) => open(path, flags, 0o600),
  write: writeAll,
  sync: (file) => file.sync(),
  rename,
};

/** Files that are there after a loss of power if and only if the call that made them returned. */
export type DurableFiles = Readonly<{
  /** Writes a whole file under another name, then as `move`. A reader sees all of it or nothing. */
  write: (path: string, bytes: Uint8Array) => Promise<void>;
  /** Renames within one file system and syncs both folders. */
  move: (from: string, to: string) => Promise<void>;
  /** Makes a folder and syncs the one above it. */
  folder: (path: string) => Promise<void>;
  /** Syncs a folder, so that the names in it last. */
  settle: (path: string) => Promise<void>;
}>;

/** Holds folders open for the time of `work`, then syncs and closes them. */
const withFolders = async (
  calls: FileCalls, paths: readonly string[], work: () => Promise<void>,
): Promise<void> => {
  const held: FileHandle[] = [];
  try {
    // Opened before the work and synced after it: an error of writing back is reported on this handle.
    for (const path of paths) held.push(await calls.open(path, 'r'));
    await work();
    for (const folder of held) await calls.sync(folder);
  } finally {
    await Promise.all(held.map((folder) => folder.close()));
  }
};

/** Durable writing over the given calls. */
export const durableFiles = (calls: FileCalls = FILE_CALLS): DurableFiles => {
  const move = (from: string, to: string): Promise<void> =>
    withFolders(calls, [...new Set([dirname(to), dirname(from)])], () => calls.rename(from, to));
  const write = async (path: string, bytes: Uint8Array): Promise<void> => {
    const unfinished = `${path}.unfinished`;
    const file = await calls.open(unfinished, 'w');
    try {
      await calls.write(file, bytes, 0);
      await calls.sync(file);
    } catch (error) {
      await rm(unfinished, { force: true });
      throw error;
    } finally {
      await file.close();
    }
    await move(unfinished, path);
  };
  const settle = (path: string): Promise<void> => withFolders(calls, [path], async () => undefined);
  const folder = async (path: string): Promise<void> => {
    const first = await mkdir(path, { recursive: true, mode: 0o700 });
    if (first !== undefined) await settle(dirname(first));
  };
  return { write, move, folder, settle };
};
