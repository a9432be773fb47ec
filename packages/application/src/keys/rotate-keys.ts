import { err, ok, type Result } from '@fengcun/kernel';
import {
  type KeyRefusal, type KeyTree, newKeyId, rotate, type RotationReport, type SuiteName,
} from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { beginCustody, endCustody, KEY_CUSTODY } from './custody-act.ts';
import { epochRows } from './epoch-rows.ts';
import { keyRecordRows } from './key-record-rows.ts';
import { rotationRows } from './rotation-rows.ts';

/** What to rotate, and who asked for it. */
export type KeyRotation = Readonly<{
  tree: KeyTree; account: string;
  /** Suite of the next epoch; that of the current one if absent. Data keys and contents keep theirs. */
  suite?: SuiteName;
  /** A fresh root for the next epoch, so that the old one can be retired with the last backup under it. */
  freshRoot?: boolean;
  /** No other process can hold the old key: the data directory is locked. */
  isAlone: boolean;
  /** Key records of one transaction, 1–10,000. */
  batch?: number;
  /** Who agreed, where two people rotate together. */
  approvals?: readonly string[];
  /** Asked between two batches; false: the pass stops there, and the next call goes on. */
  mayGoOn?: (rewrapped: number) => Promise<boolean>;
}>;

/** Why nothing was rotated. */
export type RotationRefusal = KeyRefusal | Readonly<{ code: 'SUITE_NOT_OFFERED' }>;

/** LIMIT: key records of one transaction: about 1.2 MB of parameters. */
const BATCH = 5000;

type Target = Readonly<{ suite: SuiteName; rootId: string }>;

/** Root and suite of the next epoch. A root made here and not used, after a kill, is idle and reported. */
const targetOf = async (
  deployment: Deployment, { tree, suite, freshRoot }: KeyRotation,
): Promise<Result<Target, RotationRefusal>> => {
  const running = await rotationRows(deployment.database).load(tree);
  if (running !== undefined) return ok(running);
  const current = await deployment.epochs.current(tree);
  if (current === undefined) return err({ code: 'EPOCH_UNKNOWN' });
  const next = suite ?? current.suite;
  if (!deployment.keyStore.suites.includes(next)) return err({ code: 'SUITE_NOT_OFFERED' });
  // A root wraps in its own suite, so another suite needs another root.
  if (next === current.suite && freshRoot !== true) return ok({ suite: next, rootId: current.rootId });
  const rootId = newKeyId(deployment.random);
  await deployment.keyStore.create({ id: rootId, use: 'wrap', suite: next });
  return ok({ suite: next, rootId });
};

/**
 * Begins a rotation of the wrapping keys of a tree, or goes on with one that was killed: no content is
 * touched or opened. `waiting`: on a server other processes may hold the old key for 15 minutes; call it
 * again then.
 * @see 《密码法》(2019) 第27条; GB/T 39786-2021 8.4 (密钥更新)
 */
export const rotateKeys = async (
  deployment: Deployment, order: KeyRotation,
): Promise<Result<RotationReport, RotationRefusal>> => {
  const { name, database, keyStore, ring, random, clock } = deployment;
  const { tree, account, isAlone, batch = BATCH, approvals = [], mayGoOn } = order;
  const act = await beginCustody(deployment, {
    ...KEY_CUSTODY, act: 'keys.rotate', account, approvals,
    request: `rotate|${tree}|${order.suite ?? ''}`,
  });
  const target = await targetOf(deployment, order);
  if (!target.ok) return target;
  const rotated = await rotate({
    deployment: name, keyStore, ring, random, clock, batch, isAlone,
    ...(mayGoOn === undefined ? {} : { mayGoOn }),
    epochs: epochRows(database, act.intentId), keyRecords: keyRecordRows(database, act.intentId),
    rotations: rotationRows(database),
  }, { tree, ...target.value });
  await endCustody(deployment, act);
  return rotated;
};
