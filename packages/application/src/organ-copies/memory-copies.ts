import type { KeyObject } from 'node:crypto';
import { err, ok } from '@fengcun/kernel';
import { copyCommitment } from './copy-commitment.ts';
import type { CopyAnswer, CopyOrder, CopyRef, OrganCopies } from './organ-copies.ts';

/** A copy in memory. */
export type MemoryCopy = Readonly<{
  reference: string; content: Uint8Array; isSealed: boolean; sequence: number;
}>;

/** Copies in a map that the caller keeps: for demonstrations, simulations and tests. */
export const memoryCopies = (copies: Map<CopyRef, MemoryCopy>, key: KeyObject): OrganCopies => {
  const bring = async (ref: CopyRef, order: CopyOrder, isSealed: boolean): Promise<CopyAnswer<void>> => {
    const copy = copies.get(ref);
    if (copy === undefined) return err({ code: 'COPY_UNKNOWN' });
    if (copy.sequence > order.sequence) return err({ code: 'SUPERSEDED' });
    copies.set(ref, { ...copy, isSealed, sequence: order.sequence });
    return ok(undefined);
  };
  return {
    find: async ({ references }) =>
      ok([...copies].filter(([, { reference }]) => references.includes(reference)).map(([ref]) => ref)),
    commitment: async (ref) => {
      const copy = copies.get(ref);
      return copy === undefined ? err({ code: 'COPY_UNKNOWN' }) : ok(copyCommitment(key, { ref, ...copy }));
    },
    seal: (ref, order) => bring(ref, order, true),
    open: (ref, order) => bring(ref, order, false),
  };
};
