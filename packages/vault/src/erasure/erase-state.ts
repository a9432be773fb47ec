import {
  type CipherContext, concatBytes, openBytes, type RandomBytes, sealBytes, suiteById,
} from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import type { KeyObject } from 'node:crypto';
import { isKeyId, type KeyId, keyIdBytes, keyIdText } from '../keys/key-id.ts';
import type { KeyRefusal } from '../keys/lease.ts';
import { type KeyTree, type SuiteName, suiteByName } from '../keys/tree.ts';
import { areSeedNodes, type SeedNodes } from './seed-tree.ts';

/**
 * The stored erasure keys of a tree: seeds sealed under a key of their own, which is wrapped under a root of
 * its own. Erasing replaces all three and destroys the old root, so every older copy of this is dead.
 */
export type EraseState = Readonly<{
  suite: SuiteName;
  rootId: KeyId;
  /** The root before; it is destroyed as soon as this state is durable. */
  previousRootId: KeyId | undefined;
  wrapped: Uint8Array;
  sealed: Uint8Array;
}>;

const MAGIC = 'FE1';
const ROOT_AT = 4;
const PREVIOUS_AT = 20;
const LENGTH_AT = 36;
const WRAPPED_AT = 38;
const NO_ID = Buffer.alloc(16);

/** Name of the state of a tree in the key store. */
export const eraseStateName = (tree: KeyTree): string => `erase-${tree}`;

/** `FE1` ‖ suite (1) ‖ root (16) ‖ previous root or zeros (16) ‖ length (2) ‖ wrapped key ‖ sealed seeds. */
export const encodeEraseState = (state: EraseState): Uint8Array => {
  const { suite, rootId, previousRootId, wrapped, sealed } = state;
  const previous = previousRootId === undefined ? NO_ID : keyIdBytes(previousRootId);
  const length = Buffer.alloc(2);
  length.writeUInt16BE(wrapped.length);
  const head = [Buffer.from(MAGIC, 'latin1'), Uint8Array.of(suiteByName(suite).id), keyIdBytes(rootId)];
  return concatBytes(...head, previous, length, wrapped, sealed);
};

const REJECTED = err<KeyRefusal>({ code: 'CIPHERTEXT_REJECTED' });

/** Reads a stored state; anything `encodeEraseState` would not have written is refused. */
export const parseEraseState = (bytes: Uint8Array): Result<EraseState, KeyRefusal> => {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  if (view.length < WRAPPED_AT || view.toString('latin1', 0, 3) !== MAGIC) return REJECTED;
  const suite = suiteById(view.readUInt8(3));
  const rootId = keyIdText(view.subarray(ROOT_AT, PREVIOUS_AT));
  const previous = view.subarray(PREVIOUS_AT, LENGTH_AT);
  const previousRootId = NO_ID.equals(previous) ? undefined : keyIdText(previous);
  const sealedAt = WRAPPED_AT + view.readUInt16BE(LENGTH_AT);
  const areIds = isKeyId(rootId) && (previousRootId === undefined || isKeyId(previousRootId));
  if (suite === undefined || !areIds || sealedAt > view.length) return REJECTED;
  const [wrapped, sealed] = [view.subarray(WRAPPED_AT, sealedAt), view.subarray(sealedAt)];
  return ok({ suite: suite.name, rootId, previousRootId, wrapped, sealed });
};

/** Where a state belongs; wrapped key and sealed seeds are bound to it. */
export type EraseStatePlace = Readonly<{
  deployment: string;
  tree: KeyTree;
  suite: SuiteName;
  rootId: KeyId;
}>;

/** The context of a state's key and of its seeds. */
export const eraseContext = (place: EraseStatePlace): CipherContext => {
  const { deployment, tree, suite, rootId } = place;
  return { deployment, table: `erase-seeds/${tree}`, recordId: rootId, version: 0, purposeClass: suite };
};

/** Seals the seeds under the state's key; the random source gives the nonce. */
export const sealSeeds = (
  place: EraseStatePlace, key: KeyObject, sealing: Readonly<{ nodes: SeedNodes; random: RandomBytes }>,
): Uint8Array => {
  const kekId = keyIdBytes(place.rootId);
  const options = { suite: suiteByName(place.suite), key, kekId, context: eraseContext(place) };
  return sealBytes({ ...options, random: sealing.random }, sealing.nodes);
};

/** The seeds; the caller overwrites them. */
export const openSeeds = (
  place: EraseStatePlace, key: KeyObject, sealed: Uint8Array,
): Result<SeedNodes, KeyRefusal> => {
  const kekId = keyIdBytes(place.rootId);
  const options = { suite: suiteByName(place.suite), key, kekId, context: eraseContext(place) };
  const nodes = openBytes(options, sealed);
  if (!nodes.ok) return nodes;
  return areSeedNodes(nodes.value) ? nodes : REJECTED;
};
