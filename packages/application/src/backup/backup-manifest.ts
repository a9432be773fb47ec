import type { SnapshotMigration } from '@fengcun/store';

/** A file of a backup: its length and SHA-256, hexadecimal. `name`: below the folder, with slashes. */
export type BackupFile = Readonly<{ name: string; bytes: number; digest: string }>;

/** A table of a backup: where its rows are, how many, and the columns they have. */
export type BackupTable = Readonly<{
  table: string; columns: readonly string[]; rows: number; file: BackupFile;
}>;

/** What a backup is, written last: a folder without it is none. */
export type BackupManifest = Readonly<{
  v: 1;
  /** Instant, UTC, and the entry of the log that says that it was made. */
  madeAt: string;
  entryId: string;
  /** Name of the deployment, which its keys are bound to. */
  deployment: string;
  migrations: readonly SnapshotMigration[];
  tables: readonly BackupTable[];
  /** Descriptions and checkpoints of the logs; tiles and bundles are made of the rows. */
  ledger: readonly BackupFile[];
  blobs: readonly Readonly<{ blobId: string; bytes: number }>[];
}>;

/** File of the manifest in the folder of a backup. */
export const MANIFEST_FILE = 'manifest.json';

const isRecord = (value: unknown): value is Readonly<Record<string, unknown>> =>
  typeof value === 'object' && value !== null;

const isText = (value: unknown): value is string => typeof value === 'string';

/** Names of ours: no way out of the folder. */
const FILE_NAME = /^[a-z0-9._-]+(?:\/[a-z0-9._-]+)*$/i;

const isFile = (value: unknown): value is BackupFile =>
  isRecord(value) && isText(value['name']) && FILE_NAME.test(value['name']) && !value['name'].includes('..')
  && typeof value['bytes'] === 'number' && isText(value['digest']) && /^[0-9a-f]{64}$/.test(value['digest']);

const isTable = (value: unknown): value is BackupTable =>
  isRecord(value) && isText(value['table']) && typeof value['rows'] === 'number'
  && Array.isArray(value['columns']) && value['columns'].every(isText) && isFile(value['file']);

const isMigration = (value: unknown): value is SnapshotMigration =>
  isRecord(value) && typeof value['number'] === 'number' && isText(value['name'])
  && isText(value['contentHash']);

const isBlob = (value: unknown): boolean =>
  isRecord(value) && isText(value['blobId']) && typeof value['bytes'] === 'number';

const isListOf = (value: unknown, isOne: (one: unknown) => boolean): boolean =>
  Array.isArray(value) && value.every(isOne);

/** The manifest behind a text; undefined where it is none of ours. */
export const parseManifest = (text: string): BackupManifest | undefined => {
  let value: unknown;
  try {
    value = JSON.parse(text);
  } catch {
    return undefined;
  }
  if (!isRecord(value) || value['v'] !== 1) return undefined;
  const isWhole = [value['madeAt'], value['entryId'], value['deployment']].every(isText)
    && isListOf(value['migrations'], isMigration) && isListOf(value['tables'], isTable)
    && isListOf(value['ledger'], isFile) && isListOf(value['blobs'], isBlob);
  return isWhole ? value as BackupManifest : undefined;
};
