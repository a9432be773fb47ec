import {
  type CipherContext, concatBytes, deriveKey, type RandomBytes, SECRET_BYTES, unwrapKey, utf8, wrapKey,
} from '@fengcun/crypto';
import { assert, err, type Result } from '@fengcun/kernel';
import type { KeyObject } from 'node:crypto';
import type { EraseKey } from '../erasure/erase-tree.ts';
import { placeContext, type RecordPlace } from '../records/place.ts';
import type { EpochKey } from './epoch.ts';
import { type KeyId, keyIdBytes } from './key-id.ts';
import { isHeld, type KeyRefusal } from './lease.ts';
import { type SuiteName, suiteByName } from './tree.ts';

/** The wrapped key of one record version. Its row is worthless without epoch key and erasure key. */
export type KeyRecord = Readonly<{
  place: RecordPlace;
  /** Suite of the record's ciphertext; the wrapping follows the suite of the epoch. */
  suite: SuiteName;
  dataKeyId: KeyId;
  kekId: KeyId;
  eraseSerial: number;
  /** 112 bytes. */
  wrapped: Uint8Array;
}>;

/** Everything of a key record but its wrapping. */
export type KeyRecordPlace = Omit<KeyRecord, 'wrapped' | 'kekId'>;

/** The two keys a record key hangs from. */
export type WrappingKeys = Readonly<{ deployment: string; kek: EpochKey; eraseKey: EraseKey; now: number }>;

const INFO_LABEL = utf8('fengcun/record-key/v1\0');

type Wrapping = Readonly<{ key: KeyObject; context: CipherContext }>;

/**
 * HKDF(epoch key, salt = erasure key, info = suite and name of the data key): both keys are needed. The
 * place is authenticated by the wrapping, so a row that is edited or swapped unwraps nothing.
 */
const wrappingFor = (keys: WrappingKeys, record: KeyRecordPlace): Wrapping => {
  const { kek, eraseKey } = keys;
  const context = placeContext(keys.deployment, record.place);
  const suiteId = Uint8Array.of(suiteByName(record.suite).id);
  const info = concatBytes(INFO_LABEL, suiteId, keyIdBytes(record.dataKeyId));
  const salt = eraseKey.key.export();
  const key = deriveKey({ hash: kek.suite.hash, key: kek.key, salt, info, length: SECRET_BYTES });
  salt.fill(0);
  return { key, context };
};

const areTheirs = ({ kek, eraseKey }: WrappingKeys, { place, eraseSerial }: KeyRecordPlace): boolean =>
  kek.tree === place.tree && eraseKey.tree === place.tree && eraseKey.serial === eraseSerial;

const areHeld = ({ kek, eraseKey, now }: WrappingKeys): boolean => isHeld(kek, now) && isHeld(eraseKey, now);

const LEASE_OVER = err<KeyRefusal>({ code: 'KEY_LEASE_OVER' });

/** Wraps the key of a record version under the current epoch; keys of the other tree are a bug. */
export const wrapRecordKey = (
  keys: WrappingKeys & Readonly<{ random: RandomBytes }>, record: KeyRecordPlace, dataKey: KeyObject,
): Result<KeyRecord, KeyRefusal> => {
  assert(areTheirs(keys, record), 'keys and record belong to one tree and person');
  if (!areHeld(keys)) return LEASE_OVER;
  const { kek, random } = keys;
  const { key, context } = wrappingFor(keys, record);
  const wrapped = wrapKey({ suite: kek.suite, key, kekId: keyIdBytes(kek.id), context, random }, dataKey);
  const { place, suite, dataKeyId, eraseSerial } = record;
  return { ok: true, value: { place, suite, dataKeyId, eraseSerial, kekId: kek.id, wrapped } };
};

/**
 * The key of a record version, to be dropped at the end of the request. Rows are stored by others, so one
 * that names keys of the other tree or of another person is refused, not a bug.
 */
export const unwrapRecordKey = (
  keys: WrappingKeys, record: KeyRecordPlace, wrapped: Uint8Array,
): Result<KeyObject, KeyRefusal> => {
  if (!areHeld(keys)) return LEASE_OVER;
  if (!areTheirs(keys, record)) return err({ code: 'CIPHERTEXT_REJECTED' });
  const { key, context } = wrappingFor(keys, record);
  return unwrapKey({ suite: keys.kek.suite, key, kekId: keyIdBytes(keys.kek.id), context }, wrapped);
};
