import type { RandomBytes } from '@fengcun/crypto';
import { assert, err, ok, type Result } from '@fengcun/kernel';
import { createEpoch } from '../keys/epoch.ts';
import { newKeyId } from '../keys/key-id.ts';
import type { KeyRecord } from '../keys/key-record.ts';
import type { KeyRing } from '../keys/key-ring.ts';
import { type KeyRefusal, LEASE_MS } from '../keys/lease.ts';
import type { KeyTree, SuiteName } from '../keys/tree.ts';
import type { EpochStore } from '../ports/epoch-store.ts';
import type { KeyRecordStore, Rewrapped } from '../ports/key-record-store.ts';
import type { KeyStore } from '../ports/key-store.ts';
import type { RotationState, RotationStore } from '../ports/rotation-store.ts';
import { rewrapRecord } from './rewrap.ts';

/** Everything a rotation reads and writes; `clock` gives milliseconds. */
export type RotationDependencies = Readonly<{
  deployment: string;
  keyStore: KeyStore;
  epochs: EpochStore;
  keyRecords: KeyRecordStore;
  rotations: RotationStore;
  ring: KeyRing;
  random: RandomBytes;
  clock: () => number;
  /** Key records of one transaction, 1–10,000. */
  batch: number;
  /** No other process can hold the old key, so that its end need not be waited for. */
  isAlone?: boolean;
  /** Asked between two batches with how many rows this pass has rewrapped; false: the pass stops there. */
  mayGoOn?: (rewrapped: number) => Promise<boolean>;
}>;

/** What to rotate to; a rotation that was begun goes on with what it began with. */
export type RotationOrder = Readonly<{ tree: KeyTree; suite: SuiteName; rootId: string }>;

/**
 * One pass over the old epoch. `destroyed` only when nothing uses it and no process can still hold it;
 * `stopped`: somebody wanted it to stop between two batches.
 */
export type RotationReport = Readonly<{
  outcome: 'destroyed' | 'waiting' | 'stopped';
  rewrapped: number;
  /** Their person was erased: the rows are dead and wait for their deletion. */
  erased: number;
  /** They do not unwrap: changed by somebody, to be examined. The old epoch is kept for them. */
  rejected: number;
  /** Key records that still name the old epoch. */
  remaining: number;
}>;

type Counts = Readonly<{ rewrapped: number; erased: number; rejected: number; isStopped?: boolean }>;
type Page = Readonly<{ next: readonly Rewrapped[]; erased: number; rejected: number }>;

const begin = async (on: RotationDependencies, order: RotationOrder): Promise<RotationState | undefined> => {
  const running = await on.rotations.load(order.tree);
  if (running !== undefined) return running;
  const from = await on.epochs.current(order.tree);
  if (from === undefined) return undefined;
  const toId = newKeyId(on.random);
  const state: RotationState = { ...order, fromId: from.id, toId, phase: 'opening' };
  await on.rotations.save(state);
  // Somebody else may have begun in the same moment: what was stored first is what both go on with.
  return await on.rotations.load(order.tree) ?? state;
};

/** From here on new records use the next epoch; a repetition after a kill finds it there. */
const openNext = async (on: RotationDependencies, state: RotationState): Promise<RotationState> => {
  const { deployment, keyStore, epochs, random } = on;
  if ((await epochs.load(state.toId)) === undefined) {
    const { tree, suite, rootId, toId } = state;
    const now = on.clock();
    const next = await createEpoch(keyStore, { deployment, id: toId, tree, suite, rootId, now, random });
    await epochs.succeed(next, now);
  }
  const opened: RotationState = { ...state, phase: 'rewrapping' };
  await on.rotations.save(opened);
  return opened;
};

const rewrapPage = async (
  on: RotationDependencies, state: RotationState, page: readonly KeyRecord[],
): Promise<Result<Page, KeyRefusal>> => {
  const now = on.clock();
  const from = await on.ring.epochKey(state.fromId, now);
  const to = await on.ring.epochKey(state.toId, now);
  const tree = await on.ring.eraseTree(state.tree, now);
  if (!from.ok) return from;
  if (!to.ok) return to;
  if (!tree.ok) return tree;
  const next: Rewrapped[] = [];
  let [erased, rejected] = [0, 0];
  for (const record of page) {
    const eraseKey = tree.value.keyFor(record.eraseSerial, now);
    if (!eraseKey.ok && eraseKey.error.code !== 'ERASED') return eraseKey;
    if (!eraseKey.ok) {
      erased += 1;
      continue;
    }
    const { deployment, random } = on;
    const keys = { deployment, eraseKey: eraseKey.value, now, random };
    const rewrapped = rewrapRecord(
      { from: { ...keys, kek: from.value }, to: { ...keys, kek: to.value } }, record);
    if (rewrapped.ok) next.push({ from: record, to: rewrapped.value });
    else rejected += 1;
  }
  return ok({ next, erased, rejected });
};

const rewrapAll = async (
  on: RotationDependencies, begun: RotationState,
): Promise<Result<Counts, KeyRefusal>> => {
  let [state, rewrapped, erased, rejected] = [begun, 0, 0, 0];
  for (;;) {
    const at = { tree: state.tree, kekId: state.fromId, after: state.after, limit: on.batch };
    const { records, after } = await on.keyRecords.page(at);
    if (records.length > 0) {
      const done = await rewrapPage(on, state, records);
      if (!done.ok) return done;
      rewrapped += await on.keyRecords.rewrap(done.value.next);
      erased += done.value.erased;
      rejected += done.value.rejected;
    }
    if (after === undefined) return ok({ rewrapped, erased, rejected });
    state = { ...state, after };
    await on.rotations.save(state);
    if (await on.mayGoOn?.(rewrapped) === false) return ok({ rewrapped, erased, rejected, isStopped: true });
  }
};

/** Ends the old epoch, or returns to the start of a pass, because somebody still used it meanwhile. */
const close = async (on: RotationDependencies, state: RotationState): Promise<'destroyed' | 'waiting'> => {
  const old = await on.epochs.load(state.fromId);
  // A process may hold the old key for one lease after the succession, and seal under it.
  const isQuiet = on.isAlone === true || on.clock() - (old?.retiredAt ?? 0) >= LEASE_MS;
  if (old === undefined || (isQuiet && (await on.keyRecords.count(state.tree, state.fromId)) === 0)) {
    // The store refuses while a row names the epoch: the second, independent guard.
    const removed = await on.epochs.remove(state.fromId);
    if (removed.ok) {
      await on.rotations.clear(state.tree);
      return 'destroyed';
    }
  }
  const { tree, fromId, toId, rootId, suite } = state;
  await on.rotations.save({ tree, fromId, toId, rootId, suite, phase: 'rewrapping' });
  return 'waiting';
};

/**
 * Begins a rotation or goes on with one: next epoch, rewrapping of every record key, end of the old epoch.
 * Ciphertexts are not touched, reads and writes go on meanwhile, and after a kill at any point the next
 * call resumes behind the last batch. `waiting`: call again later (at least 15 minutes after the start).
 */
export const rotate = async (
  on: RotationDependencies, order: RotationOrder,
): Promise<Result<RotationReport, KeyRefusal>> => {
  assert(Number.isInteger(on.batch) && on.batch >= 1 && on.batch <= 10_000, 'a batch of 1–10,000');
  const begun = await begin(on, order);
  if (begun === undefined) return err({ code: 'EPOCH_UNKNOWN' });
  const state = begun.phase === 'opening' ? await openNext(on, begun) : begun;
  let counts: Counts = { rewrapped: 0, erased: 0, rejected: 0 };
  if (state.phase === 'rewrapping') {
    const passed = await rewrapAll(on, state);
    if (!passed.ok) return passed;
    const { isStopped = false, ...done } = passed.value;
    counts = done;
    if (isStopped) {
      const remaining = await on.keyRecords.count(state.tree, state.fromId);
      return ok({ outcome: 'stopped', ...counts, remaining });
    }
    await on.rotations.save({ ...state, phase: 'closing' });
  }
  const outcome = await close(on, state);
  const remaining = outcome === 'destroyed' ? 0 : await on.keyRecords.count(state.tree, state.fromId);
  return ok({ outcome, ...counts, remaining });
};
