import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPack, type Pack } from '@fengcun/policy';
import { UnusableInput } from './exit.ts';

/** The packs that come with the program. */
export const POLICIES_FOLDER = fileURLToPath(new URL('../../../policies', import.meta.url));

const packFiles = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true }).catch(() => {
    throw new UnusableInput(`${folder}: no such folder of packs`);
  });
  return entries.filter((name) => /\.ya?ml$/.test(name)).sort().map((name) => join(folder, name));
};

/** Loads one pack file. @throws UnusableInput with place and reason when it is no valid pack */
export const loadPackFile = async (path: string): Promise<Pack> => {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UnusableInput(`${path}: cannot be read`);
  });
  const pack = loadPack(text);
  if (pack.ok) return pack.value;
  const first = pack.error[0];
  const more = pack.error.length > 1 ? ` (and ${pack.error.length - 1} more)` : '';
  const place = `${path}:${first?.line}:${first?.column}`;
  throw new UnusableInput(`${place}: ${first?.message ?? 'not a pack'}${more}`);
};

/** Every pack of a folder tree, by id. @throws UnusableInput for a broken pack or an id given twice */
export const loadPacks = async (folder: string = POLICIES_FOLDER): Promise<ReadonlyMap<string, Pack>> => {
  const packs = new Map<string, Pack>();
  for (const path of await packFiles(folder)) {
    const pack = await loadPackFile(path);
    if (packs.has(pack.id)) throw new UnusableInput(`${path}: pack id ${pack.id} is given twice`);
    packs.set(pack.id, pack);
  }
  return packs;
};

/** Packs by id, in the order asked for. @throws UnusableInput naming the packs there are */
export const choosePacks = (packs: ReadonlyMap<string, Pack>, ids: readonly string[]): readonly Pack[] =>
  ids.map((id) => {
    const pack = packs.get(id);
    if (pack === undefined) {
      throw new UnusableInput(`no pack «${id}»; there are ${[...packs.keys()].join(', ')}`);
    }
    return pack;
  });

/** The packs of the law in force, which apply when none is named. Proposals are never among them. */
export const packsInForce = (packs: ReadonlyMap<string, Pack>): readonly Pack[] =>
  [...packs.values()].filter((pack) => pack.status === 'inForce');
