import { glob, readFile } from 'node:fs/promises';
import { fileURLToPath } from 'node:url';
import { ENTRY_FIELDS, FACT_FIELDS, type FactField, FUNCTION_NAMES, loadPack } from '@fengcun/policy';
import type { Plugin } from 'vite';
import { packAbout } from '../src/pages/researcher/lab/pack-about.ts';

const NAME = 'virtual:policy-packs';
const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

/** Law in force first, then what is proposed, then foreign law; each by name. */
const ORDER = { inForce: 0, proposal: 1, foreign: 2 } as const;

const packAt = async (path: string) => {
  const text = await readFile(ROOT + path, 'utf8');
  const pack = loadPack(text);
  if (!pack.ok) throw new Error(`${path}: ${pack.error[0]?.message ?? 'is no pack'}`);
  return { about: packAbout(pack.value), text };
};

/** Every pack that ships: its text, and what the pages show of it before any engine runs. */
export const shippedPacks = async () => {
  const paths = await Array.fromAsync(glob('policies/**/*.yaml', { cwd: ROOT }));
  const packs = await Promise.all(paths.filter((path) => !path.includes('.theorems.')).map(packAt));
  return packs.sort(({ about: a }, { about: b }) =>
    ORDER[a.status] - ORDER[b.status] || a.id.localeCompare(b.id));
};

const factAbout = ({ name, title, type }: FactField) => ({
  name, title, values: type.kind === 'enum' || type.kind === 'set' ? type.values : [],
});

const source = async (): Promise<string> => {
  const tables = {
    PACKS: await shippedPacks(), FACTS: FACT_FIELDS.map(factAbout),
    WORDS: [...FUNCTION_NAMES, ...ENTRY_FIELDS.map(({ name }) => name)],
  };
  return Object.entries(tables).map(([name, table]) => `export const ${name} = ${JSON.stringify(table)};`).join('\n');
};

/** The packs and the words of their language as data; a pack that does not load breaks the build, not a page. */
export const packTable = (): Plugin => ({
  name: 'fengcun-policy-packs',
  resolveId: (id) => (id === NAME ? `\0${NAME}` : undefined),
  load: (id) => (id === `\0${NAME}` ? source() : undefined),
});
