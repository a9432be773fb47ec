import { SEGMENT_BYTES, storedSegments } from '@fengcun/crypto';
import { err, Fault, ok, type Result } from '@fengcun/kernel';
import type { UploadRow } from '@fengcun/store';
import { decodeContent, type UploadContent } from './attachment-content.ts';
import { openContent, uploadPlace } from './attachment-keys.ts';
import type { AttachmentAct, AttachmentParts } from './attachment-parts.ts';

/** Why an upload does not go on. */
export type UploadRefusal = Readonly<{
  code:
    /** No such upload, or not any more: ended, run out, or its case is no longer open. */
    | 'UPLOAD_UNKNOWN'
    /** Another request writes to it, or has just done so. */
    | 'UPLOAD_BUSY'
    /** The offset is not where the upload stands: ask, and go on from there. */
    | 'UPLOAD_OFFSET'
    /** More bytes than were announced. */
    | 'UPLOAD_TOO_LONG'
    /** The content is not of the form that was announced; the upload has ended. */
    | 'UPLOAD_MEDIA_TYPE'
    /** The content is not the one whose digest was announced; the upload has ended. */
    | 'UPLOAD_DIGEST';
}>;

/** Where an upload stands. `offset`: bytes that are kept; what was sent beyond has to be sent again. */
export type UploadState = Readonly<{
  uploadId: string; organ: string; bytes: number; offset: number; expiresAt: string;
  /** It has become the attachment of the same id. */
  isAttached: boolean;
}>;

/** Full segments in the file, and the bytes kept behind them. */
export type Position = Readonly<{ segments: number; tail: Uint8Array; offset: number }>;

/** An upload with its content open. */
export type OpenUpload = Readonly<{ row: UploadRow; content: UploadContent; position: Position }>;

/**
 * Where an upload really stands: the file counts. Segments that were written after the row (the process ended
 * before it could say so) are kept; the tail counts only directly behind the segments it was kept for.
 */
const positionOf = async (
  { blobs }: AttachmentParts, { blobId }: UploadRow, content: UploadContent,
): Promise<Position> => {
  const { bytes } = content.plan;
  if ((await blobs.size(blobId)) !== undefined) {
    return { segments: Math.ceil(bytes / SEGMENT_BYTES), tail: new Uint8Array(), offset: bytes };
  }
  const sealedBytes = (await blobs.received(blobId)) ?? 0;
  const segments = storedSegments({ segmentBytes: SEGMENT_BYTES, sealedBytes });
  const tail = segments === content.stored ? content.tail : new Uint8Array();
  return { segments, tail, offset: segments * SEGMENT_BYTES + tail.length };
};

/** Reads and opens an upload; the intent of the act is committed, and opens it once. */
export const openUpload = async (
  parts: AttachmentParts, { act }: AttachmentAct, uploadId: string,
): Promise<Result<OpenUpload, UploadRefusal>> => {
  const { deployment } = parts;
  const read = await deployment.database.operate(async ({ uploads }) => ok(await uploads.find(uploadId)));
  const row = read.ok ? read.value : undefined;
  const now = deployment.clock();
  if (row === undefined || Date.parse(row.expiresAt) <= now) return err({ code: 'UPLOAD_UNKNOWN' });
  const place = uploadPlace(uploadId, row.version);
  const opened = await openContent(deployment, { place, intent: await act.intentFor([place], now) }, row);
  if (!opened.ok) {
    if (opened.error.code === 'ERASED') return err({ code: 'UPLOAD_UNKNOWN' });
    throw new Fault('UPLOAD_UNREADABLE', `An upload does not open (${opened.error.code}); begin it again.`);
  }
  const content = decodeContent(opened.value);
  return ok({ row, content, position: await positionOf(parts, row, content) });
};

/** What a sender is told of it. */
export const stateOf = (
  { row, content }: Pick<OpenUpload, 'row' | 'content'>,
  at: Readonly<{ offset: number; isAttached: boolean }>,
): UploadState => ({
  uploadId: row.uploadId, organ: content.organ, bytes: content.plan.bytes, expiresAt: row.expiresAt, ...at,
});

/** Ends an upload that cannot become anything: its row first, so that nobody goes on with the file. */
export const discardUpload = async (
  { deployment, blobs }: AttachmentParts, row: UploadRow,
): Promise<void> => {
  const ended = await deployment.database.operate(async ({ uploads }) => ok(await uploads.end(row.uploadId)));
  // Ended by another: it may have become an attachment, so its file is not ours to remove.
  if (ended.ok && ended.value) await blobs.remove(row.blobId);
};
