import { readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { UnusableInput } from './exit.ts';

/** A file to read: where it is, and the name that stands in results. */
export type InputFile = Readonly<{ path: string; name: string; bytes: number }>;

// LIMIT: a folder tree deeper than this is a loop of links, not a case archive.
const FOLDER_DEPTH_MAX = 32;

/** Hidden files, locks of office programs, and notes about a folder are nobody's record. */
const isNoMaterial = (name: string): boolean =>
  name.startsWith('.') || name.startsWith('~$') || /\.md$/i.test(name);

const walk = async (path: string, name: string, depth: number): Promise<InputFile[]> => {
  const found = await stat(path).catch(() => undefined);
  if (found === undefined) {
    throw new UnusableInput(`${name}: no such file or folder; give the path of a document`);
  }
  if (!found.isDirectory()) return [{ path, name, bytes: found.size }];
  if (depth > FOLDER_DEPTH_MAX) {
    throw new UnusableInput(`${name}: folders are nested deeper than ${FOLDER_DEPTH_MAX}`);
  }
  const names = (await readdir(path)).filter((entry) => !isNoMaterial(entry)).sort();
  const lists = await Promise.all(
    names.map((entry) => walk(join(path, entry), `${name}/${entry}`, depth + 1)));
  return lists.flat();
};

/**
 * Files behind the arguments, folders walked in name order, hidden and .md files left out;
 * a file that is named is always taken.
 * @throws UnusableInput when a path does not exist
 */
export const expandFiles = async (paths: readonly string[]): Promise<readonly InputFile[]> => {
  const lists = await Promise.all(paths.map((path) => walk(path, basename(path) || path, 0)));
  return lists.flat();
};
