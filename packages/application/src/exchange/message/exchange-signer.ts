import { createPublicKey, type KeyObject, sign } from 'node:crypto';
import { assert } from '@fengcun/kernel';

/** Signs for an organ; the signature is Ed25519 over the bytes. */
export type ExchangeSigner = Readonly<{
  organ: string; keyId: string;
  /** Raw public key, base64: what the other organs configure. */
  publicKey: string;
  sign: (data: Uint8Array) => Uint8Array;
}>;

/** A signer over a private key in this process. `word` tells a later key of the organ from the first. */
export const exchangeSigner = (organ: string, privateKey: KeyObject, word?: string): ExchangeSigner => {
  assert(privateKey.asymmetricKeyType === 'ed25519', 'organs sign with Ed25519');
  return {
    organ, keyId: word === undefined ? organ : `${organ}#${word}`,
    publicKey: Buffer.from(createPublicKey(privateKey).export({ format: 'raw-public' })).toString('base64'),
    sign: (data) => sign(null, data, privateKey),
  };
};
