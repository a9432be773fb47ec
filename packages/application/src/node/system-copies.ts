import { ok, type Result, sha256Hex } from '@fengcun/kernel';
import type { SealOrder } from '@fengcun/registry';
import type { CopyOrder, Moment, OrganCopies } from '../organ-copies/organ-copies.ts';
import { joinCommitments } from './commit-copies.ts';
import type { CopyWork, WorkWaits } from './copy-work.ts';
import { finishWork } from './finish-work.ts';
import type { HolderJournal } from './holder-journal.ts';
import { inNodeAct } from './node-parts.ts';
import { noteSearch } from './note-search.ts';

/** What an organ's own system is told of an order: numbers, and nothing of the person. */
export const copyOrderOf = (
  order: SealOrder, { confidential }: Pick<HolderJournal, 'confidential'>,
): CopyOrder => ({
  recordId: order.recordId, sequence: order.sequence,
  references: [order.caseCode, ...(confidential?.references ?? []).map(({ number }) => number)],
});

/**
 * The system's own commitments are keyed digests that only it can verify; what goes to the platform is the
 * SHA-256 of them, one a line in order.
 */
const commitmentOf = async (
  copies: OrganCopies, copyIds: readonly string[], at: Readonly<{ order: CopyOrder; moment: Moment }>,
): Promise<Result<string, WorkWaits>> => {
  const commitments: string[] = [];
  for (const ref of copyIds) {
    const one = await copies.commitment(ref, at.order, at.moment);
    if (!one.ok) return one;
    commitments.push(`sha256:${sha256Hex(one.value)}`);
  }
  return ok(joinCommitments(commitments));
};

/** Copies in a system of the organ's own, behind an adapter: a folder, a view. */
export const systemCopies = (copies: OrganCopies): CopyWork => ({
  search: async (parts, to) => {
    const order = copyOrderOf(to.order, to.journal);
    const found = await copies.find(order);
    if (!found.ok) return found;
    const copyIds = [...new Set([...found.value, ...to.copyIds])].toSorted();
    const before = await commitmentOf(copies, copyIds, { order, moment: 'before' });
    if (!before.ok) return before;
    return inNodeAct(parts, 'copy.search', (stores, ready) =>
      noteSearch(parts, { stores, ready }, { to, found: { copyIds, commitmentBefore: before.value } }));
  },
  bring: async (parts, { order, search, journal }) => {
    const told = copyOrderOf(order, journal);
    const { copyIds } = search;
    for (const ref of copyIds) {
      const done = await (order.target === 'sealed' ? copies.seal : copies.open)(ref, told);
      if (!done.ok) return done;
    }
    const after = await commitmentOf(copies, copyIds, { order: told, moment: 'after' });
    if (!after.ok) return after;
    return inNodeAct<void, WorkWaits>(parts, 'copy.bring', (stores, ready) =>
      finishWork(parts, { stores, ready }, { order, search, commitmentAfter: after.value }));
  },
});
