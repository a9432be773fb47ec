import { concatBytes, readHeader, uint32, WRAPPED_KEY_BYTES } from '@fengcun/crypto';
import { assert, err, ok, type Result } from '@fengcun/kernel';
import type { Ciphertext } from '@fengcun/store';
import { type KeyId, type RecordPlace, type SealedRecord } from '@fengcun/vault';

/** The stored form is not one of ours: cut, or of a suite nobody assigned. */
export type StoredRefusal = Readonly<{ code: 'CIPHERTEXT_REJECTED' }>;

const SERIAL_BYTES = 4;
const REJECTED = err<StoredRefusal>({ code: 'CIPHERTEXT_REJECTED' });

const keyIdOf = (bytes: Uint8Array): KeyId => {
  const hex = Buffer.from(bytes).toString('hex');
  const parts = [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)];
  return parts.join('-');
};

/**
 * A sealed record as the columns of its row: `wrappedKey` is the 112 bytes of the wrapped key and, behind
 * them, the erasure serial in 4 bytes; data key and suite stand in the header of the content.
 */
export const toColumns = ({ ciphertext, keyRecord }: SealedRecord): Ciphertext => {
  assert(keyRecord.wrapped.length === WRAPPED_KEY_BYTES, 'a wrapped key has 112 bytes');
  const wrappedKey = concatBytes(keyRecord.wrapped, uint32(keyRecord.eraseSerial));
  return { version: keyRecord.place.version, content: ciphertext, wrappedKey, kekId: keyRecord.kekId };
};

/** The erasure serial of a row. */
export const serialOf = (wrappedKey: Uint8Array): Result<number, StoredRefusal> => {
  if (wrappedKey.length !== WRAPPED_KEY_BYTES + SERIAL_BYTES) return REJECTED;
  const view = Buffer.from(wrappedKey.buffer, wrappedKey.byteOffset, wrappedKey.length);
  return ok(view.readUInt32BE(WRAPPED_KEY_BYTES));
};

/** The sealed record behind the columns of a row; `place` comes from the request, never from the row. */
export const fromColumns = (
  place: RecordPlace, row: Omit<Ciphertext, 'version'>,
): Result<SealedRecord, StoredRefusal> => {
  const serial = serialOf(row.wrappedKey);
  const header = readHeader(row.content);
  if (!serial.ok || !header.ok) return REJECTED;
  const keyRecord = {
    place, suite: header.value.suite.name, dataKeyId: keyIdOf(header.value.kekId), kekId: row.kekId,
    eraseSerial: serial.value, wrapped: row.wrappedKey.subarray(0, WRAPPED_KEY_BYTES),
  };
  return ok({ ciphertext: row.content, keyRecord });
};
