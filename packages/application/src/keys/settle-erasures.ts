import { err, ok, type Result } from '@fengcun/kernel';
import { eraseForGood, type KeyRefusal, type KeyTree } from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { releasedRows } from './rotation-rows.ts';

/** Why the keys of released serials are still there. */
export type SettleRefusal = KeyRefusal | Readonly<{ code: 'KEY_STORE_BUSY' }>;

const TREES: readonly KeyTree[] = ['open', 'sealed'];

/** LIMIT: how often an erasure that lost against another process is tried. */
const TRIES_MAX = 8;

const settleTree = async (
  { keyStore, name, random, database }: Deployment, tree: KeyTree,
): Promise<Result<number, SettleRefusal>> => {
  const released = releasedRows(database);
  for (let tries = 0; tries < TRIES_MAX; tries += 1) {
    const serials = await released.pending(tree);
    if (serials.length === 0) return ok(0);
    const erased = await eraseForGood({ keyStore, deployment: name, random }, { tree, serials });
    if (erased.ok) {
      await released.settle(tree, serials);
      return ok(serials.length);
    }
    if (erased.error.code !== 'STATE_CONFLICT') return err({ code: erased.error.code });
  }
  return err({ code: 'KEY_STORE_BUSY' });
};

/**
 * Erases the keys of every serial that sealing and erasure have released: from here on no backup of the
 * database opens what was moved or deleted. Called after each of them; after a kill the next call ends it.
 * The audit entries are those of the acts that released the serials. How many were erased.
 */
export const settleErasures = async (deployment: Deployment): Promise<Result<number, SettleRefusal>> => {
  let count = 0;
  for (const tree of TREES) {
    const settled = await settleTree(deployment, tree);
    if (!settled.ok) return settled;
    count += settled.value;
  }
  // Keys of erased persons must not live on in this process until their lease ends.
  if (count > 0) deployment.ring.refresh(deployment.clock());
  return ok(count);
};
