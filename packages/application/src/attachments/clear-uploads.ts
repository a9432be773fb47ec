import { ok } from '@fengcun/kernel';
import type { AuditorSelect } from '../fsck/auditor-select.ts';
import { auditorSelect } from '../fsck/run-checks.ts';
import { walk } from '../fsck/auditor-select.ts';
import { idSet, type IdSet } from '../fsck/id-set.ts';
import type { AttachmentParts } from './attachment-parts.ts';
import { discardUpload } from './upload-state.ts';

/** What was cleared up: uploads that ran out, and files nothing belongs to. */
export type Cleared = Readonly<{ uploads: number; files: number }>;

/** LIMIT: uploads ended in one go. */
const PAGE = 256;

const BLOB_TABLES = [
  ['open.attachment', 'attachment_id'], ['sealed.attachment', 'attachment_id'], ['ops.upload', 'upload_id'],
] as const;

/** Blobs that belong to an attachment of either side or to an upload. */
export const ownedBlobs = async (select: AuditorSelect): Promise<IdSet> => {
  const owned = idSet();
  for (const [table, id] of BLOB_TABLES) {
    const over = {
      table, key: [['shard_key', 'integer', 'shardKey'], [id, 'uuid', 'id']] as const,
      columns: ['blob_id as "blobId"'],
    };
    for await (const { blobId } of walk<Readonly<{ blobId: string }>>(select, over)) owned.add(blobId);
  }
  return owned;
};

const clearFiles = async ({ deployment, blobs }: AttachmentParts): Promise<number> => {
  // Files first, rows then: an upload's row is there before its first byte.
  const files: string[] = [];
  for await (const { blobId } of blobs.listUnfinished()) files.push(blobId);
  for await (const { blobId } of blobs.list()) files.push(blobId);
  if (files.length === 0) return 0;
  const owned = await ownedBlobs(auditorSelect(deployment.database));
  let cleared = 0;
  for (const blobId of files) {
    if (!owned.has(blobId) && (await blobs.remove(blobId))) cleared += 1;
  }
  return cleared;
};

/**
 * Ends uploads that ran out and removes files without a row, which a stop between the two can leave. Called
 * at a start, before anybody writes.
 */
export const clearUploads = async (parts: AttachmentParts): Promise<Cleared> => {
  const now = new Date(parts.deployment.clock()).toISOString();
  let uploads = 0;
  for (;;) {
    const page = await parts.deployment.database.operate(async ({ uploads: all }) => {
      const ids = await all.expired(now, PAGE);
      const rows = [];
      for (const id of ids) rows.push(await all.find(id));
      return ok(rows);
    });
    const rows = page.ok ? page.value : [];
    for (const row of rows) if (row !== undefined) await discardUpload(parts, row);
    uploads += rows.length;
    if (rows.length < PAGE) break;
  }
  return { uploads, files: await clearFiles(parts) };
};
