import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { err, ok, type Result } from '@fengcun/kernel';
import { parsePolicy, type TlogPolicy } from '@fengcun/ledger';
import { type Database, openDatabase } from '@fengcun/store';
import { durableFiles } from '../disk/durable-files.ts';
import { LOCAL_DISK } from '../disk/local-disk.ts';
import { headStore } from '../log/head-store.ts';
import { logFiles } from '../log/log-files.ts';
import {
  describedLogs, type DescribedTree, folderOf, type LedgerPlaces, placesIn, policyOfTree, possibleLogIds,
  treeHashNamed,
} from '../log/log-folder.ts';
import type { VerifiableLog, VerifiableTree } from './verify-log.ts';

/** Where a ledger is stored. `policy`: text of the policy to trust instead of the one beside the files. */
export type StoredPlace = Readonly<{
  dataDirectory: string; databaseUrl?: string; lockFolder?: string; policy?: string; now: () => string;
}>;

/** A place without a ledger, or with a description or policy that cannot be read. */
export type StoredRefusal = Readonly<{
  code: 'NO_DATA' | 'DESCRIPTION_MALFORMED' | 'POLICY_MALFORMED'; line?: number;
}>;

/** Logs to verify, with the database they are in; the caller closes it. */
export type StoredLedgers = Readonly<{
  database: Database; logs: readonly VerifiableLog[]; places: LedgerPlaces;
  /** Logs with entries in the database whose folder is not there or does not say what it is. */
  withoutFiles: readonly string[];
  close: () => Promise<void>;
}>;

const READER = 'reader';

const treeOf = (
  places: LedgerPlaces, logId: string, tree: DescribedTree, policy: TlogPolicy,
): VerifiableTree | undefined => {
  const hash = treeHashNamed(tree.name);
  if (hash === undefined) return undefined;
  const durable = durableFiles(LOCAL_DISK, places.folder, READER);
  const lockFolder = folderOf(places.lockFolder, logId, tree.name);
  return {
    name: tree.name, hash, origin: tree.origin, policy,
    files: logFiles(LOCAL_DISK, durable, folderOf(places.folder, logId, tree.name)),
    lock: headStore(LOCAL_DISK, { folder: lockFolder, origin: tree.origin, tag: READER }),
  };
};

type Trees = readonly Readonly<{ logId: string; tree: VerifiableTree }>[];

const treesIn = async (
  places: LedgerPlaces, given: TlogPolicy | undefined,
): Promise<Result<Trees, StoredRefusal>> => {
  const found: { logId: string; tree: VerifiableTree }[] = [];
  for (const log of await describedLogs(LOCAL_DISK, places.folder)) {
    if (!log.ok) return log;
    for (const described of log.value.trees) {
      const policy = given === undefined ? policyOfTree(described) : ok(given);
      if (!policy.ok) return policy;
      const tree = treeOf(places, log.value.logId, described, policy.value);
      if (tree !== undefined) found.push({ logId: log.value.logId, tree });
    }
  }
  return ok(found);
};

const hasLeaves = async (database: Database, logId: string): Promise<boolean> => {
  const counted = await database.audit(async ({ leaves }) => ok(await leaves.size(logId)));
  return counted.ok && counted.value > 0;
};

/**
 * Opens every log of a data directory for reading, over its embedded database or the server that is named.
 * Makes nothing where nothing is. Faults: those of `openDatabase`.
 */
export const openStoredLedgers = async (
  place: StoredPlace,
): Promise<Result<StoredLedgers, StoredRefusal>> => {
  const { dataDirectory, databaseUrl, now } = place;
  // Opening an embedded database would make one; to look is not to make.
  const isThere = databaseUrl !== undefined || existsSync(join(dataDirectory, 'database'));
  if (!isThere) return err({ code: 'NO_DATA' });
  const policy = place.policy === undefined ? undefined : parsePolicy(place.policy);
  if (policy?.ok === false) return err({ code: 'POLICY_MALFORMED', line: policy.error.line });
  const places = placesIn(dataDirectory, place.lockFolder);
  const trees = await treesIn(places, policy?.value);
  if (!trees.ok) return trees;
  const database = await openDatabase(databaseUrl === undefined
    ? { kind: 'embedded', dataDirectory, now } : { kind: 'server', url: databaseUrl, now });
  const logs = trees.value.map(({ logId, tree }) => ({ logId, tree, database }));
  const withoutFiles: string[] = [];
  for (const logId of possibleLogIds(Date.parse(now()))) {
    const isDescribed = logs.some((log) => log.logId === logId);
    if (!isDescribed && (await hasLeaves(database, logId))) withoutFiles.push(logId);
  }
  return ok({ database, logs, places, withoutFiles, close: database.close });
};
