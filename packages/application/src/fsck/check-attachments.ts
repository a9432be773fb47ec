import { createHash } from 'node:crypto';
import { STREAM_HEADER_BYTES } from '@fengcun/crypto';
import type { BlobStore } from '@fengcun/store';
import { isHeaderOf } from '../attachments/attachment-stream.ts';
import { type AuditorSelect, type Walk, walk } from './auditor-select.ts';
import { type CheckReport, tallyOf } from './check.ts';
import { type IdSet, idSet } from './id-set.ts';

const SENTENCES = {
  BLOB_MISSING: 'an attachment has no file: restore it from a backup',
  BLOB_LENGTH: 'the file of an attachment has another length than its row says: cut, or written to',
  BLOB_HEADER: 'the file of an attachment begins with the header of another file, or with none',
  BLOB_DIGEST: 'the file of an attachment has other bytes than were proven when it came in',
  BLOB_SHARED: 'two attachments have one file',
  BLOB_WITHOUT_ATTACHMENT: 'a finished file belongs to no attachment and to no upload',
  FILE_UNKNOWN: 'a file among those of the attachments has a name that none of them can have',
  ATTACHMENT_WITHOUT_ENTRY: 'an attachment has no entry in the log: it came in without a trace',
  ENTRY_WITHOUT_ATTACHMENT: 'an entry is about an attachment that is on neither side and was not erased',
  ATTACHMENT_ON_BOTH_SIDES: 'an attachment is on the open and on the sealed side at once',
} as const;

type Row = Readonly<{ attachmentId: string; blobId: string; sealedBytes: number; sealedDigest: Uint8Array }>;
type Anchor = Readonly<{ anchorId: string; kind: string }>;
type Find = (code: keyof typeof SENTENCES, place: string) => void;

const SIDES = ['open', 'sealed'] as const;
const SHARD = ['shard_key', 'integer', 'shardKey'] as const;

const attachmentsOn = (side: string): Walk => ({
  table: `${side}.attachment`, key: [SHARD, ['attachment_id', 'uuid', 'attachmentId']],
  columns: ['blob_id as "blobId"', 'sealed_bytes as "sealedBytes"', 'sealed_digest as "sealedDigest"'],
});

const UPLOADS: Walk = {
  table: 'ops.upload', key: [SHARD, ['upload_id', 'uuid', 'uploadId']], columns: ['blob_id as "blobId"'],
};

const ANCHORS: Walk = {
  table: 'ledger.commitment_key',
  key: [SHARD, ['entry_id', 'uuid', 'entryId'], ['commitment_kind', 'text', 'kind']],
  columns: ['anchor_id as "anchorId"'],
};

/** LIMIT: bytes of a file in memory at once. */
const READ_BYTES = 4 * 1024 * 1024;

/** One file against its row, without any key: length, whose header it has, and every byte. */
const checkFile = async (blobs: BlobStore, row: Row, find: Find): Promise<void> => {
  const { attachmentId, blobId, sealedBytes, sealedDigest } = row;
  const bytes = await blobs.size(blobId);
  if (bytes === undefined) return find('BLOB_MISSING', attachmentId);
  if (bytes !== sealedBytes) return find('BLOB_LENGTH', attachmentId);
  const digest = createHash('sha256');
  for (let start = 0; start < bytes; start += READ_BYTES) {
    const part = await blobs.read({ blobId, start, end: Math.min(start + READ_BYTES, bytes) });
    if (!part.ok) return find('BLOB_LENGTH', attachmentId);
    if (start === 0 && !isHeaderOf(part.value.subarray(0, STREAM_HEADER_BYTES), blobId)) {
      find('BLOB_HEADER', attachmentId);
    }
    digest.update(part.value);
  }
  if (!digest.digest().equals(sealedDigest)) find('BLOB_DIGEST', attachmentId);
};

type Anchored = Readonly<{ all: IdSet; ids: readonly string[] }>;

const anchoredAttachments = async (select: AuditorSelect): Promise<Anchored> => {
  const all = idSet();
  const ids: string[] = [];
  for await (const { anchorId, kind } of walk<Anchor>(select, ANCHORS)) {
    if (kind !== 'attachment') continue;
    all.add(anchorId);
    ids.push(anchorId);
  }
  return { all, ids };
};

/** Every finished file that nothing owns; files first, since an upload's row is there before its file. */
const strayFiles = async (blobs: BlobStore): Promise<readonly string[]> => {
  const finished: string[] = [];
  for await (const { blobId } of blobs.list()) finished.push(blobId);
  return finished;
};

/**
 * Attachments of both sides against their files and entries, both ways. Needs no key: that a file still opens
 * follows from its digest, which was proven when it came in. LIMIT: while others write, what is under way can
 * look wrong; run it again before believing it.
 */
export const checkAttachments = async (select: AuditorSelect, blobs: BlobStore): Promise<CheckReport> => {
  const { find, findings } = tallyOf(SENTENCES);
  const [files, anchored] = [await strayFiles(blobs), await anchoredAttachments(select)];
  const [owned, onSide] = [idSet(), { open: idSet(), sealed: idSet() }];
  let checked = 0;
  for (const side of SIDES) {
    for await (const row of walk<Row>(select, attachmentsOn(side))) {
      checked += 1;
      onSide[side].add(row.attachmentId);
      if (side === 'sealed' && onSide.open.has(row.attachmentId)) {
        find('ATTACHMENT_ON_BOTH_SIDES', row.attachmentId);
      } else if (owned.has(row.blobId)) find('BLOB_SHARED', row.attachmentId);
      owned.add(row.blobId);
      if (!anchored.all.has(row.attachmentId)) find('ATTACHMENT_WITHOUT_ENTRY', row.attachmentId);
      await checkFile(blobs, row, find);
    }
  }
  for (const id of anchored.ids) {
    if (!onSide.open.has(id) && !onSide.sealed.has(id)) find('ENTRY_WITHOUT_ATTACHMENT', id);
  }
  for await (const { blobId } of walk<Readonly<{ blobId: string }>>(select, UPLOADS)) owned.add(blobId);
  for await (const name of blobs.strangers()) find('FILE_UNKNOWN', name);
  for (const blobId of files) if (!owned.has(blobId)) find('BLOB_WITHOUT_ATTACHMENT', blobId);
  return { check: 'attachments', checked, findings: findings() };
};
