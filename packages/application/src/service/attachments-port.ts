import type {
  AttachmentShown, AttachmentsPort, BeginProblem, UploadProblem, UploadState as ToldState,
} from '@fengcun/api';
import { err, ok, type Result } from '@fengcun/kernel';
import { appendUpload, uploadStatus } from '../attachments/append-upload.ts';
import type { AttachmentParts } from '../attachments/attachment-parts.ts';
import { beginUpload, type BeginRefusal } from '../attachments/begin-upload.ts';
import { findAttachment, findAttachments, type ShownAttachment } from '../attachments/read-attachment.ts';
import type { UploadRefusal, UploadState } from '../attachments/upload-state.ts';
import type { ServiceAct } from './service-act.ts';
import type { Intake } from './take-messages.ts';

/** What each refusal is called where it is answered. */
const PROBLEMS: Readonly<Record<UploadRefusal['code'], UploadProblem>> = {
  UPLOAD_UNKNOWN: 'NOTHING_TO_TELL', UPLOAD_BUSY: 'UPLOAD_BUSY', UPLOAD_OFFSET: 'UPLOAD_OFFSET',
  UPLOAD_TOO_LONG: 'BODY_TOO_LARGE', UPLOAD_MEDIA_TYPE: 'UPLOAD_MEDIA_TYPE', UPLOAD_DIGEST: 'UPLOAD_DIGEST',
};

const BEGIN_PROBLEMS: Readonly<Record<BeginRefusal['code'], BeginProblem>> = {
  CASE_UNKNOWN: 'NOTHING_TO_TELL', STAGE_UNKNOWN: 'NOTHING_TO_TELL', UPLOADS_TOO_MANY: 'UPLOADS_TOO_MANY',
};

const toldState = ({ organ: _kept, ...state }: UploadState): ToldState => state;

const told = (done: Result<UploadState, UploadRefusal>): Result<ToldState, UploadProblem> =>
  (done.ok ? ok(toldState(done.value)) : err(PROBLEMS[done.error.code]));

const shownOf = ({ attachmentId, organ, plan, recordedAt }: ShownAttachment): AttachmentShown =>
  ({ ...plan, attachmentId, organ, recordedAt });

/** The part of the port that belongs to the transaction of its request. */
export const uploadsBegun = (
  { service, keys, stores, serials }: Intake,
): Pick<AttachmentsPort, 'begin'> => ({
  begin: async ({ caseCode, organ, plan }, mayTouch) => {
    const given = { caseCode, organ, plan, keys, serial: serials.next(), mint: service.mint };
    const begun = await beginUpload(stores, given, mayTouch);
    return begun.ok ? ok(toldState(begun.value)) : err(BEGIN_PROBLEMS[begun.error.code]);
  },
});

/** The parts that commit by themselves, in the name of an act whose intent is committed. */
export const attachmentsPort = (
  parts: AttachmentParts, actOf: () => ServiceAct,
): Omit<AttachmentsPort, 'begin'> => ({
  progress: async (uploadId, mayTouch) =>
    told(await uploadStatus(parts, actOf(), { uploadId, mayTouch: (organ) => mayTouch([organ]) })),
  append: async (bytes, mayTouch) =>
    told(await appendUpload(parts, actOf(), { ...bytes, mayTouch: (organ) => mayTouch([organ]) })),
  list: async (caseCode) => {
    const found = await findAttachments(parts, actOf(), caseCode);
    if (found === undefined) return undefined;
    return { organs: found.organs, open: async () => (await found.open()).map(shownOf) };
  },
  find: async (attachmentId) => {
    const found = await findAttachment(parts, actOf(), attachmentId);
    if (found === undefined) return undefined;
    const open = async () => {
      const opened = await found.open();
      return opened === undefined ? undefined : { shown: shownOf(opened), read: opened.read };
    };
    return { organs: found.organs, open };
  },
});
