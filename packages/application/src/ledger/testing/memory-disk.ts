import { dirname } from 'node:path';
import type { Disk } from '../disk/disk.ts';

type Inode = { kept: Buffer; bytes: Buffer };
type Names = Map<string, Inode | 'folder'>;
type Folder = { kept: Names; names: Names };

/** A disk that forgets on power loss whatever was not synced: contents of files, and names in folders. */
export type MemoryDisk = Disk & Readonly<{
  /** Takes the power away: unsynced contents and names are gone. */
  losePower: () => void;
  /** Changes stored bytes behind everybody's back. */
  tamper: (path: string, change: (bytes: Buffer) => Buffer) => void;
  paths: () => readonly string[];
}>;

const failed = (code: string): Error => Object.assign(new Error(code), { code });

/** An empty memory disk with the folder `/`. */
export const memoryDisk = (): MemoryDisk => {
  const folders = new Map<string, Folder>([['/', { kept: new Map(), names: new Map() }]]);
  const folderAt = (path: string): Folder => {
    const folder = folders.get(path);
    if (folder === undefined) throw failed('ENOENT');
    return folder;
  };
  const nameOf = (path: string): string => path.slice(dirname(path).length).replace(/^\//, '');
  const fileAt = (path: string): Inode | undefined => {
    const found = folders.get(dirname(path))?.names.get(nameOf(path));
    return found === 'folder' ? undefined : found;
  };
  const put = (path: string, what: Inode | 'folder'): void => void folderAt(dirname(path)).names.set(nameOf(path), what);
  const dropUnder = (path: string): void => {
    for (const each of [...folders.keys()]) if (each === path || each.startsWith(`${path}/`)) folders.delete(each);
  };
  return {
    read: async (path) => {
      const file = fileAt(path);
      return file === undefined ? undefined : new Uint8Array(file.bytes);
    },
    names: async (folder) => [...(folders.get(folder)?.names.keys() ?? [])],
    makeFolder: async (path) => {
      if (folders.has(path)) return;
      put(path, 'folder');
      folders.set(path, { kept: new Map(), names: new Map() });
    },
    openFolder: async (path) => {
      const folder = folderAt(path);
      return { sync: async () => { folder.kept = new Map(folder.names); }, close: async () => undefined };
    },
    create: async (path) => {
      const file = fileAt(path) ?? { kept: Buffer.alloc(0), bytes: Buffer.alloc(0) };
      file.bytes = Buffer.alloc(0);
      put(path, file);
      return {
        write: async (bytes) => { file.bytes = Buffer.concat([file.bytes, bytes]); },
        sync: async () => { file.kept = file.bytes; },
        close: async () => undefined,
      };
    },
    rename: async (from, to) => {
      const file = fileAt(from);
      if (file === undefined) throw failed('ENOENT');
      put(to, file);
      folderAt(dirname(from)).names.delete(nameOf(from));
    },
    link: async (from, to) => {
      const file = fileAt(from);
      if (file === undefined) throw failed('ENOENT');
      if (folderAt(dirname(to)).names.has(nameOf(to))) return false;
      put(to, file);
      return true;
    },
    remove: async (path) => {
      folders.get(dirname(path))?.names.delete(nameOf(path));
      dropUnder(path);
    },
    losePower: () => {
      for (const folder of folders.values()) {
        folder.names = new Map(folder.kept);
        for (const file of folder.names.values()) if (file !== 'folder') file.bytes = file.kept;
      }
      const isReached = (path: string): boolean =>
        path === '/' || (folders.get(dirname(path))?.names.get(nameOf(path)) === 'folder' && isReached(dirname(path)));
      for (const path of [...folders.keys()]) if (!isReached(path)) folders.delete(path);
    },
    tamper: (path, change) => {
      const file = fileAt(path);
      if (file === undefined) throw failed('ENOENT');
      file.bytes = change(Buffer.from(file.bytes));
      file.kept = file.bytes;
    },
    paths: () => [...folders].flatMap(([folder, { names }]) =>
      [...names].flatMap(([name, what]) => (what === 'folder' ? [] : [`${folder === '/' ? '' : folder}/${name}`]))).sort(),
  };
};
