import type { BlobStore } from '@fengcun/store';
import { join } from 'node:path';
import { blobStore } from '@fengcun/store';
import type { Deployment } from '../deployment/open-deployment.ts';
import type { ServiceAct } from '../service/service-act.ts';

/** What attachments work with: a deployment, its blobs, and the uploads that are being written now. */
export type AttachmentParts = Readonly<{ deployment: Deployment; blobs: BlobStore; busy: Set<string> }>;

/** An act whose intent is committed: what it may open, and the entry that says it was done. */
export type AttachmentAct = Pick<ServiceAct, 'mint' | 'outcome' | 'act'>;

/**
 * Blobs of a data directory. LIMIT: one process at a time writes to them; on an embedded database the lock of
 * the directory sees to it. Were there two, what they write together would not open at the end of the upload
 * and never become an attachment.
 */
export const blobsIn = (dataDirectory: string): BlobStore => blobStore(join(dataDirectory, 'blobs'));

/** Attachments of a deployment over some blobs. */
export const attachmentParts = (deployment: Deployment, blobs: BlobStore): AttachmentParts =>
  ({ deployment, blobs, busy: new Set() });
