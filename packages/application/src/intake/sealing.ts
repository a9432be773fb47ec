import { type RandomBytes, SECRET_BYTES } from '@fengcun/crypto';
import { Fault, type Json, ok, type Result } from '@fengcun/kernel';
import { commitOnce } from '@fengcun/ledger';
import type { Ciphertext } from '@fengcun/store';
import {
  type CommittedIntent, type EpochKey, type EraseKey, type EraseTree, openRecord,
  type RecordPlace, sealRecord,
} from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { fromColumns, serialOf, toColumns } from '../deployment/stored-ciphertext.ts';

export { placeOf, type SealedTable } from './seal-place.ts';

/** Keys of the open tree for one batch, loaded before its transaction begins. */
export type BatchKeys = Readonly<{
  deployment: string; kek: EpochKey; kekOf: (id: string) => EpochKey | undefined;
  eraseTree: EraseTree; now: number; random: RandomBytes;
  /** Erasure keys of this batch: a person has several rows in it. */
  eraseKeys: Map<number, EraseKey>;
}>;

/** The fault of keys that are gone or over. */
export const keysLost = (code: string): Fault =>
  new Fault('KEYS_UNUSABLE', `The keys of the open records cannot be used (${code}); check the key file.`);

/** The keys of a batch. Fault: KEYS_UNUSABLE. */
export const loadBatchKeys = async (
  from: Pick<Deployment, 'name' | 'ring' | 'clock' | 'random'>,
): Promise<BatchKeys> => {
  const { name, ring, clock, random } = from;
  const now = clock();
  const [keys, eraseTree] = await Promise.all([ring.treeKeys('open', now), ring.eraseTree('open', now)]);
  if (!keys.ok) throw keysLost(keys.error.code);
  if (!eraseTree.ok) throw keysLost(eraseTree.error.code);
  const { current: kek, keyOf: kekOf } = keys.value;
  const eraseKeys = new Map<number, EraseKey>();
  return { deployment: name, kek, kekOf, eraseTree: eraseTree.value, now, random, eraseKeys };
};

/** The erasure key of a serial. Fault: KEYS_UNUSABLE. */
export const eraseKeyOf = ({ eraseTree, eraseKeys, now }: BatchKeys, serial: number): EraseKey => {
  const known = eraseKeys.get(serial);
  if (known !== undefined) return known;
  const key = eraseTree.keyFor(serial, now);
  if (key.ok) {
    eraseKeys.set(serial, key.value);
    return key.value;
  }
  throw keysLost(key.error.code);
};

/** A content in JSON to be sealed at its place, under the erasure key of a serial. */
export type SealJob = Readonly<{ place: RecordPlace; serial: number; text: string }>;

/** Seals contents, in their order; here or in a thread. */
export type SealAll = (keys: BatchKeys, jobs: readonly SealJob[]) => Promise<readonly Ciphertext[]>;

const sealText = (keys: BatchKeys, { place, serial, text }: SealJob): Ciphertext => {
  const eraseKey = eraseKeyOf(keys, serial);
  const sealed = sealRecord({ ...keys, eraseKey }, place, Buffer.from(text));
  if (sealed.ok) return toColumns(sealed.value);
  throw keysLost(sealed.error.code);
};

/** Seals on this thread. */
export const sealHere: SealAll = async (keys, jobs) => jobs.map((job) => sealText(keys, job));

/** Seals a value at its place under the erasure key of a serial. */
export const sealJson = (
  keys: BatchKeys, at: Readonly<{ place: RecordPlace; serial: number }>, value: Json,
): Ciphertext => sealText(keys, { ...at, text: JSON.stringify(value) });

/** Why a stored row is not opened: its keys are gone on purpose, or it is not what was stored. */
export type RowRefusal = Readonly<{ code: string }>;

/** Opens a stored row that the intent names. */
export const openJson = (
  keys: BatchKeys & Readonly<{ intent: CommittedIntent }>, place: RecordPlace, row: Ciphertext,
): Result<unknown, RowRefusal> => {
  const stored = fromColumns(place, row);
  const serial = serialOf(row.wrappedKey);
  if (!stored.ok) return stored;
  if (!serial.ok) return serial;
  const kek = keys.kekOf(row.kekId);
  if (kek === undefined) return { ok: false, error: { code: 'EPOCH_UNKNOWN' } };
  const eraseKey = keys.eraseTree.keyFor(serial.value, keys.now);
  if (!eraseKey.ok) return eraseKey;
  const opened = openRecord({ ...keys, kek, eraseKey: eraseKey.value }, place, stored.value);
  if (!opened.ok) return opened;
  const value: unknown = JSON.parse(Buffer.from(opened.value).toString('utf8'));
  opened.value.fill(0);
  return ok(value);
};

/**
 * An erasable commitment to a record for an audit entry, and its key in base64, to be sealed with what was
 * told: erasing that ends the commitment in every backup.
 */
export const commitRecord = (
  { kek, random }: BatchKeys, recordId: string,
): Readonly<{ commitment: string; key: string }> => {
  const bytes = random(SECRET_BYTES);
  const key = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('base64');
  const commitment = commitOnce(kek.suite.hash, bytes, { kind: 'record', value: recordId });
  bytes.fill(0);
  return { key, commitment };
};
