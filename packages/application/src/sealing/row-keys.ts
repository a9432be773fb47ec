import { err, ok } from '@fengcun/kernel';
import type { SealingStores } from '@fengcun/store';
import { commitmentCrossings, renewals, stayingRows, wrappedRow } from './move-plan.ts';
import { CHANGED, type Done, type Ready } from './ready.ts';

/** Keys that stay or cross without a content: each exactly as it was read, or the move is run again. */
export const moveKeysOfRows = async (
  { moving, found, sorted, traces, keys, released }: Ready, stores: SealingStores,
): Promise<Done<void>> => {
  const { uploads } = stores.operations;
  const staying = stayingRows(found, {
    attachments: sorted.attachments.staying, commitments: traces.stayingCommitments,
  });
  const open = moving.from.tree === 'open' ? await uploads.ofCase(found.home.caseId) : [];
  const going = found.isLastOfCase ? open : [];
  for (const { uploadId } of going) await uploads.end(uploadId);
  const kept = open.filter((row) => !going.includes(row))
    .map((row) => wrappedRow('upload', { id: row.uploadId }, row));
  const renewed = renewals(keys, [...staying, ...kept], released);
  if (!renewed.ok) return renewed;
  const crossing = commitmentCrossings(keys, traces.commitments);
  if (!crossing.ok) return crossing;
  const changes = [...renewed.value, ...crossing.value];
  const done = await stores.keys.wrapped.rewrap(moving.from.tree, changes);
  return done === changes.length ? ok(undefined) : err(CHANGED);
};
