import {
  type BaseBlock, BitString, Constructed, fromBER, GeneralizedTime, Integer, Null, ObjectIdentifier,
  OctetString, Primitive, Sequence, Set as SetOf, UTCTime, Utf8String,
} from 'asn1js';
import { assert } from '@fengcun/kernel';

/** A value of ASN.1; the library encodes it. */
export type Asn1 = BaseBlock;

/** DER bytes of a value. */
export const der = (value: Asn1): Uint8Array => new Uint8Array(value.toBER());

/** SEQUENCE. */
export const sequence = (...value: readonly Asn1[]): Asn1 => new Sequence({ value: [...value] });

/** SET OF, in the order DER wants: by encoded bytes. @see X.690 §11.6 */
export const setOf = (...value: readonly Asn1[]): Asn1 =>
  new SetOf({ value: [...value].sort((a, b) => Buffer.compare(der(a), der(b))) });

/** OBJECT IDENTIFIER. */
export const oid = (value: string): Asn1 => new ObjectIdentifier({ value });

/** INTEGER of a small number, or of bytes read as an unsigned number. */
export const integer = (value: number | Uint8Array): Asn1 =>
  (typeof value === 'number' ? new Integer({ value })
    : Integer.fromBigInt(BigInt(`0x${Buffer.from(value).toString('hex')}`)));

/** A buffer with these bytes and nothing else: a Node buffer may be a window on a larger one. */
const bufferOf = (value: Uint8Array): ArrayBuffer => new Uint8Array(value).buffer;

/** OCTET STRING. */
export const octets = (value: Uint8Array): Asn1 => new OctetString({ valueHex: bufferOf(value) });

/** BIT STRING of whole bytes, or of a byte with unused low bits. */
export const bits = (value: Uint8Array, unusedBits = 0): Asn1 =>
  new BitString({ valueHex: bufferOf(value), unusedBits });

/** UTF8String. */
export const text = (value: string): Asn1 => new Utf8String({ value });

/** NULL. */
export const nothing = (): Asn1 => new Null();

/** Bytes that are DER already; they come out exactly as they went in, or it is a bug. */
export const encoded = (value: Uint8Array): Asn1 => {
  const { result } = fromBER(value);
  assert(Buffer.compare(der(result), value) === 0, 'bytes that are DER');
  return result;
};

const CONTEXT_CLASS = 3;

/** [number] around whole values (explicit, or an implicit SET OF). */
export const tagged = (tagNumber: number, ...value: readonly Asn1[]): Asn1 =>
  new Constructed({ idBlock: { tagClass: CONTEXT_CLASS, tagNumber }, value: [...value] });

/** [number] IMPLICIT OCTET STRING. */
export const taggedOctets = (tagNumber: number, value: Uint8Array): Asn1 =>
  new Primitive({ idBlock: { tagClass: CONTEXT_CLASS, tagNumber }, valueHex: bufferOf(value) });

const FIRST_GENERALIZED_YEAR = 2050;

/** Time of a certificate. @see RFC 5280 §4.1.2.5: UTCTime through 2049 */
export const time = (moment: Date): Asn1 => (moment.getUTCFullYear() < FIRST_GENERALIZED_YEAR
  ? new UTCTime({ valueDate: moment }) : new GeneralizedTime({ valueDate: moment }));
