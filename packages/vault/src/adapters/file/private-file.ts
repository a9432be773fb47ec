// Adapter: the only part of the vault that touches files. The core knows no file system.
import { constants } from 'node:fs';
import { type FileHandle, lstat, open, realpath, rename, rm } from 'node:fs/promises';
import { basename, dirname, join, relative, sep } from 'node:path';
import { Fault } from '@fengcun/kernel';

/** LIMIT: key files are far smaller; a larger one is not ours. */
const FILE_BYTES_MAX = 256 * 1024 * 1024;

/** Rights of group and others, of which a private file gives none. */
const NOT_OWNER = 0o077;
const OTHERS_WRITE = 0o002;
const STICKY = 0o1000;

const isMissing = (error: unknown): boolean =>
  error instanceof Error && 'code' in error && error.code === 'ENOENT';

/**
 * Refuses a place where others could exchange the file, or that a backup of the data directory would
 * contain. Paths are resolved first, so a symbolic link does not lead back inside.
 */
export const assertSafePlace = async (path: string, dataDirectory: string): Promise<void> => {
  const directory = await realpath(dirname(path));
  const data = await realpath(dataDirectory).catch((error: unknown) => {
    if (isMissing(error)) return dataDirectory;
    throw error;
  });
  const inside = relative(data, join(directory, basename(path)));
  if (inside === '' || (inside !== '..' && !inside.startsWith(`..${sep}`))) {
    const text = 'The key file lies inside the data directory, so every backup would hold key and records.';
    throw new Fault('KEY_FILE_IN_DATA_DIRECTORY', `${text} Put it on another disk or directory.`);
  }
  const { mode } = await lstat(directory);
  if ((mode & OTHERS_WRITE) !== 0 && (mode & STICKY) === 0) {
    const text = 'Everybody may write into the directory of the key file; take that right away (chmod o-w).';
    throw new Fault('KEY_FILE_EXPOSED', text);
  }
};

/** Checks the opened file itself, not its path, so it cannot be exchanged in between. */
const assertPrivate = async (file: FileHandle): Promise<void> => {
  const status = await file.stat();
  if (!status.isFile()) throw new Fault('KEY_FILE_EXPOSED', 'The key file is not a regular file.');
  if ((status.mode & NOT_OWNER) !== 0) {
    const text = 'Group or others have rights on the key file; only its owner may (chmod 600).';
    throw new Fault('KEY_FILE_EXPOSED', text);
  }
  if (status.size > FILE_BYTES_MAX) {
    throw new Fault('KEY_FILE_BROKEN', 'The key file is larger than 256 MiB.');
  }
};

/** The bytes of a private file, or undefined if there is none; links and readable files are refused. */
export const readPrivate = async (path: string): Promise<Uint8Array | undefined> => {
  let file: FileHandle;
  try {
    file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW);
  } catch (error) {
    if (isMissing(error)) return undefined;
    throw new Fault('KEY_FILE_UNREADABLE', 'The key file cannot be opened for reading.', { cause: error });
  }
  try {
    await assertPrivate(file);
    return await file.readFile();
  } finally {
    await file.close();
  }
};

const syncDirectory = async (directory: string): Promise<void> => {
  const handle = await open(directory, constants.O_RDONLY);
  try {
    await handle.sync();
  } finally {
    await handle.close();
  }
};

const writeNew = async (path: string, bytes: Uint8Array): Promise<void> => {
  // A remainder of a killed write: its bytes are sealed, and it was never in force.
  await rm(path, { force: true });
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const file = await open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    // The umask takes rights away only; this makes the mode exact.
    await file.chmod(0o600);
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
};

/** Overwrites what a replaced file held. LIMIT: copying file systems and flash keep old blocks. */
const overwrite = async (file: FileHandle): Promise<void> => {
  const { size } = await file.stat();
  await file.write(Buffer.alloc(size), 0, size, 0);
  await file.sync();
};

/**
 * Replaces a private file: new bytes, fsync, rename, fsync of the directory, then the old bytes are
 * overwritten. A crash leaves the old or the new file, never a part.
 */
export const replacePrivate = async (path: string, bytes: Uint8Array): Promise<void> => {
  const next = `${path}.next`;
  const old = await open(path, constants.O_RDWR | constants.O_NOFOLLOW).catch((error: unknown) => {
    if (isMissing(error)) return undefined;
    throw new Fault('KEY_FILE_UNREADABLE', 'The key file cannot be opened for writing.', { cause: error });
  });
  try {
    await writeNew(next, bytes);
    await rename(next, path);
    await syncDirectory(dirname(path));
    if (old !== undefined) await overwrite(old);
  } catch (error) {
    const text = 'The key file could not be replaced for sure; the next access reads the one that holds.';
    throw new Fault('KEY_FILE_NOT_WRITTEN', text, { cause: error });
  } finally {
    await old?.close();
  }
};

/** Removes what a killed write left beside the file. */
export const removeRemainder = async (path: string): Promise<void> => rm(`${path}.next`, { force: true });
