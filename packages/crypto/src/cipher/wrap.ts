import type { KeyObject } from 'node:crypto';
import { ok, type Result } from '@fengcun/kernel';
import { assertSecret, SECRET_BYTES, takeSecret } from '../secret.ts';
import { ENVELOPE_BYTES, type OpenOptions, openFor, type SealOptions, sealFor } from './envelope.ts';
import { type CipherRefusal, REJECTED } from './refusal.ts';

/** Length of a wrapped 32-byte key: 112 bytes. */
export const WRAPPED_KEY_BYTES = SECRET_BYTES + ENVELOPE_BYTES;

/**
 * Wraps a 32-byte key under `options.key`, bound to its place. AES-KW was rejected: it has no associated
 * data, so wrapped keys could be swapped between rows, and Node unwraps an empty one without an error.
 */
export const wrapKey = (options: SealOptions, key: KeyObject): Uint8Array => {
  assertSecret(key, SECRET_BYTES);
  const plain = key.export();
  const wrapped = sealFor('wrap', options, plain);
  plain.fill(0);
  return wrapped;
};

/** The wrapped key; anything but exactly 112 bytes made by `wrapKey` for this place is refused. */
export const unwrapKey = (options: OpenOptions, wrapped: Uint8Array): Result<KeyObject, CipherRefusal> => {
  if (wrapped.length !== WRAPPED_KEY_BYTES) return REJECTED;
  const opened = openFor('wrap', options, wrapped);
  return opened.ok ? ok(takeSecret(opened.value)) : opened;
};
