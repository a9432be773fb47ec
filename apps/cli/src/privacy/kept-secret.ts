import type { KeyObject } from 'node:crypto';
import { randomBytes } from 'node:crypto';
import { chmod, readFile } from 'node:fs/promises';
import {
  deriveKey, digest, frame, INTL, openBytes, type OpenOptions, sealBytes, SECRET_BYTES, type Signer, SM,
  type Suite, takeSecret, utf8,
} from '@fengcun/crypto';
import { writeWhole } from '../atomic-write.ts';
import { UnusableInput } from '../exit.ts';

/** Where a kept secret is at home: of which kind, and of which run. It opens nowhere else. */
export type KeptPlace = Readonly<{ kind: string; id: string }>;

/** Seals and opens what an organ keeps of its runs; only whoever has the organ's key file can make one. */
export type Keeper = Readonly<{
  seal: (place: KeptPlace, secret: Uint8Array) => Uint8Array;
  /** undefined: another key, another place, cut or changed; which of these is told to nobody. */
  open: (place: KeptPlace, sealed: Uint8Array) => Uint8Array | undefined;
}>;

const SALT = utf8('fengcun/organ-key/1');
const KEY_ID_BYTES = 16;
const random = (length: number): Uint8Array => new Uint8Array(randomBytes(length));

/** SM2 keys keep under SM4-GCM with HKDF-SM3, others under AES-256-GCM with HKDF-SHA256. */
const suiteOf = ({ algorithm }: Signer): Suite => (algorithm === 'sm2' ? SM : INTL);

/**
 * A keeper under a key derived from the secret of an organ's key file, which signs and nothing else: the
 * label keeps the two uses apart. `secret` is not changed. @see RFC 5869
 */
export const keeperOf = (signer: Signer, secret: Uint8Array): Keeper => {
  const suite = suiteOf(signer);
  const key: KeyObject = deriveKey({
    hash: suite.hash, key: takeSecret(Uint8Array.from(secret)), salt: SALT,
    info: frame('fengcun/organ-key/kept/1', [suite.name]), length: SECRET_BYTES,
  });
  const kekId = digest(suite.hash, signer.publicKey).slice(0, KEY_ID_BYTES);
  const options = ({ kind, id }: KeptPlace): OpenOptions => ({
    suite, key, kekId,
    context: { deployment: 'organ', table: kind, recordId: id, version: 1, purposeClass: 'keptSecret' },
  });
  return {
    seal: (place, plain) => sealBytes({ ...options(place), random }, plain),
    open: (place, sealed) => {
      const opened = openBytes(options(place), sealed);
      if (!opened.ok) return undefined;
      const { buffer, byteOffset, length } = opened.value;
      // Never a Buffer: its `slice` shares memory, and what is overwritten would be gone for the copy too.
      return new Uint8Array(buffer, byteOffset, length);
    },
  };
};

/** Writes a secret sealed, mode 0600; the caller overwrites its own copy. */
export const writeKept = async (
  path: string, keeper: Keeper, kept: Readonly<{ place: KeptPlace; secret: Uint8Array }>,
): Promise<void> => {
  await writeWhole(path, keeper.seal(kept.place, kept.secret));
  await chmod(path, 0o600);
};

/**
 * A kept secret, which the caller overwrites after use; undefined where there is no file.
 * @throws UnusableInput for one that does not open: nothing of it is used
 */
export const readKept = async (
  path: string, keeper: Keeper, place: KeptPlace,
): Promise<Uint8Array | undefined> => {
  const sealed = await readFile(path).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return undefined;
    throw error;
  });
  if (sealed === undefined) return undefined;
  const secret = keeper.open(place, sealed);
  if (secret !== undefined) return secret;
  throw new UnusableInput(
    `${path} does not open with this --key: it was cut or changed, or it is of another key or another run`);
};

/** Uses a secret and overwrites it, whatever happens. */
export const usingSecret = async <T>(
  secret: Uint8Array, use: (secret: Uint8Array) => T | Promise<T>,
): Promise<T> => {
  try {
    return await use(secret);
  } finally {
    secret.fill(0);
  }
};
