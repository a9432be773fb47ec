import { existsSync } from 'node:fs';
import { mkdir, open, readFile, rename } from 'node:fs/promises';
import { dirname, resolve } from 'node:path';
import { Fault } from '@fengcun/kernel';
import { keyTablePath } from '../deployment/key-file.ts';

/**
 * LIMIT: a copy of the keys is used for at most a week. It holds the erasure keys as they were: with it, and
 * a backup as old, a person who was erased since could be read again. So this is the time after which an
 * erasure is final wherever copies are kept, and the time that may be promised. @see 《个人信息保护法》(2021) 第47条
 */
export const KEY_COPY_DAYS = 7;

/** A copy of the keys, and the instant (UTC) after which it is to be destroyed and is not accepted. */
export type KeyCopy = Readonly<{ path: string; discardAfter: string }>;

const HEAD = 'fengcun-keys-copy/v1';
const DAY = 24 * 60 * 60 * 1000;

/** Writes a private file whole, beside its place, and renames it. */
const writePrivate = async (path: string, bytes: Uint8Array): Promise<void> => {
  await mkdir(dirname(resolve(path)), { recursive: true, mode: 0o700 });
  const unfinished = `${path}.unfinished`;
  const file = await open(unfinished, 'w', 0o600);
  try {
    await file.chmod(0o600);
    await file.writeFile(bytes);
    await file.sync();
  } finally {
    await file.close();
  }
  await rename(unfinished, path);
};

/**
 * Copies the file of wrapped roots and erasure keys, which no backup of the records holds. The key file that
 * opens it is not copied: it is kept by its custodians. `keyFile`: path of that key file.
 */
export const copyKeys = async (
  keyFile: string, to: Readonly<{ path: string; now: number }>,
): Promise<KeyCopy> => {
  const table = keyTablePath(keyFile);
  if (!existsSync(table)) throw new Fault('KEY_FILE_MISSING', `${table}: no keys in a file to copy.`);
  const discardAfter = new Date(to.now + KEY_COPY_DAYS * DAY).toISOString();
  const head = Buffer.from(`${HEAD} ${discardAfter}\n`);
  await writePrivate(to.path, Buffer.concat([head, await readFile(table)]));
  return { path: to.path, discardAfter };
};

/**
 * Puts a copy of the keys beside the key file, where there are none. Faults: KEY_COPY_BROKEN,
 * KEY_COPY_TOO_OLD, KEY_COPY_NOT_NEEDED.
 */
export const putKeysBack = async (
  keyFile: string, from: Readonly<{ path: string; now: number }>,
): Promise<void> => {
  const table = keyTablePath(keyFile);
  if (existsSync(table)) {
    throw new Fault('KEY_COPY_NOT_NEEDED', `${table} is there; older keys never replace newer ones.`);
  }
  const bytes = await readFile(from.path).catch(() => Buffer.alloc(0));
  const cut = bytes.indexOf('\n');
  const [name, discardAfter = ''] = bytes.subarray(0, Math.max(cut, 0)).toString('utf8').split(' ');
  if (name !== HEAD || Number.isNaN(Date.parse(discardAfter))) {
    throw new Fault('KEY_COPY_BROKEN', `${from.path}: not a copy of keys made by backup --keys.`);
  }
  if (from.now > Date.parse(discardAfter)) {
    const what = `the copy was to be destroyed after ${discardAfter}`;
    const why = 'with it, persons who were erased since could be read again.';
    throw new Fault('KEY_COPY_TOO_OLD', `${what}: ${why}`);
  }
  await writePrivate(table, bytes.subarray(cut + 1));
};
