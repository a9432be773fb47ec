import { isShownSealed, type SealingFact, sealingFactOf } from '@fengcun/registry';
import { look, type Looking } from '../seals/look-at-seals.ts';
import type { SealActor } from '../seals/person-act.ts';
import { loadSeal } from '../seals/seal-stream.ts';
import { sealView } from '../seals/seal-view.ts';
import type { SealsParts } from '../seals/seals-parts.ts';

/** LIMIT: records read in one transaction. */
const PAGE = 200;

type Seen = Readonly<{ orderedBy: string; fact: SealingFact }>;

const factOf = async ({ stores, keys }: Looking, recordId: string): Promise<Seen | undefined> => {
  const { state } = await loadSeal(stores, keys, recordId);
  if (state.order === undefined) return undefined;
  const side = await stores.worklists.sideOf(recordId);
  const view = sealView(state, side === undefined ? [] : await stores[side].holders.of(recordId));
  const fact = sealingFactOf(state, isShownSealed(state) && view?.status !== 'pending');
  return fact && { orderedBy: state.order.orderedBy, fact };
};

/**
 * Seals ordered by organs that the procuratorate supervises, for statistics: days and codes out of the seals
 * themselves; those that were opened again do not count.
 */
export const supervisedSeals = async (
  seals: Pick<SealsParts, 'deployment'>, by: SealActor, isSupervised: (organ: string) => boolean,
): Promise<readonly SealingFact[]> => {
  const facts: SealingFact[] = [];
  let afterId: string | undefined;
  do {
    const page = { limit: PAGE, ...(afterId === undefined ? {} : { afterId }) };
    const request = JSON.stringify(page);
    const found = await look(seals, { by, act: 'seal.list', request }, async (looking) => {
      const rows = await looking.stores.behind.ordered(page);
      const seen: Seen[] = [];
      for (const { recordId } of rows) {
        const one = await factOf(looking, recordId);
        if (one !== undefined) seen.push(one);
      }
      return { seen, next: rows.length < PAGE ? undefined : rows.at(-1)?.recordId };
    });
    facts.push(...found.seen.filter(({ orderedBy }) => isSupervised(orderedBy)).map(({ fact }) => fact));
    afterId = found.next;
  } while (afterId !== undefined);
  return facts;
};
