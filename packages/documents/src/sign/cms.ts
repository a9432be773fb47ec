import { createHash } from 'node:crypto';
import { fromBER, Sequence } from 'asn1js';
import { assert, present } from '@fengcun/kernel';
import { type Asn1, der, encoded, integer, nothing, octets, oid, sequence, setOf, tagged } from './der.ts';
import type { DocumentAlgorithm, DocumentSigner } from './signer.ts';

const ID_DATA = '1.2.840.113549.1.7.1';
const ID_SIGNED_DATA = '1.2.840.113549.1.7.2';
const CONTENT_TYPE = '1.2.840.113549.1.9.3';
const MESSAGE_DIGEST = '1.2.840.113549.1.9.4';
const SIGNING_CERTIFICATE_V2 = '1.2.840.113549.1.9.16.2.47';
const SHA256 = '2.16.840.1.101.3.4.2.1';
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2';
const RSA_WITH_SHA256 = '1.2.840.113549.1.1.11';

const sha256 = (bytes: Uint8Array): Uint8Array => createHash('sha256').update(bytes).digest();

const signatureAlgorithm = (algorithm: DocumentAlgorithm): Asn1 =>
  (algorithm === 'ecdsa-p256-sha256'
    ? sequence(oid(ECDSA_WITH_SHA256)) : sequence(oid(RSA_WITH_SHA256), nothing()));

/** Issuer and serial number, cut out of a certificate byte for byte. @see RFC 5280 §4.1 */
const issuerAndSerial = (certificate: Uint8Array): Asn1 => {
  const { result, offset } = fromBER(certificate);
  assert(offset === certificate.length && result instanceof Sequence, 'a signer has DER certificates');
  const body = result.valueBlock.value[0];
  assert(body instanceof Sequence, 'a certificate has a body');
  // [0] version, serialNumber, signature, issuer: version 3 always writes its version.
  const [, serial, , issuer] = body.valueBlock.value;
  const bytesOf = (
    block: typeof serial,
  ): Uint8Array => new Uint8Array(present(block, 'a certificate member').valueBeforeDecodeView);
  return sequence(encoded(bytesOf(issuer)), encoded(bytesOf(serial)));
};

const attribute = (id: string, value: Asn1): Asn1 => sequence(oid(id), setOf(value));

/** The attributes of PAdES B-B, in DER order; the signing time stands in the PDF instead. */
const signedAttributes = (digest: Uint8Array, certificate: Uint8Array): readonly Asn1[] => [
  attribute(CONTENT_TYPE, oid(ID_DATA)),
  attribute(MESSAGE_DIGEST, octets(digest)),
  // SHA-256 is the default hash of ESSCertIDv2, and DER leaves defaults out. RFC 5035 §4
  attribute(SIGNING_CERTIFICATE_V2, sequence(sequence(sequence(octets(sha256(certificate)))))),
].sort((a, b) => Buffer.compare(der(a), der(b)));

/**
 * Bytes to keep free for the structure of a signer: its certificates, its signature, and the frame of both.
 */
export const signatureBytes = ({ certificates }: DocumentSigner): number =>
  certificates.reduce((sum, certificate) => sum + certificate.length, 0) + 1536;

/**
 * A detached CMS signature over content of this SHA-256, as PAdES baseline B-B wants it.
 * @see RFC 5652 §5; ETSI EN 319 122-1 §5.2.2.3; ETSI EN 319 142-1 §6.3
 */
export const signDetached = async (signer: DocumentSigner, digest: Uint8Array): Promise<Uint8Array> => {
  const own = present(signer.certificates[0], 'the certificate of the signer');
  const attributes = signedAttributes(digest, own);
  // What is signed is the SET OF itself, not its implicit tag. RFC 5652 §5.4
  const signature = await signer.sign(der(setOf(...attributes)));
  const signerInfo = sequence(
    integer(1), issuerAndSerial(own), sequence(oid(SHA256)), tagged(0, ...attributes),
    signatureAlgorithm(signer.algorithm), octets(signature),
  );
  const certificates = [...signer.certificates].sort((a, b) => Buffer.compare(a, b)).map(encoded);
  return der(sequence(oid(ID_SIGNED_DATA), tagged(0, sequence(
    integer(1), setOf(sequence(oid(SHA256))), sequence(oid(ID_DATA)), tagged(0, ...certificates),
    setOf(signerInfo),
  ))));
};
