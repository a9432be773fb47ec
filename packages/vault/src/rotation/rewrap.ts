import type { RandomBytes } from '@fengcun/crypto';
import type { Result } from '@fengcun/kernel';
import type { EraseKey } from '../erasure/erase-tree.ts';
import type { EpochKey } from '../keys/epoch.ts';
import { type KeyRecord, unwrapRecordKey, wrapRecordKey } from '../keys/key-record.ts';
import type { KeyRefusal } from '../keys/lease.ts';

/** Keys of one step of a rotation. */
export type RewrapKeys = Readonly<{
  deployment: string;
  from: EpochKey;
  to: EpochKey;
  eraseKey: EraseKey;
  now: number;
  random: RandomBytes;
}>;

/** The same data key under the next epoch; no record is opened, so no audit entry is needed. */
export const rewrapRecord = (keys: RewrapKeys, record: KeyRecord): Result<KeyRecord, KeyRefusal> => {
  const { deployment, eraseKey, now, random } = keys;
  const dataKey = unwrapRecordKey({ deployment, kek: keys.from, eraseKey, now }, record, record.wrapped);
  if (!dataKey.ok) return dataKey;
  return wrapRecordKey({ deployment, kek: keys.to, eraseKey, now, random }, record, dataKey.value);
};
