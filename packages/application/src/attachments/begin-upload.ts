import { newSecret } from '@fengcun/crypto';
import { err, ok, type Result } from '@fengcun/kernel';
import type { AttachmentPlan } from '@fengcun/registry';
import { shardKeyOf, type UploadRow, type WriterStores } from '@fengcun/store';
import type { MintId } from '../intake/act.ts';
import { encodeContent, type UploadContent } from './attachment-content.ts';
import { sealContent, type TreeKeys, uploadPlace } from './attachment-keys.ts';
import { stateOf, type UploadState } from './upload-state.ts';

/** LIMIT: an upload that is not finished after a week is begun again. */
export const UPLOAD_MILLIS_MAX = 7 * 24 * 60 * 60 * 1000;

/** LIMIT: uploads under way to one case; each holds a file and a row. */
export const UPLOADS_OF_CASE_MAX = 64;

/**
 * What an upload begins with. `keys` are of the open tree; `serial` is an erasure serial of its own, because
 * an attachment can be erased, and can go behind the wall, without what else is known of the case.
 */
export type NewUpload = Readonly<{
  caseCode: string; organ: string; plan: AttachmentPlan; keys: TreeKeys; serial: number; mint: MintId;
}>;

/** Why no upload is begun. `CASE_UNKNOWN`: never given, sealed, or of others. */
export type BeginRefusal = Readonly<{ code: 'CASE_UNKNOWN' | 'STAGE_UNKNOWN' | 'UPLOADS_TOO_MANY' }>;

/**
 * Begins an upload in the caller's transaction: a row, and no byte yet. `mayAdd` is asked about the organs of
 * the case, in every case, so that a code never given costs what a case of others costs.
 */
export const beginUpload = async (
  stores: WriterStores, given: NewUpload, mayAdd: (organs: readonly string[]) => boolean,
): Promise<Result<UploadState, BeginRefusal>> => {
  const { caseCode, organ, plan, keys, serial, mint } = given;
  const row = await stores.open.cases.findByCode(caseCode);
  const caseId = row?.caseId ?? mint();
  const stages = await stores.open.stageRecords.ofCase(caseId);
  const underWay = await stores.operations.uploads.ofCase(caseId);
  const isTheirs = mayAdd([...new Set(stages.map((stage) => stage.organ))]);
  if (row === undefined || !isTheirs) return err({ code: 'CASE_UNKNOWN' });
  if (underWay.length >= UPLOADS_OF_CASE_MAX) return err({ code: 'UPLOADS_TOO_MANY' });
  const { stageRecordId } = plan;
  if (stageRecordId !== undefined && !stages.some((stage) => stage.stageRecordId === stageRecordId)) {
    return err({ code: 'STAGE_UNKNOWN' });
  }
  const uploadId = mint(shardKeyOf(caseId));
  const content: UploadContent = {
    secret: newSecret(keys.random), suite: keys.kek.suite.name, organ, plan, runs: [], stored: 0,
    tail: new Uint8Array(),
  };
  const place = uploadPlace(uploadId, 1);
  const sealed = sealContent(keys, { place, serial }, encodeContent(content));
  const upload: UploadRow = {
    ...sealed, uploadId, caseId, blobId: mint(), declaredBytes: plan.bytes,
    createdAt: new Date(keys.now).toISOString(),
    expiresAt: new Date(keys.now + UPLOAD_MILLIS_MAX).toISOString(),
  };
  await stores.operations.uploads.begin(upload);
  return ok(stateOf({ row: upload, content }, { offset: 0, isAttached: false }));
};
