import { dirname, join } from 'node:path';
import type { Disk, OpenFolder } from './disk.ts';

/** A whole file to write. */
export type WholeFile = Readonly<{ path: string; bytes: Uint8Array }>;

/**
 * Files under one root that are there after a loss of power if and only if the call that made them returned.
 */
export type DurableFiles = Readonly<{
  /** Makes a folder under the root and everything above it. */
  folder: (path: string) => Promise<void>;
  /**
   * Writes whole files: under other names, synced, renamed, their folders synced. A reader sees all of a
   * file or nothing; of several files some may be there after a crash. `settled`: paths that are to be
   * durable too although they were found as they should be.
   */
  write: (files: readonly WholeFile[], settled?: readonly string[]) => Promise<void>;
  /** Removes what killed writes left behind; for the one writer, before its first write. */
  clean: () => Promise<void>;
}>;

const UNFINISHED = 'unfinished';

const closeAll = async (folders: Iterable<OpenFolder>): Promise<void> => {
  for (const folder of folders) await folder.close();
};

const writeUnfinished = async (disk: Disk, path: string, bytes: Uint8Array): Promise<void> => {
  const file = await disk.create(path);
  try {
    await file.write(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Every part is awaited before the first failure is thrown, so that nothing goes on behind its back. */
const together = async (parts: readonly Promise<void>[]): Promise<void> => {
  const failed = (await Promise.allSettled(parts)).find((part) => part.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
};

/**
 * Durable writing under `root`, which must exist. `tag` (holder and time of its start) keeps the unfinished
 * files of two processes apart.
 */
export const durableFiles = (disk: Disk, root: string, tag: string): DurableFiles => {
  const known = new Set<string>([root]);
  let count = 0;
  const folder = async (path: string): Promise<void> => {
    if (known.has(path)) return;
    await folder(dirname(path));
    // Opened first and synced also if the folder exists: a crash may have come between the two.
    const above = await disk.openFolder(dirname(path));
    try {
      await disk.makeFolder(path);
      await above.sync();
    } finally {
      await above.close();
    }
    known.add(path);
  };
  const moveAll = async (files: readonly WholeFile[], folders: readonly OpenFolder[]): Promise<void> => {
    const moves = files.map(({ path, bytes }) => {
      count += 1;
      return { from: join(root, UNFINISHED, `${tag}-${count}`), to: path, bytes };
    });
    try {
      await together(moves.map(({ from, bytes }) => writeUnfinished(disk, from, bytes)));
      for (const { from, to } of moves) await disk.rename(from, to);
      await together(folders.map((each) => each.sync()));
    } catch (error) {
      // Room is given back at once; what cannot be removed now is removed at the next start.
      for (const { from } of moves) await disk.remove(from).catch(() => undefined);
      throw error;
    }
  };
  const write = async (files: readonly WholeFile[], settled: readonly string[] = []): Promise<void> => {
    const paths = [...new Set([...files.map(({ path }) => path), ...settled].map(dirname))];
    await folder(join(root, UNFINISHED));
    for (const path of paths) await folder(path);
    const folders: OpenFolder[] = [];
    try {
      for (const path of paths) folders.push(await disk.openFolder(path));
      await moveAll(files, folders);
    } finally {
      await closeAll(folders);
    }
  };
  const clean = async (): Promise<void> => {
    await disk.remove(join(root, UNFINISHED));
    known.delete(join(root, UNFINISHED));
  };
  return { folder, write, clean };
};
