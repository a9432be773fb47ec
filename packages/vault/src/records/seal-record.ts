import { newSecret, type RandomBytes, sealBytes } from '@fengcun/crypto';
import { ok, type Result } from '@fengcun/kernel';
import { keyIdBytes, newKeyId } from '../keys/key-id.ts';
import { type KeyRecord, type WrappingKeys, wrapRecordKey } from '../keys/key-record.ts';
import type { KeyRefusal } from '../keys/lease.ts';
import { placeContext, type RecordPlace } from './place.ts';

/** A record version as stored: its ciphertext, and the row of its wrapped key. */
export type SealedRecord = Readonly<{ ciphertext: Uint8Array; keyRecord: KeyRecord }>;

/** The keys to seal with, and a source for data key and nonces. */
export type SealKeys = WrappingKeys & Readonly<{ random: RandomBytes }>;

/**
 * Seals one version of a record under a fresh key of its own, in the suite of the current epoch. The
 * ciphertext opens only at this place; its header names the data key, so rotation never touches it.
 */
export const sealRecord = (
  keys: SealKeys, place: RecordPlace, plaintext: Uint8Array,
): Result<SealedRecord, KeyRefusal> => {
  const { suite } = keys.kek;
  const dataKey = newSecret(keys.random);
  const dataKeyId = newKeyId(keys.random);
  const owner = { place, suite: suite.name, dataKeyId, eraseSerial: keys.eraseKey.serial };
  const keyRecord = wrapRecordKey(keys, owner, dataKey);
  if (!keyRecord.ok) return keyRecord;
  const context = placeContext(keys.deployment, place);
  const options = { suite, key: dataKey, kekId: keyIdBytes(dataKeyId), context, random: keys.random };
  return ok({ ciphertext: sealBytes(options, plaintext), keyRecord: keyRecord.value });
};
