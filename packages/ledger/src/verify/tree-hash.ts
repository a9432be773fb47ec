import { digest, digestLatin1, type HashName } from '@fengcun/crypto';
import { HASH_BYTES } from './encoding.ts';

/**
 * LIMIT: bytes of one entry; entry bundles prefix each with a 16-bit length. @see C2SP tlog-tiles, Log
 * entries
 */
export const ENTRY_BYTES_HARD_MAX = 65_535;

const LEAF_PREFIX = 0x00;
const NODE_PREFIX = 0x01;

/**
 * The two hash functions of a Merkle tree, domain-separated. Not re-entrant, and need not be: no await
 * inside.
 */
export type TreeHash = Readonly<{
  name: HashName;
  /** Root of the tree without leaves: the hash of nothing. */
  empty: Uint8Array;
  /** Leaf hash H(0x00 ‖ entry). */
  leaf: (entry: Uint8Array) => Uint8Array;
  /** Node hash H(0x01 ‖ left ‖ right) of two 32-byte hashes. */
  node: (left: Uint8Array, right: Uint8Array) => Uint8Array;
  /** Writes the leaf hash of an entry at `at`; for bulk work, no allocation is kept. */
  leafInto: (entry: Uint8Array, into: Buffer, at: number) => void;
  /** Writes the node hash of the two hashes that start at `from` in `pairs`; `into` may be `pairs`. */
  nodeInto: (pairs: Buffer, from: number, at: Readonly<{ into: Buffer; at: number }>) => void;
}>;

/**
 * The tree of RFC 6962 over a hash function. Nothing is added to it: a home-made extension is how another
 * ledger's proofs became forgeable.
 * @see RFC 6962 §2.1
 */
export const treeHash = (name: HashName): TreeHash => {
  const leafInput = Buffer.alloc(1 + ENTRY_BYTES_HARD_MAX, LEAF_PREFIX);
  const nodeInput = Buffer.alloc(1 + 2 * HASH_BYTES, NODE_PREFIX);
  const leafText = (entry: Uint8Array): string => {
    if (entry.length > ENTRY_BYTES_HARD_MAX) {
      return digestLatin1(name, Buffer.concat([Uint8Array.of(LEAF_PREFIX), entry]));
    }
    leafInput.set(entry, 1);
    return digestLatin1(name, leafInput.subarray(0, 1 + entry.length));
  };
  return {
    name,
    empty: digest(name, new Uint8Array(0)),
    leaf: (entry) => Buffer.from(leafText(entry), 'latin1'),
    node: (left, right) => {
      nodeInput.set(left, 1);
      nodeInput.set(right, 1 + HASH_BYTES);
      return Buffer.from(digestLatin1(name, nodeInput), 'latin1');
    },
    leafInto: (entry, into, at) => void into.write(leafText(entry), at, HASH_BYTES, 'latin1'),
    nodeInto: (pairs, from, { into, at }) => {
      pairs.copy(nodeInput, 1, from, from + 2 * HASH_BYTES);
      into.write(digestLatin1(name, nodeInput), at, HASH_BYTES, 'latin1');
    },
  };
};

/** The tree of every C2SP log: SHA-256. */
export const SHA256_TREE: TreeHash = treeHash('sha256');

/** The tree of the optional second log over the same entries. */
export const SM3_TREE: TreeHash = treeHash('sm3');

/** What the origin of a second log ends with. C2SP fixes SHA-256, so SM3 is another log, not a mode. */
export const SM3_ORIGIN_SUFFIX = '/sm3';

/** The tree hash of a log, which its origin alone decides. */
export const treeHashOf = (origin: string): TreeHash =>
  origin.endsWith(SM3_ORIGIN_SUFFIX) ? SM3_TREE : SHA256_TREE;
