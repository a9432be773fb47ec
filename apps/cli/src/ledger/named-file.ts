import { readFile } from 'node:fs/promises';
import { UnusableInput } from '../exit.ts';

/** The bytes of a file that was named. @throws UnusableInput */
export const readNamed = async (path: string, option: string): Promise<Uint8Array> => {
  try {
    return await readFile(path);
  } catch {
    throw new UnusableInput(`${option} ${path}: the file cannot be read`);
  }
};
