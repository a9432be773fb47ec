import type { KeyObject } from 'node:crypto';
import { err, ok } from '@fengcun/kernel';
import { joinedCommitment } from './copy-commitment.ts';
import type { CopyAnswer, CopyOrder, CopyRef, Moment, OrganCopies } from './organ-copies.ts';

/** What was done: nothing where the organ holds no copy; commitments to all copies, before and after. */
export type BroughtCopies = Readonly<{
  result: 'applied' | 'noCopy'; refs: readonly CopyRef[]; commitmentBefore: string; commitmentAfter: string;
}>;

/** What bringing needs: the system, the key of its commitments, and what the copies must be. */
export type Bringing = Readonly<{ copies: OrganCopies; key: KeyObject; target: 'sealed' | 'open' }>;

const commitmentOf = async (
  { copies, key }: Bringing, refs: readonly CopyRef[], at: Readonly<{ order: CopyOrder; moment: Moment }>,
): Promise<CopyAnswer<string>> => {
  const commitments: string[] = [];
  for (const ref of refs) {
    const one = await copies.commitment(ref, at.order, at.moment);
    if (!one.ok) return one;
    commitments.push(one.value);
  }
  return ok(joinedCommitment(key, commitments));
};

/**
 * Brings the copies an organ holds of a record to what an order wants (all of them, or those named) and
 * proves it. Asked again after `NOT_YET` or a crash it goes on. LIMIT: after a crash between sealing and
 * answering the commitment before may be the one after; systems that keep their answers (a folder) keep both.
 */
export const bringCopies = async (
  bringing: Bringing, order: CopyOrder, named?: readonly CopyRef[],
): Promise<CopyAnswer<BroughtCopies>> => {
  const { copies, target } = bringing;
  const found = named === undefined ? await copies.find(order) : ok(named);
  if (!found.ok) return found;
  const refs = found.value.toSorted();
  const before = await commitmentOf(bringing, refs, { order, moment: 'before' });
  if (!before.ok) return before;
  for (const ref of refs) {
    const done = await (target === 'sealed' ? copies.seal : copies.open)(ref, order);
    if (!done.ok) return err(done.error);
  }
  const after = await commitmentOf(bringing, refs, { order, moment: 'after' });
  if (!after.ok) return after;
  return ok({
    result: refs.length === 0 ? 'noCopy' : 'applied', refs,
    commitmentBefore: before.value, commitmentAfter: after.value,
  });
};
