import { hostname } from 'node:os';
import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { Fault } from '@fengcun/kernel';

/** A folder held by this process until `release`, or until the process ends in any way. */
export type DataLock = Readonly<{ release: () => void }>;

/** File in the data directory that carries the lock. */
export const LOCK_FILE = 'fengcun.lock';

const SQLITE_BUSY = 5;

const isBusy = (error: unknown): boolean =>
  error instanceof Error && Reflect.get(error, 'errcode') === SQLITE_BUSY;

const holderOf = (file: DatabaseSync): string => {
  try {
    const row = file.prepare('select text from holder').get();
    return typeof row?.['text'] === 'string' ? row['text'] : 'another process';
  } catch {
    return 'another process';
  }
};

const describeSelf = (now: string): string => `process ${process.pid} on ${hostname()} since ${now}`;

const unusable = (dataDirectory: string): Fault =>
  new Fault('DATA_DIRECTORY_UNUSABLE', `the file ${LOCK_FILE} cannot be locked in ${dataDirectory}`);

const openLockFile = (dataDirectory: string): DatabaseSync => {
  try {
    return new DatabaseSync(join(dataDirectory, LOCK_FILE), { timeout: 0 });
  } catch {
    throw unusable(dataDirectory);
  }
};

const take = (file: DatabaseSync, now: string): void => {
  file.exec('create table if not exists holder (id integer primary key, text text not null)');
  file.exec('begin immediate');
  file.prepare('insert or replace into holder values (1, ?)').run(describeSelf(now));
  file.exec('commit');
  // Held from here on; readers still see the row above and can say who holds it.
  file.exec('begin immediate');
};

/**
 * Takes the data directory for this process. The lock is the operating system's (held through a small SQLite
 * file), so it ends with the process, kill -9 and power loss included: a lock left by a dead process is no
 * obstacle, a reused process number no danger, and two containers on one folder see each other. A file with
 * a process number was rejected: it has neither property.
 * LIMIT: a network file system without POSIX locks keeps no promise; keep the data directory on a local disk.
 */
export const lockDataDirectory = (dataDirectory: string, now: string): DataLock => {
  const file = openLockFile(dataDirectory);
  try {
    file.exec('pragma journal_mode = delete; pragma synchronous = off');
    take(file, now);
  } catch (error) {
    const holder = holderOf(file);
    file.close();
    if (!isBusy(error)) throw unusable(dataDirectory);
    const what = `the data directory ${dataDirectory} is in use by ${holder}`;
    throw new Fault('DATA_DIRECTORY_IN_USE', `${what}; stop it, or give this one its own --data directory`);
  }
  return { release: () => file.close() };
};
