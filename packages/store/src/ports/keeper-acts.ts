/** What administrators do, together or alone. */
export type KeeperActKind =
  'keyRotation' | 'settingChange' | 'changedOutside' | 'roleChange' | 'suspension' | 'letters';

/**
 * An act of administrators and how it stands. `about`: what it is about, of which one act
 * of a kind stands at a time; `detail`: canonical JSON of codes, nothing about a person;
 * `serial`: place among the agreed changes of settings, from 1 without a gap; `rowDigest`: keyed digest over
 * what is decided on.
 */
export type KeeperActRow = Readonly<{
  keeperActId: string; actKind: KeeperActKind; state: 'asked' | 'agreed' | 'done' | 'refused' | 'over';
  about: string; detail: string; reason: string; serial: number | null; askedBy: string; askedPerson: string;
  decidedBy: string | null; decidedPerson: string | null; rowDigest: Uint8Array; version: number;
  askedAt: string; endsAt: string; decidedAt: string | null; doneAt: string | null;
}>;

/** Acts of administrators: few rows, in one shard. */
export type KeeperActs = Readonly<{
  /** False where another act of the kind stands about the same; then nothing was added. */
  add: (row: KeeperActRow) => Promise<boolean>;
  /** Asked for and never decided on in time: over. */
  expire: (now: string) => Promise<void>;
  find: (keeperActId: string) => Promise<KeeperActRow | undefined>;
  /** The newest first. LIMIT: `limit` rows. */
  list: (page: Readonly<{ kinds: readonly KeeperActKind[]; limit: number }>) =>
    Promise<readonly KeeperActRow[]>;
  /** Those of a kind that were asked for, or agreed and are not done, the oldest first. LIMIT: 1,000 rows. */
  open: (kind: KeeperActKind) => Promise<readonly KeeperActRow[]>;
  /** Those that have a serial, in its order. */
  numbered: () => Promise<readonly KeeperActRow[]>;
  /** Replaces what still has the version; false if another was faster. */
  replace: (row: KeeperActRow, expected: number) => Promise<boolean>;
}>;
