/** The published part of the ledger, as C2SP defines it: bytes are served as they were written. */
export type LedgerPort = Readonly<{
  /** The newest signed checkpoint; undefined while the log is empty. */
  checkpoint: () => Promise<string | undefined>;
  /** Verifier key and witnesses of the log. @see C2SP tlog-policy */
  policy: () => Promise<string | undefined>;
  /**
   * A hash tile or entry bundle by its path below the log, such as `tile/0/x001/067`.
   * @see C2SP tlog-tiles
   */
  tile: (path: string) => Promise<Uint8Array | undefined>;
  /**
   * The proof file of an entry; undefined for unknown and for not yet published entries.
   * @see C2SP tlog-proof
   */
  proof: (entryId: string) => Promise<string | undefined>;
}>;
