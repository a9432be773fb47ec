import { ok } from '@fengcun/kernel';
import type { OrganCopies } from '../organ-copies/organ-copies.ts';
import { type HolderJournal, loadJournal } from './holder-journal.ts';
import { type LateCopies, noteFound } from './late-copies.ts';
import { certain, inNodeAct, type NodeParts } from './node-parts.ts';
import { notePlace, readPlace } from './job-place.ts';
import { orTold } from './or-told.ts';
import { passOver } from '../proceedings/index.ts';
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

/** One journal that cannot be read must not keep the others from being looked at: each is then read alone. */
const readSingly = async (
  parts: NodeParts, ids: readonly string[],
): Promise<readonly HolderJournal[]> => {
  if (ids.length === 0) return [];
  const together = await passOver(() => readAll(parts, ids), () => undefined);
  if (together !== undefined) return together;
  const journals: HolderJournal[] = [];
  for (const id of ids) journals.push(...await orTold(parts, () => readAll(parts, [id])) ?? []);
  return journals;
};

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

const JOB = 'node-late-in-system';

/** Where the pass stands: behind which journal it goes on, and not before when. */
type Pass = Readonly<{ afterId: string; at: number }>;

/**
 * The pass goes on over restarts, also of a node that never runs for a whole day: what it noted, or a first
 * pass a day from now.
 */
const passOf = async (parts: NodeParts, now: number): Promise<Pass> => {
  const [at = '', afterId = FIRST_ID] = (await readPlace(parts, JOB) ?? '').split(' ');
  if (at !== '') return { afterId, at: Number(at) };
  const first = { afterId: FIRST_ID, at: now + PASS_MILLIS };
  await notePass(parts, first);
  return first;
};

const notePass = (parts: NodeParts, { afterId, at }: Pass): Promise<void> =>
  notePlace(parts, JOB, `${at} ${afterId}`);

/**
 * Finds copies that turn up in a system of the organ's own under a standing order, by asking it again about
 * each: such a system tells nobody by itself. LIMIT: so they are sealed within a day, not on arrival.
 */
export const lateInSystem = (parts: NodeParts, copies: OrganCopies): LateCopies => {
  let pass: Pass | undefined;
  const isFresh = (journal: HolderJournal) => orTold(parts, async () => {
    const fresh = await freshIn(copies, journal);
    return fresh.length > 0 && note(parts, journal, fresh);
  });
  return {
    look: async () => {
      const now = parts.deployment.clock();
      pass ??= await passOf(parts, now);
      if (now < pass.at) return { recordIds: [], looked: 0 };
      const ids = await journalsAfter(parts, pass.afterId);
      const recordIds: string[] = [];
      for (const journal of await readSingly(parts, ids)) {
        if (await isFresh(journal) === true) recordIds.push(journal.recordId);
      }
      const afterId = ids.at(-1);
      pass = afterId === undefined ? { afterId: FIRST_ID, at: now + PASS_MILLIS } : { afterId, at: pass.at };
      await notePass(parts, pass);
      return { recordIds, looked: ids.length };
    },
  };
};
