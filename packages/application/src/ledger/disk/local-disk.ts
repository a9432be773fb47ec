import { link, mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import type { Disk } from './disk.ts';

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && 'code' in error && error.code === code;

/** The value, or `fallback` where the system answers with `code`. */
const unless = async <T, F>(code: string, work: Promise<T>, fallback: F): Promise<T | F> => {
  try {
    return await work;
  } catch (error) {
    if (isCode(error, code)) return fallback;
    throw error;
  }
};

/** The disk of this machine. Files and folders belong to this service alone. */
export const LOCAL_DISK: Disk = {
  read: (path) => unless('ENOENT', readFile(path), undefined),
  names: (folder) => unless('ENOENT', readdir(folder), []),
  makeFolder: (path) => unless('EEXIST', mkdir(path, { mode: 0o700 }), undefined),
  openFolder: async (path) => {
    const folder = await open(path, 'r');
    return { sync: () => folder.sync(), close: () => folder.close() };
  },
  create: async (path) => {
    const file = await open(path, 'w', 0o600);
    return {
      write: (bytes) => file.writeFile(bytes), sync: () => file.sync(), close: () => file.close(),
    };
  },
  rename,
  link: (from, to) => unless('EEXIST', link(from, to).then(() => true), false),
  remove: (path) => rm(path, { recursive: true, force: true }),
};
