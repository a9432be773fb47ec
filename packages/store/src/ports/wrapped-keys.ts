/** Tables whose rows carry a wrapped key of their own and an id. */
export type WrappedTable = 'subject' | 'criminalCase' | 'record' | 'stageRecord' | 'attachment' | 'event';

/** A wrapped key and where it is: the id (of the row, or of the stream) and the version of the row. */
export type WrappedKeyRow = Readonly<{ id: string; version: number; wrappedKey: Uint8Array }>;

/** The keys of one table and side that a key wraps, after a place, at most `limit`. */
export type WrappedKeyPage = Readonly<{
  side: 'open' | 'sealed'; table: WrappedTable; kekId: string; after?: Pick<WrappedKeyRow, 'id' | 'version'>;
  limit: number;
}>;

/** The same contents under a new wrapping key; rows that `from` no longer wraps are left alone. */
export type Rewrap = Readonly<{
  side: 'open' | 'sealed'; table: WrappedTable; from: string; to: string; rows: readonly WrappedKeyRow[];
}>;

/**
 * Rotation of wrapping keys: contents stay as they are. A page and its rewrap may be repeated after a kill at
 * any point; a key is done with when `count` is 0 for every table of both sides.
 */
export type WrappedKeys = Readonly<{
  page: (page: WrappedKeyPage) => Promise<readonly WrappedKeyRow[]>;
  /** The number of rows that were rewrapped. */
  rewrap: (rewrap: Rewrap) => Promise<number>;
  count: (of: Pick<WrappedKeyPage, 'side' | 'table' | 'kekId'>) => Promise<number>;
}>;
