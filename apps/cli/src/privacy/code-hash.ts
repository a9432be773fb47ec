import { createHash } from 'node:crypto';
import { globSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';

const ROOT = fileURLToPath(new URL('../../../../', import.meta.url));

/**
 * SHA-256 over the program that runs a kind of job: every source file of these folders (from the root of the
 * repository), tests left out, by path and content. Two organs agree to it; another program does not begin.
 */
export const codeHashOf = async (folders: readonly string[]): Promise<string> => {
  const files = folders.flatMap((folder) => globSync(`${folder}/**/*.ts`, { cwd: ROOT }))
    .filter((path) => !/\.test\.ts$|\/testing\//.test(path)).sort();
  const hash = createHash('sha256');
  for (const path of files) {
    const content = createHash('sha256').update(await readFile(ROOT + path)).digest('hex');
    hash.update(`${path} ${content}\n`);
  }
  return hash.digest('hex');
};

/** Folders of the program that publishes statistics. */
export const STATISTICS_CODE = [
  'packages/privacy/src/job', 'packages/privacy/src/statistics', 'packages/application/src/privacy',
] as const;
