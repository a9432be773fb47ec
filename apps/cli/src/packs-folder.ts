import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { loadPack, type Pack, type PackProblem, type ParameterChoice } from '@fengcun/policy';
import { UnusableInput } from './exit.ts';

/** The packs that come with the program. */
export const POLICIES_FOLDER = fileURLToPath(new URL('../../../policies', import.meta.url));

const packFiles = async (folder: string): Promise<readonly string[]> => {
  const entries = await readdir(folder, { recursive: true }).catch(() => {
    throw new UnusableInput(`${folder}: no such folder of packs`);
  });
  return entries.filter((name) => /\.ya?ml$/.test(name) && !THEOREMS.test(name)).sort()
    .map((name) => join(folder, name));
};

/** Theorems stand beside their pack, as X.theorems.yaml. */
const THEOREMS = /\.theorems\.ya?ml$/;

/** The texts of the files of theorems in a folder tree, by path. */
export const theoremTexts = async (
  folder: string = POLICIES_FOLDER,
): Promise<ReadonlyMap<string, string>> => {
  const entries = await readdir(folder, { recursive: true });
  const paths = entries.filter((name) => THEOREMS.test(name)).sort().map((name) => join(folder, name));
  return new Map(await Promise.all(paths.map(async (path) => [path, await readFile(path, 'utf8')] as const)));
};

/** Other values for parameters, and the packs they are meant for; absent: those of the law in force. */
export type Vary = Readonly<{ parameters: ParameterChoice; ids?: readonly string[] | undefined }>;

const NOTHING_VARIED: Vary = { parameters: {} };

// A pack follows from its text alone, and a service asks for the same files for each of its parts.
// LIMIT: more than comes with the program; beyond that the table starts anew.
const PACKS_KEPT_MAX = 64;
const packsByText = new Map<string, Pack>();

const packOf = (path: string, text: string): Pack => {
  const known = packsByText.get(text);
  if (known !== undefined) return known;
  const pack = loadPack(text);
  if (!pack.ok) throw new UnusableInput(problemsText(path, pack.error));
  if (packsByText.size >= PACKS_KEPT_MAX) packsByText.clear();
  packsByText.set(text, pack.value);
  return pack.value;
};

/**
 * Loads one pack file, with other values for those of the parameters that it has.
 * @throws UnusableInput with place and reason when it is no valid pack
 */
export const loadPackFile = async (path: string, vary: Vary = NOTHING_VARIED): Promise<Pack> => {
  const text = await readFile(path, 'utf8').catch(() => {
    throw new UnusableInput(`${path}: cannot be read`);
  });
  const pack = packOf(path, text);
  const { id, status, parameters } = pack;
  const isVaried = vary.ids?.includes(id) ?? status === 'inForce';
  const own = Object.entries(vary.parameters).filter(([name]) => parameters.some((each) => each.id === name));
  if (own.length === 0 || !isVaried) return pack;
  const varied = loadPack(text, { parameters: Object.fromEntries(own) });
  if (varied.ok) return varied.value;
  throw new UnusableInput(problemsText(path, varied.error));
};

/** LIMIT: problems told of one broken pack; an author repairs these and asks again. */
const PROBLEMS_TOLD_MAX = 20;

const problemText = (path: string, { line, column, clause, code, message, hint }: PackProblem): string => {
  const where = clause === undefined ? '' : ` ${clause}:`;
  return `${path}:${line}:${column}:${where} ${message}${hint === undefined ? '' : `; ${hint}`}  [${code}]`;
};

const problemsText = (path: string, problems: readonly PackProblem[]): string => {
  const told = problems.slice(0, PROBLEMS_TOLD_MAX).map((problem) => problemText(path, problem));
  const more = problems.length - told.length;
  return [...told, ...(more > 0 ? [`(and ${more} more)`] : [])].join('\n');
};

/** Law first, then proposals, foreign law last: the order in which packs are named. */
const STATUSES: readonly Pack['status'][] = ['inForce', 'proposal', 'foreign'];

/** Every pack of a folder tree, by id. @throws UnusableInput for a broken pack or an id given twice */
export const loadPacks = async (
  folder: string = POLICIES_FOLDER, vary: Vary = NOTHING_VARIED,
): Promise<ReadonlyMap<string, Pack>> => {
  const packs = new Map<string, Pack>();
  for (const path of await packFiles(folder)) {
    const pack = await loadPackFile(path, vary);
    if (packs.has(pack.id)) throw new UnusableInput(`${path}: pack id ${pack.id} is given twice`);
    packs.set(pack.id, pack);
  }
  const rank = (pack: Pack): number => STATUSES.indexOf(pack.status);
  return new Map([...packs].sort(([, one], [, other]) => rank(one) - rank(other)));
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
