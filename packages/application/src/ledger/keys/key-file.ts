import { constants } from 'node:fs';
import { type FileHandle, open } from 'node:fs/promises';
import type { KeyObject } from 'node:crypto';
import { type RandomBytes, takeRandom } from '@fengcun/crypto';
import { Fault } from '@fengcun/kernel';
import { SEED_BYTES, takeSeed } from './log-key.ts';

const NOT_OWNER = 0o077;

const codeOf = (error: unknown): string =>
  (error instanceof Error && 'code' in error ? String(error.code) : '');

const readSeed = async (file: FileHandle): Promise<KeyObject> => {
  const status = await file.stat();
  if (!status.isFile() || (status.mode & NOT_OWNER) !== 0) {
    const right = 'the signing key file must be a regular file that only its owner may read (chmod 600)';
    throw new Fault('KEY_FILE_EXPOSED', right);
  }
  const text = (await file.readFile('utf8')).trim();
  if (!/^[0-9a-f]{64}$/.test(text)) {
    const right = 'the signing key file must hold 64 hexadecimal digits: the seed of an Ed25519 key';
    throw new Fault('KEY_FILE_BROKEN', right);
  }
  return takeSeed(Buffer.from(text, 'hex'));
};

const makeSeed = async (path: string, random: RandomBytes): Promise<void> => {
  const { O_WRONLY, O_CREAT, O_EXCL, O_NOFOLLOW } = constants;
  const file = await open(path, O_WRONLY | O_CREAT | O_EXCL | O_NOFOLLOW, 0o600);
  try {
    await file.writeFile(`${Buffer.from(takeRandom(random, SEED_BYTES)).toString('hex')}\n`);
    await file.sync();
  } finally {
    await file.close();
  }
};

/**
 * The Ed25519 key of a private file (its seed in hexadecimal), made when there is none. Faults:
 * KEY_FILE_EXPOSED, KEY_FILE_BROKEN. Whoever has the file can sign under this name: keep it where backups do
 * not go.
 */
export const keyFileKey = async (path: string, random: RandomBytes): Promise<KeyObject> => {
  for (let tries = 0; ; tries += 1) {
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW).catch((error: unknown) => {
      if (codeOf(error) === 'ENOENT' && tries === 0) return undefined;
      const what = `the signing key file cannot be opened (${codeOf(error)})`;
      throw new Fault('KEY_FILE_UNREADABLE', what, { cause: error });
    });
    if (file !== undefined) return readSeed(file).finally(() => file.close());
    await makeSeed(path, random).catch((error: unknown) => {
      if (codeOf(error) !== 'EEXIST') throw error; // Another process was faster: its key is read.
    });
  }
};
