import type { Result } from '@fengcun/kernel';
import type { Ciphertext } from '@fengcun/store';

/** A message before it is encrypted: its payload is JSON as bytes. */
export type PlainMessage = Readonly<{ messageId: string; payload: Uint8Array }>;

/** A message as the outbox keeps it. */
export type SealedMessage = Ciphertext & Readonly<{ messageId: string }>;

/** Why a stored message does not open. */
export type SealRefusal = Readonly<{ code: string }>;

/**
 * Encrypts messages at rest. `open` takes the id of an intent whose entry is committed: without an entry in
 * the log nothing is decrypted. Both keep the order.
 */
export type MessageSeals = Readonly<{
  seal: (messages: readonly PlainMessage[]) => Promise<readonly Ciphertext[]>;
  open: (
    intentId: string, messages: readonly SealedMessage[],
  ) => Promise<readonly Result<Uint8Array, SealRefusal>[]>;
}>;
