import type { Actor, KeeperActShown, KeeperRefusal, RotationAsked } from '@fengcun/api';
import { err, type Json, ok, type Result } from '@fengcun/kernel';
import type { KeyTree } from '@fengcun/vault';
import { type AccountAct, concludeWith } from '../accounts/account-act.ts';
import { keepRows } from '../keys/epoch-rows.ts';
import {
  askedRow, type Deciding, decidedRow, detailOf, keeperActShown,
} from './keeper-act-row.ts';
import { foundAct, type KeepingParts } from './keeping-parts.ts';

/** What a rotation is about, and how far it is. `agreement`: the entry of the act that agreed to it. */
export type RotationDetail = Readonly<{
  trees: readonly KeyTree[]; freshRoot: boolean; of: number; rewrapped: number;
  /** Sides whose keys are all wrapped anew, and those whose old key is gone. */
  wrapped: readonly KeyTree[]; done: readonly KeyTree[];
  agreement?: string; worker?: Readonly<{ name: string; until: number }>;
}>;

/** LIMIT: how long another administrator has to agree. */
const HOURS = 24;
/** One rotation stands at a time, of either side. */
const ABOUT = 'keys';

type Taken = Promise<Result<KeeperActShown, KeeperRefusal>>;

/** An act whose intent is committed, and the id of that intent. */
export type KeeperAct = AccountAct & Readonly<{ intentId: string }>;

/** Rows that are to be wrapped anew. LIMIT: a scan of every table with keys. */
const rowsUnder = async (
  { deployment: { database, epochs } }: KeepingParts, trees: readonly KeyTree[], actId: string,
): Promise<number> => {
  let count = 0;
  for (const { tree, id, retiredAt } of await epochs.list()) {
    if (!trees.includes(tree) || retiredAt !== undefined) continue;
    const tally = await keepRows(database, ({ wrapped }) => wrapped.tally(tree, id), actId);
    count += tally.values().reduce((sum, rows) => sum + rows, 0);
  }
  return count;
};

/** The security administrator asks that keys be rotated; nothing happens before another agrees. */
export const askRotation = async (
  parts: KeepingParts, act: KeeperAct, { asked, by }: Readonly<{ asked: RotationAsked; by: Actor }>,
): Taken => {
  const { deployment } = parts;
  const now = deployment.clock();
  const trees = [...new Set(asked.trees)];
  const of = await rowsUnder(parts, trees, act.intentId);
  const detail: RotationDetail = {
    trees, freshRoot: asked.freshRoot ?? false, of, rewrapped: 0, wrapped: [], done: [],
  };
  const row = askedRow(deployment, {
    id: act.mint(), kind: 'keyRotation', about: ABOUT, detail: detail as unknown as Json,
    reason: asked.reason, by, now, endsAt: now + HOURS * 3_600_000,
  });
  return concludeWith(deployment, act, async ({ operations: { keeperActs } }) => {
    await keeperActs.expire(new Date(now).toISOString());
    const isFirst = await keeperActs.add(row);
    return isFirst ? ok(keeperActShown(deployment, row, now)) : err({ code: 'ROTATION_STANDS' as const });
  });
};

/** The system administrator agrees, and the service begins; or does not, and nothing happens. */
export const decideRotation = async (
  parts: KeepingParts, act: KeeperAct, { id, ...deciding }: Omit<Deciding, 'now'> & Readonly<{ id: string }>,
): Taken => {
  const { deployment } = parts;
  const row = await foundAct(deployment, id, 'keyRotation');
  if (row === undefined) return err({ code: 'NOTHING_TO_TELL' });
  const now = deployment.clock();
  const detail = detailOf<RotationDetail>(deployment, row);
  const agreed = { ...detail, agreement: act.intentId } as unknown as Json;
  const decided = decidedRow(deployment, row, { ...deciding, now, detail: agreed });
  if (!decided.ok) return decided;
  const next = decided.value;
  const done = await concludeWith(deployment, act, async ({ operations: { keeperActs } }) =>
    (await keeperActs.replace(next, row.version)
      ? ok(keeperActShown(deployment, next, now)) : err({ code: 'JOINT_ACT_OVER' as const })));
  if (done.ok && deciding.isAgreed) parts.wake?.();
  return done;
};
