import { EXCHANGE_PATH, EXCHANGE_SIGNATURE, signedHeaders } from '@fengcun/api';
import type { RandomBytes } from '@fengcun/crypto';
import type { Parcel } from '../transport/transport.ts';
import type { ExchangeSigner } from './exchange-signer.ts';

/** Who signs, for which door, when (milliseconds of UTC). */
export type ParcelSigning = Readonly<{
  signer: ExchangeSigner; authority: string; nowMillis: number; random: RandomBytes;
}>;

/** Batches are in the batched mode of CloudEvents: one signature for all of them. */
export const BATCH_MEDIA_TYPE = 'application/cloudevents-batch+json';

const NONCE_BYTES = 18;

/**
 * A batch of events as a parcel, signed for one attempt: with the time, an end, and a nonce that is never
 * used again. @see RFC 9421
 */
export const signParcel = (events: readonly string[], signing: ParcelSigning): Parcel => {
  const { signer, authority, nowMillis, random } = signing;
  const body = Buffer.from(`[${events.join(',')}]`);
  const headers = { 'content-type': BATCH_MEDIA_TYPE };
  const created = Math.floor(nowMillis / 1000);
  const request = { method: 'POST', authority, path: EXCHANGE_PATH, search: '?', headers };
  const signed = signedHeaders(request, body, {
    keyId: signer.keyId, nonce: Buffer.from(random(NONCE_BYTES)).toString('base64url'), created,
    expires: created + EXCHANGE_SIGNATURE.ageSecondsMax, tag: EXCHANGE_SIGNATURE.tag, sign: signer.sign,
  });
  return { method: 'POST', authority, path: EXCHANGE_PATH, headers: { ...headers, ...signed }, body };
};
