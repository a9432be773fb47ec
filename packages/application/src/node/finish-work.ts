import { err, ok, type Result } from '@fengcun/kernel';
import { decideHolder, type HolderCommand, holderDuty, type SealOrder } from '@fengcun/registry';
import { appendJournal, type CopiesSearched, loadJournal } from './holder-journal.ts';
import type { NodeParts, Within } from './node-parts.ts';
import { receiptMessage } from './take-orders.ts';

/** A newer order came meanwhile, or the work was done already: what was prepared no longer holds. */
export type WorkRefusal = Readonly<{ code: 'ORDER_CHANGED' | 'JOURNAL_BUSY' }>;

/** The work of an order: what was found, and what the copies are committed to after it. */
export type DoneWork = Readonly<{ order: SealOrder; search: CopiesSearched; commitmentAfter: string }>;

const CHANGED: Result<never, WorkRefusal> = err({ code: 'ORDER_CHANGED' });

const commandOf = (
  { order, search, commitmentAfter }: DoneWork, found: readonly string[], at: string,
): HolderCommand => {
  const { copyIds, commitmentBefore } = search;
  const result = copyIds.length === 0 ? 'noCopy' as const : 'applied' as const;
  const work = { sequence: order.sequence, result, commitmentBefore, commitmentAfter };
  return search.revision === 0 ? { type: 'ReportWork', work, at }
    : { type: 'ReportFoundWork', copyIds: found, work, at };
};

/**
 * Notes in the transaction of the work itself that it is done, and puts the answer into the outbox: either
 * the copies are what the order wants and the answer is on its way, or neither.
 */
export const finishWork = async (
  parts: NodeParts, { stores, ready }: Within, done: DoneWork,
): Promise<Result<void, WorkRefusal>> => {
  const { order } = done;
  const { recordId } = order;
  const journal = await loadJournal(stores, ready, { organ: parts.organ, recordId });
  const duty = holderDuty(journal.holder);
  if (duty.type === 'nothing' || duty.order.sequence !== order.sequence) return CHANGED;
  const found = duty.type === 'bringFoundCopies' ? duty.copyIds : [];
  if ((done.search.revision === 0) !== (duty.type === 'bringCopies')) return CHANGED;
  const at = new Date(parts.deployment.clock()).toISOString();
  const decided = decideHolder(commandOf(done, found, at), journal.holder);
  if (!decided.ok) return CHANGED;
  const entryId = ready.act.mint();
  const after = await appendJournal(stores, ready, { journal, events: decided.value, entryId });
  if (!after.ok) return after;
  await stores.audit.append([ready.act.outcome(entryId, { act: 'copy.brought' })]);
  const { receipt } = after.value.holder;
  if (receipt !== undefined) {
    await stores.operations.outbox.put(ready.maker.make([receiptMessage(parts.platform, receipt)]));
  }
  return ok(undefined);
};
