import { ok } from '@fengcun/kernel';
import { holderDuty } from '@fengcun/registry';
import type { CopyWork, ToSearch, WorkWaits } from './copy-work.ts';
import { type CopiesSearched, type HolderJournal, loadJournal } from './holder-journal.ts';
import { certain, inNodeAct, type NodeParts } from './node-parts.ts';
import { OWN_COPIES } from './own-copies.ts';
import { systemCopies } from './system-copies.ts';
import { needsPerson, waitForPerson } from './wait-for-person.ts';

/** What came of working on a record: done, or to be tried again, or waiting for a person. */
export type Worked = 'done' | 'again' | 'waits';

const copyWorkOf = ({ copies }: NodeParts): CopyWork =>
  (copies === 'own' ? OWN_COPIES : systemCopies(copies));

/** The duty of a journal as something to look for; undefined where there is nothing to do. */
export const toSearch = (journal: HolderJournal): ToSearch | undefined => {
  const duty = holderDuty(journal.holder);
  if (duty.type === 'nothing') return undefined;
  const { order } = duty;
  if (duty.type === 'bringCopies') return { journal, order, revision: 0, copyIds: [] };
  return { journal, order, revision: (journal.holder.receipt?.revision ?? 0) + 1, copyIds: duty.copyIds };
};

/** What an earlier run found for this very answer. */
export const notedSearch = ({ journal: { search }, order, revision }: ToSearch): CopiesSearched | undefined =>
  (search?.sequence === order.sequence && search.revision === revision ? search : undefined);

/** Tells that an order was carried out. */
export const toldDone = (
  parts: Pick<NodeParts, 'tell'>, { orderNumber, sequence, target }: ToSearch['order'],
): void => parts.tell({ event: 'done', order: { orderNumber, sequence, target } });

const stopped = async (
  parts: NodeParts, to: ToSearch, waits: WorkWaits,
): Promise<Worked> => {
  const order = { orderNumber: to.order.orderNumber };
  if (!needsPerson(waits)) {
    parts.tell({ event: 'waits', order, code: waits.code });
    return 'again';
  }
  const put = await waitForPerson(parts, to, waits);
  if (put.ok && put.value) parts.tell({ event: 'waits', order, code: waits.code });
  return put.ok ? 'waits' : 'again';
};

/**
 * Does what the standing order of a record wants of the organ's copies, from wherever a crash left it: looks
 * for them and commits to what they are, brings them to the order's target, answers. Doing it again is
 * harmless.
 */
export const workOnRecord = async (parts: NodeParts, recordId: string): Promise<Worked> => {
  const { organ } = parts;
  const read = await inNodeAct<HolderJournal, never>(parts, 'copy.examine', async (stores, ready) =>
    ok(await loadJournal(stores, ready, { organ, recordId })));
  const journal = certain(read);
  const to = toSearch(journal);
  if (to === undefined) return 'done';
  const { order } = to;
  const work = copyWorkOf(parts);
  const noted = notedSearch(to);
  const search = noted === undefined ? await work.search(parts, to) : ok(noted);
  if (!search.ok) return stopped(parts, to, search.error);
  if (search.value.copyIds.length > 0) await parts.beforeCopies?.();
  const brought = await work.bring(parts, { journal, order, search: search.value });
  if (!brought.ok) return stopped(parts, to, brought.error);
  toldDone(parts, order);
  return 'done';
};
