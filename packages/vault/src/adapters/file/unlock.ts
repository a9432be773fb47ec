// Adapter: derives the key of a key file. The core knows no passphrases.
import { argon2 } from 'node:crypto';
import { promisify } from 'node:util';
import { deriveKey, SECRET_BYTES, takeSecret, utf8 } from '@fengcun/crypto';
import { Fault } from '@fengcun/kernel';
import type { KeyObject } from 'node:crypto';
import { readPrivate } from './private-file.ts';

/** Cost of Argon2id: memory in KiB, passes over it, lanes. Stored with the file, so it can be raised. */
export type PassphraseCost = Readonly<{ memory: number; passes: number; parallelism: number }>;

/**
 * 64 MiB, 3 passes, 4 lanes: the recommendation for machines that have not 2 GiB to spare.
 * @see RFC 9106 §4, second recommended option
 */
export const PASSPHRASE_COST: PassphraseCost = { memory: 65_536, passes: 3, parallelism: 4 };

/** LIMIT: costs read from a file are bounded, so an exchanged head neither weakens nor exhausts. */
export const isBearableCost = (cost: PassphraseCost): boolean =>
  cost.memory >= 19_456 && cost.memory <= 2 ** 21 && cost.passes >= 1 && cost.passes <= 16 &&
  cost.parallelism >= 1 && cost.parallelism <= 16;

/** What opens a key file: a passphrase (its bytes are overwritten here), or a file of 32 random bytes. */
export type KeyFileSecret =
  | Readonly<{ type: 'passphrase'; passphrase: Uint8Array }>
  | Readonly<{ type: 'keyFile'; path: string }>;

/** LIMIT: a passphrase of at least 12 bytes; shorter ones are guessed whatever the cost. */
const PASSPHRASE_BYTES_MIN = 12;

/** Length of the salt, in bytes. */
export const SALT_BYTES = 16;

const derive = promisify(argon2);

const fromPassphrase = async (
  passphrase: Uint8Array, salt: Uint8Array, cost: PassphraseCost,
): Promise<KeyObject> => {
  if (passphrase.length < PASSPHRASE_BYTES_MIN) {
    throw new Fault('PASSPHRASE_SHORT', 'The passphrase of the key file needs at least 12 characters.');
  }
  try {
    const parameters = { message: passphrase, nonce: salt, tagLength: SECRET_BYTES, ...cost };
    return takeSecret(await derive('argon2id', parameters));
  } finally {
    passphrase.fill(0);
  }
};

const fromKeyFile = async (path: string, salt: Uint8Array): Promise<KeyObject> => {
  const bytes = await readPrivate(path);
  if (bytes === undefined || bytes.length !== SECRET_BYTES) {
    bytes?.fill(0);
    const text = 'The file that opens the key file must exist and hold exactly 32 bytes.';
    throw new Fault('KEY_FILE_SECRET', text);
  }
  const info = utf8('fengcun/key-file/v1');
  return deriveKey({ hash: 'sha256', key: takeSecret(bytes), salt, info, length: SECRET_BYTES });
};

/** The 32-byte key that seals a key file. */
export const unlock = async (
  secret: KeyFileSecret, salt: Uint8Array, cost: PassphraseCost,
): Promise<KeyObject> =>
  secret.type === 'keyFile' ? fromKeyFile(secret.path, salt) : fromPassphrase(secret.passphrase, salt, cost);
