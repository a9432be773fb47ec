import { type ByteRange, STREAM_HEADER_BYTES } from '@fengcun/crypto';
import { Fault, ok, present } from '@fengcun/kernel';
import type { AttachmentPlan } from '@fengcun/registry';
import { type AttachmentRow, shardKeyOf, shardKeyOfName } from '@fengcun/store';
import { INTENT_PLACES_MAX, type KeyTree } from '@fengcun/vault';
import { type AttachmentContent, decodeContent } from './attachment-content.ts';
import { attachmentPlace, openContent } from './attachment-keys.ts';
import type { AttachmentAct, AttachmentParts } from './attachment-parts.ts';
import { segmentOpener, segmentsOf } from './attachment-stream.ts';
import { readSealed } from './read-sealed.ts';

/** An attachment as it is shown: what it is, who sent it, and no key. */
export type ShownAttachment = Readonly<{
  attachmentId: string; organ: string; plan: AttachmentPlan; recordedAt: string;
}>;

/** An attachment that is open for one act: its bytes can be read, in any ranges. */
export type OpenAttachment = ShownAttachment & Readonly<{
  /**
   * Plaintext of a range inside `plan.bytes`, a segment at a time; only the segments that are needed open.
   */
  read: (range: ByteRange) => AsyncGenerator<Uint8Array>;
}>;

const unreadable = (code: string): Fault =>
  new Fault('ATTACHMENT_UNREADABLE', `An attachment does not open (${code}); run fsck.`);

/** Content of a row, opened in the name of the act; undefined where it was erased on purpose. */
const contentOf = async (
  { deployment }: AttachmentParts, { act }: AttachmentAct,
  at: Readonly<{ tree: KeyTree; row: AttachmentRow }>,
): Promise<AttachmentContent | undefined> => {
  const { tree, row } = at;
  const place = attachmentPlace(tree, row.attachmentId, row.version);
  const intent = await act.intentFor([place], deployment.clock());
  const opened = await openContent(deployment, { place, intent }, row);
  if (opened.ok) return decodeContent(opened.value);
  if (opened.error.code === 'ERASED') return undefined;
  throw unreadable(opened.error.code);
};

const plaintextOf = async function* (
  { deployment, blobs }: AttachmentParts, at: Readonly<{ row: AttachmentRow; content: AttachmentContent }>,
  range: ByteRange,
): AsyncGenerator<Uint8Array> {
  const { row: { blobId }, content } = at;
  const header = await blobs.read({ blobId, start: 0, end: STREAM_HEADER_BYTES });
  if (!header.ok) throw unreadable(header.error.code);
  const open = segmentOpener({ deployment: deployment.name, blobId, content }, header.value);
  if (!open.ok) throw unreadable(open.error.code);
  for await (const { plan, segment } of readSealed(blobs, blobId, segmentsOf(content.plan.bytes, range))) {
    const opened = segment.ok ? open.value(plan, segment.value) : segment;
    if (!opened.ok) throw unreadable(opened.error.code);
    yield opened.value.subarray(plan.keepStart, plan.keepEnd);
  }
};

const shown = ({ attachmentId, recordedAt }: AttachmentRow, content: AttachmentContent): ShownAttachment =>
  ({ attachmentId, recordedAt, organ: content.organ, plan: content.plan });

/**
 * Opens the row of an attachment that a use case has found and may show, of either side: the sealed side for
 * an inquiry that was granted. The intent of the act is committed. Undefined where it was erased on purpose.
 */
export const openAttachment = async (
  parts: AttachmentParts, act: AttachmentAct, at: Readonly<{ tree: KeyTree; row: AttachmentRow }>,
): Promise<OpenAttachment | undefined> => {
  const content = await contentOf(parts, act, at);
  if (content === undefined) return undefined;
  const { row } = at;
  return { ...shown(row, content), read: (range) => plaintextOf(parts, { row, content }, range) };
};

/** What was found of an attachment: the organs of its case, and what opens it once it is allowed. */
export type FoundAttachment = Readonly<{
  organs: readonly string[]; open: () => Promise<OpenAttachment | undefined>;
}>;

/**
 * Looks for an attachment of the open side. The intent of the act was committed before; nothing is unwrapped
 * until `open` is called, and after a look that found nothing nothing can be.
 */
export const findAttachment = async (
  parts: AttachmentParts, act: AttachmentAct, attachmentId: string,
): Promise<FoundAttachment | undefined> => {
  const entryId = act.mint();
  const read = await parts.deployment.database.write({ entryId }, async ({ open, audit }) => {
    const row = await open.attachments.find(attachmentId);
    // The same statements for an id never given.
    const stages = await open.stageRecords.ofCase(row?.caseId ?? act.mint(shardKeyOf(attachmentId)));
    await audit.append([act.outcome(entryId)]);
    return ok({ row, organs: [...new Set(stages.map(({ organ }) => organ))] });
  });
  const { row, organs } = present(read.ok ? read : undefined, 'looking is never refused').value;
  if (row === undefined) return undefined;
  return { organs, open: () => openAttachment(parts, act, { tree: 'open', row }) };
};

/** What was found of the attachments of a case. */
export type FoundAttachments = Readonly<{
  organs: readonly string[]; open: () => Promise<readonly ShownAttachment[]>;
}>;

/** Looks for the attachments of an open case; undefined for a code never given or sealed. */
export const findAttachments = async (
  parts: AttachmentParts, act: AttachmentAct, caseCode: string,
): Promise<FoundAttachments | undefined> => {
  const entryId = act.mint();
  const read = await parts.deployment.database.write({ entryId }, async ({ open, audit }) => {
    const found = await open.cases.findByCode(caseCode);
    const caseId = found?.caseId ?? act.mint(shardKeyOfName(caseCode));
    const stages = await open.stageRecords.ofCase(caseId);
    const rows = await open.attachments.ofCase(caseId);
    await audit.append([act.outcome(entryId)]);
    const organs = [...new Set(stages.map(({ organ }) => organ))];
    return ok(found === undefined ? undefined : { rows, organs });
  });
  const found = present(read.ok ? read : undefined, 'looking is never refused').value;
  if (found === undefined) return undefined;
  const open = async (): Promise<readonly ShownAttachment[]> => {
    const all: ShownAttachment[] = [];
    for (const row of found.rows.slice(0, INTENT_PLACES_MAX)) {
      const content = await contentOf(parts, act, { tree: 'open', row });
      if (content !== undefined) all.push(shown(row, content));
    }
    return all;
  };
  return { organs: found.organs, open };
};
