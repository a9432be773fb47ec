import { assert, sha256Hex } from '@fengcun/kernel';

/** Number of shard keys. LIMIT: 12 bits fit the `rand_a` field of a UUID version 7. */
export const SHARD_KEYS = 4096;

/** What an id is minted from: time in milliseconds, 8 random bytes, the shard it shall live in (0–4095). */
export type IdParts = Readonly<{ timeMillis: number; random: Uint8Array; shardKey: number }>;

const UUID_V7 = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const RANDOM_BYTES = 8;
const hex = (value: number, digits: number): string => value.toString(16).padStart(digits, '0');
// Two digits for every byte: an import mints several ids for every record.
const HEX = Array.from({ length: 256 }, (_, byte) => hex(byte, 2));
const digitsAt = (bytes: Uint8Array, at: number): string => HEX[bytes[at] ?? 0] ?? '';

/**
 * A UUID version 7 that carries its shard key in `rand_a`, so that a row is found by its id alone and the
 * rows of one subject or case can be minted into one shard. 62 random bits remain beside the millisecond.
 * Never used for audit entries: their ids must tell nothing about a person's shard.
 * @see RFC 9562 §5.7
 */
export const mintId = (parts: IdParts): string => {
  const { timeMillis, random, shardKey } = parts;
  assert(Number.isSafeInteger(timeMillis) && timeMillis >= 0 && timeMillis < 2 ** 48, 'a 48-bit time');
  assert(Number.isInteger(shardKey) && shardKey >= 0 && shardKey < SHARD_KEYS, 'a shard key of 0–4095');
  assert(random.length === RANDOM_BYTES, 'an id takes 8 random bytes');
  const head = hex(Math.floor(timeMillis / 2 ** 16), 8);
  const variant = 0x80 | ((random[0] ?? 0) & 0x3f);
  const clock = `${HEX[variant] ?? ''}${digitsAt(random, 1)}`;
  let node = '';
  for (let at = 2; at < RANDOM_BYTES; at += 1) node += digitsAt(random, at);
  return `${head}-${hex(timeMillis % 2 ** 16, 4)}-7${hex(shardKey, 3)}-${clock}-${node}`;
};

/** Whether a text has the form of an id; for names that come from outside. */
export const isId = (text: string): boolean => UUID_V7.test(text);

/** Guarantees the lower-case form of a UUID version 7; ids are ours, so another form is a bug. */
export const assertId = (id: string): void => {
  assert(isId(id), 'an id is a UUID version 7 in lower case');
};

/** The shard an id lives in. */
export const shardKeyOf = (id: string): number => {
  assertId(id);
  return Number.parseInt(id.slice(15, 18), 16);
};

/** The shard of a value found by its own bytes (blind index term, digest): its first 12 bits. */
export const shardKeyOfDigest = (digest: Uint8Array): number => {
  assert(digest.length >= 2, 'a digest of at least two bytes');
  return ((digest[0] ?? 0) << 4) | ((digest[1] ?? 0) >> 4);
};

/** The shard of something found by a name, such as a log or a job: the first 12 bits of its SHA-256. */
export const shardKeyOfName = (name: string): number => Number.parseInt(sha256Hex(name).slice(0, 3), 16);
