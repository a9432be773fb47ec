import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';

/** A module of a peer engine and the version that is installed, or why there is none. */
export type Loaded = Readonly<{ module: unknown; version: string }> | Readonly<{ missing: string }>;

const versionIn = (folder: string, name: string): string => {
  const manifest: unknown = JSON.parse(readFileSync(join(folder, 'node_modules', name, 'package.json'), 'utf8'));
  const version = typeof manifest === 'object' && manifest !== null && 'version' in manifest ? manifest.version : '?';
  return String(version);
};

/** Loads a peer from the folder it was installed into; one that is not there is an answer, not an error. */
export const loadPeer = async (folder: string | undefined, name: string): Promise<Loaded> => {
  if (folder === undefined) return { missing: 'no folder of installed peers was given' };
  try {
    const found = createRequire(join(folder, 'package.json')).resolve(name);
    return { module: await import(pathToFileURL(found).href), version: versionIn(folder, name) };
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : 'cannot be loaded';
    return { missing: `not installed or not loadable (${code}): npm install in packages/policy/bench/peers` };
  }
};
