import {
  type Actor, checkContentDigest, EXCHANGE_PATH, EXCHANGE_SIGNATURE, type ExchangeEvent, organOfSource,
  type ProblemCode, type SenderKey, type SignatureProfile, type VerifiedSignature, verifySignature,
} from '@fengcun/api';
import { err, ok, type Result } from '@fengcun/kernel';
import type { Parcel } from '../transport/transport.ts';
import { parseEvents } from './parse-events.ts';

/** What a parcel is checked against; an empty list of authorities takes whatever was asked for. */
export type Admission = Readonly<{
  keyOf: (keyId: string) => SenderKey | undefined; authorities: readonly string[]; nowMillis: number;
  profile?: SignatureProfile;
}>;

/** A parcel whose signature, time, digest and form are right; whether it was used before is not known yet. */
export type AdmittedParcel = Readonly<{
  sender: Actor; signature: VerifiedSignature; digest: string; events: readonly ExchangeEvent[];
}>;

/** Why a parcel is refused, and who sent it where that is known. */
export type ParcelRefusal = Readonly<{ problem: ProblemCode; sender?: Actor }>;

const MEDIA_TYPES: readonly string[] = [
  'application/cloudevents-batch+json', 'application/cloudevents+json',
];
/** LIMIT: levels of brackets that are looked into. */
const DEPTH_MAX = 32;
const DECODER = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

const isDeep = (value: unknown, left: number): boolean =>
  typeof value === 'object' && value !== null
  && (left === 0 || Object.values(value).some((inner: unknown) => isDeep(inner, left - 1)));

const readBody = (body: Uint8Array): Result<readonly ExchangeEvent[], ProblemCode> => {
  let json: unknown;
  try {
    json = JSON.parse(DECODER.decode(body));
  } catch {
    return err('BODY_NOT_JSON');
  }
  if (isDeep(json, DEPTH_MAX)) return err('BODY_TOO_DEEP');
  const events = parseEvents(json);
  return events === undefined ? err('BODY_INVALID') : ok(events);
};

/**
 * Checks a parcel without the database: door, signature of a configured key, time, digest, form, and that the
 * sender speaks for itself. Attacker-controlled; the body is parsed only once its signer is known.
 * @see RFC 9421 §3.2; RFC 9530
 */
export const admitParcel = (
  parcel: Parcel, { keyOf, authorities, nowMillis, profile = EXCHANGE_SIGNATURE }: Admission,
): Result<AdmittedParcel, ParcelRefusal> => {
  const { method, authority, path, headers, body } = parcel;
  if (path !== EXCHANGE_PATH) return err({ problem: 'ROUTE_UNKNOWN' });
  const isOurs = authorities.length === 0 || authorities.includes(authority);
  if (!isOurs) return err({ problem: 'SIGNATURE_INVALID' });
  const now = Math.floor(nowMillis / 1000);
  const request = { method, authority, path, headers, search: '?' };
  const signature = verifySignature(request, { keyOf, now, profile });
  if (!signature.ok) return err({ problem: signature.error });
  const sender = signature.value.actor;
  const refused = (problem: ProblemCode): Result<never, ParcelRefusal> => err({ problem, sender });
  if (!MEDIA_TYPES.includes(headers['content-type'] ?? '')) return refused('MEDIA_TYPE_UNSUPPORTED');
  const digest = headers['content-digest'] ?? '';
  if (!checkContentDigest(digest, body).ok) return refused('DIGEST_MISMATCH');
  const events = readBody(body);
  if (!events.ok) return refused(events.error);
  const isOwn = events.value.every(({ source }) => organOfSource(source) === sender.organ);
  if (!isOwn) return refused('FORBIDDEN');
  return ok({ sender, signature: signature.value, digest, events: events.value });
};
