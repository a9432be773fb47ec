import type { HolderKey, SealOrder } from './order.ts';
import { missingHolders, type SealingState } from './sealing-state.ts';

/**
 * The newest order as it goes to one holder: with that holder's entry only. The same holder is always told
 * the same of the same sequence, so that its content can be compared. Undefined for a holder not known.
 */
export const orderFor = (state: SealingState, holder: HolderKey): SealOrder | undefined => {
  const copy = state.copies.get(holder);
  if (state.order === undefined || copy === undefined) return undefined;
  return { ...state.order, holders: [{ holder, dueOn: copy.dueOn, rule: copy.rule }] };
};

/**
 * Every order that is to be sent (again): one for each holder that has not answered the newest. Nothing else
 * needs to be remembered for sending: after a crash the outbox is this list.
 */
export const outstandingOrders = (state: SealingState): readonly SealOrder[] =>
  missingHolders(state.copies).flatMap(({ holder }) => orderFor(state, holder) ?? []);
