import { join } from 'node:path';
import { err, ok, type Result } from '@fengcun/kernel';
import { parsePolicy, SHA256_TREE, SM3_TREE, type TlogPolicy, type TreeHash } from '@fengcun/ledger';
import type { Disk } from '../disk/disk.ts';

/** One tree of a log as it is described beside its files. */
export type DescribedTree = Readonly<{ name: string; origin: string; policy: string }>;

/** What a folder of a log says about it: public, and untrusted where a policy file is at hand. */
export type LogDescription = Readonly<{ v: 1; logId: string; trees: readonly DescribedTree[] }>;

/** Where the files of all logs are, and where their last signed heads are kept. */
export type LedgerPlaces = Readonly<{ folder: string; lockFolder: string }>;

/**
 * Places inside a data directory. The lock guards against a rolled-back database only as far as it is not
 * rolled back with it: in production name another disk. Witnesses guard against both.
 */
export const placesIn = (dataDirectory: string, lockFolder?: string): LedgerPlaces =>
  ({ folder: join(dataDirectory, 'ledger'), lockFolder: lockFolder ?? join(dataDirectory, 'ledger-lock') });

/** File in the folder of a log that describes it. */
export const DESCRIPTION_FILE = 'log.json';

const LOG_ID = /^[a-z][a-z0-9-]*(?:\/[a-z0-9-]+)*$/;

/**
 * Whether a text can name a log: lower-case words and digits between slashes, so it is a folder name as well.
 */
export const isLogId = (text: string): boolean => text.length <= 64 && LOG_ID.test(text);

/** Folder of a log, or of a tree of it, below a place. */
export const folderOf = (place: string, logId: string, treeName?: string): string =>
  join(place, logId.replaceAll('/', '.'), ...(treeName === undefined ? [] : [treeName]));

/**
 * The access log of the year of an instant (milliseconds): one log a year, so that old ones can be put away.
 */
export const accessLogId = (now: number): string => `access/${new Date(now).getUTCFullYear()}`;

const FIRST_YEAR = 2025;

/** Access logs this deployment may have: one for each year since there is this program. */
export const possibleLogIds = (now: number): readonly string[] => {
  const years = new Date(now).getUTCFullYear() - FIRST_YEAR + 1;
  return Array.from({ length: Math.max(years, 0) }, (_, i) => `access/${FIRST_YEAR + i}`);
};

/** Hash function of a tree by its name; undefined for a name nobody gave. */
export const treeHashNamed = (name: string): TreeHash | undefined =>
  [SHA256_TREE, SM3_TREE].find((hash) => hash.name === name);

/** Why a description is not used. */
export type DescriptionRefusal = Readonly<{ code: 'DESCRIPTION_MALFORMED' | 'POLICY_MALFORMED' }>;

const isTree = (value: unknown): value is DescribedTree =>
  typeof value === 'object' && value !== null && 'name' in value && 'origin' in value && 'policy' in value &&
  typeof value.name === 'string' && typeof value.origin === 'string' && typeof value.policy === 'string' &&
  treeHashNamed(value.name) !== undefined;

/** Reads a description. */
export const parseDescription = (bytes: Uint8Array): Result<LogDescription, DescriptionRefusal> => {
  const refused = err<DescriptionRefusal>({ code: 'DESCRIPTION_MALFORMED' });
  try {
    const value: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    if (typeof value !== 'object' || value === null || !('v' in value) || value.v !== 1) return refused;
    if (!('logId' in value) || typeof value.logId !== 'string' || !isLogId(value.logId)) return refused;
    if (!('trees' in value) || !Array.isArray(value.trees) || !value.trees.every(isTree)) return refused;
    return ok({ v: 1, logId: value.logId, trees: value.trees });
  } catch {
    return refused;
  }
};

/** Policy of a described tree. */
export const policyOfTree = (tree: DescribedTree): Result<TlogPolicy, DescriptionRefusal> => {
  const policy = parsePolicy(tree.policy);
  return policy.ok ? policy : err({ code: 'POLICY_MALFORMED' });
};

/** Every log described in a folder, in the order of their names. */
export const describedLogs = async (
  disk: Disk, folder: string,
): Promise<readonly Result<LogDescription, DescriptionRefusal>[]> => {
  const found: Result<LogDescription, DescriptionRefusal>[] = [];
  for (const name of [...await disk.names(folder)].sort()) {
    const bytes = await disk.read(join(folder, name, DESCRIPTION_FILE)).catch(() => undefined);
    if (bytes !== undefined) found.push(parseDescription(bytes));
  }
  return found;
};
