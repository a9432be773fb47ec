import { addDays, type CivilDate, ok, present } from '@fengcun/kernel';
import type { Decider } from '@fengcun/policy';
import {
  type Coverage, type CoverageCell, coverageReport, type Disposition, findDispositions, LEGACY_UNTIL,
  organKey, type SweepNeed, sweepBatch, type SweptRecord,
} from '@fengcun/registry';
import type { RecordKey } from '@fengcun/store';
import { settleErasures } from '../keys/settle-erasures.ts';
import { loadSideKeys } from '../sealing/side-keys.ts';
import { followRecords, type RecordQuestion } from './determine.ts';
import type { ListPage } from '../proceedings/index.ts';
import { findingsOf } from './follow-sealed.ts';
import { factsOf, type RecordFindings } from './record-findings.ts';
import { type CaseOfRecord, keyOf, readCaseOf, readCasesOf } from './sealed-case.ts';
import type { SealsParts } from './seals-parts.ts';
import { type SweepPlace, sweepPlaces } from './sweep-place.ts';

/** What is swept: everything concluded before a day, ordered sealed or only counted. */
export type SweepRun = Readonly<{
  before?: CivilDate; mode: 'dryRun' | 'seal';
  /** Hears of what needs a fact, page by page; after a kill a page may be told again. */
  onNeeds?: (needs: readonly SweepNeed[]) => void;
  /** Hears how far it is. */
  onPage?: (swept: number) => void;
  /** LIMIT: records decided in one transaction. */
  pageSize?: number;
}>;

/** What a sweep came to; `rows` are the coverage (应封尽封) by organ and year over both sides. */
export type SweepReport = Readonly<{
  swept: number; toSeal: number; ordered: number; needs: number; doubtful: readonly string[];
  questions: readonly RecordQuestion[]; refused: readonly Readonly<{ recordId: string; code: string }>[];
  rows: ReturnType<typeof coverageReport>; cells: readonly CoverageCell[];
}>;

/** LIMIT: records of one page. */
export const SWEEP_PAGE = 200;
/** LIMIT: sealed records without a duty that are listed; all are counted. */
const DOUBTFUL_MAX = 10_000;

const isMain = ({ kind }: Disposition): boolean => kind !== 'measures' && kind !== 'support';

/**
 * A record as the sweep decides it: by what was decided about the person in the case, and without that by
 * whatever is held of it. Its organ is the one that decided; one known by its kind only is its kind.
 */
const sweptOf = (place: CaseOfRecord, isSealed: boolean): SweptRecord | undefined => {
  const { found } = findDispositions(place.state, place.subject);
  const main = found.find(isMain) ?? found[0];
  if (main === undefined) return undefined;
  const { determinedBy: { type, code }, effect, decidedOn } = main;
  const on = (effect.state === 'effective' ? effect.on : undefined) ?? decidedOn;
  return {
    recordId: place.key.recordId, organ: code === undefined ? `${type}/` : organKey({ type, code }),
    concludedOn: on ?? 'unknown', sheet: factsOf(main, place), isSealed,
  };
};

type Page = Readonly<{
  keys: readonly RecordKey[]; places: ReadonlyMap<string, CaseOfRecord>; swept: readonly SweptRecord[];
}>;

/** One page of a side, read and opened in one transaction under the standing intent. */
const readPage = async (parts: SealsParts, side: SweepPlace['side'], page: ListPage): Promise<Page> => {
  const { deployment, act: standing } = parts;
  const act = await standing.current();
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const reading = { stores, keys, act, pseudonyms: deployment.pseudonyms };
    const listed = await (side === 'open' ? stores.worklists.openRecords(page) : stores.behind.records(page));
    const read = await readCasesOf(reading, side, listed);
    const places = new Map(read.map((place) => [place.key.recordId, place]));
    await stores.audit.append([act.outcome(entryId, { act: 'seal.sweep' })]);
    return ok({ listed, places });
  });
  const { listed, places } = present(done.ok ? done : undefined, 'reading is never refused').value;
  const swept = [...places.values()].flatMap((place) => sweptOf(place, side === 'sealed') ?? []);
  return { keys: listed, places, swept: swept.toSorted((a, b) => (a.recordId < b.recordId ? -1 : 1)) };
};

type Ordered = Pick<SweepReport, 'ordered' | 'questions' | 'refused'>;
const NONE: Ordered = { ordered: 0, questions: [], refused: [] };

/** LIMIT: transactions under way at once, and orders made in each; while one waits, another computes. */
const LANES = 2;
const TOGETHER = 50;

const orderSome = async (
  parts: SealsParts, recordIds: readonly string[], known: ReadonlyMap<string, CaseOfRecord>,
): Promise<Ordered> => {
  const found: RecordFindings[] = [];
  for (const recordId of recordIds) {
    const place = known.get(recordId) ?? await readOne(parts, recordId);
    if (place !== undefined) found.push({ ...place, findings: findingsOf(parts, place, parts.today()) });
  }
  const done = await followRecords(parts, found, 'later');
  return {
    ordered: done.ordered.length, questions: done.questions,
    refused: done.refused.map(({ recordId, refusal }) => ({ recordId, code: refusal.code })),
  };
};

const together = (all: Ordered, one: Ordered): Ordered => ({
  ordered: all.ordered + one.ordered, questions: [...all.questions, ...one.questions],
  refused: [...all.refused, ...one.refused],
});

/** Others were faster at a row that two records share: their case or their person. */
const BUSY: ReadonlySet<string> = new Set(['RECORD_BUSY', 'STREAM_BUSY']);

/**
 * Orders what a page came to, many in one transaction; those that met at a shared row go one by one
 * afterwards, as the case stands then. What was ordered before a kill is behind the wall already and passed
 * over.
 */
const orderAll = async (
  parts: SealsParts, pending: readonly string[], known: ReadonlyMap<string, CaseOfRecord>,
): Promise<Ordered> => {
  let all = NONE;
  const count = Math.ceil(pending.length / TOGETHER);
  const parcels = Array.from({ length: count }, (_, at) => pending.slice(at * TOGETHER, (at + 1) * TOGETHER));
  const waiting = parcels.values();
  const lane = async (): Promise<void> => {
    for (const recordIds of waiting) {
      const some = await orderSome(parts, recordIds, known);
      all = together(all, some);
    }
  };
  await Promise.all(Array.from({ length: LANES }, lane));
  const busy = all.refused.filter(({ code }) => BUSY.has(code));
  all = { ...all, refused: all.refused.filter(({ code }) => !BUSY.has(code)) };
  for (const { recordId } of busy) all = together(all, await orderSome(parts, [recordId], new Map()));
  return all;
};

/** An open record by its id; undefined once it is sealed. */
const readOne = async (parts: SealsParts, recordId: string): Promise<CaseOfRecord | undefined> => {
  const { deployment, act: standing } = parts;
  const act = await standing.current();
  const keys = {
    open: await loadSideKeys(deployment, 'open'), sealed: await loadSideKeys(deployment, 'sealed'),
  };
  const entryId = act.mint();
  const done = await deployment.database.seal({ entryId }, async (stores) => {
    const key = await keyOf(stores.open, recordId);
    const reading = { stores, keys, act, pseudonyms: deployment.pseudonyms };
    const place = key === undefined ? undefined : await readCaseOf(reading, 'open', key);
    await stores.audit.append([act.outcome(entryId, { act: 'seal.sweep' })]);
    return ok(place);
  });
  return done.ok ? done.value : undefined;
};

type Sums = Omit<SweepReport, 'rows' | 'cells' | 'swept'>;

const plus = (sums: Sums, done: Ordered): Sums => ({ ...sums, ...together(sums, done) });

const reportOf = (sums: Sums, swept: number, coverage: Coverage): SweepReport =>
  ({ ...sums, swept, rows: coverageReport(coverage), cells: [...coverage.values()] });

const nextPlace = (
  { side }: SweepPlace, keys: readonly RecordKey[], limit: number,
): Pick<SweepPlace, 'side' | 'after' | 'isDone'> => {
  const last = keys.at(-1)?.recordId;
  if (last !== undefined && keys.length === limit) return { side, after: last, isDone: false };
  return side === 'sealed' ? { side: 'open', after: '', isDone: false } : { side, after: '', isDone: true };
};

/**
 * The sweep of article 23 over everything held: first what is sealed is counted, then what is open is
 * decided, a page at a time, and ordered sealed. Where it stands is stored with what it has still to order,
 * so that a killed run goes on and counts each record once. A dry run does the same and orders nothing.
 * LIMIT: records that others seal between the two passes are in neither count.
 * @see 2022 Measures art. 23; 《治安管理处罚法》第136条
 */
export const runSweep = async (parts: SealsParts, run: SweepRun): Promise<SweepReport> => {
  const { before, mode, onNeeds, onPage, pageSize: limit = SWEEP_PAGE } = run;
  const until = before === undefined ? LEGACY_UNTIL : addDays(before, -1);
  const deciders: readonly Decider[] = parts.decidersOn(parts.today());
  const stored = sweepPlaces(parts, mode);
  let place = await stored.load(until);
  let sums: Sums = { toSeal: 0, ordered: 0, needs: 0, doubtful: [], questions: [], refused: [] };
  sums = plus(sums, await orderAll(parts, place.pending, new Map()));
  while (!place.isDone) {
    const { side, after, swept } = place;
    const page = await readPage(parts, side, { limit, ...(after === '' ? {} : { afterId: after }) });
    const plan = sweepBatch(page.swept, { after: '', swept, coverage: place.coverage }, { deciders, until });
    onNeeds?.(plan.needs);
    const pending = mode === 'dryRun' ? [] : plan.seal.map(({ recordId }) => recordId);
    place = {
      ...nextPlace(place, page.keys, limit), until, pending, swept: plan.cursor.swept,
      coverage: plan.cursor.coverage,
    };
    await stored.save(place);
    sums = {
      ...sums, toSeal: sums.toSeal + plan.seal.length, needs: sums.needs + plan.needs.length,
      doubtful: [...sums.doubtful, ...plan.doubtful].slice(0, DOUBTFUL_MAX),
    };
    sums = plus(sums, await orderAll(parts, pending, page.places));
    onPage?.(place.swept);
  }
  await stored.save({ ...place, pending: [] });
  if (sums.ordered > 0) await settleErasures(parts.deployment);
  return reportOf(sums, place.swept, place.coverage);
};
