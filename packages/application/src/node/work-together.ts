import { err, ok, present, type Result } from '@fengcun/kernel';
import type { QueuedEntry, SealingStores } from '@fengcun/store';
import { sealRecords } from '../sealing/seal-record.ts';
import type { ToBring, ToSearch } from './copy-work.ts';
import { hintsOfAll } from './find-own.ts';
import { type CopiesSearched, loadJournals } from './holder-journal.ts';
import {
  certain, getReady, inNodeAct, NODE_ACCOUNT, type NodeParts, type Ready, release,
} from './node-parts.ts';
import { finishOwn, searchWithin } from './own-copies.ts';
import {
  addWritten, keepingWrites, nothingWritten, readTogether, writeTogether, type Written,
} from './stores-together.ts';
import { notedSearch, toldDone, toSearch } from './work-order.ts';

/** An entry for each record, as if each went alone; the first is that of the transaction. */
const otherEntries = ({ act }: Ready, what: string, records: number): readonly QueuedEntry[] =>
  Array.from({ length: Math.max(records - 1, 0) }, () => act.outcome(act.mint(), { act: what }));

/** What there is to look for, of each record that has something to do; the others are done. */
const examine = async (parts: NodeParts, recordIds: readonly string[]): Promise<readonly ToSearch[]> => {
  const read = await inNodeAct<readonly ToSearch[], never>(parts, 'copy.examine', async (stores, ready) => {
    const journals = await loadJournals(stores, ready, { organ: parts.organ, recordIds });
    await stores.audit.append(otherEntries(ready, 'copy.examine', recordIds.length));
    return ok([...journals.values()].flatMap((journal) => toSearch(journal) ?? []));
  });
  return certain(read);
};

type Searches = Map<string, CopiesSearched>;

/** Looks for the copies of many orders in one transaction; those whose copies are certain. */
const searchAll = async (parts: NodeParts, all: readonly ToSearch[]): Promise<Searches> => {
  const hints = await hintsOfAll(parts, all.map(({ journal }) => journal.confidential));
  const journals = all.map(({ order }) => order.recordId);
  const searched = await inNodeAct<Searches, Readonly<{ code: string }>>(
    parts, 'copy.search', async (stores, ready) => {
      const caseIds = [...new Set(hints.flatMap((one) => one.caseIds))];
      const read = await readTogether(stores, { side: 'open', caseIds, journals });
      const [written, found] = [nothingWritten(), new Map<string, CopiesSearched>()];
      for (const [at, to] of all.entries()) {
        const own = nothingWritten();
        const within = { stores: keepingWrites(read, own), ready };
        const one = await searchWithin(parts, within, {
          to, hints: present(hints[at], 'hints of each order'),
        });
        if (!one.ok) continue;
        addWritten(written, own);
        found.set(to.order.recordId, one.value);
      }
      written.entries.push(...otherEntries(ready, 'copy.search', found.size));
      return await writeTogether(stores, written) ? ok(found) : err({ code: 'JOURNAL_BUSY' });
    });
  return searched.ok ? searched.value : new Map();
};

type Bringing = ToBring & Readonly<{ copyId: string }>;
type Refusals = ReadonlyMap<string, Readonly<{ code: string }>>;

/** An order without a copy, or with the one that is moved, and what its answer is made with. */
type Finishing = Pick<ToBring, 'order' | 'search'> & Readonly<{ ready: Ready }>;

/** Makes an answer for each order; those that are refused by the record of the platform. */
const answerAll = async (
  parts: NodeParts, read: SealingStores, all: readonly Finishing[],
): Promise<Readonly<{ written: Written; refused: Refusals }>> => {
  const [written, refused] = [nothingWritten(), new Map<string, Readonly<{ code: string }>>()];
  for (const { ready, ...to } of all) {
    const own = nothingWritten();
    ready.maker.rewind();
    const finished = await finishOwn(parts, { stores: keepingWrites(read, own), ready }, to);
    if (finished.ok) addWritten(written, own);
    else refused.set(to.order.recordId, finished.error);
  }
  return { written, refused };
};

/** In the transaction that moves copies: their holders, journals, answers and entries. */
const finishAll = async (
  parts: NodeParts, stores: SealingStores, all: readonly (Finishing & Readonly<{ copyId: string }>)[],
): Promise<Refusals> => {
  const { gathering } = stores.wall;
  const copies = { side: 'sealed', ids: all.map(({ copyId }) => copyId) } as const;
  const changedAt = new Date(parts.deployment.clock()).toISOString();
  await stores.sealed.holders.setAll((await gathering.holders(copies)).map((row) =>
    ({ ...row, state: 'acknowledged', dueOn: null, changedAt })));
  const caseIds = [...new Set((await gathering.records(copies)).map(({ caseId }) => caseId))];
  const journals = all.map(({ order }) => order.recordId);
  const read = await readTogether(stores, { side: 'sealed', caseIds, journals });
  const { written, refused } = await answerAll(parts, read, all);
  if (refused.size > 0) {
    return new Map(all.flatMap(({ copyId, order }): [string, Readonly<{ code: string }>][] => {
      const refusal = refused.get(order.recordId);
      return refusal === undefined ? [] : [[copyId, refusal]];
    }));
  }
  return await writeTogether(stores, written) ? refused
    : new Map(all.map(({ copyId }) => [copyId, { code: 'JOURNAL_BUSY' }]));
};

/** Answers orders of which no copy is held, in one transaction; those that are answered. */
const answerNone = async (parts: NodeParts, all: readonly ToBring[]): Promise<readonly ToBring[]> => {
  if (all.length === 0) return [];
  const makers = await parts.exchange.makers(all.map(() => 1));
  const done = await inNodeAct<readonly ToBring[], Readonly<{ code: string }>>(
    parts, 'copy.bring', async (stores, ready) => {
      const journals = all.map(({ order }) => order.recordId);
      const read = await readTogether(stores, { side: 'sealed', caseIds: [], journals });
      const { written, refused } = await answerAll(parts, read, all.map((one, at) =>
        ({ ...one, ready: { ...ready, maker: present(makers[at], 'a maker for each answer') } })));
      const answered = all.filter(({ order }) => !refused.has(order.recordId));
      written.entries.push(...otherEntries(ready, 'copy.bring', answered.length));
      return await writeTogether(stores, written) ? ok(answered) : err({ code: 'JOURNAL_BUSY' });
    });
  for (const maker of makers) maker.release();
  return done.ok ? done.value : [];
};

/** Seals copies on one ground, many in one transaction each with its answer; the records that are done. */
const sealAll = async (parts: NodeParts, all: readonly Bringing[]): Promise<readonly Bringing[]> => {
  const { deployment, exchange } = parts;
  const ready = await getReady(parts);
  // One maker for each answer: a transaction that is run again takes nothing of another record.
  const makers = await exchange.makers(all.map(() => 1));
  const byCopy = new Map(all.map((one, at) => [one.copyId, {
    ...one, ready: { ...ready, maker: present(makers[at], 'a maker for each answer') },
  }]));
  const [first] = all;
  const moved = await sealRecords(deployment, {
    recordIds: [...byCopy.keys()], ground: present(first, 'a copy').order.ground, decidedBy: NODE_ACCOUNT,
    at: new Date(deployment.clock()).toISOString(),
    alongside: (stores, ids) => finishAll(parts, stores, ids.flatMap((id) => byCopy.get(id) ?? [])),
  });
  for (const maker of makers) maker.release();
  release(ready);
  return all.filter(({ copyId }) => moved.get(copyId)?.ok === true);
};

/** Orders of which nothing was found. */
const without = (all: readonly ToSearch[], searches: Searches): readonly ToBring[] =>
  all.flatMap(({ journal, order }) => {
    const search = searches.get(order.recordId);
    return search?.copyIds.length === 0 ? [{ journal, order, search }] : [];
  });

/** Orders to seal of which one copy was found that no other order of these means. */
const bringable = (all: readonly ToSearch[], searches: Searches): readonly Bringing[] => {
  const copies = new Set<string>();
  return all.flatMap(({ journal, order }) => {
    const search = searches.get(order.recordId);
    const [copyId, ...more] = search?.copyIds ?? [];
    if (search === undefined || copyId === undefined || more.length > 0) return [];
    if (order.target !== 'sealed' || copies.has(copyId)) return [];
    copies.add(copyId);
    return [{ journal, order, search, copyId }];
  });
};

/**
 * Does for many records what `workOnRecord` does for one, where it is plain: no copy, or one to be sealed.
 * Every step is in as few transactions as can be, with the same rows and entries. The records that are done;
 * the others are worked on one by one, which also says what stands in the way.
 */
export const workTogether = async (
  parts: NodeParts, recordIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  const all = await examine(parts, recordIds);
  const waiting = new Set(all.map(({ order }) => order.recordId));
  const done = new Set(recordIds.filter((id) => !waiting.has(id)));
  const searches: Searches = new Map(all.flatMap((to): [string, CopiesSearched][] => {
    const noted = notedSearch(to);
    return noted === undefined ? [] : [[to.order.recordId, noted]];
  }));
  const unsearched = all.filter(({ order }) => !searches.has(order.recordId));
  if (unsearched.length > 0) {
    for (const [id, one] of await searchAll(parts, unsearched)) searches.set(id, one);
  }
  const finish = (orders: readonly ToBring[]): void => {
    for (const { order } of orders) {
      done.add(order.recordId);
      toldDone(parts, order);
    }
  };
  finish(await answerNone(parts, without(all, searches)));
  for (const group of Map.groupBy(bringable(all, searches), ({ order }) => order.ground).values()) {
    finish(await sealAll(parts, group));
  }
  return done;
};

/** What of a refusal or a fault stays to be told is found again one by one. */
export const workTogetherOrNot = async (
  parts: NodeParts, recordIds: readonly string[],
): Promise<ReadonlySet<string>> => {
  try {
    return await workTogether(parts, recordIds);
  } catch {
    return new Set();
  }
};
