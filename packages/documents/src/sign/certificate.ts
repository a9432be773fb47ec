import { createHash, createPrivateKey, createPublicKey } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import {
  type Asn1, bits, der, encoded, integer, octets, oid, sequence, setOf, tagged, taggedOctets, text, time,
} from './der.ts';

/** Random bytes of a cryptographic source. */
export type RandomBytes = (length: number) => Uint8Array;

/** A key and certificate of a development authority, and the root that a reader must be told to trust. */
export type DevelopmentIdentity = Readonly<{
  name: string; privateKeyPem: string; certificate: Uint8Array; root: Uint8Array;
}>;

const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const COMMON_NAME = '2.5.4.3';
const ORGANIZATION = '2.5.4.10';
const SUBJECT_KEY_ID = '2.5.29.14';
const KEY_USAGE = '2.5.29.15';
const BASIC_CONSTRAINTS = '2.5.29.19';
const AUTHORITY_KEY_ID = '2.5.29.35';
const EXTENDED_KEY_USAGE = '2.5.29.37';
const DOCUMENT_SIGNING = '1.3.6.1.5.5.7.3.36';
/** digitalSignature and contentCommitment; keyCertSign and cRLSign. @see RFC 5280 §4.2.1.3 */
const SIGNING_USAGE = { byte: 0b1100_0000, unused: 6 } as const;
const AUTHORITY_USAGE = { byte: 0b0000_0110, unused: 1 } as const;

const SERIAL_BYTES = 16;
const SEED_BYTES = 48;
const YEARS = { root: 10, signer: 3 } as const;
const DEVELOPMENT_ORGANIZATION = '封存开发环境（非正式印章）';

type Key = Readonly<{ secret: Uint8Array; pem: string; spki: Uint8Array; id: Uint8Array }>;

const newKey = (random: RandomBytes): Key => {
  // 48 bytes, so that the reduction to the group's order leaves no measurable bias. FIPS 186-5 §A.2.1
  const { secretKey: secret } = p256.keygen(random(SEED_BYTES));
  const point = p256.getPublicKey(secret, false);
  const part = (
    from: number, to: number,
  ): string => Buffer.from(point.subarray(from, to)).toString('base64url');
  const jwk = {
    kty: 'EC', crv: 'P-256', x: part(1, 33), y: part(33, 65), d: Buffer.from(secret).toString('base64url'),
  };
  const privateKey = createPrivateKey({ key: jwk, format: 'jwk' });
  return {
    secret, pem: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
    spki: createPublicKey(privateKey).export({ type: 'spki', format: 'der' }),
    id: createHash('sha256').update(point).digest().subarray(0, 20),
  };
};

const distinguishedName = (name: string): Asn1 => sequence(
  setOf(sequence(oid(ORGANIZATION), text(DEVELOPMENT_ORGANIZATION))),
  setOf(sequence(oid(COMMON_NAME), text(name))),
);

const extension = (id: string, value: Asn1, critical = false): Asn1 =>
  sequence(oid(id), ...(critical ? [encoded(Uint8Array.of(0x01, 0x01, 0xff))] : []), octets(der(value)));

const usage = ({ byte, unused }: Readonly<{ byte: number; unused: number }>): Asn1 =>
  extension(KEY_USAGE, bits(Uint8Array.of(byte), unused), true);

type Body = Readonly<{
  serial: Uint8Array; issuer: Asn1; subject: Asn1; notBefore: Date; years: number; key: Key;
  extensions: readonly Asn1[];
}>;

const yearsLater = (moment: Date, years: number): Date => {
  const later = new Date(moment.getTime());
  later.setUTCFullYear(moment.getUTCFullYear() + years);
  return later;
};

const certificateOf = (body: Body, issuer: Key): Uint8Array => {
  const algorithm = sequence(oid(ECDSA_WITH_SHA256));
  const unsigned = sequence(
    tagged(0, integer(2)), integer(body.serial), algorithm, body.issuer,
    sequence(time(body.notBefore), time(yearsLater(body.notBefore, body.years))), body.subject,
    encoded(body.key.spki), tagged(3, sequence(...body.extensions)),
  );
  const signature = p256.sign(der(unsigned), issuer.secret, { format: 'der', lowS: false });
  return der(sequence(unsigned, algorithm, bits(signature)));
};

const newSerial = (random: RandomBytes): Uint8Array => {
  const serial = random(SERIAL_BYTES).slice();
  // Positive and not zero, as RFC 5280 §4.1.2.2 wants.
  serial[0] = ((serial[0] ?? 0) & 0x7f) | 0x40;
  return serial;
};

/**
 * A certificate authority of this deployment and one signing key below it, made at first use. Its names say
 * that it is for development: no reader trusts it until somebody imports its root, and no paper signed with
 * it carries the seal of an organ. `now` is in milliseconds since 1970. The same random bytes and time give
 * the same result.
 */
export const newDevelopmentIdentity = (
  name: string, { random, now }: Readonly<{ random: RandomBytes; now: number }>,
): DevelopmentIdentity => {
  const [rootKey, key] = [newKey(random), newKey(random)];
  const [issuer, notBefore] = [distinguishedName('封存开发根证书'), new Date(Math.floor(now / 1000) * 1000)];
  const keyIds = (own: Key): readonly Asn1[] => [
    extension(SUBJECT_KEY_ID, octets(own.id)),
    extension(AUTHORITY_KEY_ID, sequence(taggedOctets(0, rootKey.id))),
  ];
  const root = certificateOf({
    serial: newSerial(random), issuer, subject: issuer, notBefore, years: YEARS.root, key: rootKey,
    extensions: [
      extension(BASIC_CONSTRAINTS, sequence(encoded(Uint8Array.of(0x01, 0x01, 0xff)), integer(0)), true),
      usage(AUTHORITY_USAGE), ...keyIds(rootKey),
    ],
  }, rootKey);
  const certificate = certificateOf({
    serial: newSerial(random), issuer, subject: distinguishedName(name), notBefore, years: YEARS.signer, key,
    extensions: [
      extension(BASIC_CONSTRAINTS, sequence(), true), usage(SIGNING_USAGE),
      extension(EXTENDED_KEY_USAGE, sequence(oid(DOCUMENT_SIGNING))), ...keyIds(key),
    ],
  }, rootKey);
  return { name, privateKeyPem: key.pem, certificate, root };
};
