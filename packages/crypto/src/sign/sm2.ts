import { sm2 } from 'sm-crypto-v2';
import { assert, err, ok, type Result } from '@fengcun/kernel';
import { type RandomBytes, takeRandom } from '../bytes.ts';
import type { PublicKeyRefusal, Signer, VerifyingKey } from './signer.ts';

/** Identity that enters every SM2 signature, part of the value ZA. @see GM/T 0009-2012 */
export const SM2_ID = '1234567812345678';

/** Order of the SM2 curve. @see GB/T 32918.5-2017 */
const ORDER = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');

const SCALAR_BYTES = 32;
const SIGNATURE_BYTES = 2 * SCALAR_BYTES;
const POINT_BYTES = 65;
const UNCOMPRESSED = 0x04;

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const scalar = (bytes: Uint8Array): bigint => BigInt(`0x${hex(bytes)}`);
const inRange = (value: bigint): boolean => value > 0n && value < ORDER;

const isOnCurve = (publicKey: Uint8Array): boolean => {
  if (publicKey.length !== POINT_BYTES || publicKey[0] !== UNCOMPRESSED) return false;
  try {
    return sm2.verifyPublicKey(hex(publicKey));
  } catch {
    return false;
  }
};

/**
 * A raw SM2 public key (0x04 ‖ x ‖ y). Node's own SM2 is not used: it signs with an empty identity and
 * fails the standard's example. The range of r and s is checked here because the library does not.
 * @see GB/T 32918.2-2016 §7; LIMIT: about 10 ms for each signature, so for checkpoints, not for requests
 */
export const sm2VerifyingKey = (publicKey: Uint8Array): Result<VerifyingKey, PublicKeyRefusal> => {
  if (!isOnCurve(publicKey)) return err({ code: 'PUBLIC_KEY_INVALID' });
  const point = hex(publicKey);
  const verify = (message: Uint8Array, signature: Uint8Array): boolean => {
    if (signature.length !== SIGNATURE_BYTES) return false;
    const halves = [signature.subarray(0, SCALAR_BYTES), signature.subarray(SCALAR_BYTES)];
    if (!halves.every((half) => inRange(scalar(half)))) return false;
    try {
      return sm2.doVerifySignature(message, hex(signature), point, { hash: true, userId: SM2_ID });
    } catch {
      return false;
    }
  };
  return ok({ algorithm: 'sm2', publicKey: publicKey.slice(), verify });
};

/** Uniform in 1 … n − 1 by rejection; one draw in 2^32 is thrown away. */
const randomScalar = (random: RandomBytes): Uint8Array => {
  for (;;) {
    const bytes = takeRandom(random, SCALAR_BYTES);
    if (inRange(scalar(bytes))) return bytes;
  }
};

/**
 * SM2 in JavaScript over a key in memory: for development and tests only. It is not constant-time and not
 * a certified product (GB/T 37092); production signs in a PKCS#11 or SDF device behind the same port.
 */
export const developmentSm2Signer = (privateKey: Uint8Array, random: RandomBytes): Signer => {
  const isKey = privateKey.length === SCALAR_BYTES && inRange(scalar(privateKey) + 1n);
  assert(isKey && inRange(scalar(privateKey)), 'an SM2 private key is 1 … n − 2');
  const privateHex = hex(privateKey);
  const publicHex = sm2.getPublicKeyFromPrivateKey(privateHex);
  const sign = (message: Uint8Array): Uint8Array => {
    const nonce = randomScalar(random);
    const nonceX = sm2.getPublicKeyFromPrivateKey(hex(nonce)).slice(2, 2 + 2 * SCALAR_BYTES);
    const pointPool = [{ k: scalar(nonce), x1: BigInt(`0x${nonceX}`) }];
    const options = { pointPool, hash: true, publicKey: publicHex, userId: SM2_ID };
    return Buffer.from(sm2.doSignature(message, privateHex, options), 'hex');
  };
  const publicKey = Buffer.from(publicHex, 'hex');
  return { algorithm: 'sm2', publicKey, sign: async (message) => sign(message) };
};
