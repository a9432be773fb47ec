import { ok, type Result } from '@fengcun/kernel';
import type { AttachmentRow, Ciphertext, OperationStores } from '@fengcun/store';
import type { KeyTree, Reseal, SealedRecord } from '@fengcun/vault';
import { fromColumns, type StoredRefusal, toColumns } from '../deployment/stored-ciphertext.ts';
import { attachmentPlace } from './attachment-keys.ts';

/**
 * What the vault's `planMove` needs to move an attachment between the trees: the row's content, which holds
 * the secret of its stream, is opened under the keys of one tree and sealed under those of the other.
 *
 * The blob stays as it is. Whoever has the keys of the left tree and an old backup would need that row's
 * content to read the file, and loses it with the erasure serial that ends after the move, as for any other
 * row; whoever took the secret while the attachment was open could have taken the attachment. The file's
 * name, header and context tell neither case nor side, so nothing in the blob store changes when a case is
 * sealed.
 */
export const attachmentReseal = (
  row: AttachmentRow, from: KeyTree,
): Result<Reseal, StoredRefusal> => {
  const to: KeyTree = from === 'open' ? 'sealed' : 'open';
  const place = attachmentPlace(from, row.attachmentId, row.version);
  const stored = fromColumns(place, row);
  if (!stored.ok) return stored;
  return ok({ from: place, to: attachmentPlace(to, row.attachmentId, row.version), stored: stored.value });
};

/** The row's part of a `Move` through the wall, from what `planMove` put in its place. */
export const attachmentCrossing = (
  row: AttachmentRow, moved: SealedRecord,
): Readonly<{ id: string; expected: number; ciphertext: Ciphertext }> =>
  ({ id: row.attachmentId, expected: row.version, ciphertext: toColumns(moved) });

/**
 * Ends the uploads of a case that is being sealed, in the transaction of the move: an upload under way would
 * tell that there was a case. Gives the ids of their blobs, to be removed once the move is committed; what
 * is not removed then, `clearUploads` removes at the next start.
 */
export const endUploadsOf = async (
  { uploads }: Pick<OperationStores, 'uploads'>, caseId: string,
): Promise<readonly string[]> => {
  const blobIds: string[] = [];
  for (const { uploadId, blobId } of await uploads.ofCase(caseId)) {
    if (await uploads.end(uploadId)) blobIds.push(blobId);
  }
  return blobIds;
};
