import {
  endsSeal, OPEN_GROUND, OPEN_GROUNDS, RIGHTS, SEAL_GROUND, SEAL_GROUNDS, WITHHOLDING_GROUNDS,
} from '@fengcun/registry';
import type { Plugin } from 'vite';

const NAME = 'virtual:desk-tables';

/** Article 7 has its own way with three wills; a proposal of law opens nothing under the law in force. */
const offered = OPEN_GROUNDS.filter((ground) =>
  ground !== 'exemptByApplication' && OPEN_GROUND[ground].status === 'inForce');

const OPENS = Object.fromEntries(SEAL_GROUNDS.map((basis) =>
  [basis, offered.filter((ground) => endsSeal(ground, { ground: basis }))]));

/** The rules' own tables of grounds and rights, taken when the pages are built, as `inquiryTables` does. */
export const deskTables = (): Plugin => ({
  name: 'fengcun-desk-tables',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) => (id !== `\0${NAME}` ? undefined
    : Object.entries({ SEAL_GROUND, OPEN_GROUND, RIGHTS, WITHHOLDING_GROUNDS, OPENS })
      .map(([name, table]) => `export const ${name} = ${JSON.stringify(table)};`).join('\n')),
});
