import { frame, hmac, takeSecret, utf8 } from '@fengcun/crypto';
import { Fault } from '@fengcun/kernel';
import { isPseudonym, type Pseudonym } from '@fengcun/registry';
import type { KeyId, KeyStore } from '@fengcun/vault';

/** Keyed digests of texts: 32 bytes, equal for equal texts in one domain, unlinkable between domains. */
export type Pseudonyms = Readonly<{
  bytesOf: (domain: string, text: string) => Uint8Array;
  textOf: (domain: string, text: string) => Pseudonym;
}>;

/** A keyed digest as its digits. */
export const digitsOf = (digest: Uint8Array): Pseudonym => {
  const digits = Buffer.from(digest.buffer, digest.byteOffset, digest.length).toString('hex');
  if (isPseudonym(digits)) return digits;
  throw new TypeError('bug: a digest has 64 hexadecimal digits');
};

/**
 * The same pseudonyms, each computed once: for the length of one batch, in which few accounts ask for many
 * things. What `bytesOf` gives is shared.
 */
export const rememberedPseudonyms = ({ bytesOf: compute }: Pseudonyms): Pseudonyms => {
  type Known = Readonly<{ bytes: Uint8Array; digits: Pseudonym }>;
  const known = new Map<string, Known>();
  const of = (domain: string, text: string): Known => {
    // Domains are constants of ours without a bar.
    const key = `${domain}|${text}`;
    const found = known.get(key);
    if (found !== undefined) return found;
    const bytes = compute(domain, text);
    const made = { bytes, digits: digitsOf(bytes) };
    known.set(key, made);
    return made;
  };
  return {
    bytesOf: (domain, text) => of(domain, text).bytes, textOf: (domain, text) => of(domain, text).digits,
  };
};

/**
 * Pseudonyms under a key that is derived in the key store once and held for the life of the process: an
 * import needs several for every record. Identity numbers go through the index gate instead.
 */
export const loadPseudonyms = async (
  keyStore: KeyStore, keyId: KeyId, deployment: string,
): Promise<Pseudonyms> => {
  const derived = await keyStore.authenticate(keyId, frame('fengcun/pseudonym-key/v1', [utf8(deployment)]));
  if (!derived.ok) {
    throw new Fault('KEY_DESTROYED', 'The key of the pseudonyms was destroyed; restore the key file.');
  }
  const key = takeSecret(Uint8Array.from(derived.value));
  const bytesOf: Pseudonyms['bytesOf'] = (domain, text) =>
    hmac('sha256', key, frame('fengcun/pseudonym/v1', [domain, text]));
  return { bytesOf, textOf: (domain, text) => digitsOf(bytesOf(domain, text)) };
};
