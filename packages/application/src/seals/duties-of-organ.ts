import { isTermRule, missingHolders, type SealingState } from '@fengcun/registry';
import { look, type Looking } from './look-at-seals.ts';
import type { SealActor } from './person-act.ts';
import { loadSeal } from './seal-stream.ts';
import type { SealsParts } from './seals-parts.ts';

/** An order that waits for an organ; nothing of whom it is about. */
export type OrganDuty = Readonly<{
  recordId: string; orderNumber: string; sequence: number; target: 'sealed' | 'open'; orderedAt: string;
  orderedBy: string; dueOn: string; rule: string; reminders: number;
}>;

// LIMIT: holders read at once.
const PAGE = 500;

/** What the newest order asks of an organ; undefined where it holds no copy. */
export const dutyOf = (state: SealingState, organ: string): OrganDuty | undefined => {
  const { order, copies } = state;
  const copy = [...copies].find(([holder]) => holder === organ)?.[1];
  if (order === undefined || copy === undefined) return undefined;
  const { recordId, orderNumber, sequence, target, orderedAt, orderedBy } = order;
  const { dueOn, rule, reminders } = copy;
  return { recordId, orderNumber, sequence, target, orderedAt, orderedBy, dueOn, rule, reminders };
};

const isMissing = (state: SealingState, organ: string): boolean =>
  missingHolders(state.copies).some(({ holder, rule }) => holder === organ && isTermRule(rule));

type DutiesAsked = Readonly<{ organ: string; after: string; limit: number }>;

const placeOf = ({ dueOn, recordId }: OrganDuty): string => `${dueOn}-${recordId}`;

const dutiesIn = async (
  { stores, keys }: Looking, { organ, after, limit }: DutiesAsked,
): Promise<readonly OrganDuty[]> => {
  const duties: OrganDuty[] = [];
  let afterId: string | undefined;
  for (;;) {
    const page = { limit: PAGE, organ, ...(afterId === undefined ? {} : { afterId }) };
    const rows = await stores.worklists.awaited(page);
    for (const { recordId } of rows) {
      const { state } = await loadSeal(stores, keys, recordId);
      const duty = isMissing(state, organ) ? dutyOf(state, organ) : undefined;
      if (duty !== undefined) duties.push(duty);
    }
    afterId = rows.at(-1)?.recordId;
    if (rows.length < PAGE) break;
  }
  return duties.filter((duty) => placeOf(duty) > after)
    .toSorted((a, b) => (placeOf(a) < placeOf(b) ? -1 : 1)).slice(0, limit);
};

/**
 * Orders that an organ has not answered, the earliest due first; behind a place, `DAY-ID`. All of them are
 * read for it, so that none stands behind those nobody answers.
 */
export const dutiesOfOrgan = (
  from: Pick<SealsParts, 'deployment'>, by: SealActor,
  { organ, afterId: after = '', limit }: Readonly<{ organ: string; afterId?: string; limit: number }>,
): Promise<readonly OrganDuty[]> =>
  look(from, { by, act: 'seal.duties', request: organ }, (looking) =>
    dutiesIn(looking, { organ, after, limit }));
