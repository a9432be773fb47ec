import {
  type CaseCode, isShownSealed, type MissingHolder, progressOf, type RecordStatus, type SealingState,
} from '@fengcun/registry';
import type { HolderRow } from '@fengcun/store';

/** How the seal of one record stands: organs, days and codes, nothing of the person. */
export type SealView = Readonly<{
  recordId: string; caseCode: CaseCode; orderNumber: string; sequence: number; ground: string;
  orderedAt: string; orderedBy: string; effectiveFrom: string; cites: readonly string[];
  status: RecordStatus;
  /** n of m: holders that answered the newest order, of all that hold a copy. */
  acknowledged: number; holders: number;
  /** Who has not answered, and since when. */
  missing: readonly MissingHolder[];
  /** Who keeps its file until an execution has ended, or of whom only the kind is known: no order yet. */
  waiting: readonly string[];
  withoutCopy: readonly string[];
  /** A proposal to open that waits for a second person. */
  proposal?: Readonly<{ proposalId: string; ground: string; effectiveFrom: string; isApproved: boolean }>;
}>;

/** Holders that stand beside the order: they hold a copy and were told nothing yet. */
const waitingIn = (state: SealingState, rows: readonly HolderRow[]): readonly string[] =>
  (state.order?.target !== 'sealed' ? [] : rows
    .filter(({ organ, state: stands }) => stands === 'holding' && !state.copies.has(organ))
    .map(({ organ }) => organ).sort());

/**
 * What may be said of a seal inside the sealing organs; undefined for a record that was never ordered. A
 * record with a holder that waits is not shown sealed, whatever the others answered.
 */
export const sealView = (state: SealingState, rows: readonly HolderRow[]): SealView | undefined => {
  const { order, identity, proposal } = state;
  if (order === undefined || identity === undefined) return undefined;
  const progress = progressOf(state);
  const waiting = waitingIn(state, rows);
  const isHeldUp = isShownSealed(state) && waiting.length > 0;
  const { recordId, caseCode, orderNumber, sequence, ground, orderedAt, orderedBy, effectiveFrom } = order;
  return {
    recordId, caseCode, orderNumber, sequence, ground, orderedAt, orderedBy, effectiveFrom,
    cites: order.cites, status: isHeldUp ? 'pending' : progress.status,
    acknowledged: progress.acknowledged, holders: progress.holders + waiting.length,
    missing: progress.missing, waiting, withoutCopy: progress.withoutCopy,
    ...(proposal === undefined ? {} : {
      proposal: {
        proposalId: proposal.proposalId, ground: proposal.ground, effectiveFrom: proposal.effectiveFrom,
        isApproved: proposal.approval !== undefined,
      },
    }),
  };
};
