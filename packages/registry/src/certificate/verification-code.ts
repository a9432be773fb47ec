import {
  canonicalJson, type CivilDate, err, ok, parseCivilDate, type Result, sha256Hex,
} from '@fengcun/kernel';

/**
 * Everything a certificate states, as the person holds it in hand. Personal data: only its digest is in the
 * code.
 */
export type CertificateFacts = Readonly<{
  certificateId: string; number: string; organ: string; issuedOn: CivilDate; validUntil?: CivilDate;
  name: string; nationality: string; documentType: string; documentNumber: string;
}>;

/** What a verification code says: which certificate, when, under whose key, and a digest of its facts. */
export type CertificateClaim = Readonly<{
  /** First 8 bytes of the SHA-256 of the public key, hexadecimal. */
  keyId: string;
  certificateId: string;
  issuedOn: CivilDate;
  /** First 16 bytes of the digest of the facts, hexadecimal. */
  factsDigest: string;
}>;

/** A claim with its Ed25519 signature (64 bytes). */
export type SignedClaim = Readonly<{ claim: CertificateClaim; signature: Uint8Array }>;

/** A text that is no verification code. */
export type CodeRefusal = Readonly<{ code: 'CODE_FORM' }>;

const PREFIX = 'FENGCUN:CERT:';
const VERSION = 1;
const SIGNED_BYTES = 1 + 8 + 16 + 4 + 16;
const SIGNATURE_BYTES = 64;
/** RFC 4648 base32: capitals and digits, which a QR symbol packs closely. */
const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';
// LIMIT: digits of a code; anything longer is not looked at.
const TEXT_LENGTH_MAX = 256;

const base32 = (bytes: Uint8Array): string => {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  const groups = bits.match(/.{1,5}/g) ?? [];
  return groups.map((group) => ALPHABET[Number.parseInt(group.padEnd(5, '0'), 2)] ?? '').join('');
};

const fromBase32 = (text: string): Uint8Array | undefined => {
  const values = [...text].map((letter) => ALPHABET.indexOf(letter));
  if (values.includes(-1)) return undefined;
  const bits = values.map((value) => value.toString(2).padStart(5, '0')).join('');
  const count = Math.floor(bits.length / 8);
  if (/1/.test(bits.slice(count * 8))) return undefined;
  return Uint8Array.from({ length: count }, (_, at) => Number.parseInt(bits.slice(at * 8, at * 8 + 8), 2));
};

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const EPOCH = Temporal.PlainDate.from('2000-01-01');

/** Whoever reads a paper back, by eye or from its file, cannot tell how many spaces stand in «ANNA BERG». */
const withoutSpaces = (facts: CertificateFacts): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(facts).map(([fact, text]) => [fact, text.replace(/\s+/gu, '')]));

/**
 * First 16 bytes of the SHA-256 of the facts in canonical JSON, spaces left out; the same facts always give
 * the same.
 */
export const factsDigest = (facts: CertificateFacts): string =>
  sha256Hex(canonicalJson(['fengcun/certificate-facts/v1', withoutSpaces(facts)])).slice(0, 32);

/** The bytes a signature covers: version, key, id, day since 2000-01-01 (4), digest of the facts. */
export const signedBytes = (claim: CertificateClaim): Uint8Array => {
  const { keyId, certificateId, issuedOn, factsDigest: digest } = claim;
  const day = Buffer.alloc(4);
  day.writeInt32BE(EPOCH.until(Temporal.PlainDate.from(issuedOn), { largestUnit: 'day' }).days);
  const parts = [
    Buffer.of(VERSION), Buffer.from(keyId, 'hex'), Buffer.from(certificateId.replaceAll('-', ''), 'hex'),
    day, Buffer.from(digest, 'hex'),
  ];
  return Uint8Array.from(Buffer.concat(parts));
};

/** The text of the code as the QR symbol carries it; it holds nothing of the person. */
export const verificationCode = ({ claim, signature }: SignedClaim): string =>
  PREFIX + base32(Buffer.concat([signedBytes(claim), signature]));

const idOf = (digits: string): string =>
  [digits.slice(0, 8), digits.slice(8, 12), digits.slice(12, 16), digits.slice(16, 20), digits.slice(20)]
    .join('-');

/** Reads a code (attacker-controlled text); whether its signature holds is another question. */
export const parseVerificationCode = (text: string): Result<SignedClaim, CodeRefusal> => {
  const plain = text.trim().toUpperCase();
  const refused = err<CodeRefusal>({ code: 'CODE_FORM' });
  if (plain.length > TEXT_LENGTH_MAX || !plain.startsWith(PREFIX)) return refused;
  const bytes = fromBase32(plain.slice(PREFIX.length));
  if (bytes === undefined || bytes.length !== SIGNED_BYTES + SIGNATURE_BYTES || bytes[0] !== VERSION) {
    return refused;
  }
  const days = Buffer.from(bytes.subarray(25, 29)).readInt32BE();
  // LIMIT: two hundred years; what does not fit is no day of ours.
  if (days < 0 || days > 73_000) return refused;
  const issuedOn = parseCivilDate(EPOCH.add({ days }).toString());
  if (!issuedOn.ok) return refused;
  const claim: CertificateClaim = {
    keyId: hex(bytes.subarray(1, 9)), certificateId: idOf(hex(bytes.subarray(9, 25))),
    issuedOn: issuedOn.value, factsDigest: hex(bytes.subarray(29, SIGNED_BYTES)),
  };
  return ok({ claim, signature: bytes.slice(SIGNED_BYTES) });
};
