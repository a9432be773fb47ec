import { err, ok, type Result } from '@fengcun/kernel';
import type { Actor } from '../access/actor.ts';
import type { ProblemCode } from '../problems/problem-table.ts';
import { type SignableRequest, signatureBase } from './signature-base.ts';
import { parseByteDictionary, parseSignatureInput, type SignatureInput } from './structured-fields.ts';

/**
 * What a signature is for and how long it is good; seconds. The tag says that one made for another purpose is
 * never taken. @see RFC 9421 §2.3
 */
export type SignatureProfile = Readonly<{ tag: string; ageSecondsMax: number; skewSecondsMax: number }>;

/** What every signature has to cover, beside all `ce-` headers of the request. */
export const COVERED_COMPONENTS =
  ['@method', '@authority', '@path', 'content-type', 'content-digest'] as const;

/**
 * Intake. LIMIT: a signature is good for five minutes, used ones are remembered as long; clocks of two organs
 * may differ by half a minute.
 */
export const INTAKE_SIGNATURE: SignatureProfile =
  { tag: 'fengcun-intake', ageSecondsMax: 300, skewSecondsMax: 30 };

/**
 * Messages between organs. LIMIT: clocks may be wrong by five minutes either way. The message itself may be
 * old: every attempt to deliver it is signed anew.
 */
export const EXCHANGE_SIGNATURE: SignatureProfile =
  { tag: 'fengcun-exchange', ageSecondsMax: 300, skewSecondsMax: 300 };

const NONCE = /^[A-Za-z0-9+/=_-]{16,128}$/;

/** A key whose owner is known: an organ's system. `verify` is Ed25519 over the bytes given. */
export type SenderKey = Readonly<{
  actor: Actor; verify: (data: Uint8Array, signature: Uint8Array) => boolean;
}>;

/** What the signature is checked against; `now` in seconds since 1970, the profile that of intake. */
export type SignatureCheck = Readonly<{
  keyOf: (keyId: string) => SenderKey | undefined; now: number; profile?: SignatureProfile;
}>;

/**
 * A signature that verifies. The nonce must not have been used before by this key; until when that matters.
 */
export type VerifiedSignature = Readonly<{
  actor: Actor; keyId: string; nonce: string; rememberUntil: number;
}>;

const oursOf = (request: SignableRequest, tag: string): Result<SignatureInput, ProblemCode> => {
  const header = request.headers['signature-input'];
  if (header === undefined || request.headers['signature'] === undefined) return err('SIGNATURE_MISSING');
  const inputs = parseSignatureInput(header);
  if (!inputs.ok) return inputs;
  // Others on the way may add signatures of their own; exactly one has to be ours.
  const [input, another] = inputs.value.filter(({ params }) => params['tag'] === tag);
  if (input === undefined) return err('SIGNATURE_MISSING');
  return another === undefined ? ok(input) : err('SIGNATURE_MALFORMED');
};

const coversAll = (request: SignableRequest, { components }: SignatureInput): boolean => {
  const events = Object.keys(request.headers).filter((name) => name.startsWith('ce-'));
  const search = request.search === '?' || request.search === '' ? [] : ['@query'];
  return [...COVERED_COMPONENTS, ...events, ...search].every((name) => components.includes(name));
};

const isTimely = ({ params }: SignatureInput, now: number, profile: SignatureProfile): boolean => {
  const { created, expires } = params;
  return typeof created === 'number' && created <= now + profile.skewSecondsMax
    && now <= created + profile.ageSecondsMax
    && (expires === undefined || (typeof expires === 'number' && now <= expires));
};

/**
 * Checks the signature of a request from its headers alone, before any of its body is read:
 * attacker-controlled. The body is bound by its covered digest, which has to be compared afterwards.
 * @see RFC 9421 §3.2; RFC 8032 (Ed25519)
 */
export const verifySignature = (
  request: SignableRequest, { keyOf, now, profile = INTAKE_SIGNATURE }: SignatureCheck,
): Result<VerifiedSignature, ProblemCode> => {
  const ours = oursOf(request, profile.tag);
  if (!ours.ok) return ours;
  const { keyid, nonce, alg, created } = ours.value.params;
  if (typeof keyid !== 'string' || typeof nonce !== 'string') return err('SIGNATURE_MALFORMED');
  if (!NONCE.test(nonce) || (alg !== undefined && alg !== 'ed25519')) return err('SIGNATURE_MALFORMED');
  if (!coversAll(request, ours.value)) return err('SIGNATURE_COVERAGE');
  if (!isTimely(ours.value, now, profile)) return err('SIGNATURE_EXPIRED');
  const base = signatureBase(request, ours.value.components, ours.value.raw);
  if (!base.ok) return base;
  const signatures = parseByteDictionary(request.headers['signature'] ?? '');
  if (!signatures.ok) return signatures;
  const signature = signatures.value.get(ours.value.label);
  const key = keyOf(keyid);
  if (key === undefined || signature === undefined) return err('SIGNATURE_INVALID');
  if (!key.verify(Buffer.from(base.value), signature)) return err('SIGNATURE_INVALID');
  const rememberUntil = Number(created) + profile.ageSecondsMax + profile.skewSecondsMax;
  return ok({ actor: key.actor, keyId: keyid, nonce, rememberUntil });
};
