import { createHash } from 'node:crypto';
import { SEGMENT_BYTES, STREAM_HEADER_BYTES } from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import { MEDIA_HEAD_BYTES, recogniseMediaType } from '@fengcun/registry';
import { type AttachmentRow, shardKeyOf, type WriterStores } from '@fengcun/store';
import { serialOf } from '../deployment/stored-ciphertext.ts';
import { queued } from '../intake/act.ts';
import { commitTo } from '../keys/commitment.ts';
import { encodeContent } from './attachment-content.ts';
import {
  attachmentPlace, loadTreeKeys, sealContent, sealKeysOf, type TreeKeys,
} from './attachment-keys.ts';
import type { AttachmentAct, AttachmentParts } from './attachment-parts.ts';
import { segmentOpener, segmentsOf, streamLength } from './attachment-stream.ts';
import { readSealed } from './read-sealed.ts';
import {
  discardUpload, type OpenUpload, stateOf, type UploadRefusal, type UploadState,
} from './upload-state.ts';

/** SHA-256 of the file, if what the file holds is what was announced. */
type Proven = Result<Uint8Array, UploadRefusal>;

const DIFFERS: Proven = err({ code: 'UPLOAD_DIGEST' });

/**
 * Reads the whole file back, opens every segment and compares digest and form with what was announced: what
 * is proven is what lies on the disk, not what once passed through the memory.
 */
const prove = async ({ deployment, blobs }: AttachmentParts, upload: OpenUpload): Promise<Proven> => {
  const { content, row: { blobId } } = upload;
  const { bytes, digest, mediaType } = content.plan;
  const header = await blobs.read({ blobId, start: 0, end: STREAM_HEADER_BYTES });
  if (!header.ok) return DIFFERS;
  const open = segmentOpener({ deployment: deployment.name, blobId, content }, header.value);
  if (!open.ok) return DIFFERS;
  const [sealed, plain] = [createHash('sha256').update(header.value), createHash('sha256')];
  const all = segmentsOf(bytes, { start: 0, end: bytes });
  for await (const { plan, segment } of readSealed(blobs, blobId, all)) {
    const opened = segment.ok ? open.value(plan, segment.value) : segment;
    if (!opened.ok || !segment.ok) return DIFFERS;
    const isForeign = plan.index === 0
      && recogniseMediaType(opened.value.subarray(0, MEDIA_HEAD_BYTES)) !== mediaType;
    sealed.update(segment.value);
    plain.update(opened.value);
    opened.value.fill(0);
    if (isForeign) return err({ code: 'UPLOAD_MEDIA_TYPE' });
  }
  return plain.digest('hex') === digest ? ok(sealed.digest()) : DIFFERS;
};

type Attaching = Readonly<{
  upload: OpenUpload; keys: TreeKeys; serial: number; sealedDigest: Uint8Array; act: AttachmentAct;
}>;

const rowOf = ({ upload, keys, serial, sealedDigest }: Attaching): AttachmentRow => {
  const { content: { secret, suite, organ, plan, runs }, row } = upload;
  const place = attachmentPlace('open', row.uploadId, 1);
  const sealed = sealContent(keys, { place, serial }, encodeContent({ secret, suite, organ, plan, runs }));
  return {
    ...sealed, attachmentId: row.uploadId, caseId: row.caseId, stageRecordId: plan.stageRecordId ?? null,
    blobId: row.blobId, sealedBytes: streamLength(plan.bytes), segmentBytes: SEGMENT_BYTES, sealedDigest,
    recordedAt: new Date(keys.now).toISOString(), retainUntil: null, retentionRule: 'criminal-record',
  };
};

/** Row, end of the upload and entries in one transaction; refused where the case is no longer open. */
const attach = async (
  { open, operations, audit }: WriterStores, attaching: Attaching, outcomeId: string,
): Promise<Result<void, UploadRefusal>> => {
  const { upload: { row, content }, keys, serial, act } = attaching;
  const home = await open.cases.find(row.caseId);
  const { stageRecordId } = content.plan;
  const stage = stageRecordId === undefined ? undefined : await open.stageRecords.find(stageRecordId);
  const isThere = home !== undefined && (stageRecordId === undefined || stage !== undefined);
  if (!isThere || !(await operations.uploads.end(row.uploadId))) return err({ code: 'UPLOAD_UNKNOWN' });
  await open.attachments.add([rowOf(attaching)]);
  const entryId = act.mint();
  const { uploadId } = row;
  const about = { entryId, kind: 'attachment', value: uploadId, anchorId: uploadId } as const;
  const committed = commitTo(sealKeysOf(keys, serial), about);
  const { intentId, head } = act.act;
  const entry = queued({
    ...head, id: entryId, t: new Date(keys.now).toISOString(), act: 'attachment.take', phase: 'outcome',
    prev: intentId, record: committed.commitment,
  }, shardKeyOf(row.caseId));
  await audit.append([act.outcome(outcomeId), entry]);
  await audit.keepCommitmentKeys([committed.row]);
  return ok(undefined);
};

/**
 * Makes an upload whose last byte is kept an attachment. The blob becomes visible first and the row last: a
 * stop in between leaves an upload that is asked for again, never half an attachment.
 */
export const completeUpload = async (
  parts: AttachmentParts, act: AttachmentAct, upload: OpenUpload,
): Promise<Result<UploadState, UploadRefusal>> => {
  const { deployment, blobs } = parts;
  const { row, content } = upload;
  const finished = await blobs.finish(row.blobId, streamLength(content.plan.bytes));
  if (!finished.ok) return err({ code: 'UPLOAD_OFFSET' });
  const proven = await prove(parts, upload);
  const serial = serialOf(row.wrappedKey);
  if (!proven.ok || !serial.ok) {
    await discardUpload(parts, row);
    return proven.ok ? err({ code: 'UPLOAD_UNKNOWN' }) : proven;
  }
  const keys = await loadTreeKeys(deployment, 'open');
  const attaching = { upload, keys, serial: serial.value, sealedDigest: proven.value, act };
  const outcomeId = act.mint();
  const attached = await deployment.database.write({ entryId: outcomeId }, (stores) =>
    attach(stores, attaching, outcomeId));
  if (!attached.ok) {
    await discardUpload(parts, row);
    return attached;
  }
  return ok(stateOf(upload, { offset: content.plan.bytes, isAttached: true }));
};
