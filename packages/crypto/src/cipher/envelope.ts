import type { KeyObject } from 'node:crypto';
import { assert, type Result } from '@fengcun/kernel';
import { frame, type RandomBytes, takeRandom } from '../bytes.ts';
import { equalBytes } from '../mac.ts';
import type { Suite } from '../suite.ts';
import { type AeadInput, aeadOpen, aeadSeal, NONCE_BYTES, TAG_BYTES } from './aead.ts';
import { type CipherUse, COMMITMENT_BYTES, committedKey } from './committed-key.ts';
import { type CipherContext, contextBytes } from './context.ts';
import { HEADER_BYTES, headerBytes, readHeader } from './header.ts';
import { type CipherRefusal, REJECTED } from './refusal.ts';

/** Bytes a sealed value is longer than its plaintext: header 32, commitment 32, tag 16. */
export const ENVELOPE_BYTES = HEADER_BYTES + COMMITMENT_BYTES + TAG_BYTES;

/** LIMIT: longer content goes through the segmented stream, which never holds it all in memory. */
export const PLAINTEXT_BYTES_MAX = 64 * 1024 * 1024;

/** Which key, and where the ciphertext belongs; `kekId` names the key that wraps `key`, 16 bytes. */
export type OpenOptions = Readonly<{
  suite: Suite;
  key: KeyObject;
  kekId: Uint8Array;
  context: CipherContext;
}>;

/** The same with a source for the nonce. */
export type SealOptions = OpenOptions & Readonly<{ random: RandomBytes }>;

const associatedData = (header: Uint8Array, context: CipherContext): Uint8Array =>
  frame('fengcun/aad/v1', [header, contextBytes(context)]);

/**
 * header ‖ commitment ‖ ciphertext ‖ tag under keys of one use. Internal: `sealBytes` and `wrapKey` fix the
 * use. LIMIT: random 12-byte nonces allow 2^32 messages for each secret (SP 800-38D §8.3); data keys are
 * used once per record version, wrapping keys are derived per record.
 */
export const sealFor = (use: CipherUse, options: SealOptions, plaintext: Uint8Array): Uint8Array => {
  assert(plaintext.length <= PLAINTEXT_BYTES_MAX, 'plaintext of at most 64 MiB, longer ones are streamed');
  const { suite, kekId, context } = options;
  const nonce = takeRandom(options.random, NONCE_BYTES);
  const header = headerBytes({ suite, kekId, nonce });
  const { key, commitment } = committedKey(suite, use, options.key);
  const input: AeadInput = { suite, key, nonce, aad: associatedData(header, context) };
  return aeadSeal(input, plaintext, header, commitment);
};

/** The reverse of `sealFor`: the plaintext, or the one refusal. */
export const openFor = (
  use: CipherUse, options: OpenOptions, sealed: Uint8Array,
): Result<Uint8Array, CipherRefusal> => {
  const { suite, kekId, context } = options;
  if (sealed.length < ENVELOPE_BYTES || sealed.length > PLAINTEXT_BYTES_MAX + ENVELOPE_BYTES) return REJECTED;
  const header = readHeader(sealed);
  if (!header.ok || header.value.suite.id !== suite.id) return REJECTED;
  if (!equalBytes(header.value.kekId, kekId)) return REJECTED;
  const bodyAt = HEADER_BYTES + COMMITMENT_BYTES;
  const { key, commitment } = committedKey(suite, use, options.key);
  if (!equalBytes(commitment, sealed.subarray(HEADER_BYTES, bodyAt))) return REJECTED;
  const aad = associatedData(sealed.subarray(0, HEADER_BYTES), context);
  return aeadOpen({ suite, key, nonce: header.value.nonce, aad }, sealed.subarray(bodyAt));
};

/**
 * Seals content under a 32-byte data key: the result opens only with this key, suite, key identifier and
 * context, 80 bytes longer than the plaintext (0–64 MiB).
 */
export const sealBytes = (options: SealOptions, plaintext: Uint8Array): Uint8Array =>
  sealFor('seal', options, plaintext);

/** Opens what `sealBytes` made; the caller owns the plaintext and overwrites it after use. */
export const openBytes = (options: OpenOptions, sealed: Uint8Array): Result<Uint8Array, CipherRefusal> =>
  openFor('seal', options, sealed);
