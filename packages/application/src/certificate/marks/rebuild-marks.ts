import { Fault, ok, present } from '@fengcun/kernel';
import type { SealingStores } from '@fengcun/store';
import type { OpeningEvents } from '../../cases/case-events.ts';
import type { Deployment } from '../../deployment/open-deployment.ts';
import { loadBatchKeys } from '../../intake/sealing.ts';
import { beginCustody, type CustodyAct } from '../../keys/custody-act.ts';
import { compareMarks, type MarkChanges } from './refresh-marks.ts';

/**
 * What a look at all marks came to. `missing`, `surplus`: marks that open records call for, or do not;
 * `unreadable`: people whose open records do not open any more, as after a restore of what was erased since:
 * they have no mark. `isComplete`: certificates are decided by these marks.
 */
export type MarksReport = Readonly<{
  people: number; missing: number; surplus: number; unreadable: number; isComplete: boolean;
}>;

/** LIMIT: records of one transaction. */
const PAGE_RECORDS = 200;

const NONE: MarkChanges = { added: [], removed: [] };

type Looking = Readonly<{ deployment: Deployment; act: CustodyAct; repairs: boolean }>;
type Counts = { people: number; missing: number; surplus: number; unreadable: number };
type Page = Readonly<{ lastId: string | undefined; people: readonly string[] }>;

const openingOf = async ({ deployment, act }: Looking): Promise<OpeningEvents> =>
  ({ keys: await loadBatchKeys(deployment), service: { act } });

const lookAt = async (
  { deployment: indexing, repairs }: Looking, opening: OpeningEvents,
  { stores, subjectId, counts }: Readonly<{ stores: SealingStores; subjectId: string; counts: Counts }>,
): Promise<void> => {
  const { open, certificates: { marks } } = stores;
  let changes = NONE;
  try {
    changes = await compareMarks({ indexing, opening, open, marks }, subjectId);
  } catch (error) {
    if (!(error instanceof Fault) || error.code !== 'EVENTS_UNREADABLE') throw error;
    counts.unreadable += 1;
    changes = { added: [], removed: await marks.ofSubjects([subjectId]) };
  }
  counts.people += 1;
  counts.missing += changes.added.length;
  counts.surplus += changes.removed.length;
  if (!repairs) return;
  await marks.remove(changes.removed);
  await marks.add(changes.added);
};

const lookAtPage = async (
  looking: Looking, afterId: string | undefined, counts: Counts,
): Promise<Page> => {
  const { deployment, act } = looking;
  const opening = await openingOf(looking);
  const entryId = act.mint();
  const before = { ...counts };
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    Object.assign(counts, before);
    const page = await stores.worklists.openRecords({
      limit: PAGE_RECORDS, ...(afterId === undefined ? {} : { afterId }),
    });
    const people = [...new Set(page.map((record) => record.subjectId))].sort();
    for (const subjectId of people) await lookAt(looking, opening, { stores, subjectId, counts });
    await stores.audit.append([act.outcome(entryId)]);
    return ok({ lastId: page.at(-1)?.recordId, people });
  });
  return present(done.ok ? done : undefined, 'looking is never refused').value;
};

/** Marks of records that are on the open side no more. */
const orphans = async ({ database }: Deployment): Promise<readonly string[]> => {
  const found = await database.audit(async ({ select }) => ok(await select<Readonly<{ subjectId: string }>>(
    `select distinct mark.subject_id as "subjectId" from open.conviction_mark as mark
     where mark.term_kind <> 'complete' and not exists (
       select 1 from open.record as kept
       where kept.subject_id = mark.subject_id and kept.record_id = mark.record_id)`, [])));
  return present(found.ok ? found : undefined, 'reading is never refused').value.map((row) => row.subjectId);
};

const settle = async (looking: Looking, gone: readonly string[]): Promise<boolean> => {
  const { deployment, act, repairs } = looking;
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async ({ audit, certificates: { marks } }) => {
    if (repairs) {
      await marks.removeOfSubjects(gone);
      await marks.setComplete(true);
    }
    await audit.append([act.outcome(entryId)]);
    return ok((await marks.find([])).isComplete);
  });
  return present(done.ok ? done : undefined, 'marks are never refused').value;
};

/**
 * Looks at every open record and compares its mark, and with `repairs` makes the marks what the records say;
 * then certificates are decided by them. Needed once after a restore or an upgrade, and never wrong. Its
 * intent is in the log before a record is opened; others go on working meanwhile.
 */
export const checkMarks = async (
  deployment: Deployment, { account, repairs }: Readonly<{ account: string; repairs: boolean }>,
): Promise<MarksReport> => {
  const act = await beginCustody(deployment, {
    act: repairs ? 'certificate.rebuildMarks' : 'certificate.checkMarks', account, role: 'sealingService',
    purpose: 'certificate', legalBasis: 'mps-2021-2', request: 'marks',
  });
  const looking = { deployment, act, repairs };
  const counts: Counts = { people: 0, missing: 0, surplus: 0, unreadable: 0 };
  const seen = new Set<string>();
  for (let after: string | undefined; ;) {
    const { lastId, people } = await lookAtPage(looking, after, counts);
    for (const id of people) seen.add(id);
    if (lastId === undefined) break;
    after = lastId;
  }
  const gone = await orphans(deployment);
  const left = gone.filter((id) => !seen.has(id));
  const isComplete = await settle(looking, left);
  return { ...counts, people: seen.size, surplus: counts.surplus + left.length, isComplete };
};

/** Whether the marks have been made; where there is no record at all they are made at once. */
export const areMarksComplete = async (deployment: Deployment): Promise<boolean> => {
  const act = await beginCustody(deployment, {
    act: 'certificate.lookAtMarks', account: 'certificate-desk', role: 'sealingService',
    purpose: 'certificate', legalBasis: 'mps-2021-2', request: 'complete',
  });
  return settle({ deployment, act, repairs: false }, []);
};
