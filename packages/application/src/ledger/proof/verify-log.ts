import { assert, ok } from '@fengcun/kernel';
import {
  checkLog, type FsckFinding, parseCheckpoint, parseNote, type StoredEntry, trustCheckpoint,
} from '@fengcun/ledger';
import { rootFromFiles } from '../log/tree-files.ts';
import type { LogDatabase, LogTree } from '../sequencer/setup.ts';

/** One thing that is wrong with a log; `place` is a tile path, an index or a size, never content. */
export type LogFinding = Readonly<{
  code: FsckFinding['code'] | 'LOCK_AHEAD_OF_LOG' | 'CHECKPOINT_MALFORMED'
    | 'CHECKPOINT_NOT_TRUSTED' | 'CHECKPOINT_AHEAD_OF_LOCK' | 'CHECKPOINT_ROOT_DIFFERS'
    | 'CHECKPOINT_MISSING';
  place: string;
}>;

/** What a log really is, and everything found wrong with it. */
export type LogReport = Readonly<{
  origin: string;
  /** Entries under the last signed head, and the root recomputed from them. */
  size: number;
  root: Uint8Array;
  /** Entries sequenced after that head, and entries under the newest published checkpoint. */
  unsigned: number;
  published: number;
  findings: readonly LogFinding[];
}>;

/** What is compared: a tree, without the keys that sign it. */
export type VerifiableTree = Pick<LogTree, 'name' | 'hash' | 'origin' | 'files' | 'lock' | 'policy'>;

/** A tree of a log in a database. */
export type VerifiableLog = Readonly<{
  logId: string; tree: VerifiableTree; database: Pick<LogDatabase, 'audit'>;
}>;

/** LIMIT: entries in memory at once. */
const PAGE_ENTRIES = 2048;

/** Leaves below `end` in index order; stops at the first gap. */
const storedLeaves = async function* (
  { database, logId, tree }: VerifiableLog, end: number,
): AsyncGenerator<StoredEntry> {
  for (let from = 0; from < end; ) {
    const limit = Math.min(PAGE_ENTRIES, end - from);
    const read = await database.audit(async ({ leaves }) => ok(await leaves.page({ logId, from, limit })));
    assert(read.ok, 'reading leaves is never refused');
    for (const { index, entry, leafHash } of read.value) {
      if (index !== from) return;
      // The stored leaf hash is that of the SHA-256 tree.
      yield tree.hash.name === 'sha256' ? { entry, leafHash } : { entry };
      from += 1;
    }
    if (read.value.length < limit) return;
  }
};

const checkpointText = (signed: string): string => {
  const note = parseNote(signed);
  return note.ok ? note.value.text : '';
};

type Published = Readonly<{ published: number; findings: readonly LogFinding[] }>;

/** The published checkpoint against the policy, the lock and the tiles (which the entries have proved). */
const checkPublished = async (
  tree: VerifiableTree, lockedSize: number,
): Promise<Published> => {
  const signed = await tree.files.checkpoint();
  if (signed === undefined) {
    const missing: LogFinding = { code: 'CHECKPOINT_MISSING', place: tree.origin };
    return { published: 0, findings: lockedSize > 0 ? [missing] : [] };
  }
  const parsed = parseCheckpoint(checkpointText(signed));
  if (!parsed.ok || parsed.value.origin !== tree.origin) {
    return { published: 0, findings: [{ code: 'CHECKPOINT_MALFORMED', place: tree.origin }] };
  }
  const { size, root } = parsed.value;
  const findings: LogFinding[] = [];
  const find = (code: LogFinding['code']): void => void findings.push({ code, place: String(size) });
  if (!trustCheckpoint(tree.policy, signed).ok) find('CHECKPOINT_NOT_TRUSTED');
  if (size > lockedSize) find('CHECKPOINT_AHEAD_OF_LOCK');
  else {
    const actual = await rootFromFiles(tree, size);
    if (actual === undefined || Buffer.compare(actual, root) !== 0) find('CHECKPOINT_ROOT_DIFFERS');
  }
  return { published: size, findings };
};

/**
 * Recomputes a log from its entries and compares everything with it: leaf hashes, tiles and bundles, the last
 * signed head of the lock store, the published checkpoint with its signatures. Only reads. Entries that were
 * sequenced after the last signed head are counted, not judged.
 */
export const verifyLog = async (log: VerifiableLog): Promise<LogReport> => {
  const { logId, tree, database } = log;
  const head = (await tree.lock.load())?.head ?? { size: 0, root: tree.hash.empty };
  const counted = await database.audit(async ({ leaves }) => ok(await leaves.size(logId)));
  assert(counted.ok, 'reading leaves is never refused');
  const stored = counted.value;
  const report = await checkLog({
    hash: tree.hash, head, entries: storedLeaves(log, Math.min(head.size, stored)), stored: tree.files.read,
  });
  const findings: LogFinding[] = [...report.findings];
  if (stored < head.size) findings.push({ code: 'LOCK_AHEAD_OF_LOG', place: String(head.size) });
  const { published, findings: ofCheckpoint } = await checkPublished(tree, head.size);
  return {
    origin: tree.origin, size: report.size, root: report.root, unsigned: Math.max(0, stored - head.size),
    published, findings: [...findings, ...ofCheckpoint],
  };
};
