import { ALL_ROUTES, PROBLEMS } from '@fengcun/api';
import { OPEN_GROUND, SEAL_GROUND } from '@fengcun/registry';
import { basisLabel, LEGAL_BASES } from '@fengcun/statute';
import type { Plugin } from 'vite';

const NAME = 'virtual:act-table';

type Words = Readonly<{ zh: string; en: string }>;
const wordsIn = (table: Readonly<Record<string, Words>>): Readonly<Record<string, Words>> =>
  Object.fromEntries(Object.entries(table).map(([code, { zh, en }]) => [code, { zh, en }]));

const tables = () => {
  const bases = LEGAL_BASES.bases.map((basis) => {
    const cited = basisLabel(basis);
    return [basis.id.toLowerCase(), { zh: cited, en: cited }] as const;
  });
  return {
    ACTS: Object.fromEntries(ALL_ROUTES.map(([, { action, title }]) => [action, title])),
    REFUSALS: wordsIn(PROBLEMS),
    GROUNDS: { ...wordsIn(SEAL_GROUND), ...wordsIn(OPEN_GROUND), ...Object.fromEntries(bases) },
  };
};

/** What the interface calls its acts, its refusals and its grounds, by their codes, when the pages are built. */
export const actTable = (): Plugin => ({
  name: 'fengcun-act-table',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) => (id !== `\0${NAME}` ? undefined : Object.entries(tables())
    .map(([name, table]) => `export const ${name} = ${JSON.stringify(table)};`).join('\n')),
});
