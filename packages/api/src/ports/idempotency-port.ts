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

/** One answer a key, in the transaction of the act: a request that fails leaves the key free. */
export type IdempotencyPort = Readonly<{
  begin: (request: IdempotentRequest) => Promise<IdempotencyOutcome>;
  complete: (request: Pick<IdempotentRequest, 'scope' | 'keyHash'>, kept: KeptAnswer) => Promise<void>;
}>;
