import { createCipheriv, createDecipheriv, type KeyObject } from 'node:crypto';
import { assert, ok, type Result } from '@fengcun/kernel';
import { concatBytes } from '../bytes.ts';
import { assertSecret } from '../secret.ts';
import type { Suite } from '../suite.ts';
import { type CipherRefusal, REJECTED } from './refusal.ts';

/** Nonces have 12 bytes in both suites; other lengths take GCM's weaker path. @see RFC 8998; SP 800-38D */
export const NONCE_BYTES = 12;

/** Full-length tags only; shorter ones are forgeable. */
export const TAG_BYTES = 16;

/** One AEAD operation. A (key, nonce) pair must never encrypt two different plaintexts. */
export type AeadInput = Readonly<{ suite: Suite; key: KeyObject; nonce: Uint8Array; aad: Uint8Array }>;

const checked = (input: AeadInput): void => {
  assertSecret(input.key, input.suite.aeadKeyBytes);
  assert(input.nonce.length === NONCE_BYTES, 'a nonce has 12 bytes');
};

/**
 * AES-256-GCM or SM4-GCM: ciphertext followed by its 16-byte tag, behind the parts that stand before it. Not
 * exported by the package.
 */
export const aeadSeal = (
  input: AeadInput, plaintext: Uint8Array, ...before: readonly Uint8Array[]
): Uint8Array => {
  checked(input);
  const { suite, key, nonce, aad } = input;
  // One name for both ciphers: Node types GCM ciphers it knows by name, and SM4 is not among them.
  const cipher = createCipheriv(suite.aead as 'aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  cipher.setAAD(aad);
  const body = cipher.update(plaintext);
  const rest = cipher.final();
  const tag = cipher.getAuthTag();
  const length = body.length + rest.length + tag.length;
  assert(length === plaintext.length + TAG_BYTES, 'the cipher returned a wrong length');
  return concatBytes(...before, body, rest, tag);
};

/** The plaintext, or one refusal for whatever is wrong; nothing is returned before the tag has matched. */
export const aeadOpen = (input: AeadInput, sealed: Uint8Array): Result<Uint8Array, CipherRefusal> => {
  checked(input);
  if (sealed.length < TAG_BYTES) return REJECTED;
  const { suite, key, nonce, aad } = input;
  const split = sealed.length - TAG_BYTES;
  const decipher = createDecipheriv(suite.aead as 'aes-256-gcm', key, nonce, { authTagLength: TAG_BYTES });
  decipher.setAAD(aad);
  decipher.setAuthTag(sealed.subarray(split));
  const body = decipher.update(sealed.subarray(0, split));
  try {
    decipher.final();
  } catch {
    body.fill(0);
    return REJECTED;
  }
  assert(body.length === split, 'the cipher returned a wrong length');
  return ok(body);
};
