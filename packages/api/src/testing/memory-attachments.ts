import { createHash } from 'node:crypto';
import { err, ok } from '@fengcun/kernel';
import type { AttachmentsPort, FoundAttachment, NewUpload, UploadState } from '../ports/attachments-port.ts';
import type { AttachmentShown } from '../routes/attachment-schemas.ts';

/** An upload in memory, with what has arrived. */
export type MemoryUpload = { readonly upload: NewUpload; readonly state: UploadState; bytes: Uint8Array; isAttached: boolean };

/** Attachments in memory; `cases` tells which organs hold something of a case. */
export type MemoryAttachments = Map<string, MemoryUpload>;

type Cases = ReadonlyMap<string, Readonly<{ organs: readonly string[] }>>;

const idOf = (count: number): string => `01900000-0000-7000-8000-${String(count).padStart(12, '0')}`;

const shownOf = ({ upload: { plan, organ }, state }: MemoryUpload): AttachmentShown =>
  ({ ...plan, organ, attachmentId: state.uploadId, recordedAt: '2026-11-02T03:04:05.678Z' });

/** The port over memory; `onNew` hears of every upload, to undo it with its transaction. */
export const memoryAttachments = (
  held: MemoryAttachments, cases: Cases, onNew: (uploadId: string) => void = () => undefined,
): AttachmentsPort => {
  const organsOf = (one: MemoryUpload): readonly string[] => cases.get(one.upload.caseCode)?.organs ?? [];
  const stateOf = (one: MemoryUpload): UploadState => ({ ...one.state, offset: one.bytes.length, isAttached: one.isAttached });
  const found = (one: MemoryUpload): FoundAttachment => ({
    organs: organsOf(one),
    open: async () => ({
      shown: shownOf(one),
      read: async function* ({ start, end }) { yield one.bytes.subarray(start, end); },
    }),
  });
  const append: AttachmentsPort['append'] = async ({ uploadId, offset, source }, mayTouch) => {
    const one = held.get(uploadId);
    if (!mayTouch(one === undefined ? [] : [one.upload.organ]) || one === undefined) return err('NOTHING_TO_TELL');
    if (offset !== one.bytes.length) return err('UPLOAD_OFFSET');
    for await (const piece of source) one.bytes = Buffer.concat([one.bytes, piece]);
    if (one.bytes.length > one.state.bytes) return err('BODY_TOO_LARGE');
    one.isAttached = one.bytes.length === one.state.bytes;
    const digest = createHash('sha256').update(one.bytes).digest('hex');
    return one.isAttached && digest !== one.upload.plan.digest ? err('UPLOAD_DIGEST') : ok(stateOf(one));
  };
  return {
    append,
    begin: async (upload, mayTouch) => {
      const isVisible = mayTouch(cases.get(upload.caseCode)?.organs ?? []);
      if (!isVisible) return err('NOTHING_TO_TELL');
      const uploadId = idOf(held.size + 1);
      const state = { uploadId, bytes: upload.plan.bytes, offset: 0, expiresAt: '2026-11-09T03:04:05.678Z', isAttached: false };
      held.set(uploadId, { upload, state, bytes: new Uint8Array(), isAttached: false });
      onNew(uploadId);
      return ok(state);
    },
    progress: async (uploadId, mayTouch) => {
      const one = held.get(uploadId);
      const isVisible = mayTouch(one === undefined ? [] : [one.upload.organ]);
      return one === undefined || !isVisible ? err('NOTHING_TO_TELL') : ok(stateOf(one));
    },
    list: async (caseCode) => {
      const known = cases.get(caseCode);
      const all = [...held.values()].filter((one) => one.isAttached && one.upload.caseCode === caseCode);
      return known === undefined ? undefined : { organs: known.organs, open: async () => all.map(shownOf) };
    },
    find: async (attachmentId) => {
      const one = held.get(attachmentId);
      return one?.isAttached === true ? found(one) : undefined;
    },
  };
};
