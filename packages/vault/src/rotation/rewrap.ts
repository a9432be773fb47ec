import type { Result } from '@fengcun/kernel';
import { type KeyRecord, unwrapRecordKey, type WrappingKeys, wrapRecordKey } from '../keys/key-record.ts';
import type { KeyRefusal } from '../keys/lease.ts';
import type { SealKeys } from '../records/seal-record.ts';

/** Keys of one step: those a data key hangs from, and those it shall hang from. */
export type RewrapKeys = Readonly<{ from: WrappingKeys; to: SealKeys }>;

/**
 * The same data key under another epoch, another erasure serial, or at another place. No record is opened
 * and no key leaves this call, so no proof of audit is needed. A ciphertext stays bound to its own place:
 * only a key that stands alone, such as that of a commitment, may change the place.
 */
export const rewrapRecord = (
  keys: RewrapKeys, record: KeyRecord, place = record.place,
): Result<KeyRecord, KeyRefusal> => {
  const dataKey = unwrapRecordKey(keys.from, record, record.wrapped);
  if (!dataKey.ok) return dataKey;
  const eraseSerial = keys.to.eraseKey.serial;
  return wrapRecordKey(keys.to, { ...record, place, eraseSerial }, dataKey.value);
};
