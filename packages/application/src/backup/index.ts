export { commitWholeAct } from './backup-act.ts';
export { type BackupOptions, type BackupReport, makeBackup } from './make-backup.ts';
export { copyKeys, KEY_COPY_DAYS, type KeyCopy, putKeysBack } from './key-copy.ts';
export { readManifest, restoreBackup, type RestoreOptions, type RestoreReport } from './restore-backup.ts';
