import type { Problem } from '@fengcun/api';
import { sendThroughGate } from '../../../api/gate.ts';
import type { BodyOf, CallOf } from '../../../api/interface.ts';

type Plan = CallOf<'beginUpload'>['body'];

/** LIMIT: bytes of one request, so that a slow line loses little. */
const PIECE_BYTES = 2 * 1024 * 1024;

/** How an upload stands. `paused`: the line was lost; it goes on where it stood. */
export type UploadState =
  | Readonly<{ state: 'sending'; sent: number }> | Readonly<{ state: 'done' }>
  | Readonly<{ state: 'paused'; uploadId: string; problem: Problem }>
  | Readonly<{ state: 'refused'; problem: Problem }>;

const hex = (bytes: ArrayBuffer): string =>
  [...new Uint8Array(bytes)].map((byte) => byte.toString(16).padStart(2, '0')).join('');

/** The SHA-256 of a file, which the service holds the bytes to. */
export const digestOf = async (file: Blob): Promise<string> =>
  hex(await crypto.subtle.digest('SHA-256', await file.arrayBuffer()));

/** Begins an upload; its id, or why not. */
export const beginUpload = async (
  code: string, body: Plan, key: string,
): Promise<Readonly<{ uploadId: string }> | Readonly<{ problem: Problem }>> => {
  const begun = await sendThroughGate('beginUpload', { params: { code }, body, headers: { 'idempotency-key': key } });
  return begun.ok ? { uploadId: (begun.body as BodyOf<'beginUpload'>).uploadId } : { problem: begun.problem };
};

const isOver = ({ code }: Problem): boolean =>
  ['UPLOAD_DIGEST', 'UPLOAD_MEDIA_TYPE', 'NOTHING_TO_TELL', 'FORBIDDEN'].includes(code);

/** Sends what is missing, piece by piece, from where the service says the upload stands. */
export const goOn = async (
  uploadId: string, file: Blob, tell: (state: UploadState) => void,
): Promise<void> => {
  const asked = await sendThroughGate('uploadProgress', { params: { id: uploadId } });
  if (!asked.ok) return tell({ state: isOver(asked.problem) ? 'refused' : 'paused', uploadId, problem: asked.problem });
  let { offset } = asked.body as BodyOf<'uploadProgress'>;
  while (offset < file.size) {
    tell({ state: 'sending', sent: offset });
    const body = file.slice(offset, offset + PIECE_BYTES);
    const sent = await sendThroughGate('appendUpload', {
      params: { id: uploadId },
      body, mediaType: 'application/offset+octet-stream', headers: { 'upload-offset': String(offset) },
    });
    if (!sent.ok) return tell({ state: isOver(sent.problem) ? 'refused' : 'paused', uploadId, problem: sent.problem });
    offset = Number(sent.headers.get('upload-offset') ?? offset + body.size);
  }
  tell({ state: 'done' });
};
