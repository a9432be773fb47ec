import {
  foldCase, type HolderKey, missingHolders, newestSequence, type OrderConfidential,
  type SealingState,
} from '@fengcun/registry';
import type { SealingStores, StreamMessage } from '@fengcun/store';
import { tokenOf } from '../intake/batch-context.ts';
import type { CustodyAct } from '../keys/custody-act.ts';
import { openEvents } from '../sealing/opened-events.ts';
import type { SideKeys } from '../sealing/side-keys.ts';
import { SEAL_KINDS } from './seal-kinds.ts';
import { confidentialOf } from './order-message.ts';

/** LIMIT: an order that was delivered and not answered is sent again after so long. */
export const UNANSWERED_MILLIS = 24 * 3_600_000;
/** LIMIT: an order that was given up is sent again after so long: it is owed until it is answered. */
export const GIVEN_UP_MILLIS = 3_600_000;

const isLeftAlone = (message: StreamMessage, now: number): boolean => {
  const since = (at: string | null): number => now - Date.parse(at ?? message.createdAt);
  switch (message.state) {
    case 'waiting': return true;
    case 'delivered': return since(message.deliveredAt) < UNANSWERED_MILLIS;
    case 'dead': case 'resting': return since(message.failedAt) < GIVEN_UP_MILLIS;
  }
};

/**
 * Holders that have not answered the newest order and to whom no message of it is on its way. Computed from
 * what is stored: after any crash the outbox is this list.
 */
export const holdersToTellAgain = (
  state: SealingState, messages: readonly StreamMessage[], now: number,
): readonly HolderKey[] => {
  const sequence = newestSequence(state);
  const orders = messages.filter((one) => one.messageType === SEAL_KINDS.order && one.sequence === sequence);
  return missingHolders(state.copies).map(({ holder }) => holder)
    .filter((holder) => !orders.some((one) => one.recipient === holder && isLeftAlone(one, now)));
};

/** What opening a case again needs: an act whose intent is committed, and the keys of both sides. */
export type Reopening = Readonly<{
  stores: SealingStores; act: CustodyAct; keys: Readonly<Record<'open' | 'sealed', SideKeys>>;
}>;

/**
 * What an organ needs to find its copies, out of the case as it is stored now, on whichever side; undefined
 * where it was erased or cannot be read.
 */
export const confidentialOfRecord = async (
  { stores, act, keys }: Reopening, recordId: string,
): Promise<OrderConfidential | undefined> => {
  const side = await stores.worklists.sideOf(recordId);
  const record = side === undefined ? undefined : await stores[side].records.find(recordId);
  if (side === undefined || record === undefined) return undefined;
  const { caseId, subjectId } = record;
  const events = await stores[side].events.load(caseId);
  const opened = await openEvents(keys[side], act, { caseId, events });
  if (!opened.ok) return undefined;
  const state = foldCase(opened.value.map(({ event }) => event));
  for (const { content } of opened.value) content.fill(0);
  return state.status === 'open' ? confidentialOf(state, tokenOf(subjectId)) : undefined;
};
