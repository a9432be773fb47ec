import { assert } from '@fengcun/kernel';

/** Source of unpredictable bytes: returns exactly `length` fresh bytes, which the caller owns. */
export type RandomBytes = (length: number) => Uint8Array;

const encoder = new TextEncoder();

/**
 * UTF-8 of a text. A lone surrogate is a bug: every one of them would become U+FFFD, so two different
 * texts would share one encoding and one authentication tag.
 */
export const utf8 = (text: string): Uint8Array => {
  assert(text.isWellFormed(), 'text with a lone surrogate has no UTF-8 form');
  return encoder.encode(text);
};

/** The parts one after the other in a new array. */
export const concatBytes = (...parts: readonly Uint8Array[]): Uint8Array => Buffer.concat(parts);

/** Unsigned big-endian integer in 4 bytes; 0 ≤ value < 2^32. */
export const uint32 = (value: number): Uint8Array => {
  assert(Number.isInteger(value) && value >= 0 && value < 2 ** 32, 'integer outside 32 bits');
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32BE(value);
  return bytes;
};

/** Unsigned big-endian integer in 8 bytes; 0 ≤ value ≤ 2^53 − 1. */
export const uint64 = (value: number): Uint8Array => {
  assert(Number.isSafeInteger(value) && value >= 0, 'integer outside the safe range');
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64BE(BigInt(value));
  return bytes;
};

/** Labels are a few constants of ours; their bytes are made once. */
const labels = new Map<string, Uint8Array>();

const labelBytes = (label: string): Uint8Array => {
  const known = labels.get(label);
  if (known !== undefined) return known;
  assert(!label.includes('\0'), 'a label holds no zero byte');
  const bytes = utf8(`${label}\0`);
  labels.set(label, bytes);
  return bytes;
};

const lengthOf = (field: Uint8Array | string): number =>
  (typeof field === 'string' ? Buffer.byteLength(field) : field.length);

const writeField = (framed: Buffer, at: number, field: Uint8Array | string): number => {
  if (typeof field !== 'string') {
    framed.set(field, at + 4);
    return field.length;
  }
  assert(field.isWellFormed(), 'text with a lone surrogate has no UTF-8 form');
  return framed.write(field, at + 4);
};

/**
 * Joins fields (bytes, or text as UTF-8) so that no two different lists give the same bytes: the label, a
 * zero byte, then every field after its length in 4 bytes. The label keeps one use of a key from being read
 * as another. A lone surrogate in a text is a bug.
 */
export const frame = (label: string, fields: readonly (Uint8Array | string)[]): Uint8Array => {
  const head = labelBytes(label);
  let length = head.length;
  for (const field of fields) length += 4 + lengthOf(field);
  // One fresh array: many made a small seal slow, and a pooled one would keep identifiers around.
  const framed = Buffer.allocUnsafeSlow(length);
  framed.set(head);
  let at = head.length;
  for (const field of fields) {
    const written = writeField(framed, at, field);
    framed.writeUInt32BE(written, at);
    at += 4 + written;
  }
  return framed;
};

/** Exactly `length` bytes from the source; a short answer would be a weak key, so it is a bug. */
export const takeRandom = (random: RandomBytes, length: number): Uint8Array => {
  const bytes = random(length);
  assert(bytes.length === length, 'the random source returned a wrong number of bytes');
  return bytes;
};
