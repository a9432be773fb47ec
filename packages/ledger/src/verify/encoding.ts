/** Bytes of one tree hash, SHA-256 or SM3. */
export const HASH_BYTES = 32;

/** A size or index: a safe integer, or a bigint where foreign logs exceed 2^53 − 1. */
export type Count = number | bigint;

const DECIMAL = /^(?:0|[1-9]\d{0,15})$/;

/** Standard base64 in its one strict form (padding present, no stray bits); undefined for anything else. */
export const decodeBase64 = (text: string): Uint8Array | undefined => {
  const bytes = Buffer.from(text, 'base64');
  return bytes.toString('base64') === text ? bytes : undefined;
};

/** Standard base64 with padding. @see RFC 4648 §4 */
export const encodeBase64 = (bytes: Uint8Array): string => Buffer.from(bytes).toString('base64');

/** A base64 line that holds exactly one tree hash. */
export const decodeHash = (text: string): Uint8Array | undefined => {
  const bytes = text.length === 44 ? decodeBase64(text) : undefined;
  return bytes?.length === HASH_BYTES ? bytes : undefined;
};

/** ASCII decimal without leading zeroes. LIMIT: 2^53 − 1; a log of ours never gets there. */
export const parseDecimal = (text: string): number | undefined => {
  const value = DECIMAL.test(text) ? Number(text) : Number.NaN;
  return Number.isSafeInteger(value) ? value : undefined;
};

const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** The text of UTF-8 bytes, byte order mark kept; undefined when they are not UTF-8. */
export const decodeUtf8 = (bytes: Uint8Array): string | undefined => {
  try {
    return decoder.decode(bytes);
  } catch {
    return undefined;
  }
};

/** Equality of two public values; not for secrets. */
export const sameBytes = (left: Uint8Array, right: Uint8Array): boolean => Buffer.compare(left, right) === 0;
