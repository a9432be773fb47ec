import { err, ok, type Result } from '@fengcun/kernel';
import { eraseStateName, parseEraseState } from '../erasure/erase-state.ts';
import type { KeyId } from '../keys/key-id.ts';
import type { KeyTree } from '../keys/tree.ts';
import type { EpochStore } from '../ports/epoch-store.ts';
import type { KeyStore } from '../ports/key-store.ts';

/** An epoch still hangs from this root. */
export type RootInUse = Readonly<{ code: 'ROOT_IN_USE' }>;

const TREES: readonly KeyTree[] = ['open', 'sealed'];

/** Roots that epochs or erasure keys hang from. */
const usedRoots = async (keyStore: KeyStore, epochs: EpochStore): Promise<ReadonlySet<KeyId>> => {
  const used = new Set((await epochs.list()).map((epoch) => epoch.rootId));
  for (const tree of TREES) {
    const stored = await keyStore.readState(eraseStateName(tree));
    const state = stored === undefined ? undefined : parseEraseState(stored.bytes);
    if (state?.ok === true) used.add(state.value.rootId);
  }
  return used;
};

/**
 * Destroys a root for good. Every backup whose epochs hang from it dies with it, so this is done when the
 * last such backup has run out, never as a part of a rotation.
 */
export const retireRoot = async (
  from: Readonly<{ keyStore: KeyStore; epochs: EpochStore }>, rootId: KeyId,
): Promise<Result<void, RootInUse>> => {
  const used = await usedRoots(from.keyStore, from.epochs);
  if (used.has(rootId)) return err({ code: 'ROOT_IN_USE' });
  await from.keyStore.destroy(rootId);
  return ok(undefined);
};

/** Roots nothing hangs from: left by an erasure that was killed, or ready to be retired. */
export const idleRoots = async (
  from: Readonly<{ keyStore: KeyStore; epochs: EpochStore }>,
): Promise<readonly KeyId[]> => {
  const used = await usedRoots(from.keyStore, from.epochs);
  const all = await from.keyStore.list();
  return all.filter((key) => key.use === 'wrap' && !used.has(key.id)).map((key) => key.id);
};
