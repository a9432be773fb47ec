import { openBytes } from '@fengcun/crypto';
import { err, type Result } from '@fengcun/kernel';
import { type CommittedIntent, consumeIntent } from '../audit/committed-intent.ts';
import { keyIdBytes } from '../keys/key-id.ts';
import { unwrapRecordKey, type WrappingKeys } from '../keys/key-record.ts';
import type { KeyRefusal } from '../keys/lease.ts';
import { suiteByName } from '../keys/tree.ts';
import { placeContext, type RecordPlace } from './place.ts';
import type { SealedRecord } from './seal-record.ts';

/** Why a record does not open. */
export type OpenRefusal = KeyRefusal | Readonly<{ code: 'INTENT_REFUSED' }>;

/** A proof of audit, and the keys. */
export type OpenKeys = WrappingKeys & Readonly<{ intent: CommittedIntent }>;

/**
 * The plaintext of a record version, once per proof. Nothing is unwrapped before the proof has been used.
 * `place` is what the caller asked for; what the row says of itself is not believed. The caller overwrites
 * the plaintext after use.
 */
export const openRecord = (
  keys: OpenKeys, place: RecordPlace, stored: SealedRecord,
): Result<Uint8Array, OpenRefusal> => {
  if (!consumeIntent(keys.intent, place, keys.now)) return err({ code: 'INTENT_REFUSED' });
  const { suite: suiteName, dataKeyId, eraseSerial, wrapped, kekId } = stored.keyRecord;
  if (kekId !== keys.kek.id) return err({ code: 'CIPHERTEXT_REJECTED' });
  const owner = { place, suite: suiteName, dataKeyId, eraseSerial };
  const dataKey = unwrapRecordKey(keys, owner, wrapped);
  if (!dataKey.ok) return dataKey;
  const [suite, context] = [suiteByName(suiteName), placeContext(keys.deployment, place)];
  return openBytes({ suite, key: dataKey.value, kekId: keyIdBytes(dataKeyId), context }, stored.ciphertext);
};
