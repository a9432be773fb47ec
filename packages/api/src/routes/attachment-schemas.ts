import {
  ATTACHMENT_BYTES_MAX, ATTACHMENT_KIND_NAMES, ATTACHMENT_MEDIA_TYPES, ATTACHMENT_TITLE_MAX,
} from '@fengcun/registry';
import { choice, flag, list, named, object, text, type TypeOf, whole } from '../schema/schema.ts';
import { caseCodeParam } from './timeline-schemas.ts';

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;

/** Id of an upload and of the attachment it becomes. */
export const attachmentId = text({ max: 36, min: 36, pattern: UUID_V7 });

const digest = text({
  max: 64, min: 64, pattern: /^[0-9a-f]{64}$/, title: 'SHA-256 of the content, hexadecimal',
});

const WHAT = {
  kind: choice(ATTACHMENT_KIND_NAMES), mediaType: choice(ATTACHMENT_MEDIA_TYPES),
  title: text({ max: ATTACHMENT_TITLE_MAX }), bytes: whole(1, ATTACHMENT_BYTES_MAX), digest,
} as const;

const STAGE = { stageRecordId: attachmentId } as const;

/** What an attachment is going to be; the bytes are held to it. */
export const attachmentPlan = named('AttachmentPlan', object(WHAT, STAGE));

/** Where an upload stands. */
export const uploadState = named('AttachmentUpload', object({
  uploadId: attachmentId, location: text({ max: 80, title: 'where the bytes go' }),
  bytes: whole(1, ATTACHMENT_BYTES_MAX), offset: whole(0, ATTACHMENT_BYTES_MAX),
  expiresAt: text({ max: 40, format: 'date-time' }),
  isAttached: flag('it has become the attachment of this id'),
}));

/** An attachment as it is shown. */
export const attachmentShown = object({
  attachmentId, ...WHAT, organ: text({ max: 64, title: 'who sent it' }),
  recordedAt: text({ max: 40, format: 'date-time' }),
}, STAGE);

/** An attachment as it is shown. */
export type AttachmentShown = TypeOf<typeof attachmentShown>;

/** LIMIT: 1,000 attachments in one answer; a case with more needs its volumes bound together. */
export const attachmentList = named('Attachments', object({
  caseCode: caseCodeParam, attachments: list(attachmentShown, { min: 0, max: 1000 }),
}));
