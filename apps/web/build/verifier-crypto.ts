import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const IN_BROWSER = fileURLToPath(new URL('../src/verify/crypto-in-browser.ts', import.meta.url));

/** Gives the ledger, when it runs in a page, the few functions of @fengcun/crypto that a browser can have. */
export const verifierCrypto = (): Plugin => ({
  name: 'fengcun-verifier-crypto', enforce: 'pre',
  resolveId: (id, importer) =>
    (id === '@fengcun/crypto' && importer?.includes('/packages/ledger/src/') === true ? IN_BROWSER : undefined),
});
