import {
  concatBytes, KEY_ID_BYTES, readHeader, suiteById, SUITES, uint32, WRAPPED_KEY_BYTES,
} from '@fengcun/crypto';
import { assert, err, ok, present, type Result } from '@fengcun/kernel';
import type { Ciphertext, WrappedKeyRow } from '@fengcun/store';
import { type KeyId, type KeyRecord, type RecordPlace, type SealedRecord } from '@fengcun/vault';

/** The stored form is not one of ours: cut, or of a suite nobody assigned. */
export type StoredRefusal = Readonly<{ code: 'CIPHERTEXT_REJECTED' }>;

const SERIAL_BYTES = 4;

/** Length of the column of a wrapped key whose content names data key and suite. */
export const WRAPPED_COLUMN_BYTES = WRAPPED_KEY_BYTES + SERIAL_BYTES;

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

/** Bytes of the column where no content names data key and suite: they stand behind the serial. */
const ALONE_BYTES = WRAPPED_KEY_BYTES + SERIAL_BYTES + 1 + KEY_ID_BYTES;

/** A key that stands alone as its column: wrapped key, serial, suite (1) and data key (16). */
export const aloneColumn = (keyRecord: KeyRecord): Uint8Array => {
  const { wrapped, eraseSerial, suite, dataKeyId } = keyRecord;
  const { id } = present(SUITES.find(({ name }) => name === suite), 'suite');
  const keyId = Buffer.from(dataKeyId.replaceAll('-', ''), 'hex');
  return concatBytes(wrapped, uint32(eraseSerial), Uint8Array.of(id), keyId);
};

/** The erasure serial of a row. */
export const serialOf = (wrappedKey: Uint8Array): Result<number, StoredRefusal> => {
  const { length } = wrappedKey;
  if (length !== WRAPPED_KEY_BYTES + SERIAL_BYTES && length !== ALONE_BYTES) return REJECTED;
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

type Named = Pick<KeyRecord, 'suite' | 'dataKeyId'>;

const suiteAndKey = ({ header, wrappedKey }: WrappedKeyRow): Named | undefined => {
  if (header.length > 0) {
    const read = readHeader(header);
    return read.ok ? { suite: read.value.suite.name, dataKeyId: keyIdOf(read.value.kekId) } : undefined;
  }
  const at = WRAPPED_KEY_BYTES + SERIAL_BYTES;
  const suite = wrappedKey.length === ALONE_BYTES ? suiteById(wrappedKey[at] ?? 0) : undefined;
  return suite === undefined
    ? undefined : { suite: suite.name, dataKeyId: keyIdOf(wrappedKey.subarray(at + 1)) };
};

/** The key record behind a row of wrapped keys; whether it unwraps at `place` shows when it is tried. */
export const keyRecordOf = (
  place: RecordPlace, row: WrappedKeyRow,
): Result<KeyRecord, StoredRefusal> => {
  const serial = serialOf(row.wrappedKey);
  const named = suiteAndKey(row);
  if (!serial.ok || named === undefined) return REJECTED;
  const wrapped = row.wrappedKey.subarray(0, WRAPPED_KEY_BYTES);
  return ok({ place, ...named, kekId: row.kekId, eraseSerial: serial.value, wrapped });
};

/** The column of a key record, in the form its row has it. */
export const wrappedColumn = (keyRecord: KeyRecord, row: WrappedKeyRow): Uint8Array =>
  (row.header.length === 0
    ? aloneColumn(keyRecord) : concatBytes(keyRecord.wrapped, uint32(keyRecord.eraseSerial)));
