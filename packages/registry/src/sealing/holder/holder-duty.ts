import type { Receipt, SealOrder } from '../lifecycle/order.ts';
import { type HolderState, standingSequence } from './holder-state.ts';

/**
 * What the organ's side still owes, read from its state alone, so that a restart knows it too: bring all
 * copies to the order's target, or bring those that turned up, or nothing.
 */
export type HolderDuty =
  | Readonly<{ type: 'bringCopies'; order: SealOrder }>
  | Readonly<{ type: 'bringFoundCopies'; order: SealOrder; copyIds: readonly string[] }>
  | Readonly<{ type: 'nothing' }>;

/** The work to do now. Doing it twice is harmless: an order says what a copy must be. */
export const holderDuty = ({ standing, receipt, found }: HolderState): HolderDuty => {
  if (standing === undefined) return { type: 'nothing' };
  if (receipt === undefined) return { type: 'bringCopies', order: standing };
  if (found.size === 0) return { type: 'nothing' };
  return { type: 'bringFoundCopies', order: standing, copyIds: [...found].sort() };
};

/**
 * What to answer to an order that arrived, after it was received: its receipt, the same every time; for an
 * older one that something newer stands; nothing while the work is not done (the platform asks again).
 * A newer order than the standing one has no answer: it must be received first.
 */
export const answerTo = (state: HolderState, order: SealOrder): Receipt | undefined => {
  const { standing, receipt, holder } = state;
  if (standing === undefined || order.sequence > standingSequence(state)) return undefined;
  if (order.sequence === standing.sequence) return receipt;
  // Proves nothing about a copy: the commitments of the standing order, or none while its work is under way.
  const { commitmentAfter = NO_COMMITMENT, appliedAt = standing.orderedAt } = receipt ?? {};
  return {
    recordId: order.recordId, sequence: order.sequence, holder, result: 'superseded', revision: 0,
    commitmentBefore: commitmentAfter, commitmentAfter, appliedAt,
  };
};

/** Stands where nothing is committed to: a superseded order, before the newer one is done. */
export const NO_COMMITMENT = 'none';
