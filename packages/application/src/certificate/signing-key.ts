import { createPrivateKey } from 'node:crypto';
import {
  nativeSigner, type RandomBytes, type Signer, verifyingKey, type VerifyingKey,
} from '@fengcun/crypto';
import { Fault, present, sha256Hex } from '@fengcun/kernel';
import type { KeyStore } from '@fengcun/vault';

const STATE = 'certificate-signing';
const SEED_BYTES = 32;
const KEY_ID_DIGITS = 16;
/** An Ed25519 private key in PKCS #8, before its seed. @see RFC 8410 §7 */
const PKCS8_HEAD = Buffer.from('302e020100300506032b657004220420', 'hex');

/** Whoever signs codes of papers, and the name its key has in them. */
export type CodeSigner = Readonly<{ keyId: string; signer: Signer }>;

/** A key that codes are checked with. */
export type CodeKey = Readonly<{ keyId: string; key: VerifyingKey }>;

type Where = Readonly<{ keyStore: Pick<KeyStore, 'readState' | 'replaceState'>; random: RandomBytes }>;

const seedOf = async ({ keyStore, random }: Where): Promise<Uint8Array> => {
  const stored = await keyStore.readState(STATE);
  if (stored !== undefined) return Uint8Array.from(stored.bytes);
  await keyStore.replaceState(STATE, 0, random(SEED_BYTES));
  // Whoever was first, everybody signs with what is kept.
  const kept = await keyStore.readState(STATE);
  if (kept !== undefined) return Uint8Array.from(kept.bytes);
  throw new Fault('CERTIFICATE_KEY_MISSING', 'the signing key of certificates cannot be made or read');
};

/** The name of a raw public key in codes. */
export const codeKeyId = (publicKey: Uint8Array): string => sha256Hex(publicKey).slice(0, KEY_ID_DIGITS);

/**
 * The signer of verification codes: of a seed in the key store, made on first use. LIMIT: one key for the
 * life of a deployment; an organ's seal device stands behind the `Signer` port instead. Fault:
 * CERTIFICATE_KEY_MISSING.
 */
export const codeSigner = async (where: Where): Promise<CodeSigner> => {
  const seed = await seedOf(where);
  const der = Buffer.concat([PKCS8_HEAD, seed]);
  const signer = nativeSigner('ed25519', createPrivateKey({ key: der, format: 'der', type: 'pkcs8' }));
  seed.fill(0);
  der.fill(0);
  return { signer, keyId: codeKeyId(signer.publicKey) };
};

/** The key behind raw bytes of an Ed25519 public key; undefined where they are none. */
export const codeKey = (publicKey: Uint8Array): CodeKey | undefined => {
  const key = verifyingKey('ed25519', publicKey);
  return key.ok ? { keyId: codeKeyId(publicKey), key: key.value } : undefined;
};

/** The key that belongs to a signer. */
export const keyOfSigner = ({ signer }: CodeSigner): CodeKey =>
  present(codeKey(signer.publicKey), 'the public key of a signer');
