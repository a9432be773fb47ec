import { fileURLToPath } from 'node:url';
import react from '@vitejs/plugin-react';
import type { InlineConfig } from 'vite';
import { actTable } from './act-table.ts';
import { deskTables } from './desk-tables.ts';
import { inquiryTables } from './inquiry-tables.ts';
import { kernelHash } from './kernel-hash.ts';
import { packTable } from './pack-table.ts';
import { routeTable } from './route-table.ts';
import { statisticsVerifier } from './statistics-verifier.ts';
import { verifierCrypto } from './verifier-crypto.ts';

/** Folder of the pages' sources. */
export const WEB_ROOT = fileURLToPath(new URL('..', import.meta.url));

const tables = () => [
  routeTable(), actTable(), inquiryTables(), deskTables(), packTable(), statisticsVerifier(), kernelHash(),
  verifierCrypto(),
];

const WITHOUT_EFFECTS = /\/packages\/(?:population|registry|judgment)\//;

/** How the pages are built: everything from this host, nothing inlined that a strict policy would refuse. */
export const siteSettings = (): InlineConfig => ({
  root: WEB_ROOT, configFile: false, logLevel: 'error', plugins: [react(), ...tables()],
  worker: {
    format: 'es', plugins: tables,
    // The lab draws people with the catalogue of charges of these packages; their readers of documents stay out.
    rolldownOptions: { treeshake: { moduleSideEffects: (id) => !WITHOUT_EFFECTS.test(id) } },
  },
  build: {
    outDir: 'dist', emptyOutDir: true, target: 'es2022', assetsInlineLimit: 0, sourcemap: false,
    modulePreload: { polyfill: false }, reportCompressedSize: false, chunkSizeWarningLimit: 2000,
  },
});
