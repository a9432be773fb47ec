import type { Result } from '@fengcun/kernel';

/** A part cannot be added there: the unfinished blob has `received` bytes, or the blob is finished. */
export type BlobRefusal = Readonly<{
  code: 'OFFSET_BEYOND_END' | 'BLOB_FINISHED' | 'BLOB_MISSING'; received: number;
}>;

/** A part of a blob: `offset` in bytes from its beginning. */
export type BlobPart = Readonly<{ blobId: string; offset: number; bytes: Uint8Array }>;

/** A half-open range of a finished blob, in bytes. */
export type BlobRange = Readonly<{ blobId: string; start: number; end: number }>;

/** A finished blob as a check sees it. */
export type BlobListing = Readonly<{ blobId: string; bytes: number }>;

/**
 * Sealed streams by id; the store never sees their plaintext. A part is durable when `append` returns, and a
 * blob is visible as a whole from the moment `finish` returns, or not at all.
 */
export type BlobStore = Readonly<{
  /**
   * Adds a part to an unfinished blob, begun by its first part. An offset inside what was received starts
   * again from there, so that an upload whose answer was lost can be resumed; one beyond it is refused.
   * The bytes received in all.
   */
  append: (part: BlobPart) => Promise<Result<number, BlobRefusal>>;
  /**
   * Bytes of an unfinished blob; undefined where there is none. After a loss of power the last part may have
   * length without contents if it was never acknowledged; its segments do not open, so they are sent again.
   */
  received: (blobId: string) => Promise<number | undefined>;
  /** Makes a blob of exactly `bytes` bytes final. Doing it again is harmless. */
  finish: (blobId: string, bytes: number) => Promise<Result<void, BlobRefusal>>;
  /** Size of a finished blob; undefined where there is none. */
  size: (blobId: string) => Promise<number | undefined>;
  read: (range: BlobRange) => Promise<Result<Uint8Array, BlobRefusal>>;
  /** Removes a blob, finished or not; true if there was one. */
  remove: (blobId: string) => Promise<boolean>;
  /** Every finished blob, for checks against the attachments. */
  list: () => AsyncIterable<BlobListing>;
  /** Every unfinished one, for those that clear up after uploads. */
  listUnfinished: () => AsyncIterable<BlobListing>;
  /** Names among the files that no blob can have: somebody else put them there. */
  strangers: () => AsyncIterable<string>;
}>;
