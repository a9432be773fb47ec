import type { Result } from '@fengcun/kernel';
import type { Ciphertext } from '@fengcun/store';

/** A message before it is encrypted: its payload is JSON as bytes. Those of a stream are erased together. */
export type PlainMessage = Readonly<{ messageId: string; streamId: string; payload: Uint8Array }>;

/** A message as the outbox keeps it. */
export type SealedMessage = Ciphertext & Readonly<{ messageId: string }>;

/** Why a stored message does not open. */
export type SealRefusal = Readonly<{ code: string }>;

/**
 * Encrypts up to so many messages, without waiting: everything it needs was fetched before, because within a
 * transaction nothing else may be asked of a database that has one session.
 */
export type MessageSealer = Readonly<{
  seal: (message: PlainMessage) => Ciphertext;
  /** Begins again: what was sealed since belongs to rows that were rolled back. */
  rewind: () => void;
  /** Gives back what was not used. */
  release: () => void;
}>;

/**
 * Encrypts messages at rest. `open` takes the id of an intent whose entry is committed: without an entry in
 * the log nothing is decrypted; it keeps the order.
 */
export type MessageSeals = Readonly<{
  prepare: (messages: number) => Promise<MessageSealer>;
  /** One for each of these numbers: each begins again and gives back by itself. */
  prepareMany: (messages: readonly number[]) => Promise<readonly MessageSealer[]>;
  open: (
    intentId: string, messages: readonly SealedMessage[],
  ) => Promise<readonly Result<Uint8Array, SealRefusal>[]>;
}>;
