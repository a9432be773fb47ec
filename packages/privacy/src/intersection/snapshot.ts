import { concatBytes, frame, hmac, uint32 } from '@fengcun/crypto';
import { assert, present } from '@fengcun/kernel';
import { levelStore, proveInclusion, SHA256_TREE, treeRoot, verifyInclusion } from '@fengcun/ledger';
import { keyedOrder } from './keyed-order.ts';
import type { SessionSecrets } from './session-secrets.ts';

/**
 * A set frozen for one run: every place of the announced bucket holds a record or padding, in a secret order,
 * under one Merkle root. Opened places show their entry; all others stay hidden behind their salt.
 */
export type Snapshot = Readonly<{
  size: number;
  root: Uint8Array;
  /** Index of the record at a place; undefined for padding. */
  sourceAt: (place: number) => number | undefined;
  entryAt: (place: number) => Uint8Array;
  /** What is hashed to a point for this place. */
  inputAt: (place: number) => Uint8Array;
  inclusionOf: (place: number) => readonly Uint8Array[];
}>;

/** What an entry shows when it is opened. */
export type OpenedEntry = Readonly<{ kind: 'record' | 'padding'; content: Uint8Array }>;

/** Names of a run, part of every point. */
export type PointPlace = Readonly<{ suite: string; session: string }>;

const RECORD = 1;
const PADDING = 0;
const SALT_BYTES = 32;

/** Bytes that are hashed to a point: of another session, suite or kind they give another point. */
export const pointInput = ({ suite, session }: PointPlace, { kind, content }: OpenedEntry): Uint8Array =>
  frame('fengcun/psi/point/1', [suite, session, kind, content]);

/** An entry's parts; undefined for what is no entry. The content of padding is its salt. */
export const readEntry = (entry: Uint8Array): OpenedEntry | undefined => {
  if (entry[0] === RECORD && entry.length > 1 + SALT_BYTES) {
    return { kind: 'record', content: entry.subarray(1 + SALT_BYTES) };
  }
  const isPadding = entry[0] === PADDING && entry.length === 1 + SALT_BYTES;
  return isPadding ? { kind: 'padding', content: entry.subarray(1) } : undefined;
};

/** Whether an entry stands at this place under this root. */
export const isInSnapshot = (
  root: Uint8Array, size: number,
  opened: Readonly<{ place: number; entry: Uint8Array; path: readonly Uint8Array[] }>,
): boolean => verifyInclusion(SHA256_TREE, {
  leafHash: SHA256_TREE.leaf(opened.entry), index: opened.place, size, proof: opened.path, root,
});

/** Freezes records (their tuple bytes, each once) into a bucket of `size` places, at least as many. */
export const takeSnapshot = (
  records: readonly Uint8Array[], size: number,
  { secrets, place }: Readonly<{ secrets: SessionSecrets; place: PointPlace }>,
): Snapshot => {
  assert(records.length <= size, 'a bucket holds every record');
  const order = keyedOrder(secrets.orderKey, size);
  const sourceOf = (at: number): number => present(order[at], 'place of the snapshot');
  const entryAt = (at: number): Uint8Array => {
    const source = sourceOf(at);
    const record = records[source];
    const salt = hmac('sha256', secrets.saltKey, uint32(source));
    return record === undefined
      ? concatBytes(Uint8Array.of(PADDING), salt) : concatBytes(Uint8Array.of(RECORD), salt, record);
  };
  const tree = levelStore(SHA256_TREE);
  for (let at = 0; at < size; at += 1) tree.append(entryAt(at));
  return {
    size, entryAt,
    root: Uint8Array.from(treeRoot(SHA256_TREE, tree.read, size)),
    sourceAt: (at) => (sourceOf(at) < records.length ? sourceOf(at) : undefined),
    inputAt: (at) => pointInput(place, present(readEntry(entryAt(at)), 'entry of our own')),
    inclusionOf: (index) => proveInclusion(SHA256_TREE, tree.read, { index, size }).map((one) => one.slice()),
  };
};
