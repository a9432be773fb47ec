import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Fault } from '@fengcun/kernel';
import { blobStore, mintId, restoreDatabase, type RestoreTarget } from '@fengcun/store';
import { blobsIn } from '../attachments/attachment-parts.ts';
import { putLogDocuments } from '../ledger/log/log-documents.ts';
import { assertBackupFile, copyBlob, unpackedRows } from './backup-files.ts';
import { type BackupManifest, MANIFEST_FILE, parseManifest } from './backup-manifest.ts';

/** What is put back, and where. `random`: bytes for the id of the entry that will say so. */
export type RestoreOptions = Readonly<{
  folder: string; dataDirectory: string; target: RestoreTarget; clock: () => number;
  random: (length: number) => Uint8Array;
}>;

/** What was put back. `entryId`: the act the rows were written in; its entry is the caller's to commit. */
export type RestoreReport = Readonly<{
  manifest: Pick<BackupManifest, 'madeAt' | 'deployment' | 'entryId'>; entryId: string; rows: number;
  blobs: number;
}>;

const LEDGER = 'ledger';

/** Reads the manifest of a backup. Fault: BACKUP_BROKEN. */
export const readManifest = async (folder: string): Promise<BackupManifest> => {
  const path = join(folder, MANIFEST_FILE);
  const manifest = existsSync(path) ? parseManifest(await readFile(path, 'utf8')) : undefined;
  if (manifest !== undefined) return manifest;
  throw new Fault('BACKUP_BROKEN', `${folder}: no backup, or one that was not finished; name another folder`);
};

const assertWhole = async (folder: string, { tables, ledger, blobs }: BackupManifest): Promise<void> => {
  for (const file of [...tables.map((table) => table.file), ...ledger]) await assertBackupFile(folder, file);
  const store = blobStore(join(folder, 'blobs'));
  for (const { blobId, bytes } of blobs) {
    if ((await store.size(blobId)) === bytes) continue;
    throw new Fault('BACKUP_BROKEN', 'the file of an attachment is missing or cut; take another backup');
  }
};

/**
 * Puts a backup back: into an empty database and the data directory beside it. Every file is compared with
 * the manifest before anything is written; the database becomes visible last. Log files that are there
 * already stay, because they may be newer, and the lock store is never touched: what was signed after the
 * backup stays signed. Faults: BACKUP_BROKEN, BACKUP_OTHER_VERSION, RESTORE_TARGET_FULL, those of the
 * database.
 */
export const restoreBackup = async (options: RestoreOptions): Promise<RestoreReport> => {
  const { folder, dataDirectory, target, clock, random } = options;
  const manifest = await readManifest(folder);
  if (target.kind === 'embedded' && existsSync(join(dataDirectory, 'database'))) {
    const what = `${dataDirectory} holds a database already`;
    throw new Fault('RESTORE_TARGET_FULL', `${what}; move it away or name another folder with --data`);
  }
  await assertWhole(folder, manifest);
  const [from, to] = [blobStore(join(folder, 'blobs')), blobsIn(dataDirectory)];
  for (const { blobId } of manifest.blobs) await copyBlob(from, to, blobId);
  const documents = manifest.ledger.map(({ name }) => name.slice(LEDGER.length + 1));
  await putLogDocuments(dataDirectory, join(folder, LEDGER), documents);
  const tables = manifest.tables.map(({ table, columns, file }) =>
    ({ name: table, columns, pages: () => unpackedRows(join(folder, file.name)) }));
  const now = clock();
  const entryId = mintId({ timeMillis: now, random: random(8), shardKey: 0 });
  const { migrations, madeAt, deployment } = manifest;
  const restoring = { target, migrations, tables, actEntryId: entryId, now: new Date(now).toISOString() };
  const rows = await restoreDatabase(restoring);
  const made = { madeAt, deployment, entryId: manifest.entryId };
  return { manifest: made, entryId, rows, blobs: manifest.blobs.length };
};
