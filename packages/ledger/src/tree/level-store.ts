import { assert, present } from '@fengcun/kernel';
import { HASH_BYTES } from '../verify/encoding.ts';
import type { TreeHash } from '../verify/tree-hash.ts';
import type { NodeReader } from './ranges.ts';

/** A tree in memory: every complete subtree's hash, level by level, 64 bytes for each leaf in all. */
export type LevelStore = Readonly<{
  size: () => number;
  /** Adds one entry, or a leaf hash that was computed elsewhere. */
  append: (entry: Uint8Array) => void;
  appendHash: (leafHash: Uint8Array) => void;
  /** Hash of a complete subtree inside the tree; a view that stays valid until the next append. */
  read: NodeReader;
}>;

type Level = { bytes: Buffer; count: number };

const FIRST_CAPACITY = 1024 * HASH_BYTES;

const roomIn = (level: Level): number => {
  const at = level.count * HASH_BYTES;
  if (at === level.bytes.length) {
    const wider = Buffer.allocUnsafe(level.bytes.length * 2);
    level.bytes.copy(wider);
    level.bytes = wider;
  }
  return at;
};

/**
 * An empty tree in memory, for bulk building and for proofs without storage. Hashes are written in place into
 * flat buffers, so a leaf costs two hash calls and no kept objects.
 */
export const levelStore = (hash: TreeHash): LevelStore => {
  const levels: Level[] = [];
  const levelAt = (at: number): Level => {
    const found = levels[at];
    if (found !== undefined) return found;
    const level = { bytes: Buffer.allocUnsafe(FIRST_CAPACITY), count: 0 };
    levels.push(level);
    return level;
  };
  const climb = (): void => {
    for (let at = 0; ; at += 1) {
      const lower = levelAt(at);
      lower.count += 1;
      if (lower.count % 2 === 1) return;
      const upper = levelAt(at + 1);
      const room = roomIn(upper);
      hash.nodeInto(lower.bytes, (lower.count - 2) * HASH_BYTES, { into: upper.bytes, at: room });
    }
  };
  return {
    size: () => levels[0]?.count ?? 0,
    append: (entry) => {
      const leaves = levelAt(0);
      const room = roomIn(leaves);
      hash.leafInto(entry, leaves.bytes, room);
      climb();
    },
    appendHash: (leafHash) => {
      assert(leafHash.length === HASH_BYTES, 'a leaf hash has 32 bytes');
      const leaves = levelAt(0);
      const room = roomIn(leaves);
      leaves.bytes.set(leafHash, room);
      climb();
    },
    read: ({ level, index }) => {
      const row = present(levels[level], 'tree level');
      assert(index >= 0 && index < row.count, 'a node inside the tree');
      return row.bytes.subarray(index * HASH_BYTES, (index + 1) * HASH_BYTES);
    },
  };
};
