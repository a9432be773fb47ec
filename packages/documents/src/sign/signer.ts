import { createPrivateKey, type KeyObject, sign } from 'node:crypto';
import { p256 } from '@noble/curves/nist.js';
import { err, ok, type Result } from '@fengcun/kernel';

/** Signatures that PDF readers in use check, and that come out the same each time. */
export type DocumentAlgorithm = 'ecdsa-p256-sha256' | 'rsa-pkcs1-sha256';

/**
 * Who signs papers: a key that never leaves its place (file, PKCS#11 module, seal server) with its
 * certificates, its own first, then those that issued it. `sign` gives the signature over SHA-256 of the
 * message: DER of (r, s), or PKCS#1 v1.5; it throws a Fault when the device does not answer.
 */
export type DocumentSigner = Readonly<{
  algorithm: DocumentAlgorithm;
  name: string;
  certificates: readonly Uint8Array[];
  sign: (message: Uint8Array) => Promise<Uint8Array>;
}>;

/** Why a key cannot sign papers. */
export type SignerRefusal = Readonly<{ code: 'SIGNING_KEY_FORM' | 'SIGNING_KEY_KIND'; message: string }>;

const keyOf = (pem: string): KeyObject | undefined => {
  try {
    return createPrivateKey(pem);
  } catch {
    return undefined;
  }
};

/**
 * RFC 6979: the same message and key give the same signature, so that a paper can be made again byte for
 * byte.
 */
const ellipticSign = (key: KeyObject): DocumentSigner['sign'] => {
  const secret = Buffer.from(key.export({ format: 'jwk' }).d ?? '', 'base64url');
  return async (message) => p256.sign(message, secret, { format: 'der', lowS: false });
};

const RSA_BITS_MIN = 2048;

/**
 * A signer over a private key in this process: PKCS#8 in PEM, P-256 or RSA of at least 2048 bits.
 * The certificates are DER, the key's own first.
 */
export const softwareSigner = (
  key: Readonly<{ privateKeyPem: string; certificates: readonly Uint8Array[]; name: string }>,
): Result<DocumentSigner, SignerRefusal> => {
  const { name, certificates } = key;
  const privateKey = keyOf(key.privateKeyPem);
  if (privateKey === undefined || certificates.length === 0) {
    return err({
      code: 'SIGNING_KEY_FORM', message: 'The signing key is no PKCS#8 key in PEM with a certificate.',
    });
  }
  const { asymmetricKeyType: type, asymmetricKeyDetails: details } = privateKey;
  if (type === 'ec' && details?.namedCurve === 'prime256v1') {
    return ok({ algorithm: 'ecdsa-p256-sha256', name, certificates, sign: ellipticSign(privateKey) });
  }
  if (type === 'rsa' && (details?.modulusLength ?? 0) >= RSA_BITS_MIN) {
    return ok({
      algorithm: 'rsa-pkcs1-sha256', name, certificates,
      sign: async (message) => sign('sha256', message, privateKey),
    });
  }
  return err({
    code: 'SIGNING_KEY_KIND', message: 'Papers are signed with P-256 or with RSA of 2048 bits or more.',
  });
};
