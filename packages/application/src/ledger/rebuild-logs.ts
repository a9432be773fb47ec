import { mkdir } from 'node:fs/promises';
import { assert } from '@fengcun/kernel';
import { parseCheckpoint, parseNote, type TreeHead } from '@fengcun/ledger';
import { durableFiles } from './disk/durable-files.ts';
import { LOCAL_DISK } from './disk/local-disk.ts';
import { folderOf } from './log/log-folder.ts';
import { rootFromFiles } from './log/tree-files.ts';
import type { StoredLedgers } from './proof/stored-ledgers.ts';
import type { VerifiableTree } from './proof/verify-log.ts';
import { recover } from './sequencer/recover.ts';
import type { LogSetup, LogTree, SequencerRefusal } from './sequencer/setup.ts';

/** A log whose files were made again, or why they were not. `beganLock`: no lock store was there. */
export type RebuiltLog = Readonly<{ logId: string; beganLock: boolean; refused?: SequencerRefusal }>;

const RESTORER = 'restore';

const headIn = (signed: string | undefined): TreeHead | undefined => {
  const note = signed === undefined ? undefined : parseNote(signed);
  const parsed = note?.ok === true ? parseCheckpoint(note.value.text) : undefined;
  return parsed?.ok === true ? { size: parsed.value.size, root: parsed.value.root } : undefined;
};

/**
 * A lock store that is not there begins with the published checkpoint, if the rows lead to it: with nothing
 * remembered a log could be signed anew from any size. LIMIT: a backup from before the last checkpoint cannot
 * be told from the newest one here; the witnesses remember, and refuse.
 */
const beginLock = async (tree: VerifiableTree): Promise<boolean> => {
  if ((await tree.lock.load()) !== undefined) return false;
  const head = headIn(await tree.files.checkpoint());
  if (head === undefined) return false;
  const root = await rootFromFiles(tree, head.size);
  if (root === undefined || Buffer.compare(root, head.root) !== 0) return false;
  return tree.lock.swap(0, head);
};

const setupOf = (
  { database, places }: StoredLedgers, logId: string, trees: readonly LogTree[],
): LogSetup => ({
  logId, trees, database, clean: durableFiles(LOCAL_DISK, places.folder, RESTORER).clean,
  post: () => { throw new TypeError('bug: nothing is cosigned while files are made again'); },
  now: () => 0, holder: RESTORER, leaseMillis: 0, batchEntries: 0,
});

/**
 * Makes tiles and bundles of every log again from its rows, after a restore; signs nothing. A log whose lock
 * store is ahead of its rows is refused and left as it is.
 */
export const rebuildLogs = async (ledgers: StoredLedgers): Promise<readonly RebuiltLog[]> => {
  const rebuilt: RebuiltLog[] = [];
  const { places } = ledgers;
  const durable = durableFiles(LOCAL_DISK, places.folder, RESTORER);
  for (const [logId, group] of Map.groupBy(ledgers.logs, (log) => log.logId)) {
    for (const { tree } of group) {
      await durable.folder(folderOf(places.folder, logId, tree.name));
      await mkdir(folderOf(places.lockFolder, logId, tree.name), { recursive: true, mode: 0o700 });
    }
    const trees: readonly LogTree[] = group.map(({ tree }) => ({ ...tree, signers: [] }));
    assert(trees.length > 0, 'a log has a tree');
    const recovered = await recover(setupOf(ledgers, logId, trees));
    let beganLock = false;
    if (recovered.ok) for (const { tree } of group) beganLock = (await beginLock(tree)) || beganLock;
    rebuilt.push({ logId, beganLock, ...(recovered.ok ? {} : { refused: recovered.error }) });
  }
  return rebuilt;
};
