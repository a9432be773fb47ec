import type { CivilDate } from '@fengcun/kernel';
import { isOpenGround, removesEntry } from './lawful-ground.ts';
import type { CopyTarget, HolderKey } from './order.ts';
import type { CopyStatus, RecordStatus } from './record-status.ts';
import { type CopyProgress, missingHolders, newestSequence, type SealingState } from './sealing-state.ts';

/** A holder whose answer is missing: who, since when, until when, and what was done about it. */
export type MissingHolder = Readonly<{
  holder: HolderKey; since: string; dueOn: CivilDate; rule: string; reminders: number;
  escalatedAt: string | undefined;
}>;

/** «封存中 n/m», with who is missing and since when; the same for an opening. */
export type SealingProgress = Readonly<{
  status: RecordStatus;
  sequence: number;
  target: CopyTarget | undefined;
  /** n: holders that answered the newest order. */
  acknowledged: number;
  /** m: holders known. */
  holders: number;
  missing: readonly MissingHolder[];
  /** Holders that searched and hold nothing: counted as answers, listed apart. */
  withoutCopy: readonly HolderKey[];
}>;

const STATUS_OF: Readonly<Record<CopyTarget, Readonly<{ answered: CopyStatus; awaited: CopyStatus }>>> = {
  sealed: { answered: 'sealed', awaited: 'pending' },
  open: { answered: 'open', awaited: 'reopening' },
};

/** State of one holder's copy, as far as the platform knows. */
export const copyStatus = (target: CopyTarget, copy: CopyProgress): CopyStatus =>
  STATUS_OF[target][copy.receipt === undefined ? 'awaited' : 'answered'];

/** How far the newest order is. */
export const progressOf = (state: SealingState): SealingProgress => {
  const missing = missingHolders(state.copies);
  return {
    status: state.status,
    sequence: newestSequence(state),
    target: state.order?.target,
    acknowledged: state.copies.size - missing.length,
    holders: state.copies.size,
    missing: missing.map(({ holder, since, dueOn, rule, reminders, escalatedAt }) =>
      ({ holder, since, dueOn, rule, reminders, escalatedAt })),
    withoutCopy: [...state.copies.values()].filter((copy) => copy.receipt?.result === 'noCopy')
      .map((copy) => copy.holder).sort(),
  };
};

/**
 * Whether the record may be shown as sealed: its newest order says so and every holder has answered it.
 * Computed from the order and the answers, not from the status: two ways that must agree.
 */
export const isShownSealed = (state: SealingState): boolean =>
  state.status !== 'erased' && state.order?.target === 'sealed' && state.copies.size > 0
  && missingHolders(state.copies).length === 0;

const entryRemoved = (ground: string): boolean => isOpenGround(ground) && removesEntry(ground);

/**
 * Whether the platform itself must keep silent about the record: from the order to seal on, whoever is late;
 * after an erasure; and where an annulled decision takes the entry away. It speaks again only after an
 * opening.
 */
export const isWithheld = (state: SealingState): boolean =>
  state.status === 'erased' || state.order?.target === 'sealed'
  || (state.order !== undefined && entryRemoved(state.order.ground));
