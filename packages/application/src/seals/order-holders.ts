import type { HolderName, HolderRow, HolderState, SealingStores } from '@fengcun/store';

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

const nameOf = ({ recordId, organ }: HolderName): string => `${recordId} ${organ}`;

/** Writes the plans of many records; the records a holder of which no longer stands where it was read. */
export const putHolders = async (
  { sealed: { holders } }: Pick<SealingStores, 'sealed'>, plans: readonly HolderPlan[],
): Promise<readonly string[]> => {
  await holders.put(plans.flatMap(({ put }) => put));
  const changes = plans.flatMap(({ change }) => change);
  const changed = new Set((await holders.changeAll(changes)).map(nameOf));
  const left = changes.filter(({ row }) => !changed.has(nameOf(row))).map(({ row }) => row.recordId);
  if (left.length > 0) return [...new Set(left)];
  await holders.remove(plans.flatMap(({ remove }) => remove));
  return [];
};
