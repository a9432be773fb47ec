import { choice, NOTHING, object, type Schema } from '../schema/schema.ts';
import {
  attachmentId, attachmentList, attachmentPlan, type AttachmentShown, uploadState,
} from './attachment-schemas.ts';
import { uploadReply } from './attachment-upload-routes.ts';
import { rangeOf } from './byte-range.ts';
import { jsonBody, jsonReply, type Reply, route } from './route.ts';
import { caseCodeParam, legalBasisCode, PURPOSES } from './timeline-schemas.ts';
import type { OpenAttachment } from '../ports/attachments-port.ts';

const ADDING_PURPOSE = 'recordNotification';
/** A range of another form than ours is ignored, as the standard has it, not refused. */
const ANY_TEXT = /^[\x20-\x7e]{0,200}$/;
const PLAN_BYTES_MAX = 16 * 1024;
const content: Schema<Uint8Array> = { json: { type: 'string', format: 'binary' } };
const GROUNDS = object({ purpose: choice(PURPOSES) }, { legalBasis: legalBasisCode });

/**
 * POST /v1/cases/{code}/attachments — begins the upload of a scanned paper. The bytes follow by PATCH at the
 * location in the answer. A case of others, a sealed case and a code never given are refused alike.
 */
export const beginUpload = route({
  method: 'POST',
  path: '/v1/cases/{code}/attachments',
  title: { zh: '开始上传案件附件', en: 'Begin the upload of an attachment' },
  action: 'attachment.begin',
  authentication: 'session',
  roles: ['clerk'],
  idempotency: 'key',
  params: object({ code: caseCodeParam }),
  search: NOTHING,
  body: jsonBody(attachmentPlan, PLAN_BYTES_MAX),
  reply: jsonReply(uploadState, [201]),
  problems: ['NOTHING_TO_TELL', 'UPLOADS_TOO_MANY'],
  refusal: { body: { kind: 'caseDossier', mediaType: 'text/html' }, problem: 'BODY_INVALID' },
  audit: { what: 'ATTACHMENT_BEGUN' },
  about: ({ params }) => ({ purpose: ADDING_PURPOSE, caseCode: params.code }),
  handle: async ({ params, body }, { actor, ports, mayTouch }) => {
    const begun = await ports.attachments.begin(
      { caseCode: params.code, organ: actor.organ, plan: body },
      (organs) => mayTouch({ organs, isSealed: false }));
    return begun.ok ? uploadReply(201, begun.value) : { problem: begun.error };
  },
});

/**
 * GET /v1/cases/{code}/attachments — what is attached to a case, for the organs that hold something of it.
 */
export const listAttachments = route({
  method: 'GET',
  path: '/v1/cases/{code}/attachments',
  title: { zh: '案件附件目录', en: 'Attachments of a case' },
  action: 'attachment.list',
  authentication: 'session',
  roles: ['clerk', 'reviewer', 'approver', 'supervisor'],
  idempotency: 'safe',
  params: object({ code: caseCodeParam }),
  search: GROUNDS,
  reply: jsonReply(attachmentList),
  problems: ['NOTHING_TO_TELL'],
  refusal: {
    params: { code: '0000000000000000AA' }, search: 'purpose=caseHandlingNeed', problem: 'PARAMETER_INVALID',
  },
  audit: { what: 'ATTACHMENTS_LISTED' },
  about: ({ params, search }) => ({ ...search, caseCode: params.code }),
  handle: async ({ params }, { ports, mayTouch }) => {
    const found = await ports.attachments.list(params.code);
    const isVisible = mayTouch({ organs: found?.organs ?? [], isSealed: false });
    if (found === undefined || !isVisible) return { problem: 'NOTHING_TO_TELL' };
    return { status: 200, body: { caseCode: params.code, attachments: await found.open() } };
  },
});

/** Everything about the content but the content; nothing of it is to be kept, shown inline or run. */
const headersOf = ({ mediaType, digest }: AttachmentShown, length: number) => ({
  'content-type': mediaType, 'content-length': String(length), 'accept-ranges': 'bytes',
  // The title stays out: headers are logged by proxies.
  'content-disposition': 'attachment',
  'repr-digest': `sha-256=:${Buffer.from(digest, 'hex').toString('base64')}:`,
});

const contentReply = (
  { shown, read }: OpenAttachment,
  asked: Readonly<{ range: string | undefined; ifRange: string | undefined }>,
): Reply<Uint8Array> => {
  const { bytes } = shown;
  // What an attachment holds never changes under its id.
  const etag = `"${shown.attachmentId}"`;
  const ranged = rangeOf({ ...asked, bytes, etag });
  switch (ranged.type) {
    case 'unsatisfiable':
      return { problem: 'RANGE_UNSATISFIABLE', headers: { 'content-range': `bytes */${bytes}` } };
    case 'whole':
      return { status: 200, stream: read({ start: 0, end: bytes }), etag, headers: headersOf(shown, bytes) };
    case 'part': {
      const { start, end } = ranged.range;
      const contentRange = { 'content-range': `bytes ${start}-${end - 1}/${bytes}` };
      const headers = { ...headersOf(shown, end - start), ...contentRange };
      return { status: 206, stream: read(ranged.range), etag, headers };
    }
  }
};

/**
 * GET /v1/attachments/{id} — an attachment or a range of it. Only the segments of the range are opened, and
 * the connection breaks off rather than give a byte that does not prove itself.
 */
export const readAttachment = route({
  method: 'GET',
  path: '/v1/attachments/{id}',
  title: { zh: '附件内容', en: 'Content of an attachment' },
  action: 'attachment.read',
  authentication: 'session',
  roles: ['clerk', 'reviewer', 'approver', 'supervisor'],
  idempotency: 'safe',
  headers: { range: { isNeeded: false, form: ANY_TEXT }, 'if-range': { isNeeded: false, form: ANY_TEXT } },
  params: object({ id: attachmentId }),
  search: GROUNDS,
  reply: { mediaType: 'application/octet-stream', schema: content, statuses: [200, 206] },
  problems: ['NOTHING_TO_TELL', 'RANGE_UNSATISFIABLE'],
  refusal: { params: { id: 'x' }, search: 'purpose=caseHandlingNeed', problem: 'PARAMETER_INVALID' },
  audit: { what: 'ATTACHMENT_READ' },
  about: ({ params, search }) => ({ ...search, objectId: params.id }),
  handle: async ({ params, headers }, { ports, mayTouch }) => {
    const found = await ports.attachments.find(params.id);
    const isVisible = mayTouch({ organs: found?.organs ?? [], isSealed: false });
    const opened = isVisible ? await found?.open() : undefined;
    if (opened === undefined) return { problem: 'NOTHING_TO_TELL' };
    return contentReply(opened, { range: headers['range'], ifRange: headers['if-range'] });
  },
});
