import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { basename } from 'node:path';
import { err, ok, type Result } from '@fengcun/kernel';
import {
  attachmentTitle, type AttachmentPlan, type AttachmentRefusal, MEDIA_HEAD_BYTES, parseAttachmentPlan,
  recogniseMediaType,
} from '@fengcun/registry';
import { appendUpload } from './append-upload.ts';
import { loadTreeKeys } from './attachment-keys.ts';
import type { AttachmentAct, AttachmentParts } from './attachment-parts.ts';
import { beginUpload, type BeginRefusal } from './begin-upload.ts';
import { commandAct, type CommandLine } from './command-act.ts';
import { findAttachments } from './read-attachment.ts';
import { openUpload, type UploadRefusal, type UploadState } from './upload-state.ts';

/** A file to attach. `title`: the name of the file where none is given. */
export type FileToAttach = CommandLine & Readonly<{
  path: string; kind: string; title?: string; stageRecordId?: string;
  /** Hears how far it is, in bytes. */
  onProgress?: (bytes: number) => void;
}>;

/** What became of a file. `from`: bytes an earlier try had already brought. */
export type Attached = Readonly<{
  outcome: 'attached' | 'repeated'; attachmentId: string; bytes: number; from: number;
}>;

/** Why a file was not attached. */
export type AttachRefusal = UploadRefusal | BeginRefusal | AttachmentRefusal
  | Readonly<{ code: 'MEDIA_TYPE_UNKNOWN' }>;

const planOf = async (file: FileToAttach): Promise<Result<AttachmentPlan, AttachRefusal>> => {
  const { path, kind, stageRecordId } = file;
  const hash = createHash('sha256');
  let bytes = 0;
  let head: Uint8Array = new Uint8Array();
  for await (const piece of createReadStream(path) as AsyncIterable<Uint8Array>) {
    hash.update(piece);
    if (bytes === 0) head = piece.subarray(0, MEDIA_HEAD_BYTES);
    bytes += piece.length;
  }
  const mediaType = recogniseMediaType(head);
  if (mediaType === undefined) return err({ code: 'MEDIA_TYPE_UNKNOWN' });
  const title = file.title ?? attachmentTitle(basename(path));
  const stage = stageRecordId === undefined ? {} : { stageRecordId };
  return parseAttachmentPlan({ kind, mediaType, title, bytes, digest: hash.digest('hex'), ...stage });
};

const isSame = (one: AttachmentPlan, other: AttachmentPlan): boolean =>
  one.digest === other.digest && one.bytes === other.bytes && one.kind === other.kind
  && one.stageRecordId === other.stageRecordId;

/** An earlier upload of the same content to the case that was broken off. */
const unfinished = async (
  parts: AttachmentParts, act: AttachmentAct, at: Readonly<{ caseCode: string; plan: AttachmentPlan }>,
): Promise<UploadState | undefined> => {
  const entryId = act.mint();
  const found = await parts.deployment.database.write({ entryId }, async ({ open, operations, audit }) => {
    const row = await open.cases.findByCode(at.caseCode);
    await audit.append([act.outcome(entryId)]);
    return ok(row === undefined ? [] : await operations.uploads.ofCase(row.caseId));
  });
  for (const { uploadId } of found.ok ? found.value : []) {
    const opened = await openUpload(parts, act, uploadId);
    if (!opened.ok || !isSame(opened.value.content.plan, at.plan)) continue;
    const { row, content, position } = opened.value;
    const { organ, plan: { bytes } } = content;
    return { uploadId, organ, bytes, offset: position.offset, expiresAt: row.expiresAt, isAttached: false };
  }
  return undefined;
};

const begin = async (
  parts: AttachmentParts, act: AttachmentAct, at: FileToAttach & Readonly<{ plan: AttachmentPlan }>,
): Promise<Result<UploadState, BeginRefusal>> => {
  const keys = await loadTreeKeys(parts.deployment, 'open');
  const serial = (await parts.deployment.serials.reserve(1)).next();
  const entryId = act.mint();
  const { caseCode, organ, plan } = at;
  return parts.deployment.database.write({ entryId }, async (stores) => {
    // The operator has the whole registry in hand: no organ to ask for.
    const given = { caseCode, organ, plan, keys, serial, mint: act.mint };
    const begun = await beginUpload(stores, given, () => true);
    await stores.audit.append([act.outcome(entryId)]);
    return begun;
  });
};

const told = async function* (
  source: AsyncIterable<Uint8Array>, from: number, onProgress: (bytes: number) => void,
): AsyncGenerator<Uint8Array> {
  let bytes = from;
  for await (const piece of source) {
    yield piece;
    bytes += piece.length;
    onProgress(bytes);
  }
};

/**
 * Attaches a file to a case. Run again after a kill it goes on where it stood, and a file that is attached
 * already is only named. Faults: those of the disk and the database; what was taken before one is kept.
 */
export const attachFile = async (
  parts: AttachmentParts, file: FileToAttach,
): Promise<Result<Attached, AttachRefusal>> => {
  const plan = await planOf(file);
  if (!plan.ok) return plan;
  const { bytes } = plan.value;
  const act = await commandAct(parts.deployment, file);
  const known = await findAttachments(parts, act, file.caseCode);
  const same = (await known?.open())?.find((one) => isSame(one.plan, plan.value));
  if (same !== undefined) {
    return ok({ outcome: 'repeated', attachmentId: same.attachmentId, bytes, from: bytes });
  }
  const at = { ...file, plan: plan.value };
  const earlier = await unfinished(parts, act, at);
  const begun = earlier === undefined ? await begin(parts, act, at) : ok(earlier);
  if (!begun.ok) return begun;
  const { uploadId, offset } = begun.value;
  const rest: AsyncIterable<Uint8Array> = createReadStream(file.path, { start: offset });
  const source = told(rest, offset, file.onProgress ?? (() => undefined));
  const done = await appendUpload(parts, act, { uploadId, offset, source, mayTouch: () => true });
  if (!done.ok) return done;
  // Shorter than it was when it was read first.
  if (!done.value.isAttached) return err({ code: 'UPLOAD_OFFSET' });
  return ok({ outcome: 'attached', attachmentId: uploadId, bytes, from: offset });
};
