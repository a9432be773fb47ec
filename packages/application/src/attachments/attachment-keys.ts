import type { RandomBytes } from '@fengcun/crypto';
import { Fault, type Result } from '@fengcun/kernel';
import type { Ciphertext } from '@fengcun/store';
import {
  type CommittedIntent, type EpochKey, type EraseTree, type KeyTree, openRecord, type RecordPlace,
  type SealKeys,
  sealRecord,
} from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { fromColumns, serialOf, toColumns } from '../deployment/stored-ciphertext.ts';

/** What keys come from. */
export type KeySource = Pick<Deployment, 'name' | 'ring' | 'clock' | 'random'>;

/** Keys of one tree for one act; loaded before its transactions, for keys are read from the database too. */
export type TreeKeys = Readonly<{
  deployment: string; kek: EpochKey; eraseTree: EraseTree; now: number; random: RandomBytes;
}>;

const keysLost = (code: string): Fault =>
  new Fault('KEYS_UNUSABLE', `The keys of the attachments cannot be used (${code}); check the key file.`);

const given = <T>(result: Result<T, Readonly<{ code: string }>>): T => {
  if (result.ok) return result.value;
  throw keysLost(result.error.code);
};

/** The keys of a tree. Fault: KEYS_UNUSABLE. */
export const loadTreeKeys = async (from: KeySource, tree: KeyTree): Promise<TreeKeys> => {
  const now = from.clock();
  const kek = given(await from.ring.currentKey(tree, now));
  const eraseTree = given(await from.ring.eraseTree(tree, now));
  return { deployment: from.name, kek, eraseTree, now, random: from.random };
};

/** Where the row of an attachment is at home. */
export const attachmentPlace = (tree: KeyTree, attachmentId: string, version: number): RecordPlace =>
  ({ tree, table: 'attachment', recordId: attachmentId, version, purposeClass: 'criminalRecord' });

/** Where the row of an upload is at home; uploads are of open cases only. */
export const uploadPlace = (uploadId: string, version: number): RecordPlace =>
  ({ tree: 'open', table: 'upload', recordId: uploadId, version, purposeClass: 'criminalRecord' });

/** The keys to seal with under a serial. Fault: KEYS_UNUSABLE. */
export const sealKeysOf = (keys: TreeKeys, serial: number): SealKeys => {
  const { deployment, kek, now, random } = keys;
  return { deployment, kek, eraseKey: given(keys.eraseTree.keyFor(serial, now)), now, random };
};

/** Seals a content at its place under the erasure key of a serial. Fault: KEYS_UNUSABLE. */
export const sealContent = (
  keys: TreeKeys, at: Readonly<{ place: RecordPlace; serial: number }>, content: Uint8Array,
): Ciphertext => toColumns(given(sealRecord(sealKeysOf(keys, at.serial), at.place, content)));

/** Why a stored content is not opened: its keys are gone on purpose, or it is not what was stored. */
export type ContentRefusal = Readonly<{ code: string }>;

/** Opens a stored content that the intent names; outside of any transaction, for it may read a key. */
export const openContent = async (
  from: KeySource, at: Readonly<{ place: RecordPlace; intent: CommittedIntent }>, row: Ciphertext,
): Promise<Result<Uint8Array, ContentRefusal>> => {
  const { place, intent } = at;
  const now = from.clock();
  const stored = fromColumns(place, row);
  const serial = serialOf(row.wrappedKey);
  if (!stored.ok) return stored;
  if (!serial.ok) return serial;
  const kek = await from.ring.epochKey(row.kekId, now);
  if (!kek.ok) return kek;
  const eraseKey = await from.ring.eraseKey({ tree: place.tree, serial: serial.value }, now);
  if (!eraseKey.ok) return eraseKey;
  const keys = { deployment: from.name, kek: kek.value, eraseKey: eraseKey.value, now, intent };
  return openRecord(keys, place, stored.value);
};
