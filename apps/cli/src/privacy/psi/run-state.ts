import { randomBytes } from 'node:crypto';
import { mkdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { concatBytes, digest, equalBytes, SECRET_BYTES, utf8 } from '@fengcun/crypto';
import { type Json, sha256Hex } from '@fengcun/kernel';
import {
  decideQuota, type HolderQuota, parseRunTerms, type PastRun, type RunRole, type RunTerms, runTermsHash,
} from '@fengcun/privacy';
import { writeWhole } from '../../atomic-write.ts';
import { UnusableInput } from '../../exit.ts';
import { type Keeper, readKept, usingSecret, writeKept } from '../kept-secret.ts';

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

/** Files of one side of a run, every one sealed under the organ's key at its name. */
export type KeptFiles = Readonly<{
  read: (name: string) => Promise<Uint8Array | undefined>;
  write: (name: string, content: Uint8Array) => Promise<void>;
}>;

/** What a side keeps between two calls of one run: its seed, and what it has masked so far. */
export type RunState = Readonly<{ seed: Uint8Array; files: KeptFiles; erase: () => Promise<void> }>;

/** Whose state: a run, a side of it, and what it is about (`belongsTo`, in one text). */
export type StateOwner = Readonly<{
  folder: string; terms: RunTerms; role: RunRole; keeper: Keeper; belongsTo: string;
}>;

/** What the state of a side with rows of its own belongs to. */
export const ofRows = (records: readonly Uint8Array[]): string => `rows ${sha256Hex(Buffer.concat(records))}`;

const keptFiles = ({ folder, terms, role, keeper }: StateOwner): KeptFiles => {
  const at = (name: string) => [
    join(folder, `${name}.kept`), keeper, { kind: 'psi', id: `${terms.session}/${role}/${name}` },
  ] as const;
  return {
    read: (name) => readKept(...at(name)),
    write: async (name, secret) => {
      const [path, , place] = at(name);
      await writeKept(path, keeper, { place, secret });
    },
  };
};

const SEED = 'seed';

/**
 * The folder of one run of one side, mode 0700. The seed is drawn once; a seed that belongs to other terms or
 * other rows ends the run, because the same points over two sets would be comparable. The caller overwrites
 * it.
 */
export const openRunState = async (owner: StateOwner): Promise<RunState> => {
  const { folder, terms, belongsTo } = owner;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const files = keptFiles(owner);
  const erase = async (): Promise<void> => { await rm(folder, { recursive: true, force: true }); };
  const owned = digest('sha256', utf8(`${runTermsHash(terms)} ${belongsTo}`));
  const kept = await files.read(SEED);
  if (kept === undefined) {
    const seed = new Uint8Array(randomBytes(SECRET_BYTES));
    await usingSecret(concatBytes(seed, owned), (secret) => files.write(SEED, secret));
    return { seed, files, erase };
  }
  const seed = Uint8Array.from(kept.subarray(0, SECRET_BYTES));
  const isOwn = equalBytes(kept.subarray(SECRET_BYTES), owned);
  kept.fill(0);
  if (isOwn) return { seed, files, erase };
  seed.fill(0);
  throw new UnusableInput(`--state: ${folder} belongs to another run or other rows; give a new one`);
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
