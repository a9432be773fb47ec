import { err, ok, type Result } from '@fengcun/kernel';
import type { CopyTarget } from '@fengcun/registry';
import type { HolderRow } from '@fengcun/store';
import {
  type SealOrder as Move, type SealRefusal, sealRecord, unsealRecord,
} from '../sealing/seal-record.ts';
import { commitCopies } from './commit-copies.ts';
import type { CopyWork, ToBring, ToSearch, WorkWaits } from './copy-work.ts';
import { findOwn, type Hints, hintsOf } from './find-own.ts';
import { finishWork } from './finish-work.ts';
import type { CopiesSearched } from './holder-journal.ts';
import {
  getReady, inNodeAct, NODE_ACCOUNT, type NodeParts, release, rewind, type Within,
} from './node-parts.ts';
import { noteSearch } from './note-search.ts';

/** Copies that are still there, on either side; one that was lawfully erased is no copy any more. */
const stillThere = async ({ stores }: Within, ids: readonly string[]): Promise<readonly string[]> => {
  const there: string[] = [];
  for (const id of ids) {
    if ((await stores.worklists.sideOf(id)) !== undefined) there.push(id);
  }
  return there;
};

/** Looks for the copies of an order and commits to what they are, within the caller's transaction. */
export const searchWithin = async (
  parts: NodeParts, { stores, ready }: Within, { to, hints }: Readonly<{ to: ToSearch; hints: Hints }>,
): Promise<Result<CopiesSearched, WorkWaits>> => {
  const { confidential, named, known } = to.journal;
  if (confidential === undefined) return err({ code: 'ORDER_CHANGED' });
  const find = { order: to.order, confidential };
  const isNamed = named?.sequence === to.order.sequence;
  const looked = isNamed ? ok(named.copyIds) : await findOwn(parts, { stores, ready }, { find, hints });
  if (!looked.ok) return looked;
  const all = new Set([...known, ...to.copyIds, ...looked.value]);
  const copyIds = (await stillThere({ stores, ready }, [...all])).toSorted();
  const before = await commitCopies({ stores, ready }, { copyIds, moment: 'Before' });
  if (!before.ok) return before;
  return noteSearch(parts, { stores, ready }, { to, found: { copyIds, commitmentBefore: before.value } });
};

const search: CopyWork['search'] = async (parts, to) => {
  const { confidential } = to.journal;
  if (confidential === undefined) return err({ code: 'ORDER_CHANGED' });
  const hints = await hintsOf(parts, { confidential });
  return inNodeAct<CopiesSearched, WorkWaits>(parts, 'copy.search', (stores, ready) =>
    searchWithin(parts, { stores, ready }, { to, hints }));
};

/** Holders of an organ's own record: the copies that are meant are its own, and now where they belong. */
const settleHolders = async (
  { stores }: Within, recordId: string, at: Readonly<{ target: CopyTarget; now: string }>,
): Promise<void> => {
  const side = stores[at.target];
  const state = at.target === 'sealed' ? 'acknowledged' as const : 'holding' as const;
  for (const row of await side.holders.of(recordId)) {
    const settled: HolderRow = { ...row, state, dueOn: null, changedAt: at.now };
    await side.holders.change(settled, row.state);
  }
};

/** Commits to the copies as they are now, notes the answer and puts it into the outbox. */
export const finishOwn = async (
  parts: NodeParts, within: Within, { order, search: found }: Pick<ToBring, 'order' | 'search'>,
): Promise<Result<void, WorkWaits>> => {
  const after = await commitCopies(within, { copyIds: found.copyIds, moment: 'After' });
  if (!after.ok) return after;
  return finishWork(parts, within, { order, search: found, commitmentAfter: after.value });
};

const awayFrom = async (parts: NodeParts, { order, search: found }: ToBring): Promise<readonly string[]> => {
  const looked = await inNodeAct<readonly string[], never>(parts, 'copy.examine', async ({ worklists }) => {
    const away: string[] = [];
    for (const id of found.copyIds) {
      const side = await worklists.sideOf(id);
      if (side !== undefined && side !== order.target) away.push(id);
    }
    return ok(away);
  });
  return looked.ok ? looked.value : [];
};

type Moving = Readonly<{ to: ToBring; recordId: string; isLast: boolean }>;

/** Moves one copy; with the last one the answer is written in the same transaction. */
const moveOne = async (
  parts: NodeParts, { to, recordId, isLast }: Moving,
): Promise<Result<void, WorkWaits>> => {
  const { deployment } = parts;
  const { target, ground } = to.order;
  const ready = await getReady(parts);
  const now = new Date(deployment.clock()).toISOString();
  let refusal: WorkWaits | undefined;
  const alongside: Move['alongside'] = async (stores) => {
    rewind(ready);
    await settleHolders({ stores, ready }, recordId, { target, now });
    const finished = isLast ? await finishOwn(parts, { stores, ready }, to) : ok(undefined);
    refusal = finished.ok ? undefined : finished.error;
    return finished;
  };
  const move = target === 'sealed' ? sealRecord : unsealRecord;
  const done = await move(deployment, { recordId, ground, decidedBy: NODE_ACCOUNT, at: now, alongside });
  release(ready);
  const { code }: Readonly<{ code: WorkWaits['code'] | SealRefusal['code'] }> =
    refusal ?? (done.ok ? { code: 'ORDER_CHANGED' } : done.error);
  return done.ok ? ok(undefined) : err({ code });
};

const bring: CopyWork['bring'] = async (parts, to) => {
  const away = await awayFrom(parts, to);
  for (const [at, recordId] of away.entries()) {
    const moved = await moveOne(parts, { to, recordId, isLast: at === away.length - 1 });
    if (!moved.ok) return moved;
  }
  if (away.length > 0) return ok(undefined);
  return inNodeAct<void, WorkWaits>(parts, 'copy.bring', (stores, ready) =>
    finishOwn(parts, { stores, ready }, to));
};

/**
 * Copies that are records of this deployment. What the order wants, the holder's journal, the answer and the
 * entries of the log are one transaction with the move of the (last) copy.
 */
export const OWN_COPIES: CopyWork = { search, bring };
