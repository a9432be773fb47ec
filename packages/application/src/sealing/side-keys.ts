import type { RandomBytes } from '@fengcun/crypto';
import { Fault, type Result } from '@fengcun/kernel';
import type { Ciphertext } from '@fengcun/store';
import {
  type CommittedIntent, type EpochKey, type EraseKey, type EraseTree, type KeyRecord, type KeyTree,
  openRecord, type RecordPlace, rewrapRecord, type SealKeys, sealRecord, type WrappingKeys,
} from '@fengcun/vault';
import type { Deployment } from '../deployment/open-deployment.ts';
import { fromColumns, serialOf, toColumns } from '../deployment/stored-ciphertext.ts';

/** Keys of one side for one act, loaded before its transaction, because epochs are rows as well. */
export type SideKeys = Readonly<{
  tree: KeyTree; deployment: string; kek: EpochKey; kekOf: (id: string) => EpochKey | undefined;
  eraseTree: EraseTree; now: number; random: RandomBytes;
}>;

/** Why a stored content does not open: its keys are gone on purpose, or it is not what was stored. */
export type ContentRefusal = Readonly<{ code: 'CONTENT_UNREADABLE'; place: string }>;

const keysLost = (tree: KeyTree, code: string): Fault =>
  new Fault('KEYS_UNUSABLE', `The keys of the ${tree} side cannot be used (${code}); check the key file.`);

/** Keys of a side. Fault: KEYS_UNUSABLE. */
export const loadSideKeys = async (
  from: Pick<Deployment, 'name' | 'ring' | 'clock' | 'random'>, tree: KeyTree,
): Promise<SideKeys> => {
  const { name: deployment, ring, random } = from;
  const now = from.clock();
  // Asked for at once, both share what they read of the key store.
  const [keys, eraseTree] = await Promise.all([ring.treeKeys(tree, now), ring.eraseTree(tree, now)]);
  if (!keys.ok) throw keysLost(tree, keys.error.code);
  if (!eraseTree.ok) throw keysLost(tree, eraseTree.error.code);
  const { current: kek, keyOf: kekOf } = keys.value;
  return { tree, deployment, kek, kekOf, eraseTree: eraseTree.value, now, random };
};

const eraseKeyOf = ({ tree, eraseTree, now }: SideKeys, serial: number): EraseKey => {
  const key = eraseTree.keyFor(serial, now);
  if (key.ok) return key.value;
  throw keysLost(tree, key.error.code);
};

/** The keys to seal with under a serial. Fault: KEYS_UNUSABLE. */
export const sealKeysOf = (keys: SideKeys, serial: number): SealKeys => {
  const { deployment, kek, now, random } = keys;
  return { deployment, kek, eraseKey: eraseKeyOf(keys, serial), now, random };
};

/** The keys a stored key hangs from; undefined where they are gone. */
export const wrappingKeysOf = (
  keys: SideKeys, record: Pick<KeyRecord, 'kekId' | 'eraseSerial'>,
): WrappingKeys | undefined => {
  const { deployment, now } = keys;
  const [kek, eraseKey] = [keys.kekOf(record.kekId), keys.eraseTree.keyFor(record.eraseSerial, now)];
  return kek === undefined || !eraseKey.ok ? undefined : { deployment, kek, eraseKey: eraseKey.value, now };
};

const unreadable = ({ tree, table, recordId }: RecordPlace): Result<never, ContentRefusal> =>
  ({ ok: false, error: { code: 'CONTENT_UNREADABLE', place: `${tree}.${table} ${recordId}` } });

/** Opens a stored content that the intent names; the caller overwrites it after use. */
export const openAt = (
  keys: SideKeys, at: Readonly<{ place: RecordPlace; intent: CommittedIntent }>, row: Ciphertext,
): Result<Uint8Array, ContentRefusal> => {
  const { place, intent } = at;
  const stored = fromColumns(place, row);
  const wrapping = stored.ok ? wrappingKeysOf(keys, stored.value.keyRecord) : undefined;
  if (!stored.ok || wrapping === undefined) return unreadable(place);
  const opened = openRecord({ ...wrapping, intent }, place, stored.value);
  return opened.ok ? opened : unreadable(place);
};

/** Seals a content at its place under a serial. Fault: KEYS_UNUSABLE. */
export const sealAt = (
  keys: SideKeys, at: Readonly<{ place: RecordPlace; serial: number }>, content: Uint8Array,
): Ciphertext => {
  const sealed = sealRecord(sealKeysOf(keys, at.serial), at.place, content);
  if (sealed.ok) return toColumns(sealed.value);
  throw keysLost(keys.tree, sealed.error.code);
};

/** The same key under another serial, side or place; undefined where it does not unwrap. */
export const rewrapAt = (
  keys: Readonly<{ from: SideKeys; to: SideKeys }>, record: KeyRecord,
  to: Readonly<{ serial: number; place?: RecordPlace }>,
): Result<KeyRecord, ContentRefusal> => {
  const wrapping = wrappingKeysOf(keys.from, record);
  if (wrapping === undefined) return unreadable(record.place);
  const rewrapped = rewrapRecord({ from: wrapping, to: sealKeysOf(keys.to, to.serial) }, record, to.place);
  return rewrapped.ok ? rewrapped : unreadable(record.place);
};

/** The erasure serial of a row of ours; undefined in a row of another form. */
export const serialIn = (row: Pick<Ciphertext, 'wrappedKey'>): number | undefined => {
  const serial = serialOf(row.wrappedKey);
  return serial.ok ? serial.value : undefined;
};

/** JSON inside a content of ours, sealed by us and authenticated at its place. */
export const readJson = (bytes: Uint8Array): unknown => {
  const text = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length).toString('utf8');
  const value: unknown = JSON.parse(text);
  return value;
};

