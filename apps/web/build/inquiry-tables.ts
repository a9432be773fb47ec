import { CONFIRMATIONS, INQUIRERS, INQUIRY_MATERIALS } from '@fengcun/registry';
import type { Plugin } from 'vite';

const NAME = 'virtual:inquiry-tables';

/**
 * The rules' own tables of inquirers, papers and confirmations, taken when the pages are built: their package
 * also compiles schemas, which the policy of the pages forbids in a browser.
 */
export const inquiryTables = (): Plugin => ({
  name: 'fengcun-inquiry-tables',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) => (id !== `\0${NAME}` ? undefined : Object.entries({ INQUIRERS, INQUIRY_MATERIALS, CONFIRMATIONS })
    .map(([name, table]) => `export const ${name} = ${JSON.stringify(table)};`).join('\n')),
});
