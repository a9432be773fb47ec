import { ok } from '@fengcun/kernel';
import { settleErasures } from '../keys/settle-erasures.ts';
import { JOURNAL_TYPES } from './holder-journal.ts';
import { lateCopies, type LateCopies } from './late-copies.ts';
import { certain, type NodeParts } from './node-parts.ts';
import { workOnRecord } from './work-order.ts';

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

/** LIMIT: how often new tellings are looked at, and how often what could not be done is tried again. */
const POLL_MILLIS = 1000;
const AGAIN_MILLIS = 1000;
const PERSON_MILLIS = 10_000;

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

/** Records by when they may be worked on next. */
type Queue = Map<string, number>;

const due = (queue: Queue, now: number): readonly string[] =>
  [...queue].filter(([, at]) => at <= now).map(([recordId]) => recordId);

const workOn = async (parts: NodeParts, queue: Queue, recordId: string): Promise<boolean> => {
  // Taken out before: an order that comes while this one is worked on puts it in again, due at once.
  queue.delete(recordId);
  const again = (millis: number): void => {
    if (!queue.has(recordId)) queue.set(recordId, parts.deployment.clock() + millis);
  };
  try {
    const worked = await workOnRecord(parts, recordId);
    if (worked === 'done') return true;
    again(worked === 'waits' ? PERSON_MILLIS : AGAIN_MILLIS);
  } catch (error) {
    parts.tell({ event: 'fault', error });
    again(AGAIN_MILLIS);
  }
  return false;
};

const watch = async (parts: NodeParts, late: LateCopies, queue: Queue): Promise<void> => {
  try {
    const { recordIds } = await late.look();
    for (const recordId of recordIds) queue.set(recordId, 0);
    if (recordIds.length > 0) parts.tell({ event: 'found', copies: recordIds.length });
  } catch (error) {
    parts.tell({ event: 'fault', error });
  }
};

/** The work of a node, and what is left of earlier runs. One record after another: the copies are one set. */
export const nodeWork = (parts: NodeParts): NodeWork => {
  const queue: Queue = new Map();
  const late = lateCopies(parts);
  let isLoaded = false;
  const round: NodeWork['round'] = async () => {
    if (!isLoaded) {
      for (const recordId of await unfinished(parts)) queue.set(recordId, 0);
      await settleErasures(parts.deployment);
      isLoaded = true;
    }
    // LAW: copies of an organ's own system come to light by asking it; own ones by what was told.
    if (parts.copies === 'own') await watch(parts, late, queue);
    let done = 0;
    for (const recordId of due(queue, parts.deployment.clock())) {
      if (await workOn(parts, queue, recordId)) done += 1;
    }
    return done;
  };
  return {
    add: (recordIds) => {
      for (const recordId of recordIds) queue.set(recordId, 0);
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
