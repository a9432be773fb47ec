import { fileURLToPath } from 'node:url';
import type { Plugin } from 'vite';

const IN_BROWSER = fileURLToPath(new URL('../src/verify/crypto-in-browser.ts', import.meta.url));

const VERIFIERS = /\/packages\/(?:ledger\/src|privacy\/src\/statistics)\//;

/** Gives verifiers, when they run in a page, the few functions of @fengcun/crypto that a browser can have. */
export const verifierCrypto = (): Plugin => ({
  name: 'fengcun-verifier-crypto', enforce: 'pre',
  resolveId: (id, importer) =>
    (id === '@fengcun/crypto' && importer !== undefined && VERIFIERS.test(importer) ? IN_BROWSER : undefined),
});
