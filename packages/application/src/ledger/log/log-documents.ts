import { existsSync } from 'node:fs';
import { copyFile, mkdir, open, readdir } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { DESCRIPTION_FILE, placesIn } from './log-folder.ts';

/** What of a log cannot be made of its rows: its description, and the checkpoints with their signatures. */
export type LogDocument = Readonly<{ name: string; path: string }>;

const TREES = ['sha256', 'sm3'];

/**
 * Descriptions and checkpoints of every log of a data directory, by their names below the folder of the logs.
 */
export const logDocuments = async (dataDirectory: string): Promise<readonly LogDocument[]> => {
  const { folder } = placesIn(dataDirectory);
  const logs = existsSync(folder) ? (await readdir(folder)).sort() : [];
  return logs.flatMap((log) => [DESCRIPTION_FILE, ...TREES.map((tree) => `${tree}/checkpoint`)]
    .map((file) => ({ name: `${log}/${file}`, path: join(folder, log, file) }))
    .filter(({ path }) => existsSync(path)));
};

/** Puts documents of logs back, but for logs that are there: they may be newer. */
export const putLogDocuments = async (
  dataDirectory: string, from: string, names: readonly string[],
): Promise<void> => {
  const { folder } = placesIn(dataDirectory);
  const known = new Set(existsSync(folder) ? await readdir(folder) : []);
  for (const name of names.filter((each) => !known.has(each.split('/')[0] ?? ''))) {
    const path = join(folder, name);
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await copyFile(join(from, name), path);
    const file = await open(path, 'r+');
    await file.sync().finally(() => file.close());
  }
};
