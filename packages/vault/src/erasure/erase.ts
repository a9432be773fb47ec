import { newSecret, type RandomBytes } from '@fengcun/crypto';
import { assert, err, ok, present, type Result } from '@fengcun/kernel';
import { type KeyId, newKeyId } from '../keys/key-id.ts';
import { type KeyRefusal, leaseFrom } from '../keys/lease.ts';
import { type KeyTree, type SuiteName, suiteByName } from '../keys/tree.ts';
import type { KeyStore, StateConflict } from '../ports/key-store.ts';
import {
  encodeEraseState, eraseContext, type EraseState, eraseStateName, openSeeds, parseEraseState, sealSeeds,
} from './erase-state.ts';
import { type EraseTree, eraseTree } from './erase-tree.ts';
import { eraseSerials, newSeedNodes, type SeedNodes } from './seed-tree.ts';

/** What erasure works with. */
export type EraseDependencies = Readonly<{ keyStore: KeyStore; deployment: string; random: RandomBytes }>;

type LoadedState = Readonly<{ version: number; state: EraseState; nodes: SeedNodes }>;

const loadState = async (
  from: Omit<EraseDependencies, 'random'>, tree: KeyTree,
): Promise<Result<LoadedState, KeyRefusal>> => {
  const stored = await from.keyStore.readState(eraseStateName(tree));
  if (stored === undefined) return err({ code: 'EPOCH_UNKNOWN' });
  const state = parseEraseState(stored.bytes);
  if (!state.ok) return state;
  const { suite, rootId, wrapped, sealed } = state.value;
  const place = { deployment: from.deployment, tree, suite, rootId };
  const key = await from.keyStore.unwrap({ keyId: rootId, context: eraseContext(place) }, wrapped);
  if (!key.ok) return key;
  const nodes = openSeeds(place, key.value, sealed);
  return nodes.ok ? ok({ version: stored.version, state: state.value, nodes: nodes.value }) : nodes;
};

/** What the next state is made of; `nodes` is overwritten. */
type NextState = Readonly<{
  tree: KeyTree;
  suite: SuiteName;
  nodes: SeedNodes;
  expected: number;
  previousRootId: KeyId | undefined;
}>;

const storeState = async (
  from: EraseDependencies, next: NextState,
): Promise<Result<number, StateConflict>> => {
  const { keyStore, deployment, random } = from;
  const { tree, suite, nodes, expected, previousRootId } = next;
  const rootId = newKeyId(random);
  await keyStore.create({ id: rootId, use: 'wrap', suite });
  const place = { deployment, tree, suite, rootId };
  const key = newSecret(random);
  const sealed = sealSeeds(place, key, { nodes, random });
  nodes.fill(0);
  const wrapped = await keyStore.wrap({ keyId: rootId, context: eraseContext(place) }, key);
  const bytes = present(wrapped.ok ? wrapped.value : undefined, 'root of the erasure keys');
  const state = encodeEraseState({ suite, rootId, previousRootId, wrapped: bytes, sealed });
  const replaced = await keyStore.replaceState(eraseStateName(tree), expected, state);
  if (!replaced.ok) await keyStore.destroy(rootId);
  return replaced;
};

/** Makes the erasure keys of a tree once; a tree that has them keeps them. */
export const createEraseTree = async (
  from: EraseDependencies, plan: Readonly<{ tree: KeyTree; suite: SuiteName }>,
): Promise<void> => {
  assert(from.keyStore.suites.includes(plan.suite), 'the key store offers the suite of the erasure keys');
  if ((await from.keyStore.readState(eraseStateName(plan.tree))) !== undefined) return;
  const nodes = newSeedNodes(from.random);
  // A conflict means that another process was first; its tree is as good as ours.
  await storeState(from, { ...plan, nodes, expected: 0, previousRootId: undefined });
};

/** The erasure keys of a tree for 15 minutes. */
export const loadEraseTree = async (
  from: Omit<EraseDependencies, 'random'>, tree: KeyTree, now: number,
): Promise<Result<EraseTree, KeyRefusal>> => {
  const loaded = await loadState(from, tree);
  if (!loaded.ok) return loaded;
  const { version, state, nodes } = loaded.value;
  return ok(eraseTree({ tree, version, suite: state.suite, nodes, ...leaseFrom(now) }));
};

/**
 * Ends an erasure that was killed after its new state was durable: destroys the root of the state before.
 * Called at every start and before every erasure; doing it again changes nothing.
 */
export const settleErasure = async (keyStore: KeyStore, tree: KeyTree): Promise<Result<void, KeyRefusal>> => {
  const stored = await keyStore.readState(eraseStateName(tree));
  if (stored === undefined) return ok(undefined);
  const state = parseEraseState(stored.bytes);
  if (!state.ok) return state;
  const { previousRootId } = state.value;
  if (previousRootId !== undefined) await keyStore.destroy(previousRootId);
  return ok(undefined);
};

/**
 * Erases serials of a tree for good: when this answers `ok`, no record key of theirs can be unwrapped from
 * any backup of rows or of an older state, and all other persons' keys are what they were. Erase several
 * in one call. LIMIT: another process that already holds the tree forgets it within 15 minutes; the state
 * grows by at most 48 seeds of 37 bytes for each erasure and ends at 64 MiB (0.7 MiB after 1000).
 * @see 《个人信息保护法》(2021) 第47条
 */
export const eraseForGood = async (
  from: EraseDependencies, request: Readonly<{ tree: KeyTree; serials: readonly number[] }>,
): Promise<Result<Readonly<{ version: number }>, KeyRefusal | StateConflict>> => {
  const { tree, serials } = request;
  const settled = await settleErasure(from.keyStore, tree);
  if (!settled.ok) return settled;
  const loaded = await loadState(from, tree);
  if (!loaded.ok) return loaded;
  const { version, state, nodes: before } = loaded.value;
  const nodes = eraseSerials(suiteByName(state.suite).hash, before, serials);
  before.fill(0);
  const next = { tree, suite: state.suite, nodes, expected: version, previousRootId: state.rootId };
  const replaced = await storeState(from, next);
  if (!replaced.ok) return replaced;
  await from.keyStore.destroy(state.rootId);
  return ok({ version: replaced.value });
};
