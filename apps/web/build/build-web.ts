import { createHash } from 'node:crypto';
import { access, glob, mkdir, readdir, rename, rm, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { siteSettings, WEB_ROOT } from './site-settings.ts';

/** LIMIT: enough that two states of the sources never meet. */
const DIGEST_CHARACTERS = 16;
const FINISHED = join(WEB_ROOT, 'dist');

/** What pages are made from: sources here and of the packages that run in the browser. */
const SOURCES = [
  'apps/web/{src,build,public}/**/*', 'apps/web/index.html', 'apps/web/package.json',
  'packages/{kernel,api,crypto,statute,ledger,policy,population,privacy,registry,judgment}/src/**/*',
  'policies/**/*.yaml',
];

/** A digest over names, sizes and times of everything the pages are made from. */
const sourcesDigest = async (): Promise<string> => {
  const root = join(WEB_ROOT, '../..');
  const lines: string[] = [];
  for await (const path of glob(SOURCES, { cwd: root })) {
    const { size, mtimeMs, isFile } = await stat(join(root, path)).then((found) =>
      ({ size: found.size, mtimeMs: found.mtimeMs, isFile: found.isFile() }));
    if (isFile) lines.push(`${path} ${size} ${mtimeMs}`);
  }
  return createHash('sha256').update(lines.sort().join('\n')).digest('hex');
};

const isThere = (folder: string): Promise<boolean> =>
  access(join(folder, 'index.html')).then(() => true, () => false);

/** Puts a finished build in its place; where another start was faster, its build is as good. */
const place = async (fresh: string, folder: string): Promise<void> => {
  await mkdir(FINISHED, { recursive: true });
  try {
    await rename(fresh, folder);
  } catch (error) {
    await rm(fresh, { recursive: true, force: true });
    if (!(await isThere(folder))) throw error;
  }
  for (const old of await readdir(FINISHED)) {
    if (!folder.endsWith(old)) await rm(join(FINISHED, old), { recursive: true, force: true });
  }
};

/**
 * The folder of the finished pages; they are built where they are missing or older than their sources, which
 * takes seconds, once. `tell` is called before a build begins.
 * @throws what the bundler throws when a source does not compile
 */
export const buildWeb = async (tell: () => void): Promise<string> => {
  const folder = join(FINISHED, (await sourcesDigest()).slice(0, DIGEST_CHARACTERS));
  if (await isThere(folder)) return folder;
  tell();
  const { build } = await import('vite');
  const settings = siteSettings();
  // Built beside and moved, so that a service that starts never sees half of it.
  const fresh = `${WEB_ROOT}dist-${process.pid}`;
  await build({ ...settings, build: { ...settings.build, outDir: fresh } });
  await place(fresh, folder);
  return folder;
};
