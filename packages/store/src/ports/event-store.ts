import type { Result } from '@fengcun/kernel';
import type { Ciphertext } from './rows.ts';

/**
 * An event to append; `version` is its place in the stream, authenticated with the content; `entryId`: the
 * audit entry of the act by which it came in, wherever the event moves later.
 */
export type StreamEvent = Ciphertext & Readonly<{ eventType: string; entryId: string; recordedAt: string }>;

/** Somebody appended first. `actual` is the version the stream now has. */
export type StreamConflict = Readonly<{ code: 'VERSION_CONFLICT'; streamId: string; actual: number }>;

/** Events of one stream; the versions follow `expected` without gaps, the first event of a stream has 1. */
export type Append = Readonly<{ streamId: string; expected: number; events: readonly StreamEvent[] }>;

/**
 * Append-only per stream. `append` is atomic: all events become visible with the transaction or none do; of
 * two writers with the same `expected` exactly one succeeds. A conflict is a value and leaves nothing behind.
 */
export type EventStore = Readonly<{
  load: (streamId: string, afterVersion?: number) => Promise<readonly StreamEvent[]>;
  append: (append: Append) => Promise<Result<number, StreamConflict>>;
  /**
   * Appends to many streams, each named once, as `append` does to one: all of them, or none and the first
   * conflict. The number of streams.
   */
  appendAll: (appends: readonly Append[]) => Promise<Result<number, StreamConflict>>;
  /** Begins many new streams at once, for imports; one that exists is a conflict, and nothing is begun. */
  begin: (appends: readonly Append[]) => Promise<Result<number, StreamConflict>>;
}>;
