import { type CivilDate, type Json, present } from '@fengcun/kernel';
import { loadPack, type Pack } from '@fengcun/policy';
import type { OrganType } from '@fengcun/registry';
import { decideAllBy } from '../intake/decisions.ts';
import type { ReadSettings } from '../intake/read-items.ts';

/** How documents are read and decided, in words that another thread understands. */
export type ReadingPlan = Readonly<{
  organCode: string; organType?: OrganType; asOf: CivilDate;
  /** Packs in force, as their data in JSON, which is YAML too. */
  packs: readonly string[];
}>;

/** What a plan is made of. */
export type ReadingOrder = Omit<ReadingPlan, 'packs'> & Readonly<{ packs: readonly Pack[] }>;

/** The plan of an order. */
export const planOf = ({ packs, ...order }: ReadingOrder): ReadingPlan =>
  // Data of a pack were read from YAML and are plain.
  ({ ...order, packs: packs.map(({ data }) => JSON.stringify(data as Json)) });

/** Settings of a plan; the same packs by their hashes as those it was made from. */
export const settingsOf = ({ packs, asOf, ...organ }: ReadingPlan): ReadSettings => {
  const loaded = packs.map((text) => {
    const pack = loadPack(text);
    return present(pack.ok ? pack.value : undefined, 'a pack that was loaded before');
  });
  return { ...organ, decideAll: decideAllBy(loaded, asOf) };
};
