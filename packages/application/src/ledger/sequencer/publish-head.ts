import { err, ok, type Result } from '@fengcun/kernel';
import {
  decideSigning, EMPTY_LOG, formatCheckpoint, formatNote, logRoot, type LogState, newBundles, newTiles,
  parseCheckpoint, parseNote, signLine, TILE_WIDTH, type TreeHead,
} from '@fengcun/ledger';
import { readBack } from '../log/read-back.ts';
import { consistencyFromFiles, stateFromFiles } from '../log/tree-files.ts';
import { type Asking, collectCosignatures, type WitnessOutcome } from '../witness/cosign.ts';
import type { LogSetup, LogTree, SequencerRefusal } from './setup.ts';

/** A signed head: what was published, or that it waits for its quorum. */
export type Publication = Readonly<{
  origin: string;
  size: number;
  root: Uint8Array;
  isPublished: boolean;
  /** The signed and cosigned checkpoint. */
  signed: string;
  witnesses: readonly WitnessOutcome[];
}>;

type Publishing = Readonly<{ setup: LogSetup; tree: LogTree; asking: Asking }>;

const sizeOf = (signed: string | undefined): number => {
  const note = signed === undefined ? undefined : parseNote(signed);
  const checkpoint = note?.ok === true ? parseCheckpoint(note.value.text) : undefined;
  return checkpoint?.ok === true ? checkpoint.value.size : 0;
};

/**
 * Everything between the last signed head and this one is read back from the disk and hashed; then the lock
 * is asked. The order is the point: nothing is signed that is not durable, and nothing that forks.
 */
const lockHead = async (tree: LogTree, head: TreeHead): Promise<Result<void, SequencerRefusal>> => {
  const kept = await tree.lock.load();
  const locked = kept?.head;
  if (locked !== undefined && locked.size > head.size) {
    return err({ code: 'LOCK_AHEAD_OF_LOG', place: tree.origin });
  }
  const from = locked === undefined ? EMPTY_LOG : await stateFromFiles(tree, locked);
  if (from === undefined) return err({ code: 'READ_BACK_DIFFERS', place: tree.origin });
  const stored = await readBack(tree, from, head.size);
  if (!stored.ok) return stored;
  const sizes = { oldSize: from.size, newSize: head.size };
  const consistency = await consistencyFromFiles(tree, sizes);
  if (consistency === undefined || Buffer.compare(stored.value.root, head.root) !== 0) {
    return err({ code: 'READ_BACK_DIFFERS', place: tree.origin });
  }
  const decided = decideSigning(tree.hash, { locked, head, consistency });
  if (!decided.ok) return err({ code: decided.error.code, place: tree.origin });
  const isLocked = await tree.lock.swap(kept?.sequence ?? 0, head);
  return isLocked ? ok(undefined) : err({ code: 'LOCK_LOST', place: tree.origin });
};

/** Narrow tiles that a published, wider one has made superfluous. */
const dropSuperfluous = async (tree: LogTree, before: number, size: number): Promise<void> => {
  const grown = [...newTiles(before, size), ...newBundles(before, size)];
  const full = grown.filter(({ width }) => width === TILE_WIDTH);
  // Housekeeping: what cannot be removed costs room and nothing else.
  await tree.files.dropPartial(full).catch(() => undefined);
};

const cosignAndPublish = async (
  { setup, tree, asking }: Publishing, head: TreeHead,
): Promise<Publication> => {
  const text = formatCheckpoint({ origin: tree.origin, ...head, extensions: [] });
  const timestamp = Math.floor(setup.now() / 1000);
  const own = await Promise.all(tree.signers.map((signer) => signLine(signer, { text, timestamp })));
  const cosigned = await collectCosignatures(asking, tree.policy, {
    signed: formatNote({ text, signatures: own }), text, size: head.size,
    proofFrom: (oldSize) => consistencyFromFiles(tree, { oldSize, newSize: head.size }),
  });
  const signed = formatNote({ text, signatures: [...own, ...cosigned.lines] });
  const before = sizeOf(await tree.files.checkpoint());
  // An older leader that wakes up must not take a newer checkpoint back.
  const isPublished = cosigned.isQuorum && before <= head.size;
  if (isPublished) {
    await tree.files.publish(signed);
    await dropSuperfluous(tree, before, head.size);
  }
  return { origin: tree.origin, ...head, isPublished, signed, witnesses: cosigned.outcomes };
};

/**
 * Signs and publishes the head of one tree: read back, lock, sign, cosign, publish, in this order. A crash
 * after the lock and before the publication is repaired by doing it again: the same head gives the same
 * signature.
 */
export const publishHead = async (
  publishing: Publishing, state: LogState,
): Promise<Result<Publication, SequencerRefusal>> => {
  const head = { size: state.size, root: logRoot(publishing.tree.hash, state) };
  const locked = await lockHead(publishing.tree, head);
  return locked.ok ? ok(await cosignAndPublish(publishing, head)) : locked;
};
