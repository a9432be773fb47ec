import { randomBytes } from 'node:crypto';
import { chmod, mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { canonicalJson, type Json, sha256Hex } from '@fengcun/kernel';
import {
  decideQuota, type HolderQuota, parseRunTerms, type PastRun, type RunTerms, runTermsHash,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { UnusableInput } from '../../exit.ts';

const readJson = async (path: string, option: string): Promise<Json> => {
  try {
    return JSON.parse(await readFile(path, 'utf8')) as Json;
  } catch {
    throw new UnusableInput(`${option}: ${path} cannot be read as JSON`);
  }
};

/** Terms of a file. @throws UnusableInput with the members that are wrong */
export const readTerms = async (path: string): Promise<RunTerms> => {
  const terms = parseRunTerms(await readJson(path, '--terms'));
  if (terms.ok) return terms.value;
  throw new UnusableInput(`--terms: ${path} is wrong in: ${terms.error.members.join(', ')}`);
};

/** What a side keeps between two calls of one run: its seed, and what it has masked so far. */
export type RunState = Readonly<{ seed: Uint8Array; workFolder: string; erase: () => Promise<void> }>;

/**
 * The folder of one run of one side, mode 0700. The seed is drawn once; a seed that belongs to other terms or
 * other rows ends the run, because the same points over two sets would be comparable.
 */
export const openRunState = async (
  folder: string, terms: RunTerms, records: readonly Uint8Array[],
): Promise<RunState> => {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const path = join(folder, 'seed.json');
  const belongsTo = sha256Hex(`${runTermsHash(terms)} ${sha256Hex(Buffer.concat(records))}`);
  const kept = await readFile(path, 'utf8').catch(() => undefined);
  const erase = async (): Promise<void> => { await rm(folder, { recursive: true, force: true }); };
  const workFolder = join(folder, 'work');
  if (kept !== undefined) {
    const state = JSON.parse(kept) as Readonly<{ seed: string; belongsTo: string }>;
    if (state.belongsTo !== belongsTo) {
      throw new UnusableInput(`--state: ${folder} belongs to another run or other rows; give a new one`);
    }
    return { seed: new Uint8Array(Buffer.from(state.seed, 'base64')), workFolder, erase };
  }
  const seed = new Uint8Array(randomBytes(32));
  await writeWhole(path, canonicalJson({ seed: Buffer.from(seed).toString('base64'), belongsTo }));
  await chmod(path, 0o600);
  return { seed, workFolder, erase };
};

/** A registry's file of quotas: bounds of each holder, and the runs that began. */
type QuotaFile = Readonly<{
  holders: Readonly<Record<string, HolderQuota>>; past: readonly (PastRun & Readonly<{ session: string }>)[];
}>;

/**
 * Counts a run before it begins; one that goes on under its old session is not counted twice. A registry
 * without quotas lets nobody begin.
 */
export const countRun = async (
  path: string | undefined, run: PastRun & Readonly<{ session: string }>,
): Promise<void> => {
  if (path === undefined) throw new UnusableInput('--quota is missing: the file with the holders\' quotas');
  const file = await readJson(path, '--quota') as unknown as QuotaFile;
  const { holders, past = [] } = file;
  const isOld = run.mode !== 'check' && past.some((one) => one.session === run.session);
  if (isOld) return;
  const decided = decideQuota(run, past, holders[run.holder]);
  if (!decided.ok) {
    const { code, allowed } = decided.error;
    const bound = allowed === undefined ? '' : `, allowed ${allowed}`;
    throw new UnusableInput(`this run is refused (${code}${bound})`);
  }
  await writeWhole(path, `${JSON.stringify({ holders, past: [...past, run] }, undefined, 2)}\n`);
};
