import { constants } from 'node:fs';
import { mkdir, open, stat } from 'node:fs/promises';
import { dirname, extname, relative, resolve, sep } from 'node:path';
import { type RandomBytes, SECRET_BYTES } from '@fengcun/crypto';
import { Fault } from '@fengcun/kernel';
import { fileKeyStore, type KeyStore } from '@fengcun/vault';

/** Where a key file is, and the data directory it must not be in. */
export type KeyFilePlace = Readonly<{
  /** File of 32 random bytes. */
  path: string;
  dataDirectory: string;
  random: RandomBytes;
}>;

const exists = (path: string): Promise<boolean> => stat(path).then(() => true, () => false);

/** The file of wrapped roots beside the key file. */
export const keyTablePath = (path: string): string =>
  (extname(path) === '.key' ? `${path.slice(0, -'.key'.length)}.keys` : `${path}.keys`);

const writeSecret = async ({ path, random }: KeyFilePlace): Promise<void> => {
  const { O_WRONLY, O_CREAT, O_EXCL } = constants;
  const file = await open(path, O_WRONLY | O_CREAT | O_EXCL, 0o600);
  const secret = random(SECRET_BYTES);
  try {
    await file.chmod(0o600);
    await file.writeFile(secret);
    await file.sync();
  } finally {
    secret.fill(0);
    await file.close();
  }
};

/** The same rule as the key store's, asked before a secret is written where it must not be. */
const assertOutside = ({ path, dataDirectory }: KeyFilePlace): void => {
  const inside = relative(resolve(dataDirectory), resolve(path));
  if (inside !== '..' && !inside.startsWith(`..${sep}`)) {
    const text = 'The key file lies inside the data directory, so every backup would hold key and records.';
    throw new Fault('KEY_FILE_IN_DATA_DIRECTORY', `${text} Name another place with --key-file.`);
  }
};

/**
 * Opens the key store of a deployment. `isFirst`: nothing hangs from keys yet, so a missing file is made;
 * else a missing file is a fault, because fresh keys would open nothing.
 */
export const openKeyFile = async (place: KeyFilePlace, isFirst: boolean): Promise<KeyStore> => {
  const { path, dataDirectory, random } = place;
  assertOutside(place);
  const table = keyTablePath(path);
  if (!(await exists(path))) {
    if (!isFirst || (await exists(table))) {
      const text = `${path}: the key file of this data is not there; put it back or name it with --key-file.`;
      throw new Fault('KEY_FILE_MISSING', text);
    }
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    await writeSecret(place);
  } else if (!isFirst && !(await exists(table))) {
    throw new Fault('KEY_FILE_MISSING', `${table}: the keys of this data are not there; put the file back.`);
  }
  const secret = { type: 'keyFile', path } as const;
  return fileKeyStore({ path: table, dataDirectory, secret, suite: 'intl', random });
};
