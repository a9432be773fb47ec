import { createPrivateKey } from 'node:crypto';
import { nativeSigner } from '@fengcun/crypto';
import { ok } from '@fengcun/kernel';
import {
  answerAddCheckpoint, encodeEntry, formatNoteKey, type LineSigner, noteKey, type NoteSignatureType, parsePolicy, SHA256_TREE, type TlogPolicy,
  type WitnessStore,
} from '@fengcun/ledger';
import { type Database, mintId } from '@fengcun/store';
import type { Disk } from '../disk/disk.ts';
import { durableFiles } from '../disk/durable-files.ts';
import { headStore } from '../log/head-store.ts';
import { logFiles } from '../log/log-files.ts';
import type { LogDatabase, LogSetup, LogTree } from '../sequencer/setup.ts';
import type { WitnessPost } from '../witness/witness-client.ts';

/** A signer of an invented party: the seed makes its key, the same in every run. */
export const partySigner = (name: string, type: NoteSignatureType, seed: number): LineSigner => {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const signer = nativeSigner('ed25519', createPrivateKey({ key: Buffer.concat([prefix, Buffer.alloc(32, seed)]), format: 'der', type: 'pkcs8' }));
  const key = noteKey(name, type, signer.publicKey);
  if (!key.ok) throw new Error('an invented key must be one');
  return { key: key.value, signer };
};

/** Origin of an invented log. */
export const originOf = (logId: string): string => `audit.example/sealing/${logId}`;

/** 21 November 2026, noon UTC. */
export const NOON = Date.parse('2026-11-21T12:00:00.000Z');

/** A policy of this log and the given witnesses, all of which are needed. */
export const policyOf = (logId: string, witnesses: readonly LineSigner[] = []): TlogPolicy => {
  const log = partySigner(originOf(logId), 'ed25519', 1);
  const lines = witnesses.map(({ key }) => `witness ${key.name} ${formatNoteKey(key)} http://${key.name}`);
  const names = witnesses.map(({ key }) => key.name).join(' ');
  const quorum = witnesses.length === 0 ? ['quorum none'] : [`group w all ${names}`, 'quorum w'];
  const policy = parsePolicy([`log ${formatNoteKey(log.key)}`, ...lines, ...quorum].join('\n'));
  if (!policy.ok) throw new Error(`an invented policy must be one: ${policy.error.code} in line ${policy.error.line}`);
  return policy.value;
};

/** Everything about one invented log that a test may exchange. */
export type InventedLog = Readonly<{
  logId: string; database: LogDatabase; disk: Disk; holder?: string; policy?: TlogPolicy; post?: WitnessPost; now?: () => number;
  batchEntries?: number; lockDisk?: Disk;
}>;

/** Nobody answers. */
export const silentPost: WitnessPost = async () => {
  throw Object.assign(new Error('nobody there'), { code: 'ECONNREFUSED' });
};

const folderName = (logId: string): string => logId.replaceAll('/', '-');

/** One tree of a log on a disk whose root is `/`. */
export const inventedTree = async (log: InventedLog): Promise<LogTree & Readonly<{ clean: () => Promise<void> }>> => {
  const { logId, disk } = log;
  const tag = log.holder ?? 'first';
  const durable = durableFiles(disk, '/', `${folderName(logId)}-${tag}`);
  const origin = originOf(logId);
  const [folder, lockFolder] = [`/${folderName(logId)}`, `/lock-${folderName(logId)}`];
  await durable.folder(folder);
  await durableFiles(log.lockDisk ?? disk, '/', tag).folder(lockFolder);
  return {
    name: 'sha256', hash: SHA256_TREE, origin, files: logFiles(disk, durable, folder),
    lock: headStore(log.lockDisk ?? disk, { folder: lockFolder, origin, tag }),
    signers: [partySigner(origin, 'ed25519', 1)], policy: log.policy ?? policyOf(logId), clean: durable.clean,
  };
};

/** A setup of one tree. */
export const inventedSetup = async (log: InventedLog): Promise<LogSetup> => {
  const tree = await inventedTree(log);
  return {
    logId: log.logId, trees: [tree], database: log.database, clean: tree.clean, post: log.post ?? silentPost,
    now: log.now ?? (() => NOON), holder: log.holder ?? 'first', leaseMillis: 10_000, batchEntries: log.batchEntries ?? 256,
  };
};

/** An id for the number of an invented entry. */
export const entryIdOf = (logId: string, number: number): string => {
  const random = Buffer.alloc(8);
  random.writeUInt32BE(number);
  random.writeUInt32BE([...logId].reduce((sum, letter) => (sum * 31 + letter.charCodeAt(0)) >>> 0, 7), 4);
  return mintId({ timeMillis: NOON + number, random, shardKey: number % 4096 });
};

const DIGEST = 'ab'.repeat(32);

/** The bytes of an invented intent. */
export const intentBytes = (id: string): Uint8Array => {
  const encoded = encodeEntry({
    v: 1, id, t: '2026-11-21T12:00:00.000Z', act: 'record.read', phase: 'intent', actor: DIGEST, role: 'judge', org: 'court.example',
    purpose: 'caseHandlingNeed', legalBasis: 'cpl-286', decision: 'allow', policy: DIGEST, approvals: [], req: DIGEST,
  });
  if (!encoded.ok) throw new Error(`an invented entry must be one: ${encoded.error.where}`);
  return encoded.value;
};

/** Hands in entries `from` … `to - 1` of an invented log, in one act. */
export const handIn = async (database: Pick<Database, 'write'>, logId: string, range: Readonly<{ from: number; to: number }>): Promise<readonly string[]> => {
  const ids = Array.from({ length: range.to - range.from }, (_, i) => entryIdOf(logId, range.from + i));
  const entries = ids.map((entryId, i) => ({ logId, entryId, shardKey: i % 4096, entry: intentBytes(entryId) }));
  await database.write({ entryId: ids[0] ?? entryIdOf(logId, 0) }, async ({ audit }) => ok(await audit.append(entries)));
  return ids;
};

/** A witness memory without a disk. */
export const memoryWitnessStore = (): WitnessStore => {
  const heads = new Map<string, Readonly<{ size: number; root: Uint8Array }>>();
  return {
    load: async (origin) => heads.get(origin),
    advance: async (origin, expectedSize, next) => {
      if ((heads.get(origin)?.size ?? 0) !== expectedSize) return false;
      heads.set(origin, next);
      return true;
    },
  };
};

/** Invented witnesses of the log, each with its own memory, reached without a network. */
export const witnessesFor = (logId: string, names: readonly string[], nowSeconds: () => number): Readonly<{ signers: readonly LineSigner[]; post: WitnessPost }> => {
  const signers = names.map((name, i) => partySigner(name, 'ed25519-cosignature', 50 + i));
  const logs = [{ origin: originOf(logId), keys: [partySigner(originOf(logId), 'ed25519', 1).key] }];
  const witnesses = new Map(signers.map((signer) =>
    [`http://${signer.key.name}/add-checkpoint`, { logs, keys: [signer], store: memoryWitnessStore(), now: nowSeconds }]));
  const post: WitnessPost = async (url, body) => {
    const witness = witnesses.get(url);
    if (witness === undefined) throw new Error('nobody there');
    return answerAddCheckpoint(witness, body);
  };
  return { signers, post };
};
