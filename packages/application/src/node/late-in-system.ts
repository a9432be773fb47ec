import { ok } from '@fengcun/kernel';
import type { OrganCopies } from '../organ-copies/organ-copies.ts';
import { type HolderJournal, loadJournal } from './holder-journal.ts';
import { type LateCopies, noteFound } from './late-copies.ts';
import { certain, inNodeAct, type NodeParts } from './node-parts.ts';
import { copyOrderOf } from './system-copies.ts';

/** LIMIT: an organ's own system is asked about every standing order once a day, so many at a time. */
const PASS_MILLIS = 24 * 3_600_000;
const PAGE = 100;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

/** Journals in the order of their ids, after one. */
const journalsAfter = async (
  { deployment }: NodeParts, afterId: string,
): Promise<readonly string[]> => {
  const rows = certain(await deployment.database.audit(async ({ select }) =>
    ok(await select<Readonly<{ streamId: string }>>(
      `select distinct stream_id as "streamId" from sealed.event
       where event_type = 'OrderTaken' and stream_id > $1::uuid order by 1 limit ${PAGE}`, [afterId]))));
  return rows.map(({ streamId }) => streamId);
};

const readAll = async (parts: NodeParts, ids: readonly string[]): Promise<readonly HolderJournal[]> =>
  certain(await inNodeAct<readonly HolderJournal[], never>(parts, 'copy.examine', async (stores, ready) => {
    const journals: HolderJournal[] = [];
    for (const recordId of ids) {
      journals.push(await loadJournal(stores, ready, { organ: parts.organ, recordId }));
    }
    return ok(journals);
  }));

/** Copies the system names now and nobody knew of; none where it does not answer. */
const freshIn = async (copies: OrganCopies, journal: HolderJournal): Promise<readonly string[]> => {
  const { standing, receipt } = journal.holder;
  // Not answered yet: the search is still to come, and finds everything.
  if (standing === undefined || receipt === undefined) return [];
  const found = await copies.find(copyOrderOf(standing, journal));
  return found.ok ? found.value.filter((ref) => !journal.known.has(ref)) : [];
};

const note = async (
  parts: NodeParts, { recordId }: HolderJournal, fresh: readonly string[],
): Promise<boolean> =>
  certain(await inNodeAct<boolean, never>(parts, 'copy.search', async (stores, ready) => {
    const journal = await loadJournal(stores, ready, { organ: parts.organ, recordId });
    return ok(await noteFound(parts, { stores, ready }, { journal, fresh }));
  }));

/**
 * Finds copies that turn up in a system of the organ's own under a standing order, by asking it again about
 * each: such a system tells nobody by itself. LIMIT: so they are sealed within a day, not on arrival.
 */
export const lateInSystem = (parts: NodeParts, copies: OrganCopies): LateCopies => {
  const begunAt = parts.deployment.clock();
  let [afterId, nextPassAt] = [FIRST_ID, begunAt + PASS_MILLIS];
  return {
    look: async () => {
      const now = parts.deployment.clock();
      if (now < nextPassAt) return { recordIds: [], looked: 0 };
      const ids = await journalsAfter(parts, afterId);
      const last = ids.at(-1);
      if (last === undefined) {
        [afterId, nextPassAt] = [FIRST_ID, now + PASS_MILLIS];
        return { recordIds: [], looked: 0 };
      }
      const recordIds: string[] = [];
      for (const journal of await readAll(parts, ids)) {
        const fresh = await freshIn(copies, journal);
        if (fresh.length > 0 && await note(parts, journal, fresh)) recordIds.push(journal.recordId);
      }
      afterId = last;
      return { recordIds, looked: ids.length };
    },
  };
};
