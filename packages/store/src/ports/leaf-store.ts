import type { Result } from '@fengcun/kernel';

/** A tree over the entries of a log as the sequencer remembers it; the shape of the ledger's `LogState`. */
export type TreeState = Readonly<{ size: number; edge: readonly Uint8Array[]; bundle: Uint8Array }>;

/** An entry waiting for its index. */
export type PendingEntry = Readonly<{ shardKey: number; entryId: string; entry: Uint8Array }>;

/** A leaf as it is stored: contiguous index, leaf hash of the SHA-256 tree, entry bytes. */
export type Leaf = Readonly<{ index: number; entryId: string; leafHash: Uint8Array; entry: Uint8Array }>;

/** New state of one of the trees over the log; `treeName` is `sha256` for the main one. */
export type TreeAdvance = Readonly<{
  treeName: string; size: number; root: Uint8Array; edge: readonly Uint8Array[];
}>;

/** One batch: pending entries become leaves from `expectedSize` on, and the trees advance, all at once. */
export type Batch = Readonly<{
  logId: string; epoch: number; expectedSize: number; taken: readonly PendingEntry[];
  leaves: readonly Leaf[]; trees: readonly TreeAdvance[];
}>;

/** Who sequences a log, and until when; the epoch only grows. */
export type Lease = Readonly<{ epoch: number; holder: string; leasedUntil: string }>;

/** Why a batch or claim did nothing: another sequencer has taken over, the size is not what it was, … */
export type LeafRefusal = Readonly<{
  code: 'LEASE_LOST' | 'LEASE_HELD' | 'SIZE_CHANGED' | 'PENDING_CHANGED';
}>;

/** A claim to sequence: refused while another's lease runs. `now` and `until` are the caller's clock. */
export type Claim = Readonly<{ logId: string; holder: string; now: string; until: string }>;

/**
 * Pending entries, leaves and tree states, for the one sequencer of a log. A restart begins with `claim`;
 * the epoch it returns goes into every batch, so that a sequencer that was thought dead cannot write.
 */
export type LeafStore = Readonly<{
  claim: (claim: Claim) => Promise<Result<Lease, LeafRefusal>>;
  /** Oldest entry ids first. LIMIT: at most `limit` entries of any shard. */
  pending: (logId: string, limit: number) => Promise<readonly PendingEntry[]>;
  /** State of a tree; size 0 where nothing was ever written. The bundle is rebuilt from the leaves. */
  tree: (logId: string, treeName: string) => Promise<TreeState & Readonly<{ root: Uint8Array | undefined }>>;
  write: (batch: Batch) => Promise<Result<void, LeafRefusal>>;
}>;

/** Leaves in index order, for fsck, proofs and tiles made again; reads a page at a time. */
export type LeafReader = Readonly<{
  page: (range: Readonly<{ logId: string; from: number; limit: number }>) => Promise<readonly Leaf[]>;
  indexOf: (logId: string, entryId: string) => Promise<number | undefined>;
  size: (logId: string) => Promise<number>;
}>;
