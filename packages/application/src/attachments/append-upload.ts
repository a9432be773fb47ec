import type { ByteSource } from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import { encodeContent, type Run, type UploadContent } from './attachment-content.ts';
import { loadTreeKeys, sealContent, uploadPlace } from './attachment-keys.ts';
import type { AttachmentAct, AttachmentParts } from './attachment-parts.ts';
import { completeUpload } from './complete-upload.ts';
import { serialOf } from '../deployment/stored-ciphertext.ts';
import {
  discardUpload, openUpload, type OpenUpload, stateOf, type UploadRefusal, type UploadState,
} from './upload-state.ts';
import { writeSegments } from './write-segments.ts';

/** Bytes for an upload. `offset`: where they belong, as the sender believes. */
export type AppendRequest = Readonly<{ uploadId: string; offset: number; source: ByteSource }>;

/** Whether the sender may go on with an upload of an organ. */
export type MayTouch = (organ: string) => boolean;

type Advanced = Readonly<{ changed: Partial<UploadContent> }>;

/** Keeps a new state of an upload; undefined if another was faster. */
const advance = async (
  { deployment }: AttachmentParts, upload: OpenUpload, { changed }: Advanced,
): Promise<OpenUpload | undefined> => {
  const { row, position } = upload;
  const content = { ...upload.content, ...changed };
  const keys = await loadTreeKeys(deployment, 'open');
  const serial = serialOf(row.wrappedKey);
  if (!serial.ok) return undefined;
  const at = { place: uploadPlace(row.uploadId, row.version + 1), serial: serial.value };
  const next = { ...row, ...sealContent(keys, at, encodeContent(content)) };
  const done = await deployment.database.operate(async ({ uploads }) =>
    ok(await uploads.advance(next, row.version)));
  return done.ok && done.value ? { row: next, content, position } : undefined;
};

/** A run under the number of the version it is announced in: of two senders, one announces it. */
const announceRun = (
  parts: AttachmentParts, upload: OpenUpload,
): Promise<OpenUpload | undefined> => {
  const { row, content, position: { segments, tail } } = upload;
  const run: Run = [row.version + 1, segments];
  const runs = [...content.runs.filter(([, first]) => first < segments), run];
  return advance(parts, upload, { changed: { runs, stored: segments, tail } });
};

const write = async (
  parts: AttachmentParts, act: AttachmentAct, at: Readonly<{ upload: OpenUpload; source: ByteSource }>,
): Promise<Result<UploadState, UploadRefusal>> => {
  const { deployment, blobs } = parts;
  const announced = await announceRun(parts, at.upload);
  const run = announced?.content.runs.at(-1);
  if (announced === undefined || run === undefined) return err({ code: 'UPLOAD_BUSY' });
  const { row, content, position: from } = announced;
  const stream = { deployment: deployment.name, blobId: row.blobId, content };
  const written = await writeSegments({ stream, run, from, source: at.source, blobs });
  if (!written.ok) {
    if (written.error.code === 'UPLOAD_MEDIA_TYPE') await discardUpload(parts, row);
    return written;
  }
  const { segments: stored, tail, offset } = written.value;
  if (offset === content.plan.bytes) return completeUpload(parts, act, announced);
  const kept = await advance(parts, announced, { changed: { stored, tail } });
  return kept === undefined
    ? err({ code: 'UPLOAD_BUSY' }) : ok(stateOf(kept, { offset, isAttached: false }));
};

const goOn = async (
  parts: AttachmentParts, act: AttachmentAct, at: Readonly<{ upload: OpenUpload; request: AppendRequest }>,
): Promise<Result<UploadState, UploadRefusal>> => {
  const { upload, request: { offset, source } } = at;
  if (offset !== upload.position.offset) return err({ code: 'UPLOAD_OFFSET' });
  if (offset === upload.content.plan.bytes) return completeUpload(parts, act, upload);
  return write(parts, act, { upload, source });
};

/**
 * Takes bytes of an upload at its offset; the last of them make it an attachment. Everything up to the offset
 * in the answer is kept, whatever happens then. A sender that hangs up loses nothing that arrived.
 */
export const appendUpload = async (
  parts: AttachmentParts, act: AttachmentAct, request: AppendRequest & Readonly<{ mayTouch: MayTouch }>,
): Promise<Result<UploadState, UploadRefusal>> => {
  const { uploadId, mayTouch } = request;
  if (parts.busy.has(uploadId)) return err({ code: 'UPLOAD_BUSY' });
  parts.busy.add(uploadId);
  try {
    const opened = await openUpload(parts, act, uploadId);
    if (!opened.ok) return opened;
    if (!mayTouch(opened.value.content.organ)) return err({ code: 'UPLOAD_UNKNOWN' });
    return await goOn(parts, act, { upload: opened.value, request });
  } finally {
    parts.busy.delete(uploadId);
  }
};

/**
 * Where an upload stands. One whose last byte was kept before the process ended is made an attachment now, so
 * that a sender that asks, and sees that nothing is missing, may believe it.
 */
export const uploadStatus = async (
  parts: AttachmentParts, act: AttachmentAct, asked: Readonly<{ uploadId: string; mayTouch: MayTouch }>,
): Promise<Result<UploadState, UploadRefusal>> => {
  const opened = await openUpload(parts, act, asked.uploadId);
  if (!opened.ok) return opened;
  const { content, position } = opened.value;
  if (!asked.mayTouch(content.organ)) return err({ code: 'UPLOAD_UNKNOWN' });
  const isWhole = position.offset === content.plan.bytes && !parts.busy.has(asked.uploadId);
  return isWhole ? completeUpload(parts, act, opened.value)
    : ok(stateOf(opened.value, { offset: position.offset, isAttached: false }));
};
