import type { CipherContext } from '@fengcun/crypto';
import type { Result } from '@fengcun/kernel';
import type { KeyObject } from 'node:crypto';
import type { KeyId } from '../keys/key-id.ts';
import type { SuiteName } from '../keys/tree.ts';

/** A key that never leaves its store: it wraps other keys, or it authenticates index values. */
export type StoredKey = Readonly<{ id: KeyId; use: 'wrap' | 'index'; suite: SuiteName }>;

/** Which key, and the place the wrapped key belongs to; another place does not unwrap. */
export type WrapPlace = Readonly<{ keyId: KeyId; context: CipherContext }>;

/** A small secret state with its version, 1 or more. */
export type StoredState = Readonly<{ version: number; bytes: Uint8Array }>;

/** The expected no of a key store. Failures of file, token or device are thrown as `Fault`. */
export type KeyStoreRefusal = Readonly<{ code: 'KEY_DESTROYED' | 'CIPHERTEXT_REJECTED' }>;

/** Somebody else replaced the state first; nothing was written. */
export type StateConflict = Readonly<{ code: 'STATE_CONFLICT'; version: number }>;

/**
 * Where the roots live: a hardware module, or a file that is never in a backup. Contract, tested for every
 * adapter: a key is used, never read; what is destroyed is gone, also for a copy of everything outside the
 * store; a change is durable before its promise resolves, and a crash leaves the old or the new state.
 * LIMIT: one process writes to a store at a time; the lock on the data directory guarantees it.
 */
export type KeyStore = Readonly<{
  /** Suites this store can make keys for. */
  suites: readonly SuiteName[];
  /** Creates a key with fresh bytes; creating the same name again changes nothing. */
  create: (key: StoredKey) => Promise<void>;
  has: (id: KeyId) => Promise<boolean>;
  /** Every key of the store, in any order. */
  list: () => Promise<readonly StoredKey[]>;
  /** Ends a key for good; a key that is already gone stays gone. */
  destroy: (id: KeyId) => Promise<void>;
  /** Wraps a 32-byte key, bound to its place. */
  wrap: (place: WrapPlace, key: KeyObject) => Promise<Result<Uint8Array, KeyStoreRefusal>>;
  unwrap: (place: WrapPlace, wrapped: Uint8Array) => Promise<Result<KeyObject, KeyStoreRefusal>>;
  /** 32 bytes of HMAC (SHA-256 or SM3, by the suite of the key) over the message. */
  authenticate: (id: KeyId, message: Uint8Array) => Promise<Result<Uint8Array, KeyStoreRefusal>>;
  /** The state of a name; it lives and is replaced with the keys, so no backup brings an old one back. */
  readState: (name: string) => Promise<StoredState | undefined>;
  /** Replaces the state if its version is still `expected` (0: there is none yet); returns the new one. */
  replaceState: (
    name: string, expected: number, bytes: Uint8Array,
  ) => Promise<Result<number, StateConflict>>;
  /** Ends the login and overwrites what the store holds in memory. */
  close: () => Promise<void>;
}>;
