import { assert, ok, type Result } from '@fengcun/kernel';
import { utf8 } from '../bytes.ts';
import { type Suite, suiteById } from '../suite.ts';
import { NONCE_BYTES } from './aead.ts';
import { type CipherRefusal, REJECTED } from './refusal.ts';

/** Length of a key identifier in a header: the 16 bytes of a UUID. */
export const KEY_ID_BYTES = 16;

/** `SV1` ‖ suite (1) ‖ key identifier (16) ‖ nonce (12). */
export const HEADER_BYTES = 32;

const MAGIC = utf8('SV1');
const NONCE_AT = HEADER_BYTES - NONCE_BYTES;

/** What a header says; untrusted until the ciphertext behind it has opened. */
export type CipherHeader = Readonly<{ suite: Suite; kekId: Uint8Array; nonce: Uint8Array }>;

/** The 32 bytes of a header. */
export const headerBytes = (header: CipherHeader): Uint8Array => {
  assert(header.kekId.length === KEY_ID_BYTES, 'a key identifier has 16 bytes');
  assert(header.nonce.length === NONCE_BYTES, 'a nonce has 12 bytes');
  const bytes = new Uint8Array(HEADER_BYTES);
  bytes.set(MAGIC);
  bytes[MAGIC.length] = header.suite.id;
  bytes.set(header.kekId, MAGIC.length + 1);
  bytes.set(header.nonce, NONCE_AT);
  return bytes;
};

/**
 * Reads a header to learn which key it asks for; operator-supplied or stored bytes, so anything that is
 * not exactly of this form is refused. Views into the input, not copies.
 */
export const readHeader = (bytes: Uint8Array): Result<CipherHeader, CipherRefusal> => {
  if (bytes.length < HEADER_BYTES || !MAGIC.every((byte, i) => bytes[i] === byte)) return REJECTED;
  const suite = suiteById(bytes[MAGIC.length] ?? 0);
  if (suite === undefined) return REJECTED;
  const kekId = bytes.subarray(MAGIC.length + 1, NONCE_AT);
  return ok({ suite, kekId, nonce: bytes.subarray(NONCE_AT, HEADER_BYTES) });
};
