/** A migration that was applied: number, name and the hash of its contents. */
export type SnapshotMigration = Readonly<{ number: number; name: string; contentHash: string }>;

/**
 * A table of a snapshot: its columns as `name type`, in order, and its rows page by page, each as the text
 * the database makes of it. One table is read at a time.
 */
export type SnapshotTable = Readonly<{
  name: string; columns: readonly string[]; pages: () => AsyncIterable<readonly string[]>;
}>;

/** Everything a backup holds of a database, as it was at one moment: ciphertexts and wrapped keys, no key. */
export type SnapshotReader = Readonly<{
  migrations: readonly SnapshotMigration[];
  /** In the order in which they can be put back. */
  tables: readonly SnapshotTable[];
  /** Ids of the blobs that attachments of either side have. */
  blobs: () => Promise<readonly string[]>;
}>;
