// Adapter: a key store in one private file. The core knows no file system.
import type { KeyObject } from 'node:crypto';
import {
  concatBytes, openBytes, type RandomBytes, sealBytes, type SealOptions, suiteById, type Suite, takeRandom,
} from '@fengcun/crypto';
import { Fault } from '@fengcun/kernel';
import { type SuiteName, suiteByName } from '../../keys/tree.ts';
import type { KeyStore } from '../../ports/key-store.ts';
import { EMPTY_TABLE, type KeyTable, tableKeyStore } from '../key-table.ts';
import { assertSafePlace, readPrivate, removeRemainder, replacePrivate } from './private-file.ts';
import { encodeTable, parseTable } from './table-bytes.ts';
import {
  isBearableCost, type KeyFileSecret, PASSPHRASE_COST, type PassphraseCost, SALT_BYTES, unlock,
} from './unlock.ts';

/** A key file: its place, what opens it, and the data directory it must not be in. */
export type FileKeyStoreOptions = Readonly<{
  path: string;
  dataDirectory: string;
  secret: KeyFileSecret;
  /** Suite the file itself is sealed in; fixed when the file is made. */
  suite: SuiteName;
  random: RandomBytes;
}>;

/** `FK1` ‖ suite (1) ‖ kind of secret (1) ‖ salt (16) ‖ memory (4) ‖ passes (4) ‖ lanes (4). */
const HEAD_BYTES = 33;
const MAGIC = 'FK1';

type Head = Readonly<{
  suite: Suite;
  kind: KeyFileSecret['type'];
  salt: Uint8Array;
  cost: PassphraseCost;
}>;

const headBytes = (head: Head): Uint8Array => {
  const costs = Buffer.alloc(12);
  costs.writeUInt32BE(head.cost.memory);
  costs.writeUInt32BE(head.cost.passes, 4);
  costs.writeUInt32BE(head.cost.parallelism, 8);
  const kind = head.kind === 'passphrase' ? 1 : 2;
  return concatBytes(Buffer.from(MAGIC, 'latin1'), Uint8Array.of(head.suite.id, kind), head.salt, costs);
};

const parseHead = (bytes: Uint8Array): Head => {
  const view = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.length);
  const isOurs = view.length > HEAD_BYTES && view.toString('latin1', 0, 3) === MAGIC;
  const suite = isOurs ? suiteById(view.readUInt8(3)) : undefined;
  if (suite === undefined) throw new Fault('KEY_FILE_BROKEN', 'This is not a key file of Fengcun.');
  const cost = {
    memory: view.readUInt32BE(21), passes: view.readUInt32BE(25), parallelism: view.readUInt32BE(29),
  };
  if (!isBearableCost(cost)) throw new Fault('KEY_FILE_BROKEN', 'The cost in the key file is out of bounds.');
  const kind = view.readUInt8(4) === 1 ? 'passphrase' : 'keyFile';
  return { suite, kind, salt: Uint8Array.from(view.subarray(5, 21)), cost };
};

type Opened = Readonly<{ head: Head; key: KeyObject; random: RandomBytes }>;

const FILE_KEY_ID = Buffer.alloc(16);

/** The head is part of the context, so a weaker cost or another salt does not open. */
const sealingOf = ({ head, key, random }: Opened): SealOptions => {
  const recordId = Buffer.from(headBytes(head)).toString('hex');
  const place = { deployment: 'key-file', table: 'key-file', recordId, version: 0 };
  const context = { ...place, purposeClass: head.kind };
  return { suite: head.suite, key, kekId: FILE_KEY_ID, context, random };
};

const openTable = (opened: Opened, bytes: Uint8Array): KeyTable => {
  const content = openBytes(sealingOf(opened), bytes.subarray(HEAD_BYTES));
  if (!content.ok) {
    const text = 'The key file does not open: the passphrase or key is not the one it was made with,';
    throw new Fault('KEY_FILE_LOCKED', `${text} or the file was changed.`);
  }
  try {
    return parseTable(content.value);
  } finally {
    content.value.fill(0);
  }
};

const writeTable = async (path: string, opened: Opened, table: KeyTable): Promise<void> => {
  const plain = encodeTable(table);
  const sealed = sealBytes(sealingOf(opened), plain);
  plain.fill(0);
  await replacePrivate(path, concatBytes(headBytes(opened.head), sealed));
};

/**
 * Opens the key store of a file, or makes an empty one. The table is read anew for every operation, so keys
 * are in memory only while they are used; the key of the file stays until `close`. Refused with a `Fault`:
 * a file others may read, a place inside the data directory, a wrong passphrase.
 * LIMIT: whoever copies the file and knows its secret has the roots, and an old copy of it undoes an
 * erasure; it must not be in a backup. Where that cannot be promised, use a hardware module.
 */
export const fileKeyStore = async (options: FileKeyStoreOptions): Promise<KeyStore> => {
  const { path, dataDirectory, secret, random } = options;
  await assertSafePlace(path, dataDirectory);
  if (secret.type === 'keyFile') await assertSafePlace(secret.path, dataDirectory);
  await removeRemainder(path);
  const existing = await readPrivate(path);
  const fresh = (): Head => ({
    suite: suiteByName(options.suite), kind: secret.type, cost: PASSPHRASE_COST,
    salt: takeRandom(random, SALT_BYTES),
  });
  const head = existing === undefined ? fresh() : parseHead(existing);
  let opened: Opened | undefined = { head, key: await unlock(secret, head.salt, head.cost), random };
  const held = (): Opened => {
    if (opened === undefined) throw new Fault('KEY_STORE_CLOSED', 'The key store has been closed.');
    return opened;
  };
  if (existing === undefined) await writeTable(path, held(), EMPTY_TABLE);
  else openTable(held(), existing);
  return tableKeyStore({
    read: async () => {
      const bytes = await readPrivate(path);
      if (bytes !== undefined) return openTable(held(), bytes);
      throw new Fault('KEY_FILE_MISSING', 'The key file is gone; nothing can be opened.');
    },
    write: async (table) => writeTable(path, held(), table),
    close: async () => {
      opened = undefined;
    },
  }, random);
};
