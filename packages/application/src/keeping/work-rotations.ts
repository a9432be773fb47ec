import { Fault, type Json } from '@fengcun/kernel';
import type { KeeperActRow } from '@fengcun/store';
import { type KeyTree, LEASE_MS } from '@fengcun/vault';
import { rotateKeys } from '../keys/rotate-keys.ts';
import { rotationRows } from '../keys/rotation-rows.ts';
import { changedRow, detailOf } from './keeper-act-row.ts';
import type { RotationDetail } from './key-rotations.ts';
import type { KeepingParts } from './keeping-parts.ts';
import { operating } from './operating.ts';

/** What the work on rotations is done with. `batch`: keys of one transaction. */
export type RotationWork = Readonly<{
  parts: Pick<KeepingParts, 'deployment'>; worker: string; batch: number;
  /** A pause between two batches, so that requests go first. */
  idle: (millis: number) => Promise<void>; isStopping: () => boolean;
}>;

/** What a turn came to: nothing waits, another process works, more is to be done later, or an act is done. */
export type RotationTurn = Readonly<{ outcome: 'idle' | 'busy' | 'later' | 'stopped' | 'done' }>
  | Readonly<{ outcome: 'failed'; code: string }>;

/** LIMIT: a process that has told nothing for so long has died, and another takes its work over. */
const WORKER_MILLIS = 60_000;
/** LIMIT: share of a small machine that a rotation may take. */
const PAUSE_MILLIS = 20;

/** The act, as whoever works on it has it; each step is noted, so that a kill loses one batch. */
type Held = { row: KeeperActRow };

const note = async (
  { parts: { deployment }, worker }: RotationWork, held: Held, change: Partial<RotationDetail>,
  isDone = false,
): Promise<boolean> => {
  const now = deployment.clock();
  const { worker: _before, ...detail } = detailOf<RotationDetail>(deployment, held.row);
  const next = changedRow(deployment, held.row, {
    detail: {
      ...detail, ...change, ...(isDone ? {} : { worker: { name: worker, until: now + WORKER_MILLIS } }),
    } as unknown as Json,
    ...(isDone ? { state: 'done' as const, doneAt: new Date(now).toISOString() } : {}),
  });
  const isOurs = await operating(deployment, ({ keeperActs }) => keeperActs.replace(next, held.row.version));
  if (isOurs) held.row = next;
  return isOurs;
};

/** How long the old key of a tree may still be held by somebody. */
const waitOf = async ({ parts: { deployment } }: RotationWork, tree: KeyTree): Promise<number> => {
  const running = await rotationRows(deployment.database).load(tree);
  const old = running === undefined ? undefined : await deployment.epochs.load(running.fromId);
  return old?.retiredAt === undefined ? 0 : old.retiredAt + LEASE_MS - deployment.clock();
};

type Pass = Readonly<{ held: Held; tree: KeyTree; detail: RotationDetail }>;

const rotateTree = async (work: RotationWork, { held, tree, detail }: Pass): Promise<RotationTurn> => {
  const { parts: { deployment }, batch, idle, isStopping } = work;
  const before = detail.rewrapped;
  let isOurs = true;
  const rotated = await rotateKeys(deployment, {
    tree, account: held.row.askedBy, isAlone: false, batch, freshRoot: detail.freshRoot,
    ...(detail.agreement === undefined ? {} : { approvals: [detail.agreement] }),
    mayGoOn: async (count) => {
      isOurs = await note(work, held, { rewrapped: before + count });
      await idle(PAUSE_MILLIS);
      return isOurs && !isStopping();
    },
  });
  if (!rotated.ok) return { outcome: 'failed', code: rotated.error.code };
  const { outcome, rewrapped } = rotated.value;
  const andThis = (sides: readonly KeyTree[]): readonly KeyTree[] => [...new Set([...sides, tree])];
  const change = { rewrapped: before + rewrapped, wrapped: outcome === 'stopped' ? detail.wrapped
    : andThis(detail.wrapped) };
  if (isOurs) await note(work, held, { ...change, done: outcome === 'destroyed' ? andThis(detail.done)
    : detail.done });
  return { outcome: outcome === 'waiting' ? 'later' : outcome === 'stopped' ? 'stopped' : 'done' };
};

/**
 * Works on the rotation that was agreed to, if there is one: tree after tree, in batches with a pause between
 * them, each noted with how far it is. After a kill the next turn, of this or another process, goes on behind
 * the last batch. The old key ends fifteen minutes after the new one was opened: until then `later`.
 */
export const workOnRotation = async (work: RotationWork): Promise<RotationTurn> => {
  const { parts: { deployment }, worker, isStopping } = work;
  const open = await operating(deployment, ({ keeperActs }) => keeperActs.open('keyRotation'));
  const row = open.find(({ state }) => state === 'agreed');
  if (row === undefined) return { outcome: 'idle' };
  const held: Held = { row };
  const found = detailOf<RotationDetail>(deployment, row).worker;
  if (found !== undefined && found.name !== worker
    && found.until > deployment.clock()) return { outcome: 'busy' };
  if (!await note(work, held, {})) return { outcome: 'busy' };
  let isLater = false;
  for (const tree of detailOf<RotationDetail>(deployment, row).trees) {
    const detail = detailOf<RotationDetail>(deployment, held.row);
    if (detail.done.includes(tree)) continue;
    if (detail.wrapped.includes(tree) && await waitOf(work, tree) > 0) {
      isLater = true;
      continue;
    }
    const turn = await rotateTree(work, { held, tree, detail });
    if (turn.outcome === 'failed' || turn.outcome === 'stopped') return turn;
    isLater ||= turn.outcome === 'later';
    if (isStopping()) return { outcome: 'stopped' };
  }
  if (isLater) return { outcome: 'later' };
  return { outcome: await note(work, held, {}, true) ? 'done' : 'busy' };
};

/** What the loop tells: codes and numbers. */
export type RotationTold = Readonly<{ event: 'done' | 'failed' | 'stopped'; code?: string }>;

/** Milliseconds until the next look. */
const LOOK_MILLIS = 5000;

/**
 * Looks for rotations that were agreed to until the service stops. A failure is told by its code and tried
 * again with the next look.
 */
export const keepRotating = async (
  work: RotationWork & Readonly<{ tell: (told: RotationTold) => void; wait: (millis: number) =>
    Promise<void> }>,
): Promise<void> => {
  const { isStopping, tell, wait } = work;
  let failed: string | undefined;
  while (!isStopping()) {
    const turn = await workOnRotation(work).catch((error: unknown): RotationTurn =>
      ({ outcome: 'failed', code: error instanceof Fault ? error.code : 'UNEXPECTED' }));
    if (turn.outcome === 'failed' && turn.code !== failed) tell({ event: 'failed', code: turn.code });
    failed = turn.outcome === 'failed' ? turn.code : undefined;
    if (turn.outcome === 'done' || turn.outcome === 'stopped') tell({ event: turn.outcome });
    if (turn.outcome !== 'done') await wait(LOOK_MILLIS);
  }
};
