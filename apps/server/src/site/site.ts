import { glob, readFile } from 'node:fs/promises';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';
import { gzip } from 'node:zlib';

/** One file of the pages, as it is sent. */
export type SiteFile = Readonly<{ body: Buffer; packed?: Buffer; type: string }>;

/** The pages, all in memory: nothing of a request ever becomes a path of the file system. */
export type Site = Readonly<{
  index: string; files: ReadonlyMap<string, SiteFile>;
  /** Where a demonstration shows the code that a telephone would; nowhere in service. */
  demoCodesAt?: string;
}>;

const TYPES: Readonly<Record<string, string>> = {
  '.js': 'text/javascript; charset=utf-8', '.css': 'text/css; charset=utf-8', '.svg': 'image/svg+xml',
  '.json': 'application/json; charset=utf-8', '.wasm': 'application/wasm', '.woff2': 'font/woff2',
  '.png': 'image/png',
};
/** LIMIT: below this packing saves nothing. Bytes. */
const PACKED_FROM = 1024;
const pack = promisify(gzip);

const fileOf = async (path: string): Promise<SiteFile | undefined> => {
  const type = TYPES[extname(path)];
  if (type === undefined) return undefined;
  const body = await readFile(path);
  const isPackedAlready = type === 'image/png' || type.startsWith('font/');
  if (body.length < PACKED_FROM || isPackedAlready) return { body, type };
  return { body, type, packed: await pack(body, { level: 9 }) };
};

/**
 * Reads the finished pages of a folder. Files of types that are not known are left out.
 * @throws what reading throws when the folder has no index.html
 */
export const loadSite = async (folder: string): Promise<Site> => {
  const files = new Map<string, SiteFile>();
  for await (const path of glob('**/*', { cwd: folder })) {
    const file = await fileOf(join(folder, path));
    if (file !== undefined) files.set(`/${path}`, file);
  }
  return { index: await readFile(join(folder, 'index.html'), 'utf8'), files };
};
