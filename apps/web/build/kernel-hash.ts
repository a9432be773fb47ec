import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const IN_BROWSER = fileURLToPath(new URL('../src/pages/researcher/lab/hash-in-browser.ts', import.meta.url));

/** Gives the kernel, when it runs in a page, the one function of `node:crypto` that it uses. */
export const kernelHash = (): Plugin => ({
  name: 'fengcun-kernel-hash', enforce: 'pre',
  resolveId: (id, importer) =>
    (id === 'node:crypto' && importer?.includes('/packages/kernel/src/') === true ? IN_BROWSER : undefined),
});
