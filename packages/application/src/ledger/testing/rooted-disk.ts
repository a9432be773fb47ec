import { join } from 'node:path';
import type { Disk } from '../disk/disk.ts';

/** A disk whose root is a folder of another, so that tests written for a memory disk run on a real one. */
export const rooted = (disk: Disk, folder: string): Disk => {
  const at = (path: string): string => join(folder, path);
  return {
    read: (path) => disk.read(at(path)), names: (path) => disk.names(at(path)), makeFolder: (path) => disk.makeFolder(at(path)),
    openFolder: (path) => disk.openFolder(at(path)), create: (path) => disk.create(at(path)), rename: (from, to) => disk.rename(at(from), at(to)),
    link: (from, to) => disk.link(at(from), at(to)), remove: (path) => disk.remove(at(path)),
  };
};
