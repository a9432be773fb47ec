import { CONFIRMATIONS, GRANT_LIMITS, INQUIRERS, INQUIRY_MATERIALS, TOLD_PARTS } from '@fengcun/registry';
import { OFFENCE_CLASS_DEFINITIONS } from '@fengcun/statute';
import type { Plugin } from 'vite';

const NAME = 'virtual:inquiry-tables';

const CLASS_WORDS = Object.fromEntries(Object.entries(OFFENCE_CLASS_DEFINITIONS)
  .map(([name, { zh, en }]) => [name, { zh, en }]));
const TABLES = { INQUIRERS, INQUIRY_MATERIALS, CONFIRMATIONS, GRANT_LIMITS, TOLD_PARTS, CLASS_WORDS };

/**
 * The rules' own tables of inquirers, papers, confirmations and limits of a grant, taken when the pages are
 * built: their package also compiles schemas, which the policy of the pages forbids in a browser.
 */
export const inquiryTables = (): Plugin => ({
  name: 'fengcun-inquiry-tables',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) => (id !== `\0${NAME}` ? undefined : Object.entries(TABLES)
    .map(([name, table]) => `export const ${name} = ${JSON.stringify(table)};`).join('\n')),
});
