import { ok, type Result } from '@fengcun/kernel';
import { decideHolder } from '@fengcun/registry';
import type { SealingStores } from '@fengcun/store';
import { findOwn, hintsOf, numbersOf, toldCase } from './find-own.ts';
import { appendJournal, type HolderJournal, loadJournal } from './holder-journal.ts';
import { certain, inNodeAct, type NodeParts, type Ready, type Within } from './node-parts.ts';
import { notePlace, readPlace } from './job-place.ts';
import { orTold } from './or-told.ts';
import { ordersAbout } from './order-terms.ts';

/** A telling on the open side, by its id and its case. */
type Told = Readonly<{ stageRecordId: string; caseId: string }>;

/** What one look at new tellings found: records with work, and how many tellings it looked at. */
export type LateLook = Readonly<{ recordIds: readonly string[]; looked: number }>;

const JOB = 'node-late-copies';
const PAGE = 200;
/**
 * LIMIT: ids are minted in the order of time but may be committed later than others; tellings of the last
 * minute are looked at again, so that none that came to light late is passed over.
 */
const AGAIN_MILLIS = 60_000;
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const timeOf = (id: string): number => Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16);

const newTellings = async (
  { deployment }: NodeParts, afterId: string,
): Promise<readonly Told[]> => certain(await deployment.database.audit(async ({ select }) =>
  ok(await select<Told>(
    `select stage_record_id as "stageRecordId", case_id as "caseId" from open.stage_record
     where stage_record_id > $1::uuid order by stage_record_id limit ${PAGE}`, [afterId]))));

/** Platform records under an order that the numbers of a told case are about. */
const ordersOf = async (
  stores: SealingStores, ready: Ready, caseId: string,
): Promise<readonly string[]> => {
  const told = await toldCase(stores, ready, caseId);
  if (!told.ok || told.value === undefined) return [];
  const { state } = told.value;
  const numbers = { code: state.caseCode, references: numbersOf(state) };
  return [...await ordersAbout(stores, ready.sealedNames, numbers)];
};

/** Copies nobody knew of, under the journal of their record. */
export type FoundLate = Readonly<{ journal: HolderJournal; fresh: readonly string[] }>;

/** Notes copies that turned up under a standing order which was answered already. */
export const noteFound = async (
  parts: NodeParts, { stores, ready }: Within, { journal, fresh }: FoundLate,
): Promise<boolean> => {
  const at = new Date(parts.deployment.clock()).toISOString();
  const events = fresh.flatMap((copyId) => {
    const decided = decideHolder({ type: 'ReportFoundCopy', copyId, at }, journal.holder);
    return decided.ok ? decided.value : [];
  });
  if (events.length === 0) return false;
  const entryId = ready.act.mint();
  const after = await appendJournal(stores, ready, { journal, events, entryId });
  if (!after.ok) throw new TypeError('the journal changed meanwhile; the copies are noted again');
  await stores.audit.append([ready.act.outcome(entryId, { act: 'copy.turnedUp' })]);
  return true;
};

/** Looks again for the copies of one record; true where there is work to do. */
const lookAgain = async (parts: NodeParts, recordId: string): Promise<boolean> => {
  const of = { organ: parts.organ, recordId };
  const before = certain(await inNodeAct<HolderJournal, never>(parts, 'copy.examine', async (stores, ready) =>
    ok(await loadJournal(stores, ready, of))));
  const { standing, receipt } = before.holder;
  if (standing === undefined || before.confidential === undefined) return false;
  // Not answered yet: the search is still to come, and finds it.
  if (receipt === undefined) return true;
  const find = { order: standing, confidential: before.confidential };
  const hints = await hintsOf(parts, find);
  const looked = await inNodeAct<boolean, never>(parts, 'copy.search', async (stores, ready) => {
    const journal = await loadJournal(stores, ready, of);
    if (journal.version !== before.version) return ok(true);
    const found = await findOwn(parts, { stores, ready }, { find, hints });
    // LIMIT: what is ambiguous now is looked at again when its case is told of anew.
    const fresh = found.ok ? found.value.filter((id) => !journal.known.has(id)) : [];
    return ok(fresh.length > 0 && await noteFound(parts, { stores, ready }, { journal, fresh }));
  });
  return certain(looked);
};

/** Looks at what was told since the last time, again and again; keeps where it stands. */
export type LateCopies = Readonly<{ look: () => Promise<LateLook> }>;

/**
 * Finds copies that turn up under a standing order, however they came in: by import, by intake, corrected by
 * a person. Each new telling leads from its numbers to the orders about them; where there is none it costs
 * one reading of its case and leaves no trace.
 */
export const lateCopies = (parts: NodeParts): LateCopies => {
  const seen = new Set<string>();
  let cursor: string | undefined;
  const look = async (): Promise<LateLook> => {
    cursor ??= await readPlace(parts, JOB) ?? FIRST_ID;
    const told = (await newTellings(parts, cursor));
    const last = told.at(-1);
    const fresh = told.filter(({ stageRecordId }) => !seen.has(stageRecordId));
    const caseIds = [...new Set(fresh.map(({ caseId }) => caseId))];
    const candidates = caseIds.length === 0 ? new Set<string>() : await candidatesOf(parts, caseIds);
    const recordIds: string[] = [];
    for (const recordId of candidates) {
      if (await orTold(parts, () => lookAgain(parts, recordId)) === true) recordIds.push(recordId);
    }
    for (const { stageRecordId } of told) seen.add(stageRecordId);
    // The cursor stays behind what is young; a full page of young tellings still moves it.
    const floor = parts.deployment.clock() - AGAIN_MILLIS;
    const settled = told.length === PAGE ? last
      : told.findLast(({ stageRecordId }) => timeOf(stageRecordId) < floor);
    if (settled !== undefined) {
      cursor = settled.stageRecordId;
      for (const id of seen) if (id <= cursor) seen.delete(id);
      await notePlace(parts, JOB, cursor);
    }
    return { recordIds, looked: fresh.length };
  };
  return { look };
};

const candidatesOf = async (
  parts: NodeParts, caseIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const found: Result<ReadonlySet<string>, never> = await inNodeAct<ReadonlySet<string>, never>(
    parts, 'copy.watch', async (stores, ready) => {
      const all = new Set<string>();
      for (const caseId of caseIds) {
        for (const recordId of await ordersOf(stores, ready, caseId)) all.add(recordId);
      }
      return ok(all);
    });
  return certain(found);
};
