import type { Result } from '@fengcun/kernel';
import type { AttachmentPlan } from '@fengcun/registry';
import type { ProblemCode } from '../problems/problem-table.ts';
import type { AttachmentShown } from '../routes/attachment-schemas.ts';
import type { ByteRange } from '../routes/byte-range.ts';
import type { ByteSource } from './byte-source.ts';

/** An upload to be begun. */
export type NewUpload = Readonly<{ caseCode: string; organ: string; plan: AttachmentPlan }>;

/** Where an upload stands; `isAttached`: it has become the attachment of the same id. */
export type UploadState = Readonly<{
  uploadId: string; bytes: number; offset: number; expiresAt: string; isAttached: boolean;
}>;

/** What an upload can come to instead. */
export type UploadProblem = Extract<ProblemCode,
  'NOTHING_TO_TELL' | 'UPLOAD_BUSY' | 'UPLOAD_OFFSET' | 'BODY_TOO_LARGE' | 'UPLOAD_MEDIA_TYPE'
  | 'UPLOAD_DIGEST'>;

/** Why no upload is begun. */
export type BeginProblem = Extract<ProblemCode, 'NOTHING_TO_TELL' | 'UPLOADS_TOO_MANY'>;

/** An open attachment; `read` gives a range inside of `shown.bytes`, opening only the segments it needs. */
export type OpenAttachment = Readonly<{
  shown: AttachmentShown; read: (range: ByteRange) => ByteSource;
}>;

/** What was found: the organs of its case. Nothing is unwrapped before `open`. */
export type FoundAttachment = Readonly<{
  organs: readonly string[]; open: () => Promise<OpenAttachment | undefined>;
}>;

/** Attachments of a case, likewise. */
export type FoundAttachments = Readonly<{
  organs: readonly string[]; open: () => Promise<readonly AttachmentShown[]>;
}>;

/** Whether the actor may do this to a thing of some organs. */
export type MayTouch = (organs: readonly string[]) => boolean;

/**
 * Attachments of open cases. A case that is sealed and a code or id never given come to the same, after the
 * same statements. `begin` belongs to the transaction of its request; the others commit by themselves.
 */
export type AttachmentsPort = Readonly<{
  begin: (upload: NewUpload, mayTouch: MayTouch) => Promise<Result<UploadState, BeginProblem>>;
  progress: (uploadId: string, mayTouch: MayTouch) => Promise<Result<UploadState, UploadProblem>>;
  append: (
    bytes: Readonly<{ uploadId: string; offset: number; source: ByteSource }>, mayTouch: MayTouch,
  ) => Promise<Result<UploadState, UploadProblem>>;
  list: (caseCode: string) => Promise<FoundAttachments | undefined>;
  find: (attachmentId: string) => Promise<FoundAttachment | undefined>;
}>;
