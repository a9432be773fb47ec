import { err, ok, type Result } from '@fengcun/kernel';
import type { SealingStores } from '@fengcun/store';
import { appendJournal, type CopiesSearched, loadJournal } from './holder-journal.ts';
import type { NodeParts, Within } from './node-parts.ts';
import type { ToSearch } from './copy-work.ts';
import type { WorkRefusal } from './finish-work.ts';

/** What was found, and what it was committed to. */
export type FoundCopies = Readonly<{ copyIds: readonly string[]; commitmentBefore: string }>;

/** Resolves what waits for a person about an order, once it is known what is meant. */
const endWaiting = async (
  stores: SealingStores, { waits }: ToSearch['journal'], at: string,
): Promise<void> => {
  if (waits === undefined) return;
  const { exceptionId } = waits;
  await stores.operations.exceptions.resolve({
    exceptionId, state: 'replayed', resolution: 'copiesFound', resolvedAt: at, resolvedBy: 'organ-node',
  });
};

/** Notes in the journal what was found, within the caller's transaction; refused if the order changed. */
export const noteSearch = async (
  parts: NodeParts, { stores, ready }: Within,
  { to, found }: Readonly<{ to: ToSearch; found: FoundCopies }>,
): Promise<Result<CopiesSearched, WorkRefusal>> => {
  const { organ, deployment: { clock } } = parts;
  const journal = await loadJournal(stores, ready, { organ, recordId: to.order.recordId });
  if (journal.version !== to.journal.version) return err({ code: 'ORDER_CHANGED' });
  const at = new Date(clock()).toISOString();
  const { sequence } = to.order;
  const event: CopiesSearched = { type: 'CopiesSearched', sequence, revision: to.revision, ...found, at };
  const entryId = ready.act.mint();
  const after = await appendJournal(stores, ready, { journal, events: [event], entryId });
  if (!after.ok) return after;
  await stores.audit.append([ready.act.outcome(entryId, { act: 'copy.found' })]);
  await endWaiting(stores, journal, at);
  return ok(event);
};
