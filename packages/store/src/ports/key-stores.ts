import type { KeySide } from './key-side.ts';
import type { WrappedKeys } from './wrapped-keys.ts';

/** A wrapped key-encryption key; instants in UTC, `retiredAt` null for the one in use. */
export type EpochRow = Readonly<{
  epochId: string; tree: KeySide; suite: 'intl' | 'sm'; rootId: string; wrappedKey: Uint8Array;
  createdAt: string; retiredAt: string | null;
}>;

/** Where a rotation stands; `afterRow` is the cursor of `WrappedKeys`. */
export type RotationRow = Readonly<{
  tree: KeySide; fromId: string; toId: string; rootId: string; suite: 'intl' | 'sm';
  phase: 'opening' | 'rewrapping' | 'closing'; afterRow: string | null;
}>;

/** Wrapped epoch keys; they travel in backups with the rows they open. */
export type EpochRows = Readonly<{
  list: () => Promise<readonly EpochRow[]>;
  find: (epochId: string) => Promise<EpochRow | undefined>;
  /** Makes `next` the current epoch of its side and retires the one before; repeating it changes nothing. */
  succeed: (next: EpochRow, retiredAt: string) => Promise<void>;
  /** Deletes an epoch; whether rows still name it is asked before, in the same transaction. */
  remove: (epochId: string) => Promise<void>;
}>;

/** The cursor of the rotation of a side: one at most. */
export type RotationRows = Readonly<{
  find: (tree: KeySide) => Promise<RotationRow | undefined>;
  save: (row: RotationRow) => Promise<void>;
  clear: (tree: KeySide) => Promise<void>;
}>;

/** Serials nothing hangs from any more, waiting until their keys are erased. */
export type ReleasedSerials = Readonly<{
  add: (tree: KeySide, serials: readonly number[]) => Promise<void>;
  list: (tree: KeySide) => Promise<readonly number[]>;
  remove: (tree: KeySide, serials: readonly number[]) => Promise<void>;
}>;

/** Everything about wrapped keys: rows without people, and the wrapped keys of rows about people. */
export type KeyRows = Readonly<{
  epochs: EpochRows; rotations: RotationRows; released: ReleasedSerials; wrapped: WrappedKeys;
}>;
