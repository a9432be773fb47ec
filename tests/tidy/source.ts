import { globSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Root of the repository, with a trailing slash. */
export const root = fileURLToPath(new URL('../..', import.meta.url));

/** One source file as the tidy rules see it. */
export type Source = Readonly<{ path: string; text: string; lines: readonly string[]; isTest: boolean; isData: boolean }>;

const load = (path: string): Source => {
  const text = readFileSync(root + path, 'utf8');
  const isTest = /\.test\.ts$|^tests\/|^examples\/|\/testing\/|\/bench\/|\/making\//.test(path);
  return { path, text, lines: text.split('\n'), isTest, isData: /\/(data|corpus)\//.test(path) };
};

const skip = (name: string): boolean => name === 'node_modules' || name.startsWith('dist');

/** Every TypeScript file of the repository. */
export const sources = (): readonly Source[] =>
  globSync(['packages/**/*.ts', 'apps/**/*.{ts,tsx}', 'tests/**/*.ts', 'examples/**/*.ts'], { cwd: root, exclude: skip })
    .sort()
    .map(load);

/** Paths of every file git would carry, for rules about names. */
export const allPaths = (): readonly string[] =>
  globSync('{packages,apps,tests,examples,policies,docs}/**', { cwd: root, exclude: skip }).sort();

/** Layer of a package; imports point strictly down. Source: ARCHITECTURE.md, Layers. */
export const LAYERS: Readonly<Record<string, number>> = {
  kernel: 0, crypto: 1, statute: 1, ledger: 2, judgment: 2, policy: 2, privacy: 3, vault: 3, registry: 3, documents: 3,
  population: 3.5,
  store: 4, api: 4, application: 4.5, server: 5, web: 5, cli: 6,
};

/** `statute` of `packages/statute/src/x.ts`; undefined outside packages and apps. */
export const packageOf = (path: string): string | undefined => /^(?:packages|apps)\/([^/]+)\//.exec(path)?.[1];
