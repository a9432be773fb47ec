import { type RandomBytes, takeRandom } from '@fengcun/crypto';
import { assert } from '@fengcun/kernel';

/** Name of a key: a UUID version 4 in lower case. It says nothing about person, record or time. */
export type KeyId = string;

const KEY_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/;
const ID_BYTES = 16;

/** Whether a text is a key name; for parsers of stored or operator-supplied values. */
export const isKeyId = (text: string): boolean => KEY_ID.test(text);

/** The 16 bytes that stand for a key name in a ciphertext header. */
export const keyIdBytes = (id: KeyId): Uint8Array => {
  assert(isKeyId(id), 'a key name is a UUID version 4');
  // Cut by place: this runs several times for every record.
  const text = id.slice(0, 8) + id.slice(9, 13) + id.slice(14, 18) + id.slice(19, 23) + id.slice(24);
  return Buffer.from(text, 'hex');
};

/** The name that 16 bytes stand for; bytes of another form are a bug, parsers check `isKeyId` first. */
export const keyIdText = (bytes: Uint8Array): KeyId => {
  assert(bytes.length === ID_BYTES, 'a key name has 16 bytes');
  const hex = Buffer.from(bytes).toString('hex');
  const [a, b, c, d] = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20)];
  return `${a}-${b}-${c}-${d}-${hex.slice(20)}`;
};

/** A fresh key name from the given source. @see RFC 9562 §5.4 */
export const newKeyId = (random: RandomBytes): KeyId => {
  const bytes = new Uint8Array(takeRandom(random, ID_BYTES));
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  return keyIdText(bytes);
};
