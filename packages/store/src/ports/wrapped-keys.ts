import type { KeySide } from './key-side.ts';

/** Tables whose rows carry a wrapped key; every one of both sides and of operations. */
export type WrappedTable =
  | 'attachment' | 'event' | 'heldMessage' | 'exceptionItem' | 'upload' | 'outbox' | 'idempotencyKey'
  | 'commitmentKey' | 'account' | 'secondFactor';

/**
 * A wrapped key and where it is. `id`: the id of the row or stream, for a kept answer the digits of its key;
 * `second`: what else names the row. `version` is 1 where rows have none; `header`: the first bytes of the
 * content, empty where a key stands alone.
 */
export type WrappedKeyRow = Readonly<{
  table: WrappedTable; shardKey: number; id: string; second: string; version: number; header: Uint8Array;
  wrappedKey: Uint8Array; kekId: string;
}>;

/** The keys of one side that a key wraps, behind a cursor, at most `limit`. */
export type WrappedKeyPage = Readonly<{
  side: KeySide; kekId: string; after: string | undefined; limit: number;
}>;

/** Rows of one table, and the cursor to go on with; undefined behind the last table. */
export type WrappedKeyRows = Readonly<{ rows: readonly WrappedKeyRow[]; after: string | undefined }>;

/** A wrapped key as it was read, and what replaces it. */
export type Rewrap = Readonly<{ from: WrappedKeyRow; wrappedKey: Uint8Array; kekId: string }>;

/** A content that was sealed in another suite than it shall be. */
export type WrappedContent = WrappedKeyRow & Readonly<{ content: Uint8Array }>;

/** A content sealed anew at its place, under a fresh key. */
export type Reseal = Rewrap & Readonly<{ content: Uint8Array }>;

/**
 * Rotation of wrapping keys: contents stay as they are. A page and its rewrap may be repeated after a kill at
 * any point; a key is done with when `count` is 0 for its side.
 */
export type WrappedKeys = Readonly<{
  page: (page: WrappedKeyPage) => Promise<WrappedKeyRows>;
  /** Replaces keys of rows of one side that still have the key that was read; how many. */
  rewrap: (side: KeySide, changes: readonly Rewrap[]) => Promise<number>;
  count: (side: KeySide, kekId: string) => Promise<number>;
  /** Contents of a side that are not of the suite with this byte, at most `limit`. */
  otherSuites: (
    of: Readonly<{ side: KeySide; suiteId: number; after: string | undefined; limit: number }>,
  ) => Promise<Readonly<{ rows: readonly WrappedContent[]; after: string | undefined }>>;
  /** Replaces content and key of rows that still have the key that was read; how many. */
  reseal: (side: KeySide, changes: readonly Reseal[]) => Promise<number>;
  /** How many rows of each table a key wraps, for people to look at. */
  tally: (side: KeySide, kekId: string) => Promise<ReadonlyMap<WrappedTable, number>>;
}>;
