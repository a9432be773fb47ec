import { createHmac, timingSafeEqual } from 'node:crypto';
import { assert } from '@fengcun/kernel';

/** Seconds of one code. @see RFC 6238 §4.1 */
export const TOTP_STEP_SECONDS = 30;
/** Bytes of a secret: as long as the digest. @see RFC 4226 §4 R6 */
export const TOTP_SECRET_BYTES = 20;

const DIGITS = 6;
// LIMIT: one step to either side, for clocks that differ by up to half a minute. @see RFC 6238 §5.2
const WINDOW = 1;

/** The step an instant lies in; milliseconds of UTC. */
export const totpStep = (millis: number): number => Math.floor(millis / 1000 / TOTP_STEP_SECONDS);

/**
 * The code of a step. HMAC-SHA-1, because that is what the applications on telephones compute; its collisions
 * do not matter for a code. @see RFC 6238, RFC 4226 §5.3
 */
export const totpCode = (secret: Uint8Array, step: number): string => {
  assert(Number.isSafeInteger(step) && step >= 0, 'a step counts from 0');
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(step));
  const digest = createHmac('sha1', secret).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0x0f;
  const number = digest.readUInt32BE(offset) & 0x7fffffff;
  return String(number % 10 ** DIGITS).padStart(DIGITS, '0');
};

/**
 * The step a code belongs to, of those around an instant; undefined where it is no code of theirs. Every step
 * is compared, and each in constant time.
 */
export const totpMatch = (secret: Uint8Array, code: string, millis: number): number | undefined => {
  const given = Buffer.from(code.padEnd(DIGITS, ' ').slice(0, DIGITS), 'latin1');
  const now = totpStep(millis);
  let found: number | undefined;
  for (let step = Math.max(0, now - WINDOW); step <= now + WINDOW; step += 1) {
    if (timingSafeEqual(Buffer.from(totpCode(secret, step), 'latin1'), given)) found = step;
  }
  return code.length === DIGITS ? found : undefined;
};

const ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567';

/** Bytes in base 32 without padding. @see RFC 4648 §6 */
export const base32 = (bytes: Uint8Array): string => {
  let text = '';
  let bits = 0;
  let value = 0;
  for (const byte of bytes) {
    value = (value << 8) | byte;
    bits += 8;
    while (bits >= 5) {
      bits -= 5;
      text += ALPHABET[(value >>> bits) & 31];
    }
    value &= (1 << bits) - 1;
  }
  return bits === 0 ? text : text + (ALPHABET[(value << (5 - bits)) & 31] ?? '');
};

/** The address that applications on telephones read from a QR symbol; the account stands for the person. */
export const totpAddress = (account: string, secret: Uint8Array): string =>
  `otpauth://totp/Fengcun:${account}?secret=${base32(secret)}&issuer=Fengcun&algorithm=SHA1`
  + `&digits=${DIGITS}&period=${TOTP_STEP_SECONDS}`;
