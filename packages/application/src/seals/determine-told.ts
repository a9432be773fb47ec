import { ok, present } from '@fengcun/kernel';
import type { ToldStage } from '@fengcun/store';
import { settleErasures } from '../keys/settle-erasures.ts';
import { idAt, millisOfId } from '../proceedings/index.ts';
import {
  type Determined, determine, determineAll, determinedNothing, joinedDetermined, readWorklist,
} from './determine.ts';
import type { SealsParts } from './seals-parts.ts';

const CURSOR = 'seal.told';
const DAY = 'seal.determined';
/** LIMIT: tellings of one page, and records examined under one act. */
const PAGE = 200;
/**
 * LIMIT: how long a transaction may take that minted its ids before others that were seen already. What takes
 * longer is found by the full pass of the day.
 */
const OVERLAP_MILLIS = 5 * 60_000;

type From = Pick<SealsParts, 'deployment' | 'now'>;

const cursorOf = async ({ deployment }: From, job: string): Promise<string | undefined> => {
  const read = await deployment.database.operate(async ({ jobs }) => ok(await jobs.read(job)));
  return present(read.ok ? read : undefined, 'reading is never refused').value;
};

const moveCursor = async ({ deployment, now }: From, job: string, position: string): Promise<void> => {
  const changedAt = new Date(now()).toISOString();
  await deployment.database.operate(async ({ jobs }) => ok(await jobs.write({ job, position, changedAt })));
};

/**
 * Goes through what was told since it last looked, again and again. What it looked at stays in memory as long
 * as it could be seen twice; the place where it goes on is stored.
 */
export const toldDeterminer = (parts: SealsParts): (() => Promise<Determined>) => {
  const seen = new Set<string>();
  const page = (afterId: string): Promise<readonly ToldStage[]> =>
    readWorklist(parts, ({ worklists }) => worklists.told({ afterId, limit: PAGE }));
  const follow = async (stages: readonly ToldStage[]): Promise<Determined> => {
    const fresh = stages.filter(({ stageRecordId }) => !seen.has(stageRecordId));
    if (fresh.length === 0) return determinedNothing;
    const keys = await readWorklist(parts, ({ worklists }) => worklists.openRecordsOf(fresh));
    const done = await determine(parts, keys, 'later');
    for (const { stageRecordId } of fresh) seen.add(stageRecordId);
    return done;
  };
  return async () => {
    const stored = await cursorOf(parts, CURSOR);
    // Without a place to go on from, everything older is for the full pass of the day.
    const from = stored ?? idAt(parts.deployment.clock());
    const floor = idAt(millisOfId(from) - OVERLAP_MILLIS);
    for (const id of seen) if (id < floor) seen.delete(id);
    let [all, last] = [determinedNothing, floor];
    for (;;) {
      const stages = await page(last);
      all = joinedDetermined(all, await follow(stages));
      last = stages.at(-1)?.stageRecordId ?? last;
      if (stages.length < PAGE) break;
    }
    if (all.ordered.length > 0) await settleErasures(parts.deployment);
    const reached = last > from ? last : from;
    if (reached !== stored) await moveCursor(parts, CURSOR, reached);
    return all;
  };
};

/**
 * The full pass, once for each legal day: a day can begin a duty that no message told. Undefined when it was
 * done today; killed on the way it is done again from the start, which orders nothing twice.
 */
export const determineToday = async (parts: SealsParts): Promise<Determined | undefined> => {
  const today = parts.today();
  if (await cursorOf(parts, DAY) === today) return undefined;
  const done = await determineAll(parts);
  await moveCursor(parts, DAY, today);
  return done;
};
