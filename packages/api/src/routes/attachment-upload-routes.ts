import { present } from '@fengcun/kernel';
import type { TypeOf } from '../schema/schema.ts';
import { NOTHING, object } from '../schema/schema.ts';
import type { UploadState } from '../ports/attachments-port.ts';
import { attachmentId, uploadState } from './attachment-schemas.ts';
import { jsonReply, type Reply, route } from './route.ts';

const ADDING_PURPOSE = 'recordNotification';

/** LIMIT: bytes of one request; a line that needs longer than the time of a request sends several. */
export const APPEND_BYTES_MAX = 16 * 1024 * 1024;

/**
 * Version of the protocol whose headers and meanings these are. @see tus.io/protocols/resumable-upload 1.0.0
 */
const TUS = '1.0.0';

const OFFSET = /^(?:0|[1-9]\d{0,12})$/;

const headersOf = ({ offset, bytes, expiresAt }: UploadState): Readonly<Record<string, string>> => ({
  'tus-resumable': TUS, 'upload-offset': String(offset), 'upload-length': String(bytes),
  'upload-expires': new Date(expiresAt).toUTCString(),
});

const locationOf = ({ uploadId }: UploadState): string => `/v1/uploads/${uploadId}`;

/** The state of an upload as an answer, in the body and in the headers of tus. */
export const uploadReply = (status: number, state: UploadState): Reply<TypeOf<typeof uploadState>> => {
  const { uploadId, bytes, offset, expiresAt, isAttached } = state;
  const location = locationOf(state);
  const body = { uploadId, location, bytes, offset, expiresAt, isAttached };
  return { status, body, headers: { ...headersOf(state), ...(status === 201 ? { location } : {}) } };
};

/** GET and HEAD /v1/uploads/{id} — where an upload stands, for whoever goes on with it. */
export const uploadProgress = route({
  method: 'GET',
  withHead: true,
  path: '/v1/uploads/{id}',
  title: { zh: '上传进度', en: 'Progress of an upload' },
  action: 'attachment.progress',
  authentication: 'session',
  roles: ['clerk'],
  idempotency: 'safe',
  params: object({ id: attachmentId }),
  search: NOTHING,
  reply: jsonReply(uploadState),
  problems: ['NOTHING_TO_TELL', 'UPLOAD_DIGEST', 'UPLOAD_MEDIA_TYPE', 'UPLOAD_OFFSET'],
  refusal: { params: { id: 'x' }, problem: 'PARAMETER_INVALID' },
  audit: { what: 'ATTACHMENT_PROGRESS_READ' },
  about: ({ params }) => ({ purpose: ADDING_PURPOSE, objectId: params.id }),
  handle: async ({ params }, { ports, mayTouch }) => {
    const state = await ports.attachments.progress(
      params.id, (organs) => mayTouch({ organs, isSealed: false }));
    return state.ok ? uploadReply(200, state.value) : { problem: state.error };
  },
});

/**
 * PATCH /v1/uploads/{id} — bytes of an upload, at the offset it stands at. What the answer counts is kept,
 * whatever happens then; the last byte makes it an attachment, once everything has been read back.
 */
export const appendUpload = route({
  method: 'PATCH',
  path: '/v1/uploads/{id}',
  title: { zh: '续传附件内容', en: 'Bytes of an upload' },
  action: 'attachment.append',
  authentication: 'session',
  roles: ['clerk'],
  idempotency: 'offset',
  headers: { 'upload-offset': { isNeeded: true, form: OFFSET } },
  params: object({ id: attachmentId }),
  search: NOTHING,
  stream: { mediaType: 'application/offset+octet-stream', bytesMax: APPEND_BYTES_MAX },
  reply: jsonReply(NOTHING, [204]),
  problems: ['NOTHING_TO_TELL', 'UPLOAD_BUSY', 'UPLOAD_OFFSET', 'UPLOAD_DIGEST', 'UPLOAD_MEDIA_TYPE'],
  refusal: { headers: { 'upload-offset': '-1' }, problem: 'HEADER_INVALID' },
  audit: { what: 'ATTACHMENT_APPENDED' },
  about: ({ params }) => ({ purpose: ADDING_PURPOSE, objectId: params.id }),
  handle: async ({ params, headers, source }, { ports, mayTouch }) => {
    const offset = Number(headers['upload-offset']);
    const state = await ports.attachments.append(
      { uploadId: params.id, offset, source: present(source, 'the bytes of a route that takes a stream') },
      (organs) => mayTouch({ organs, isSealed: false }));
    return state.ok ? { status: 204, body: {}, headers: headersOf(state.value) } : { problem: state.error };
  },
});
