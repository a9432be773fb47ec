import { err, ok, type Result } from '@fengcun/kernel';
import { loadEraseTree } from '../erasure/erase.ts';
import type { EraseKey, EraseTree } from '../erasure/erase-tree.ts';
import type { EpochStore } from '../ports/epoch-store.ts';
import type { KeyStore } from '../ports/key-store.ts';
import { type EpochKey, unwrapEpoch } from './epoch.ts';
import type { KeyId } from './key-id.ts';
import { isHeld, type KeyRefusal } from './lease.ts';
import type { KeyTree } from './tree.ts';

/**
 * The keys of a process for a while. `now` is the caller's clock in milliseconds; a key older than
 * 15 minutes is unwrapped again, so a destroyed root or an erasure takes effect within that time.
 */
export type KeyRing = Readonly<{
  /** The epoch key of a stored record. */
  epochKey: (id: KeyId, now: number) => Promise<Result<EpochKey, KeyRefusal>>;
  /** The epoch key new records are sealed under. */
  currentKey: (tree: KeyTree, now: number) => Promise<Result<EpochKey, KeyRefusal>>;
  /** The erasure key of a person. */
  eraseKey: (owner: Readonly<{ tree: KeyTree; serial: number }>, now: number) =>
    Promise<Result<EraseKey, KeyRefusal>>;
  /** Drops what is over; to be called every minute, so that idle keys go as well. Returns how many stay. */
  sweep: (now: number) => number;
  /** Drops everything now, after an erasure or when the process stops. */
  forget: () => void;
}>;

/** What a ring reads from. A process that serves open records only is given a key store without the rest. */
export type KeyRingSources = Readonly<{ keyStore: KeyStore; epochs: EpochStore; deployment: string }>;

/** An empty ring. */
export const keyRing = (sources: KeyRingSources): KeyRing => {
  const { keyStore, epochs, deployment } = sources;
  const epochKeys = new Map<KeyId, EpochKey>();
  const trees = new Map<KeyTree, EraseTree>();
  const sweep: KeyRing['sweep'] = (now) => {
    for (const [id, key] of epochKeys) if (!isHeld(key, now)) epochKeys.delete(id);
    for (const [name, tree] of trees) if (!isHeld(tree, now)) drop(name, tree);
    return epochKeys.size + trees.size;
  };
  const drop = (name: KeyTree, tree: EraseTree): void => {
    tree.forget();
    trees.delete(name);
  };
  const epochKey: KeyRing['epochKey'] = async (id, now) => {
    sweep(now);
    const known = epochKeys.get(id);
    if (known !== undefined) return ok(known);
    const epoch = await epochs.load(id);
    if (epoch === undefined) return err({ code: 'EPOCH_UNKNOWN' });
    const key = await unwrapEpoch(keyStore, epoch, { deployment, now });
    if (key.ok) epochKeys.set(id, key.value);
    return key;
  };
  return {
    epochKey,
    currentKey: async (tree, now) => {
      const epoch = await epochs.current(tree);
      return epoch === undefined ? err({ code: 'EPOCH_UNKNOWN' }) : epochKey(epoch.id, now);
    },
    eraseKey: async (owner, now) => {
      sweep(now);
      const known = trees.get(owner.tree);
      if (known !== undefined) return known.keyFor(owner.serial, now);
      const loaded = await loadEraseTree({ keyStore, deployment }, owner.tree, now);
      if (!loaded.ok) return loaded;
      // Two requests may have loaded at once; one copy of the seeds is kept.
      trees.get(owner.tree)?.forget();
      trees.set(owner.tree, loaded.value);
      return loaded.value.keyFor(owner.serial, now);
    },
    sweep,
    forget: () => {
      epochKeys.clear();
      for (const [name, tree] of trees) drop(name, tree);
    },
  };
};
