import type { HolderRow, HolderState, SealingStores } from '@fengcun/store';

/** What becomes of the holders of a record when it is ordered sealed. */
export type HolderPlan = Readonly<{
  put: readonly HolderRow[]; change: readonly Readonly<{ row: HolderRow; from: HolderState }>[];
  remove: readonly Pick<HolderRow, 'recordId' | 'organ'>[];
}>;

const kindOf = (organ: string): string => organ.slice(0, organ.indexOf('/') + 1);

/** A holder of which only the kind was told stands as the kind alone: `police/`. */
const isKindOnly = ({ organ }: HolderRow): boolean => organ.endsWith('/');

/**
 * The standing of every holder of an order. A holder known by its kind only goes where an organ of the kind
 * is named now; else it stays, unanswered, so that the record is not shown sealed without it.
 */
export const planHolders = (rows: readonly HolderRow[], stored: readonly HolderRow[]): HolderPlan => {
  const states = new Map(stored.map(({ organ, state }) => [organ, state]));
  const named = new Set(rows.map(({ organ }) => kindOf(organ)));
  const kinds = stored.filter(isKindOnly);
  return {
    put: rows.filter(({ organ }) => !states.has(organ)),
    change: [
      ...rows.flatMap((row) => {
        const from = states.get(row.organ);
        return from === undefined ? [] : [{ row, from }];
      }),
      ...kinds.filter(({ organ }) => !named.has(organ))
        .map((row) => ({ row: { ...row, state: 'holding' as const }, from: row.state })),
    ],
    remove: kinds.filter(({ organ }) => named.has(organ)),
  };
};

/** Writes the plans of many records; false when a holder no longer stands where it was read. */
export const putHolders = async (
  { sealed: { holders } }: Pick<SealingStores, 'sealed'>, plans: readonly HolderPlan[],
): Promise<boolean> => {
  await holders.put(plans.flatMap(({ put }) => put));
  const changes = plans.flatMap(({ change }) => change);
  if ((await holders.changeAll(changes)) !== changes.length) return false;
  for (const { recordId, organ } of plans.flatMap(({ remove }) => remove)) {
    await holders.remove(recordId, organ);
  }
  return true;
};
