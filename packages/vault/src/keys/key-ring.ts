import { err, ok, type Result } from '@fengcun/kernel';
import { loadEraseTree } from '../erasure/erase.ts';
import type { EraseKey, EraseTree } from '../erasure/erase-tree.ts';
import type { EpochStore } from '../ports/epoch-store.ts';
import type { KeyStore } from '../ports/key-store.ts';
import { type Epoch, type EpochKey, unwrapEpoch } from './epoch.ts';
import type { KeyId } from './key-id.ts';
import { isHeld, type KeyRefusal, UNDER_WAY_MS } from './lease.ts';
import type { KeyTree } from './tree.ts';

/** Keys of a tree. `current`: the one new records are sealed under; `keyOf`: undefined where it is gone. */
export type TreeKeys = Readonly<{ current: EpochKey; keyOf: (id: KeyId) => EpochKey | undefined }>;

/**
 * The keys of a process for a while. `now` is the caller's clock in milliseconds; a key older than
 * 15 minutes is unwrapped again, so a destroyed root or an erasure takes effect within that time.
 */
export type KeyRing = Readonly<{
  /** The epoch key of a stored record. */
  epochKey: (id: KeyId, now: number) => Promise<Result<EpochKey, KeyRefusal>>;
  /** The epoch key new records are sealed under. */
  currentKey: (tree: KeyTree, now: number) => Promise<Result<EpochKey, KeyRefusal>>;
  /** Every key of a tree that can be had, by one reading of its epochs: for acts on several records. */
  treeKeys: (tree: KeyTree, now: number) => Promise<Result<TreeKeys, KeyRefusal>>;
  /** The erasure key of a person. */
  eraseKey: (owner: Readonly<{ tree: KeyTree; serial: number }>, now: number) =>
    Promise<Result<EraseKey, KeyRefusal>>;
  /** All erasure keys of a tree, for passes over many records. */
  eraseTree: (tree: KeyTree, now: number) => Promise<Result<EraseTree, KeyRefusal>>;
  /** Drops what is over; to be called every minute, so that idle keys go as well. Returns how many stay. */
  sweep: (now: number) => number;
  /**
   * Drops what is held, after an erasure: the next request loads anew. Requests under way keep what they have
   * for a minute at most.
   */
  refresh: (now: number) => void;
  /** Overwrites everything now, when the process stops. */
  forget: () => void;
}>;

/** What a ring reads from. A process that serves open records only is given a key store without the rest. */
export type KeyRingSources = Readonly<{ keyStore: KeyStore; epochs: EpochStore; deployment: string }>;

type HeldKeys = Readonly<{
  epochKeys: Map<KeyId, EpochKey>; trees: Map<KeyTree, EraseTree>;
  /** Trees no longer given out, and when nobody can be using them any more. */
  leaving: Map<EraseTree, number>;
}>;

/** A request under way may be in the middle of using it, so it is overwritten a little later. */
const dropTree = (held: HeldKeys, at: Readonly<{ name: KeyTree; now: number }>, tree: EraseTree): void => {
  held.leaving.set(tree, at.now + UNDER_WAY_MS);
  held.trees.delete(at.name);
};

const sweepHeld = (held: HeldKeys, now: number): number => {
  for (const [id, key] of held.epochKeys) if (!isHeld(key, now)) held.epochKeys.delete(id);
  for (const [name, tree] of held.trees) if (!isHeld(tree, now)) dropTree(held, { name, now }, tree);
  for (const [tree, until] of held.leaving) {
    if (now < until) continue;
    tree.forget();
    held.leaving.delete(tree);
  }
  return held.epochKeys.size + held.trees.size;
};

const epochKeyOn = (sources: KeyRingSources, held: HeldKeys): KeyRing['epochKey'] => async (id, now) => {
  sweepHeld(held, now);
  const known = held.epochKeys.get(id);
  if (known !== undefined) return ok(known);
  const epoch = await sources.epochs.load(id);
  if (epoch === undefined) return err({ code: 'EPOCH_UNKNOWN' });
  return heldOrUnwrapped(sources, held, { epoch, now });
};

const heldOrUnwrapped = async (
  { keyStore, deployment }: KeyRingSources, held: HeldKeys,
  { epoch, now }: Readonly<{ epoch: Epoch; now: number }>,
): Promise<Result<EpochKey, KeyRefusal>> => {
  const known = held.epochKeys.get(epoch.id);
  if (known !== undefined) return ok(known);
  const key = await unwrapEpoch(keyStore, epoch, { deployment, now });
  if (key.ok) held.epochKeys.set(epoch.id, key.value);
  return key;
};

const treeKeysOn = (sources: KeyRingSources, held: HeldKeys): KeyRing['treeKeys'] => async (tree, now) => {
  sweepHeld(held, now);
  const keys = new Map<KeyId, EpochKey>();
  let current: Result<EpochKey, KeyRefusal> = err({ code: 'EPOCH_UNKNOWN' });
  for (const epoch of await sources.epochs.list()) {
    if (epoch.tree !== tree) continue;
    const key = await heldOrUnwrapped(sources, held, { epoch, now });
    if (key.ok) keys.set(epoch.id, key.value);
    if (epoch.retiredAt === undefined) current = key;
  }
  return current.ok ? ok({ current: current.value, keyOf: (id) => keys.get(id) }) : current;
};

const eraseTreeOn = (sources: KeyRingSources, held: HeldKeys): KeyRing['eraseTree'] => async (tree, now) => {
  sweepHeld(held, now);
  const known = held.trees.get(tree);
  if (known !== undefined) return ok(known);
  const loaded = await loadEraseTree(sources, tree, now);
  if (!loaded.ok) return loaded;
  // Two requests may have loaded at once: the newer state is kept, and one copy of it.
  const other = held.trees.get(tree);
  if (other !== undefined && other.version >= loaded.value.version) {
    loaded.value.forget();
    return ok(other);
  }
  if (other !== undefined) dropTree(held, { name: tree, now }, other);
  held.trees.set(tree, loaded.value);
  return loaded;
};

/** An empty ring. */
export const keyRing = (sources: KeyRingSources): KeyRing => {
  const held: HeldKeys = { epochKeys: new Map(), trees: new Map(), leaving: new Map() };
  const epochKey = epochKeyOn(sources, held);
  const eraseTree = eraseTreeOn(sources, held);
  return {
    epochKey,
    currentKey: async (tree, now) => {
      const epoch = await sources.epochs.current(tree);
      return epoch === undefined ? err({ code: 'EPOCH_UNKNOWN' }) : epochKey(epoch.id, now);
    },
    treeKeys: treeKeysOn(sources, held),
    eraseKey: async (owner, now) => {
      const tree = await eraseTree(owner.tree, now);
      return tree.ok ? tree.value.keyFor(owner.serial, now) : tree;
    },
    eraseTree,
    sweep: (now) => sweepHeld(held, now),
    refresh: (now) => {
      held.epochKeys.clear();
      for (const [name, tree] of held.trees) dropTree(held, { name, now }, tree);
    },
    forget: () => {
      held.epochKeys.clear();
      for (const tree of [...held.trees.values(), ...held.leaving.keys()]) tree.forget();
      held.trees.clear();
      held.leaving.clear();
    },
  };
};
