import { type CipherContext, newSecret, type RandomBytes, type Suite } from '@fengcun/crypto';
import { assert, err, ok, present, type Result } from '@fengcun/kernel';
import type { KeyObject } from 'node:crypto';
import type { KeyStore } from '../ports/key-store.ts';
import type { KeyId } from './key-id.ts';
import { type KeyRefusal, type Leased, leaseFrom } from './lease.ts';
import { type KeyTree, type SuiteName, suiteByName } from './tree.ts';

/** A key-encryption key as stored: wrapped under a root that never leaves the key store. */
export type Epoch = Readonly<{
  id: KeyId;
  tree: KeyTree;
  suite: SuiteName;
  rootId: KeyId;
  wrapped: Uint8Array;
  /** Instants in milliseconds; `retiredAt` is set once a successor exists. */
  createdAt: number;
  retiredAt?: number;
}>;

/** A key-encryption key in memory, usable until its lease ends. */
export type EpochKey = Leased & Readonly<{ id: KeyId; tree: KeyTree; suite: Suite; key: KeyObject }>;

/** LIMIT: an epoch serves for 90 days… */
export const EPOCH_MS_MAX = 90 * 24 * 60 * 60 * 1000;

/** …or 2^31 wraps, half of what random nonces allow for one key. @see NIST SP 800-38D §8.3 */
export const EPOCH_WRAPS_MAX = 2 ** 31;

/** Whether a tree needs its next epoch; `wraps` counts the key records ever wrapped under this one. */
export const isEpochDue = (epoch: Epoch, usage: Readonly<{ now: number; wraps: number }>): boolean =>
  usage.now - epoch.createdAt >= EPOCH_MS_MAX || usage.wraps >= EPOCH_WRAPS_MAX;

const epochContext = (deployment: string, epoch: Pick<Epoch, 'id' | 'tree' | 'suite'>): CipherContext => ({
  deployment, table: `epoch/${epoch.tree}`, recordId: epoch.id, version: 0, purposeClass: epoch.suite,
});

/** What a new epoch is to be. The root must exist in the key store. */
export type NewEpoch = Readonly<{
  deployment: string;
  id: KeyId;
  tree: KeyTree;
  suite: SuiteName;
  rootId: KeyId;
  now: number;
  random: RandomBytes;
}>;

/** Makes a fresh key-encryption key and wraps it; the plain key exists only until this returns. */
export const createEpoch = async (keyStore: KeyStore, plan: NewEpoch): Promise<Epoch> => {
  const { deployment, id, tree, suite, rootId, now, random } = plan;
  assert(keyStore.suites.includes(suite), 'the key store offers the suite of the epoch');
  const context = epochContext(deployment, { id, tree, suite });
  const wrapped = await keyStore.wrap({ keyId: rootId, context }, newSecret(random));
  const bytes = present(wrapped.ok ? wrapped.value : undefined, 'root of the epoch');
  return { id, tree, suite, rootId, wrapped: bytes, createdAt: now };
};

/** Unwraps an epoch for 15 minutes; a row of another deployment, tree or suite is refused. */
export const unwrapEpoch = async (
  keyStore: KeyStore, epoch: Epoch, request: Readonly<{ deployment: string; now: number }>,
): Promise<Result<EpochKey, KeyRefusal>> => {
  const context = epochContext(request.deployment, epoch);
  const key = await keyStore.unwrap({ keyId: epoch.rootId, context }, epoch.wrapped);
  if (!key.ok) return err(key.error);
  const { id, tree, suite } = epoch;
  return ok({ id, tree, suite: suiteByName(suite), key: key.value, ...leaseFrom(request.now) });
};
