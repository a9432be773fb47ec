import type { KeyObject } from 'node:crypto';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { assert, Fault } from '@fengcun/kernel';
import { formatNoteKey, type LineSigner, parsePolicy, SM3_ORIGIN_SUFFIX } from '@fengcun/ledger';
import type { Disk } from './disk/disk.ts';
import { type DurableFiles, durableFiles } from './disk/durable-files.ts';
import { LOCAL_DISK } from './disk/local-disk.ts';
import { lineSigner } from './keys/log-key.ts';
import { headStore } from './log/head-store.ts';
import { logFiles } from './log/log-files.ts';
import {
  DESCRIPTION_FILE, folderOf, isLogId, type LedgerPlaces, type LogDescription, parseDescription,
  treeHashNamed,
} from './log/log-folder.ts';
import { type QuorumWatch, quorumWatch } from './sequencer/quorum-watch.ts';
import { openSequencer, type Sequencer } from './sequencer/sequencer.ts';
import type { LogDatabase, LogSetup, LogTree } from './sequencer/setup.ts';
import { httpPost } from './witness/http-post.ts';
import type { WitnessPost } from './witness/witness-client.ts';

/** A log to open, and the world it lives in. */
export type LedgerOptions = Readonly<{
  logId: string;
  /** Public name of the operator, first part of the origin: `audit.example.gov.cn`. */
  host: string;
  database: LogDatabase;
  places: LedgerPlaces;
  /** Ed25519 private key of the log. */
  key: KeyObject;
  /** Further lines beside it, such as ML-DSA-44, for an origin. */
  furtherSigners?: (origin: string) => readonly LineSigner[];
  /**
   * Witness and quorum lines of the policy (C2SP tlog-policy). Without them those of the last opening stay in
   * force, and where there never were any nobody has to witness.
   */
  witnesses?: string;
  /** A second tree over the same entries with SM3; from the first entry of a log or not at all. */
  withSm3?: boolean;
  now: () => number;
  /**
   * Names this sequencer in the lease; the same at each start where a lock on the data directory excludes
   * others.
   */
  holder: string;
  post?: WitnessPost;
  disk?: Disk;
  leaseMillis?: number;
  batchEntries?: number;
}>;

/** An open log: its sequencer, the gate that closes without witnesses, and what they stand on. */
export type Ledger = Readonly<{
  logId: string;
  setup: LogSetup;
  sequencer: Sequencer;
  /** Reads of sealed records ask this first. */
  watch: QuorumWatch;
}>;

/** LIMIT: a dead sequencer is succeeded after this time. */
const LEASE_MILLIS = 10_000;
/** LIMIT: entries of a transaction; four bundles. */
const BATCH_ENTRIES = 1024;

const TREE_NAMES = ['sha256', 'sm3'] as const;

const originOf = ({ host, logId }: LedgerOptions, treeName: string): string =>
  `${host}/sealing/${logId}${treeName === 'sm3' ? SM3_ORIGIN_SUFFIX : ''}`;

type Opening = Readonly<{
  options: LedgerOptions; disk: Disk; durable: DurableFiles; tag: string;
  /** What the folder of the log says from the last opening. */
  before: LogDescription | undefined;
}>;

const LOG_LINE = /^log .*\n/;

const policyText = ({ options, before }: Opening, name: string, signer: LineSigner): string => {
  const described = before?.trees.find((tree) => tree.name === name)?.policy.replace(LOG_LINE, '').trimEnd();
  return `log ${formatNoteKey(signer.key)}\n${options.witnesses?.trimEnd() ?? described ?? 'quorum none'}\n`;
};

const openTree = async (opening: Opening, name: string): Promise<LogTree> => {
  const { options, disk, durable, tag } = opening;
  const { places, logId } = options;
  const origin = originOf(options, name);
  const signer = lineSigner(options.key, origin);
  const policy = parsePolicy(policyText(opening, name, signer));
  if (!policy.ok) {
    const where = `line ${policy.error.line - 1} of the witness policy`;
    throw new Fault('POLICY_MALFORMED', `${where} is not of C2SP tlog-policy (${policy.error.code})`);
  }
  const folder = folderOf(places.folder, logId, name);
  const lockFolder = folderOf(places.lockFolder, logId, name);
  await durable.folder(folder);
  await mkdir(places.lockFolder, { recursive: true, mode: 0o700 });
  await durableFiles(disk, places.lockFolder, tag).folder(lockFolder);
  const hash = treeHashNamed(name);
  assert(hash !== undefined, 'a tree has a known hash');
  return {
    name, hash, origin, files: logFiles(disk, durable, folder), policy: policy.value,
    lock: headStore(disk, { folder: lockFolder, origin, tag }),
    signers: [signer, ...(options.furtherSigners?.(origin) ?? [])],
  };
};

const descriptionPath = ({ places, logId }: LedgerOptions): string =>
  join(folderOf(places.folder, logId), DESCRIPTION_FILE);

/** Description from the last opening; one that cannot be read is made again. */
const describedBefore = async (disk: Disk, options: LedgerOptions): Promise<LogDescription | undefined> => {
  const stored = await disk.read(descriptionPath(options));
  const parsed = stored === undefined ? undefined : parseDescription(stored);
  return parsed?.ok === true ? parsed.value : undefined;
};

const assertSameName = ({ before }: Opening, trees: readonly LogTree[]): void => {
  const origins = before?.trees.map(({ origin }) => origin) ?? [];
  if (origins.every((origin, at) => origin === trees[at]?.origin)) return;
  const what = `this log is called ${origins.join(', ')}`;
  const why = 'its name cannot change, because witnesses and proofs know it by it';
  throw new Fault('LOG_NAME_CHANGED', `${what}; ${why}`);
};

/** Says beside the files which log they are and under which policy; public, for `ledger verify`. */
const describe = async (opening: Opening, trees: readonly LogTree[]): Promise<void> => {
  const { options, disk, durable } = opening;
  assertSameName(opening, trees);
  const description: LogDescription = {
    v: 1, logId: options.logId,
    trees: trees.flatMap(({ name, origin, signers: [signer] }) =>
      (signer === undefined ? [] : [{ name, origin, policy: policyText(opening, name, signer) }])),
  };
  const path = descriptionPath(options);
  const bytes = Buffer.from(`${JSON.stringify(description, null, 2)}\n`);
  const stored = await disk.read(path);
  if (stored === undefined || Buffer.compare(stored, bytes) !== 0) await durable.write([{ path, bytes }]);
};

/**
 * Opens a log for writing: makes its folders, describes it, and gives its sequencer, which claims the log at
 * its first batch. Faults: POLICY_MALFORMED, LOG_NAME_UNUSABLE, LOG_NAME_CHANGED, LOG_ID_UNUSABLE, those of
 * the disk.
 */
export const openLedger = async (options: LedgerOptions): Promise<Ledger> => {
  if (!isLogId(options.logId)) {
    const right = 'a log is named by lower-case words and digits between slashes, such as access/2026';
    throw new Fault('LOG_ID_UNUSABLE', right);
  }
  const disk = options.disk ?? LOCAL_DISK;
  const { folder } = options.places;
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const tag = `${options.holder.replaceAll(/[^A-Za-z0-9-]/g, '-')}-${options.logId.replaceAll('/', '.')}`;
  const durable = durableFiles(disk, folder, tag);
  const opening = { options, disk, durable, tag, before: await describedBefore(disk, options) };
  const trees: LogTree[] = [];
  for (const name of TREE_NAMES) {
    if (name === 'sha256' || options.withSm3 === true) trees.push(await openTree(opening, name));
  }
  await describe(opening, trees);
  const [main] = trees;
  assert(main !== undefined, 'a log has its SHA-256 tree');
  const setup: LogSetup = {
    logId: options.logId, trees, database: options.database, clean: durable.clean, now: options.now,
    holder: options.holder, post: options.post ?? httpPost(),
    leaseMillis: options.leaseMillis ?? LEASE_MILLIS,
    batchEntries: options.batchEntries ?? BATCH_ENTRIES,
  };
  const checkpoint = await main.files.checkpoint();
  const watch = quorumWatch({
    policy: main.policy, origin: main.origin, now: options.now,
    ...(checkpoint === undefined ? {} : { checkpoint }),
  });
  return { logId: options.logId, setup, sequencer: watched(openSequencer(setup), watch), watch };
};

/** A sequencer whose publications the watch hears of. */
const watched = (sequencer: Sequencer, watch: QuorumWatch): Sequencer => {
  const observe: (done: ReturnType<Sequencer['publish']>) => typeof done = async (done) => {
    const result = await done;
    if (result.ok) for (const publication of result.value) watch.observe(publication);
    return result;
  };
  return {
    ...sequencer, publish: () => observe(sequencer.publish()), settle: () => observe(sequencer.settle()),
  };
};
