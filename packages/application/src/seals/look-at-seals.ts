import { ok, present } from '@fengcun/kernel';
import {
  type DeadlineEntry, isTermRule, legalDay, missingHolders, overdueByOrgan, type OverdueOfOrgan,
  type RecordStatus, type ShownRow, type SubjectToken, timelineRows, type Viewer, visibleTimeline,
} from '@fengcun/registry';
import type { RecordKey, SealingStores, SealStanding } from '@fengcun/store';
import { tokenOf } from '../intake/batch-context.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { remindersOf } from './chase-record.ts';
import { beginSealAct, type SealActor } from './person-act.ts';
import { loadSeal, type SealStream, type StreamKeys } from './seal-stream.ts';
import { sealView, type SealView } from './seal-view.ts';
import type { SealsParts } from './seals-parts.ts';

type From = Pick<SealsParts, 'deployment'>;
/** What a look has at hand, for its transaction alone. */
export type Looking = Readonly<{ stores: SealingStores; keys: StreamKeys }>;

const beginsNone = (): never => { throw new TypeError('bug: looking begins no stream'); };

/** Looks in a person's name: an intent before it, an outcome after, and nothing is changed. */
export const look = async <T>(
  { deployment }: From, at: Readonly<{ by: SealActor; act: string; request: string }>,
  work: (looking: Looking) => Promise<T>,
): Promise<T> => {
  const act = await beginSealAct(deployment, { ...at, basis: 'sealing' });
  const keys = await loadSideKeys(deployment, 'sealed');
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const found = await work({ stores, keys: { keys, act, nextSerial: beginsNone } });
    await stores.audit.append([act.outcome(entryId)]);
    return ok(found);
  });
  return present(done.ok ? done : undefined, 'looking is never refused').value;
};

/** A page of seals; `state`: only those that stand so. LIMIT: `limit` records are looked at. */
export type SealsPage = Readonly<{ afterId?: string; limit: number; state?: RecordStatus }>;

/** Seals of a page, and where the next begins; there may be more although the page shows none. */
export type SealsFound = Readonly<{ seals: readonly SealView[]; nextAfter?: string }>;

const viewOf = async ({ stores, keys }: Looking, recordId: string): Promise<SealView | undefined> => {
  const { state } = await loadSeal(stores, keys, recordId);
  const side = state.order === undefined ? undefined : await stores.worklists.sideOf(recordId);
  return sealView(state, side === undefined ? [] : await stores[side].holders.of(recordId));
};

/** Which standings can have a state; the seal itself, which no statement reads, has the last word. */
const STANDINGS: Readonly<Record<RecordStatus, readonly SealStanding[]>> = {
  pending: ['awaited'], sealed: ['answered'], underObservation: ['awaited', 'answered'],
  // What an annulled decision removes stays behind the wall.
  unsealed: ['reopening'], exempt: ['reopening'], rescinded: ['awaited', 'answered', 'reopening'],
  open: [], erased: [],
};

/** Records behind the wall, and those whose holders have not all reopened their copies; a page at a time. */
export const listSeals = (from: From, by: SealActor, page: SealsPage): Promise<SealsFound> => {
  const { state, ...rest } = page;
  return look(from, { by, act: 'seal.list', request: JSON.stringify(page) }, async (looking) => {
    const standings = state === undefined ? {} : { standings: STANDINGS[state] };
    const keys = await looking.stores.behind.ordered({ ...rest, ...standings });
    const seals: SealView[] = [];
    for (const { recordId } of keys) {
      const view = await viewOf(looking, recordId);
      if (view !== undefined && (state === undefined || view.status === state)) seals.push(view);
    }
    const last = keys.at(-1)?.recordId;
    return { seals, ...(keys.length < page.limit || last === undefined ? {} : { nextAfter: last }) };
  });
};

/** The seal of one record; undefined where none was ever ordered, which is the same as no record. */
export const showSeal = (from: From, by: SealActor, recordId: string): Promise<SealView | undefined> =>
  look(from, { by, act: 'seal.read', request: recordId }, (looking) => viewOf(looking, recordId));

/** LIMIT: holders read at once. */
const PAGE = 500;

const dutiesOf = ({ recordId, state }: SealStream): readonly DeadlineEntry[] =>
  missingHolders(state.copies).flatMap(({ holder, rule, since }): readonly DeadlineEntry[] =>
    (isTermRule(rule) ? [{ id: recordId, bearer: holder, rule, since: legalDay(since) }] : []));

/** Holders that are late today, by organ, longest overdue first; `isShown`: of which seals, else all. */
export const overdueSeals = (
  from: Pick<SealsParts, 'deployment' | 'settings' | 'today'>, by: SealActor,
  isShown: (state: SealStream['state']) => boolean = () => true,
): Promise<readonly OverdueOfOrgan[]> =>
  look(from, { by, act: 'seal.overdue', request: from.today() }, async ({ stores, keys }) => {
    const duties: DeadlineEntry[] = [];
    let afterId: string | undefined;
    for (;;) {
      const page = { limit: PAGE, ...(afterId === undefined ? {} : { afterId }) };
      const rows = await stores.worklists.awaited(page);
      const records = [...new Set(rows.map(({ recordId }) => recordId))];
      for (const recordId of records) {
        const stream = await loadSeal(stores, keys, recordId);
        if (isShown(stream.state)) duties.push(...dutiesOf(stream));
      }
      afterId = records.at(-1);
      if (rows.length < PAGE) return overdueByOrgan(duties, from.today(), remindersOf(from));
    }
  });

/** Records of a case on both sides; the same statements for a code that nobody was given. */
export const recordsOfCode = async (
  { open, sealed, behind }: SealingStores, caseCode: string,
): Promise<readonly RecordKey[]> => {
  const found: RecordKey[] = [];
  for (const side of [open, sealed]) {
    const home = await side.cases.findByCode(caseCode);
    if (home === undefined) continue;
    const rows = side === sealed
      ? await behind.recordsOfCase(home.caseId) : await side.records.ofCase(home.caseId);
    found.push(...rows.map(({ recordId, subjectId, caseId }) => ({ recordId, subjectId, caseId })));
  }
  return found;
};

/** Who looks, as the seal of a record knows them: rights come from the seal, never from what was asked. */
export type ViewerOf = (stream: SealStream, subject: SubjectToken) => Viewer;

/** What is asked of a timeline: by an organ with `mayBeOf`, by whoever operates the data without. */
type TimelineAsked = Readonly<{
  caseCode: string; viewerOf: ViewerOf; mayBeOf?: (organs: ReadonlySet<string>) => boolean;
}>;

/**
 * The steps under a one-case code that a viewer may see, in their order. An empty answer is the same for a
 * code that nobody was given, a case without seals, and one the viewer has nothing to do with. `mayBeOf`:
 * whether whoever asks can have to do with anything these organs keep; it is asked before a seal is read, and
 * about no organs where there is no case: so the time of the answer tells an outsider nothing either.
 */
export const sealTimeline = (
  from: From, by: SealActor, at: TimelineAsked,
): Promise<readonly ShownRow[]> =>
  look(from, { by, act: 'seal.timeline', request: at.caseCode }, async ({ stores, keys }) => {
    const shown: ShownRow[] = [];
    if (at.mayBeOf !== undefined) {
      const organs = await stores.behind.organsOfCode(at.caseCode, keys.act.mint());
      if (!at.mayBeOf(organs)) return shown;
    }
    for (const { recordId, subjectId } of await recordsOfCode(stores, at.caseCode)) {
      const stream = await loadSeal(stores, keys, recordId);
      const caseCode = stream.state.identity?.caseCode;
      if (caseCode === undefined) continue;
      const subject = tokenOf(subjectId);
      const rows = timelineRows(stream.events, { caseCode, recordId, subject });
      shown.push(...visibleTimeline(rows, at.viewerOf(stream, subject)));
    }
    return shown.sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
  });
