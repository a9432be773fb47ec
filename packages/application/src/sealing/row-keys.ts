import { err, ok } from '@fengcun/kernel';
import type { Rewrap, SealingStores } from '@fengcun/store';
import type { KeyTree } from '@fengcun/vault';
import { commitmentCrossings, renewals, stayingRows, wrappedRow } from './move-plan.ts';
import { CHANGED, type Done, type Ready } from './ready.ts';

/** Keys that stay or cross without a content, and the unfinished uploads of cases that leave. */
export type RowKeysPlan = Readonly<{ changes: readonly Rewrap[]; endedUploads: readonly string[] }>;

/** Computes the new keys; nothing is written. */
export const planRowKeys = (
  { found, sorted, traces, keys, released, stayingHeld }: Ready,
): Done<RowKeysPlan> => {
  const staying = stayingRows(found, {
    attachments: sorted.attachments.staying, commitments: traces.stayingCommitments,
  });
  const kept = found.isLastOfCase ? [] : traces.uploads;
  const uploads = kept.map((row) => wrappedRow('upload', { id: row.uploadId }, row));
  const held = stayingHeld.map((row) => wrappedRow('heldMessage', { id: row.heldId }, row));
  const renewed = renewals(keys, [...staying, ...uploads, ...held], released);
  if (!renewed.ok) return renewed;
  const crossing = commitmentCrossings(keys, traces.commitments);
  if (!crossing.ok) return crossing;
  return ok({
    changes: [...renewed.value, ...crossing.value],
    endedUploads: found.isLastOfCase ? traces.uploads.map(({ uploadId }) => uploadId) : [],
  });
};

/** Writes the new keys: each row exactly as it was read, or the move is run again. */
export const moveKeysOfRows = async (
  side: KeyTree, { changes, endedUploads }: RowKeysPlan, stores: SealingStores,
): Promise<Done<void>> => {
  for (const uploadId of endedUploads) await stores.operations.uploads.end(uploadId);
  const done = await stores.keys.wrapped.rewrap(side, changes);
  return done === changes.length ? ok(undefined) : err(CHANGED);
};
