import type { PopulationMeta } from '@fengcun/application';
import { factsLookedAt, type FactName, type Pack } from '@fengcun/policy';

/** What a population can say about one pack: facts of its seal matter that have no column. */
export type Serves = Readonly<{ pack: string; missing: readonly FactName[] }>;

/**
 * Which packs a population serves: fully where nothing is missing; else the missing facts are unknown for
 * all.
 */
export const servesOf = (meta: PopulationMeta, packs: readonly Pack[]): readonly Serves[] =>
  packs.flatMap((pack) => {
  const matter = pack.matters.find(({ name }) => name === 'seal');
  if (matter === undefined) return [];
  const read = matter.clauses.flatMap(({ conditions, sealFrom }) =>
    [...conditions, ...(sealFrom === undefined ? [] : [sealFrom])].flatMap(({ expression }) =>
      factsLookedAt(expression)));
  return [{ pack: pack.id, missing: [...new Set(read)].filter((fact) => meta.columns[fact] === undefined) }];
});

/** The same for a terminal. */
export const servesText = (serves: readonly Serves[]): string => serves.map(({ pack, missing }) =>
  `${missing.length === 0 ? '✔' : '…'} ${pack.padEnd(18)} ${missing.join(', ')}\n`).join('');
