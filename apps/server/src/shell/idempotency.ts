import { createHmac, hash } from 'node:crypto';
import type { IdempotencyPort, IdempotentRequest, KeptAnswer } from '@fengcun/api';
import { Refused } from './refused.ts';
import type { RequestState } from './request-state.ts';

// LIMIT: a sender repeats within a day or asks what became of it.
const KEPT = Temporal.Duration.from({ hours: 24 });
// A quoted string as the draft has it, or bare. @see draft-ietf-httpapi-idempotency-key-header §2.1
const KEY = /^(?:"([\x21\x23-\x5b\x5d-\x7e]{16,128})"|([\x21\x23-\x5b\x5d-\x7e]{16,128}))$/;

/** The key of a request, if it has one; refused where the route needs one, or where it is not of the form. */
export const idempotencyKeyOf = ({ headers, route }: RequestState): string | undefined => {
  const given = headers['idempotency-key'];
  if (given === undefined || route?.idempotency === 'safe') {
    if (route?.idempotency === 'key') throw new Refused('IDEMPOTENCY_KEY_MISSING');
    return undefined;
  }
  const [, quoted, bare] = KEY.exec(given) ?? [];
  const key = quoted ?? bare;
  if (key === undefined) throw new Refused('IDEMPOTENCY_KEY_INVALID');
  return key;
};

/**
 * The request under its key. Actor and act belong to the scope, so nobody is given the answer of another. The
 * key itself keys the hash of the request and is not stored.
 */
export const idempotentRequest = (
  state: RequestState, { key, url, now }: Readonly<{ key: string; url: string; now: Temporal.Instant }>,
): IdempotentRequest => {
  const scope = `${state.actor.id}|${state.route?.action ?? ''}`;
  const said = JSON.stringify([url, state.headers['content-type'], state.headers['if-match'] ?? '']);
  const requestHash = createHmac('sha256', key).update(said).update(state.body).digest();
  return {
    scope, requestHash, keyHash: hash('sha256', `${scope}|${key}`, 'buffer'),
    createdAt: now.toString(), expiresAt: now.add(KEPT).toString(),
  };
};

/** Begins a request under its key; the answer that is kept, or undefined where it is to be handled. */
export const beginOnce = async (
  port: IdempotencyPort, request: IdempotentRequest,
): Promise<KeptAnswer | undefined> => {
  const begun = await port.begin(request);
  switch (begun.outcome) {
    case 'new': return undefined;
    case 'inProgress': throw new Refused('IDEMPOTENCY_IN_PROGRESS');
    case 'mismatch': throw new Refused('IDEMPOTENCY_KEY_REUSED');
    case 'answered': return begun.kept;
  }
};

/** Remembers that a signature was used, in the transaction of its act; refused where it was used before. */
export const useSignature = async (
  port: IdempotencyPort, { signature }: RequestState, now: Temporal.Instant,
): Promise<void> => {
  if (signature === undefined) return;
  const { keyId, nonce, rememberUntil } = signature;
  const keyHash = hash('sha256', `${keyId}|${nonce}`, 'buffer');
  const begun = await port.begin({
    scope: 'signature', keyHash, requestHash: keyHash, createdAt: now.toString(),
    expiresAt: Temporal.Instant.fromEpochMilliseconds(rememberUntil * 1000).toString(),
  });
  if (begun.outcome !== 'new') throw new Refused('SIGNATURE_REPLAYED');
};
