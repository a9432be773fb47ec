import type { KeyObject } from 'node:crypto';
import type { SuiteName } from '@fengcun/vault';

/** The epoch key of a batch as threads can hand it over; the key itself stays a KeyObject. */
export type SharedEpochKey = Readonly<{
  id: string; suite: SuiteName; key: KeyObject; heldFrom: number; heldUntil: number;
}>;

/**
 * Contents to be sealed, each at its place under the erasure key of its serial. `eraseKeys`: 32 bytes for
 * each serial, handed over and not copied; the thread overwrites them.
 */
export type ToSealer = Readonly<{
  deployment: string; now: number; kek: SharedEpochKey;
  serials: readonly number[]; eraseKeys: Uint8Array<ArrayBuffer>;
  texts: readonly string[]; ids: readonly string[]; versions: readonly number[];
  /** Which of the serials each content hangs from. */
  keyOf: readonly number[];
}>;

/** Envelopes one after the other, and 116 bytes of wrapped key and serial for each. */
export type Sealed = Readonly<{
  contents: Uint8Array<ArrayBuffer>; lengths: readonly number[]; wrapped: Uint8Array<ArrayBuffer>;
}>;

/** What the thread answers: envelopes, or why the keys cannot be used. */
export type FromSealer = Sealed | Readonly<{ refusal: string }>;

/** What the thread says first: that it can begin. */
export const READY = 'ready';
