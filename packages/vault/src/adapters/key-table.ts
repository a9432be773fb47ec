import { hmac, newSecret, type RandomBytes, SECRET_BYTES, unwrapKey, wrapKey } from '@fengcun/crypto';
import { assert, err, ok, type Result } from '@fengcun/kernel';
import type { KeyObject } from 'node:crypto';
import { type KeyId, keyIdBytes } from '../keys/key-id.ts';
import { suiteByName } from '../keys/tree.ts';
import type { KeyStore, KeyStoreRefusal, StoredKey, StoredState } from '../ports/key-store.ts';

/** A key with what it is for. */
export type TableKey = Readonly<{ stored: StoredKey; key: KeyObject }>;

/** The content of a key store that keeps keys itself: keys by name, states by name. */
export type KeyTable = Readonly<{
  keys: ReadonlyMap<KeyId, TableKey>;
  states: ReadonlyMap<string, StoredState>;
}>;

/** A store with nothing in it. */
export const EMPTY_TABLE: KeyTable = { keys: new Map(), states: new Map() };

/** Where a table is kept: `write` resolves when the new table is durable. */
export type TableHolder = Readonly<{
  read: () => Promise<KeyTable>;
  write: (table: KeyTable) => Promise<void>;
  close: () => Promise<void>;
}>;

const DESTROYED = err<KeyStoreRefusal>({ code: 'KEY_DESTROYED' });

const keyFor = (
  table: KeyTable, id: KeyId, use: StoredKey['use'],
): Result<TableKey, KeyStoreRefusal> => {
  const entry = table.keys.get(id);
  if (entry === undefined) return DESTROYED;
  assert(entry.stored.use === use, 'a key serves one use');
  return ok(entry);
};

/** One change after the other: each sees what the one before it wrote. */
const inTurn = (): (<T>(work: () => Promise<T>) => Promise<T>) => {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const mine = last.then(work, work);
    last = mine.catch(() => undefined);
    return mine;
  };
};

type Changes = Pick<KeyStore, 'create' | 'destroy' | 'replaceState'>;

/** The changes of a key store over a table; each is one write. */
const changesOn = (holder: TableHolder, random: RandomBytes): Changes => {
  const turn = inTurn();
  return {
    create: (stored) => turn(async () => {
      const table = await holder.read();
      if (table.keys.has(stored.id)) return;
      const keys = new Map(table.keys).set(stored.id, { stored, key: newSecret(random) });
      await holder.write({ ...table, keys });
    }),
    destroy: (id) => turn(async () => {
      const table = await holder.read();
      const keys = new Map(table.keys);
      if (keys.delete(id)) await holder.write({ ...table, keys });
    }),
    replaceState: (name, expected, bytes) => turn(async () => {
      const table = await holder.read();
      const version = table.states.get(name)?.version ?? 0;
      if (version !== expected) return err({ code: 'STATE_CONFLICT', version });
      const next = { version: version + 1, bytes: Uint8Array.from(bytes) };
      await holder.write({ ...table, states: new Map(table.states).set(name, next) });
      return ok(next.version);
    }),
  };
};

/**
 * Reads of the table, of which those that are asked for at once share one: it begins after the last of them
 * was asked for, so that each sees every change that was durable before.
 */
const sharedReads = (holder: TableHolder): (() => Promise<KeyTable>) => {
  let next: Promise<KeyTable> | undefined;
  return () => {
    next ??= Promise.resolve().then(() => {
      next = undefined;
      return holder.read();
    });
    return next;
  };
};

/** A key store that computes in this process over a table, wherever the table is kept. */
export const tableKeyStore = (holder: TableHolder, random: RandomBytes): KeyStore => {
  const read = sharedReads(holder);
  return {
    suites: ['intl', 'sm'],
    ...changesOn(holder, random),
    has: async (id) => (await read()).keys.has(id),
    list: async () => [...(await read()).keys.values()].map((entry) => entry.stored),
    wrap: async ({ keyId, context }, key) => {
      assert(key.symmetricKeySize === SECRET_BYTES, 'a wrapped key has 32 bytes');
      const root = keyFor(await read(), keyId, 'wrap');
      if (!root.ok) return root;
      const suite = suiteByName(root.value.stored.suite);
      return ok(wrapKey({ suite, key: root.value.key, kekId: keyIdBytes(keyId), context, random }, key));
    },
    unwrap: async ({ keyId, context }, wrapped) => {
      const root = keyFor(await read(), keyId, 'wrap');
      if (!root.ok) return root;
      const suite = suiteByName(root.value.stored.suite);
      return unwrapKey({ suite, key: root.value.key, kekId: keyIdBytes(keyId), context }, wrapped);
    },
    authenticate: async (id, message) => {
      const entry = keyFor(await read(), id, 'index');
      if (!entry.ok) return entry;
      return ok(hmac(suiteByName(entry.value.stored.suite).hash, entry.value.key, message));
    },
    readState: async (name) => {
      const state = (await read()).states.get(name);
      return state === undefined ? undefined : { ...state, bytes: Uint8Array.from(state.bytes) };
    },
    close: holder.close,
  };
};
