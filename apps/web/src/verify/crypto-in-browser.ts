import { ed25519 } from '@noble/curves/ed25519.js';
import { sha256 } from '@noble/hashes/sha2.js';
import { assert, BugError, err, ok, type Result } from '@fengcun/kernel';
import { sm2, sm3 } from 'sm-crypto-v2';
import type { HashName, PublicKeyRefusal, SignatureAlgorithm, VerifyingKey } from '@fengcun/crypto';

// Stands in for @fengcun/crypto where a verifier (ledger, releases) runs in a page: the same names and results,
// shown by crypto-in-browser.test.ts. It verifies and hashes; whatever needs a key throws.

const encoder = new TextEncoder();

/** UTF-8 of a text; a lone surrogate is a bug. */
export const utf8 = (text: string): Uint8Array => {
  assert(text.isWellFormed(), 'text with a lone surrogate has no UTF-8 form');
  return encoder.encode(text);
};

/** The parts one after the other. */
export const concatBytes = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

/** Unsigned big-endian integer in 8 bytes; 0 ≤ value ≤ 2^53 − 1. */
export const uint64 = (value: number): Uint8Array => {
  assert(Number.isSafeInteger(value) && value >= 0, 'integer outside the safe range');
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(value));
  return bytes;
};

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

/** SHA-256 or SM3: 32 bytes. @see FIPS 180-4; GB/T 32905-2016 */
export const digest = (hash: HashName, data: Uint8Array): Uint8Array =>
  (hash === 'sha256' ? sha256(data) : Buffer.from(sm3(data), 'hex'));

/** The digest as 32 characters U+0000–U+00FF. */
export const digestLatin1 = (hash: HashName, data: Uint8Array): string => String.fromCharCode(...digest(hash, data));

/** LIMIT: what a curve library calls malformed throws; to a verifier it is a signature that does not hold. */
const holds = (check: () => boolean): boolean => {
  try {
    return check();
  } catch {
    return false;
  }
};

const ed25519Key = (publicKey: Uint8Array): Result<VerifyingKey, PublicKeyRefusal> => (publicKey.length !== 32
  ? err({ code: 'PUBLIC_KEY_INVALID' })
  : ok({
    algorithm: 'ed25519', publicKey: publicKey.slice(),
    // RFC 8032 to the letter, as the service verifies, not the lenient form of ZIP 215.
    verify: (message, signature) =>
      signature.length === 64 && holds(() => ed25519.verify(signature, message, publicKey, { zip215: false })),
  }));

/** @see GM/T 0009-2012 (the identity); GB/T 32918.5-2017 (the order) */
const SM2_ID = '1234567812345678';
const ORDER = BigInt('0xfffffffeffffffffffffffffffffffff7203df6b21c6052b53bbf40939d54123');

const inRange = (half: Uint8Array): boolean => {
  const value = BigInt(`0x${hexOf(half)}`);
  return value > 0n && value < ORDER;
};

const sm2Key = (publicKey: Uint8Array): Result<VerifyingKey, PublicKeyRefusal> => {
  const point = hexOf(publicKey);
  const isPoint = publicKey.length === 65 && publicKey[0] === 0x04 && holds(() => sm2.verifyPublicKey(point));
  if (!isPoint) return err({ code: 'PUBLIC_KEY_INVALID' });
  const verify: VerifyingKey['verify'] = (message, signature) =>
    signature.length === 64 && inRange(signature.subarray(0, 32)) && inRange(signature.subarray(32))
      && holds(() => sm2.doVerifySignature(message, hexOf(signature), point, { hash: true, userId: SM2_ID }));
  return ok({ algorithm: 'sm2', publicKey: publicKey.slice(), verify });
};

/**
 * The verifying key of raw bytes: Ed25519 and SM2. LIMIT: ML-DSA-44 is refused here, so a policy that asks for it
 * is verified by `./fengcun ledger verify`.
 */
export const verifyingKey = (
  algorithm: SignatureAlgorithm, publicKey: Uint8Array,
): Result<VerifyingKey, PublicKeyRefusal> => {
  if (algorithm === 'ed25519') return ed25519Key(publicKey);
  return algorithm === 'sm2' ? sm2Key(publicKey) : err({ code: 'PUBLIC_KEY_INVALID' });
};

const LENGTH_BYTES = 4;

const framedField = (field: Uint8Array | string): Uint8Array => {
  const bytes = typeof field === 'string' ? utf8(field) : field;
  const framed = new Uint8Array(LENGTH_BYTES + bytes.length);
  new DataView(framed.buffer).setUint32(0, bytes.length);
  framed.set(bytes, LENGTH_BYTES);
  return framed;
};

/** The label, a zero byte, then every field after its length in 4 bytes. */
export const frame = (label: string, fields: readonly (Uint8Array | string)[]): Uint8Array =>
  concatBytes(utf8(label), Uint8Array.of(0), ...fields.map(framedField));

const noKeyHere = (): never => { throw new BugError('bug: a page holds no key'); };
/** Commitments need keys, and a page holds none. */
export const [hmac, hmacOnce] = [noKeyHere, noKeyHere];
