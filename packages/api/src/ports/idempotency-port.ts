import type { Json } from '@fengcun/kernel';

/**
 * A request under a key its sender chose. `requestHash` is keyed with that key, which is not stored: whoever
 * reads the table cannot try out contents. Both hashes have 32 bytes.
 */
export type IdempotentRequest = Readonly<{
  scope: string; keyHash: Uint8Array; requestHash: Uint8Array; createdAt: string; expiresAt: string;
}>;

/** The answer kept for the next time; about people, so adapters encrypt it. */
export type KeptAnswer = Readonly<{ status: number; body: Json; etag?: string }>;

/** Handle it, wait, refuse a key used for another request, or repeat the answer. */
export type IdempotencyOutcome =
  | Readonly<{ outcome: 'new' | 'inProgress' | 'mismatch' }>
  | Readonly<{ outcome: 'answered'; kept: KeptAnswer }>;

/** What names a key in the store. */
export type KeyOfRequest = Pick<IdempotentRequest, 'scope' | 'keyHash'>;

/**
 * One answer a key. In the transaction of the act a request that fails leaves the key free by itself; an act
 * whose steps have transactions of their own gives it back with `release` when it was refused.
 */
export type IdempotencyPort = Readonly<{
  begin: (request: IdempotentRequest) => Promise<IdempotencyOutcome>;
  complete: (request: KeyOfRequest, kept: KeptAnswer) => Promise<void>;
  /** Frees a key that was begun and not completed; of one that was answered it changes nothing. */
  release: (request: KeyOfRequest) => Promise<void>;
}>;
