import { ok, type Result } from '@fengcun/kernel';
import type { AttachmentRow, SealedCrossing } from '@fengcun/store';
import type { KeyTree, RecordPlace } from '@fengcun/vault';
import type { MoveKeys } from './move-plan.ts';
import type { Moving } from './moving.ts';
import { type ContentRefusal, openAt, sealAt } from './side-keys.ts';

const attachmentPlace = (tree: KeyTree, { attachmentId, version }: AttachmentRow): RecordPlace =>
  ({ tree, table: 'attachment', recordId: attachmentId, version, purposeClass: 'criminalRecord' });

/** Contents of attachments under the keys of the other side; the streams in the blob store hang from them. */
export const crossAttachments = async (
  { act }: Moving, keys: MoveKeys, rows: readonly AttachmentRow[],
): Promise<Result<readonly SealedCrossing[], ContentRefusal>> => {
  const crossings: SealedCrossing[] = [];
  for (const row of rows) {
    const place = attachmentPlace(keys.from.tree, row);
    const intent = await act.intentFor([place], keys.from.now);
    const content = openAt(keys.from, { place, intent }, row);
    if (!content.ok) return content;
    const serial = row.stageRecordId === null ? keys.caseSerial : keys.subjectSerial;
    const at = { place: attachmentPlace(keys.to.tree, row), serial };
    const ciphertext = sealAt(keys.to, at, content.value);
    crossings.push({ id: row.attachmentId, expected: row.version, ciphertext });
    content.value.fill(0);
  }
  return ok(crossings);
};

