import { createHash, randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { assert, ok, present } from '@fengcun/kernel';
import type { AttachmentPlan } from '@fengcun/registry';
import { blobStore, type FileCalls } from '@fengcun/store';
import { importAll, type LookedAt, memoryDeployment } from '../../intake/testing/import-fixture.ts';
import { row } from '../../intake/testing/invented-items.ts';
import { sql } from 'kysely';
import { loadTreeKeys } from '../attachment-keys.ts';
import { attachmentParts, type AttachmentAct, type AttachmentParts } from '../attachment-parts.ts';
import { beginUpload } from '../begin-upload.ts';
import { commandAct } from '../command-act.ts';
import { findAttachment } from '../read-attachment.ts';

/** A registry with one invented case, and a folder for blobs. */
export type Bench = Readonly<{
  deployment: LookedAt; parts: AttachmentParts; folder: string; caseCode: string;
  /** Other parts over the same data, as after a restart. */
  restarted: (calls?: FileCalls) => AttachmentParts;
  act: () => Promise<AttachmentAct>; close: () => Promise<void>;
}>;

export const openBench = async (): Promise<Bench> => {
  const deployment = await memoryDeployment();
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-attachments-'));
  await importAll(deployment, [row('first')]);
  const { rows } = await sql<Readonly<{ oneCaseCode: string }>>`select one_case_code from open.criminal_case`.execute(deployment.connection);
  const { oneCaseCode: caseCode } = present(rows[0], 'the invented case');
  const restarted = (calls?: FileCalls): AttachmentParts => attachmentParts(deployment, blobStore(folder, calls));
  return {
    deployment, folder, caseCode, restarted, parts: restarted(),
    act: () => commandAct(deployment, { account: 'tester', organ: 'court/A01', caseCode }),
    close: async () => {
      await deployment.close();
      rmSync(folder, { recursive: true, force: true });
    },
  };
};

/** An invented paper of a length: the head of a PDF, then noise. */
export const paper = (length: number): Buffer => Buffer.concat([Buffer.from('%PDF-1.7\n'), randomBytes(length)]).subarray(0, length);

export const planOf = (content: Uint8Array, change: Partial<AttachmentPlan> = {}): AttachmentPlan => ({
  kind: 'caseDossier', mediaType: 'application/pdf', title: '侦查卷第二卷', bytes: content.length,
  digest: createHash('sha256').update(content).digest('hex'), ...change,
});

/** Begins an upload; its id. */
export const begin = async ({ deployment, caseCode, act }: Bench, plan: AttachmentPlan): Promise<string> => {
  const keys = await loadTreeKeys(deployment, 'open');
  const own = await act();
  const serial = (await deployment.serials.reserve(1)).next();
  const entryId = own.mint();
  const begun = await deployment.database.write({ entryId }, async (stores) => {
    await stores.audit.append([own.outcome(entryId)]);
    return ok(await beginUpload(stores, { caseCode, organ: 'court/A01', plan, keys, serial, mint: own.mint }, () => true));
  });
  assert(begun.ok && begun.value.ok, 'an upload that is begun');
  return begun.value.value.uploadId;
};

export async function* inPieces(bytes: Uint8Array, size = 10_000): AsyncGenerator<Uint8Array> {
  for (let at = 0; at < bytes.length; at += size) yield bytes.subarray(at, at + size);
}

/** The content of an attachment, or a range of it. */
export const contentOf = async (bench: Bench, id: string, range?: Readonly<{ start: number; end: number }>): Promise<Buffer | undefined> => {
  const found = await findAttachment(bench.parts, await bench.act(), id);
  const opened = await found?.open();
  if (opened === undefined) return undefined;
  return Buffer.concat(await Array.fromAsync(opened.read(range ?? { start: 0, end: opened.plan.bytes })));
};
