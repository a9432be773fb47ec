import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname, join, relative, resolve, sep } from 'node:path';
import { Fault } from '@fengcun/kernel';
import { blobStore, type SnapshotReader } from '@fengcun/store';
import { blobsIn } from '../attachments/attachment-parts.ts';
import type { Deployment } from '../deployment/open-deployment.ts';
import { logDocuments } from '../ledger/log/log-documents.ts';
import { commitWholeAct } from './backup-act.ts';
import { copyBlob, packedRows, writeBackupFile } from './backup-files.ts';
import { type BackupFile, type BackupManifest, type BackupTable, MANIFEST_FILE } from './backup-manifest.ts';

/** Where a backup goes, and what of the deployment lies in files. */
export type BackupOptions = Readonly<{ folder: string; dataDirectory: string; account: string }>;

/** What a backup holds. */
export type BackupReport = Readonly<{ entryId: string; rows: number; blobs: number; bytes: number }>;

const assertPlace = ({ folder, dataDirectory }: BackupOptions): void => {
  const inside = relative(resolve(dataDirectory), resolve(folder));
  if (inside === '' || (inside !== '..' && !inside.startsWith(`..${sep}`))) {
    throw new Fault('BACKUP_PLACE', 'a backup inside the data directory is lost with it; name another place');
  }
  if (existsSync(folder)) {
    const why = 'a backup overwrites nothing, name a new folder';
    throw new Fault('BACKUP_PLACE', `${folder} is there already; ${why}`);
  }
};

async function* whole(bytes: Uint8Array): AsyncGenerator<Uint8Array> { yield bytes; }

/**
 * Descriptions and checkpoints of the logs, before the rows: then the rows lead at least as far as they do.
 * Tiles and bundles are functions of the rows; a lock store is in no backup, or it would roll back with it.
 */
const copyLedger = async (dataDirectory: string, folder: string): Promise<readonly BackupFile[]> => {
  const files: BackupFile[] = [];
  for (const { name, path } of await logDocuments(dataDirectory)) {
    files.push(await writeBackupFile(folder, `ledger/${name}`, whole(await readFile(path))));
  }
  return files;
};

const copyRows = async (
  reader: SnapshotReader, folder: string,
): Promise<Pick<BackupManifest, 'migrations' | 'tables'>> => {
  const tables: BackupTable[] = [];
  for (const { name: table, columns, pages } of reader.tables) {
    let rows = 0;
    const packed = packedRows(pages(), (count) => { rows += count; });
    const file = await writeBackupFile(folder, `rows/${table}.zst`, packed);
    tables.push({ table, columns, rows, file });
  }
  return { migrations: reader.migrations, tables };
};

/** Files of the attachments in the snapshot; one that was erased since is left out, as its row would be. */
const copyBlobs = async (
  blobIds: readonly string[], dataDirectory: string, folder: string,
): Promise<BackupManifest['blobs']> => {
  const [from, to] = [blobsIn(dataDirectory), blobStore(join(folder, 'blobs'))];
  const copied: { blobId: string; bytes: number }[] = [];
  for (const blobId of blobIds) {
    const bytes = await copyBlob(from, to, blobId);
    if (bytes !== undefined) copied.push({ blobId, bytes });
  }
  return copied;
};

const settleFolder = async (folder: string): Promise<void> => {
  const handle = await open(folder, 'r');
  await handle.sync().finally(() => handle.close());
};

/**
 * Writes everything but keys into a new folder: rows of one moment (ciphertexts and wrapped keys), the
 * checkpoints of the logs, and the files of the attachments. It is made beside its place and renamed, so a
 * folder of that name is a whole backup. Root keys and erasure keys are not in it: they live in the key
 * store, whose copies have a short life of their own. Faults: BACKUP_PLACE, BACKUP_DISTRIBUTED, those of the
 * disk.
 */
export const makeBackup = async (deployment: Deployment, options: BackupOptions): Promise<BackupReport> => {
  assertPlace(options);
  const { folder, dataDirectory, account } = options;
  const madeAt = new Date(deployment.clock()).toISOString();
  const entryId = await commitWholeAct(deployment, { account, act: 'registry.backup', about: madeAt });
  const unfinished = `${folder}.unfinished`;
  await rm(unfinished, { recursive: true, force: true });
  await mkdir(unfinished, { recursive: true, mode: 0o700 });
  const ledger = await copyLedger(dataDirectory, unfinished);
  const { rows, blobIds } = await deployment.database.snapshot({ entryId }, async (reader) =>
    ({ blobIds: await reader.blobs(), rows: await copyRows(reader, unfinished) }));
  const blobs = await copyBlobs(blobIds, dataDirectory, unfinished);
  const manifest: BackupManifest = {
    v: 1, madeAt, entryId, deployment: deployment.name, ...rows, ledger, blobs,
  };
  const text = Buffer.from(`${JSON.stringify(manifest, null, 1)}\n`);
  await writeBackupFile(unfinished, MANIFEST_FILE, whole(text));
  await settleFolder(unfinished);
  await rename(unfinished, folder);
  await settleFolder(dirname(resolve(folder)));
  await commitWholeAct(deployment, { account, act: 'registry.backup', about: madeAt, prev: entryId });
  const bytes = [...manifest.tables.map(({ file }) => file), ...ledger, ...blobs]
    .reduce((sum, file) => sum + file.bytes, 0);
  const count = rows.tables.reduce((sum, table) => sum + table.rows, 0);
  return { entryId, blobs: blobs.length, bytes, rows: count };
};
