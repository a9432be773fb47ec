import { createPrivateKey, type KeyObject } from 'node:crypto';
import { nativeSigner, type RandomBytes, takeRandom } from '@fengcun/crypto';
import { Fault } from '@fengcun/kernel';
import { type LineSigner, noteKey, type NoteSignatureType } from '@fengcun/ledger';
import type { KeyStore } from '@fengcun/vault';

/** Bytes of the seed of an Ed25519 key. @see RFC 8032 §5.1.5 */
export const SEED_BYTES = 32;

/** An Ed25519 private key of its seed, which is overwritten. */
export const takeSeed = (seed: Uint8Array): KeyObject => {
  const bytes = Buffer.from(seed.buffer, seed.byteOffset, seed.length);
  const key = createPrivateKey({ key: bytes, format: 'raw-private', asymmetricKeyType: 'ed25519' });
  seed.fill(0);
  return key;
};

/**
 * The signing key of a log in the vault's key store, made on the first use. It lives there as a small state:
 * never in the database or its backups, so whoever steals the data cannot sign another log under its name.
 * LIMIT: signing happens in this process; a certified device signs behind the same `Signer` port.
 */
export const keyStoreKey = async (
  keyStore: Pick<KeyStore, 'readState' | 'replaceState'>, name: string, random: RandomBytes,
): Promise<KeyObject> => {
  const stored = await keyStore.readState(name);
  if (stored !== undefined) return takeSeed(Uint8Array.from(stored.bytes));
  const seed = takeRandom(random, SEED_BYTES);
  const replaced = await keyStore.replaceState(name, 0, Uint8Array.from(seed));
  if (replaced.ok) return takeSeed(seed);
  seed.fill(0);
  const other = await keyStore.readState(name);
  if (other !== undefined) return takeSeed(Uint8Array.from(other.bytes));
  throw new Fault('LOG_KEY_MISSING', 'the signing key of the log cannot be made or read');
};

/** A signer of one kind of line under a name. Fault: LOG_NAME_UNUSABLE. */
export const lineSigner = (
  privateKey: KeyObject, name: string, type: NoteSignatureType = 'ed25519',
): LineSigner => {
  const signer = nativeSigner('ed25519', privateKey);
  const key = noteKey(name, type, signer.publicKey);
  if (key.ok) return { key: key.value, signer };
  throw new Fault('LOG_NAME_UNUSABLE', 'the name of a log or witness has no space and no plus sign');
};
