import { ok } from '@fengcun/kernel';
import { settleErasures } from '../keys/settle-erasures.ts';
import { JOURNAL_TYPES } from './holder-journal.ts';
import { lateCopies, type LateCopies } from './late-copies.ts';
import { lateInSystem } from './late-in-system.ts';
import { certain, type NodeParts } from './node-parts.ts';
import { workOnRecord } from './work-order.ts';
import { workTogetherOrNot } from './work-together.ts';

/** How a node runs; the timer is the caller's, and comes back early when it is woken or to stop. */
export type NodeRun = Readonly<{ idle: (millis: number) => Promise<void>; isStopping: () => boolean }>;

/** The work of a node: records with something to do, taken from memory and, after a start, from storage. */
export type NodeWork = Readonly<{
  /** Hears of records that orders were taken for. */
  add: (recordIds: ReadonlySet<string>) => void;
  /** Works until it is told to stop; what is under way is ended first. */
  run: (run: NodeRun) => Promise<void>;
  /** One round over what there is to do now; how many records are done. */
  round: () => Promise<number>;
}>;

/** LIMIT: how often new tellings are looked at. */
const POLL_MILLIS = 1000;
/** LIMIT: what could not be done is tried again after a pause that doubles: each try is one more entry. */
const AGAIN_MILLIS = 500;
const AGAIN_MILLIS_MAX = 300_000;

type Unfinished = Readonly<{ streamId: string }>;

/** Records whose last note is not an answer. LIMIT: reads the notes of all journals, once at each start. */
const unfinished = async ({ deployment }: NodeParts): Promise<readonly string[]> => {
  const rows = certain(await deployment.database.audit(async ({ select }) => ok(await select<Unfinished>(
    `select stream_id as "streamId" from (
       select distinct on (stream_id) stream_id, event_type from sealed.event
       where event_type = any($1::text[]) order by stream_id, version desc) as newest
     where event_type not in ('CopiesBrought', 'FoundCopiesBrought')`, [[...JOURNAL_TYPES]]))));
  return rows.map(({ streamId }) => streamId);
};

/** Records by when they may be worked on next, and how often they were in vain. */
type Queue = Map<string, Readonly<{ at: number; tries: number }>>;

const AT_ONCE = { at: 0, tries: 0 } as const;

const due = (queue: Queue, now: number): readonly string[] =>
  [...queue].filter(([, { at }]) => at <= now).map(([recordId]) => recordId);

const workOn = async (parts: NodeParts, queue: Queue, recordId: string): Promise<boolean> => {
  const tries = (queue.get(recordId)?.tries ?? 0) + 1;
  // Taken out before: an order that comes while this one is worked on puts it in again, due at once.
  queue.delete(recordId);
  const again = (millis: number): void => {
    if (!queue.has(recordId)) queue.set(recordId, { at: parts.deployment.clock() + millis, tries });
  };
  const pause = Math.min(AGAIN_MILLIS_MAX, AGAIN_MILLIS * 2 ** Math.min(tries, 20));
  try {
    const worked = await workOnRecord(parts, recordId);
    if (worked === 'done') return true;
    again(worked === 'waits' ? AGAIN_MILLIS_MAX : pause);
  } catch (error) {
    parts.tell({ event: 'fault', error });
    again(pause);
  }
  return false;
};

/** LIMIT: records worked on together. */
const TOGETHER_MAX = 100;

/** Works on what is due, together where it is plain, else one record after another; how many are done. */
const workOnDue = async (parts: NodeParts, queue: Queue): Promise<number> => {
  const all = due(queue, parts.deployment.clock());
  let done = 0;
  for (let first = 0; first < all.length; first += TOGETHER_MAX) {
    const some = all.slice(first, first + TOGETHER_MAX);
    const tries = new Map(some.map((id) => [id, queue.get(id) ?? AT_ONCE]));
    // Taken out before, as for one: an order that comes meanwhile puts its record in again.
    for (const id of some) queue.delete(id);
    const isPlain = parts.copies === 'own' && parts.beforeCopies === undefined && some.length > 1;
    const together = isPlain ? await workTogetherOrNot(parts, some) : new Set<string>();
    done += together.size;
    for (const id of some.filter((one) => !together.has(one))) {
      if (!queue.has(id)) queue.set(id, tries.get(id) ?? AT_ONCE);
      if (await workOn(parts, queue, id)) done += 1;
    }
  }
  return done;
};

const watch = async (parts: NodeParts, late: LateCopies, queue: Queue): Promise<void> => {
  try {
    const { recordIds } = await late.look();
    for (const recordId of recordIds) queue.set(recordId, AT_ONCE);
    if (recordIds.length > 0) parts.tell({ event: 'found', copies: recordIds.length });
  } catch (error) {
    parts.tell({ event: 'fault', error });
  }
};

/** The work of a node, and what is left of earlier runs. One round at a time: the copies are one set. */
export const nodeWork = (parts: NodeParts): NodeWork => {
  const queue: Queue = new Map();
  // Own copies come to light by what was told; those of another system by asking it.
  const late = parts.copies === 'own' ? lateCopies(parts) : lateInSystem(parts, parts.copies);
  let isLoaded = false;
  const round: NodeWork['round'] = async () => {
    if (!isLoaded) {
      for (const recordId of await unfinished(parts)) queue.set(recordId, AT_ONCE);
      await settleErasures(parts.deployment);
      isLoaded = true;
    }
    await watch(parts, late, queue);
    return workOnDue(parts, queue);
  };
  return {
    add: (recordIds) => {
      for (const recordId of recordIds) queue.set(recordId, AT_ONCE);
    },
    round,
    run: async ({ idle, isStopping }) => {
      while (!isStopping()) {
        const done = await round();
        if (done === 0 && due(queue, parts.deployment.clock()).length === 0) await idle(POLL_MILLIS);
      }
    },
  };
};
