import type { KeyId } from '../keys/key-id.ts';
import type { KeyTree, SuiteName } from '../keys/tree.ts';

/** Where a rotation stands; everything needed to go on after a kill, nothing secret. */
export type RotationState = Readonly<{
  tree: KeyTree;
  fromId: KeyId;
  toId: KeyId;
  rootId: KeyId;
  suite: SuiteName;
  phase: 'opening' | 'rewrapping' | 'closing';
  /** Cursor behind the last key record that was done; absent at the start of a pass. */
  after?: string;
}>;

/** The cursor: at most one rotation for each tree. */
export type RotationStore = Readonly<{
  load: (tree: KeyTree) => Promise<RotationState | undefined>;
  save: (state: RotationState) => Promise<void>;
  clear: (tree: KeyTree) => Promise<void>;
}>;
