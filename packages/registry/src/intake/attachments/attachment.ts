import { err, ok, type Result } from '@fengcun/kernel';
import { type AttachmentKind, isAttachmentKind } from './attachment-kind.ts';
import { ATTACHMENT_MEDIA_TYPES, type AttachmentMediaType } from './media-type.ts';

/**
 * LIMIT: 1 GiB. A volume of 200 pages at 300 dpi has 100 to 300 MB; a longer dossier comes in volumes, as it
 * does on paper. The bound also bounds the last step of an upload, which reads everything back.
 */
export const ATTACHMENT_BYTES_MAX = 1024 * 1024 * 1024;

/** LIMIT: characters of a title, such as 「侦查卷第二卷」. */
export const ATTACHMENT_TITLE_MAX = 200;

/** What a sender says an attachment is going to be; the bytes are held to all of it. */
export type AttachmentPlan = Readonly<{
  kind: AttachmentKind;
  mediaType: AttachmentMediaType;
  /** Personal data as likely as not: kept encrypted, in no name of a file and no address. */
  title: string;
  /** Bytes, 1 to `ATTACHMENT_BYTES_MAX`. */
  bytes: number;
  /** SHA-256 of the content, 64 hexadecimal digits. */
  digest: string;
  /** The record of a stage it belongs to; the case as a whole where there is none. */
  stageRecordId?: string;
}>;

/** Why a plan is none. `field` names the member. */
export type AttachmentRefusal = Readonly<{
  code: 'ATTACHMENT_INVALID';
  field: 'kind' | 'mediaType' | 'title' | 'bytes' | 'digest' | 'stageRecordId';
}>;

const DIGEST = /^[0-9a-f]{64}$/;
const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
/** Control characters, and those that turn the direction of what follows: a title must read as it is. */
const UNREADABLE = /[\u0000-\u001f\u007f-\u009f\u200b-\u200f\u2028-\u202e\u2066-\u2069]/;

/** A text as the title of an attachment: without line breaks and the like, and not too long. */
export const attachmentTitle = (text: string): string =>
  [...text.replaceAll(new RegExp(UNREADABLE, 'g'), ' ').trim()].slice(0, ATTACHMENT_TITLE_MAX).join('');

const isTitle = (title: string): boolean =>
  title.isWellFormed() && title.trim() !== '' && !UNREADABLE.test(title)
  && [...title].length <= ATTACHMENT_TITLE_MAX;

const refuse = (field: AttachmentRefusal['field']): Result<never, AttachmentRefusal> =>
  err({ code: 'ATTACHMENT_INVALID', field });

type Told = Omit<AttachmentPlan, 'kind' | 'mediaType'> & Readonly<{ kind: string; mediaType: string }>;

/** The plan of an attachment out of what was told, or the first member that is not of its form. */
export const parseAttachmentPlan = (told: Told): Result<AttachmentPlan, AttachmentRefusal> => {
  const { kind, title, bytes, digest, stageRecordId } = told;
  if (!isAttachmentKind(kind)) return refuse('kind');
  const mediaType = ATTACHMENT_MEDIA_TYPES.find((known) => known === told.mediaType);
  if (mediaType === undefined) return refuse('mediaType');
  if (!isTitle(title)) return refuse('title');
  if (!Number.isSafeInteger(bytes) || bytes < 1 || bytes > ATTACHMENT_BYTES_MAX) return refuse('bytes');
  if (!DIGEST.test(digest)) return refuse('digest');
  if (stageRecordId !== undefined && !ID.test(stageRecordId)) return refuse('stageRecordId');
  const stage = stageRecordId === undefined ? {} : { stageRecordId };
  return ok({ kind, mediaType, title, bytes, digest, ...stage });
};
