import { concatBytes, SECRET_BYTES, suiteById, takeSecret, uint32, uint64, utf8 } from '@fengcun/crypto';
import { Fault } from '@fengcun/kernel';
import { isKeyId, keyIdBytes, keyIdText } from '../../keys/key-id.ts';
import { suiteByName } from '../../keys/tree.ts';
import type { StoredState } from '../../ports/key-store.ts';
import type { KeyTable, TableKey } from '../key-table.ts';

const KEY_ENTRY_BYTES = 50;

/**
 * A table as bytes: count (4) and keys of 50 bytes: name (16), use (1), suite (1), key (32); count (4) and
 * states: length and name, version (8), length and bytes. Binary, because a JSON text with keys in it could
 * not be overwritten. The caller overwrites the result.
 */
export const encodeTable = (table: KeyTable): Uint8Array => {
  const keys = [...table.keys.values()].map(({ stored, key }) => {
    const plain = key.export();
    const flags = Uint8Array.of(stored.use === 'wrap' ? 1 : 2, suiteByName(stored.suite).id);
    const entry = concatBytes(keyIdBytes(stored.id), flags, plain);
    plain.fill(0);
    return entry;
  });
  const states = [...table.states].flatMap(([name, { version, bytes }]) =>
    [uint32(utf8(name).length), utf8(name), uint64(version), uint32(bytes.length), bytes]);
  const encoded = concatBytes(uint32(keys.length), ...keys, uint32(table.states.size), ...states);
  for (const entry of keys) entry.fill(0);
  return encoded;
};

const broken = (): Fault =>
  new Fault('KEY_FILE_BROKEN', 'The key file opened, but its content is not a table of keys; restore it.');

type Reader = Readonly<{ take: (length: number) => Uint8Array; count: () => number; isAtEnd: () => boolean }>;

const readerOf = (bytes: Uint8Array): Reader => {
  let at = 0;
  const take = (length: number): Uint8Array => {
    if (at + length > bytes.length) throw broken();
    at += length;
    return bytes.subarray(at - length, at);
  };
  const count = (): number => Buffer.from(take(4)).readUInt32BE();
  return { take, count, isAtEnd: () => at === bytes.length };
};

const readKey = (entry: Uint8Array): TableKey => {
  const id = keyIdText(entry.subarray(0, 16));
  const use = entry[16] === 1 ? 'wrap' : 'index';
  const suite = suiteById(entry[17] ?? 0);
  if (!isKeyId(id) || suite === undefined) throw broken();
  const key = takeSecret(entry.subarray(KEY_ENTRY_BYTES - SECRET_BYTES));
  return { stored: { id, use, suite: suite.name }, key };
};

const readState = (reader: Reader): readonly [string, StoredState] => {
  const name = Buffer.from(reader.take(reader.count())).toString('utf8');
  const version = Number(Buffer.from(reader.take(8)).readBigUInt64BE());
  return [name, { version, bytes: Uint8Array.from(reader.take(reader.count())) }];
};

/** The table of decrypted bytes; the key bytes in them are overwritten while they are read. */
export const parseTable = (bytes: Uint8Array): KeyTable => {
  const reader = readerOf(bytes);
  const keyCount = reader.count();
  const keys = new Map<string, TableKey>();
  for (let i = 0; i < keyCount; i += 1) {
    const key = readKey(reader.take(KEY_ENTRY_BYTES));
    keys.set(key.stored.id, key);
  }
  const stateCount = reader.count();
  const states = new Map<string, StoredState>();
  for (let i = 0; i < stateCount; i += 1) {
    const [name, state] = readState(reader);
    states.set(name, state);
  }
  if (!reader.isAtEnd()) throw broken();
  return { keys, states };
};
