/** A canonical entry on its way into a log. `shardKey` is the shard of the act, not of the entry. */
export type QueuedEntry = Readonly<{ logId: string; entryId: string; shardKey: number; entry: Uint8Array }>;

/** The key behind a commitment in an entry, kept so that it can be erased. `anchorId`: whose it is. */
export type CommitmentKeyRow = Readonly<{
  entryId: string; commitmentKind: string; anchorId: string; wrappedKey: Uint8Array; kekId: string;
}>;

/**
 * Hands entries to the ledger in the transaction of the act they record: committed together or not at all.
 * Entries can be handed in by everybody and read back by nobody but the sequencer and the auditor.
 */
export type AuditQueue = Readonly<{
  append: (entries: readonly QueuedEntry[]) => Promise<void>;
  /** Keeps the keys of commitments, in the shard of their anchor. */
  keepCommitmentKeys: (keys: readonly CommitmentKeyRow[]) => Promise<void>;
}>;

/** Commitment keys for the sealing service: read to prove, erased to make an entry unlinkable. */
export type CommitmentKeys = Readonly<{
  of: (anchorId: string) => Promise<readonly CommitmentKeyRow[]>;
  erase: (anchorId: string) => Promise<number>;
}>;
