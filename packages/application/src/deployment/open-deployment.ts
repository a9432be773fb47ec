import { join } from 'node:path';
import type { RandomBytes } from '@fengcun/crypto';
import { Fault, present } from '@fengcun/kernel';
import {
  type Database, type DatabaseConfig, openDatabase, type StatementListener,
} from '@fengcun/store';
import {
  createEpoch, createEraseTree, type EpochStore, type IndexGate, indexGate, type KeyRing, keyRing,
  type KeyStore, type KeyTree, newKeyId, settleErasure,
} from '@fengcun/vault';
import { epochRows } from '../keys/epoch-rows.ts';
import { openKeyFile } from './key-file.ts';
import { loadPseudonyms, type Pseudonyms } from './pseudonyms.ts';
import { type SerialSource, serialBlocks } from './serial-blocks.ts';
import { type IndexKeys, type Settings, type SettingsStore, settingsStore } from './settings.ts';

/** Where data and keys are, and the world they live in. `clock`: milliseconds of UTC. */
export type DeploymentConfig = Readonly<{
  database: Readonly<{ kind: 'embedded'; dataDirectory: string }>
    | Readonly<{ kind: 'memory' }>
    | Readonly<{ kind: 'server'; url: string; dataDirectory: string }>;
  keys: Readonly<{ type: 'file'; path?: string; defaultFolder: string }>
    | Readonly<{ type: 'store'; keyStore: KeyStore }>;
  clock: () => number;
  random: RandomBytes;
  /** Hears the text of every statement, without its values. For tests and measurements. */
  onStatement?: StatementListener;
}>;

/** Open data together with the keys it needs. The caller closes it. */
export type Deployment = Readonly<{
  name: string;
  database: Database;
  keyStore: KeyStore;
  ring: KeyRing;
  epochs: EpochStore;
  gate: IndexGate;
  pseudonyms: Pseudonyms;
  /** Digests of the sealed side: under keys of its own, so that no digest says on which sides a person is. */
  sealedIndex: Readonly<{ gate: IndexGate; pseudonyms: () => Promise<Pseudonyms> }>;
  /** Serials of the open tree. */
  serials: SerialSource;
  sealedSerials: SerialSource;
  clock: () => number;
  random: RandomBytes;
  close: () => Promise<void>;
}>;

const TREES: readonly KeyTree[] = ['open', 'sealed'];
const NAME_BYTES = 6;

const instant = (clock: () => number): string => new Date(clock()).toISOString();

const databaseConfig = ({ database, clock, onStatement }: DeploymentConfig): DatabaseConfig => {
  const ear = { now: (): string => instant(clock), ...(onStatement === undefined ? {} : { onStatement }) };
  return database.kind === 'server'
    ? { kind: 'server', url: database.url, migrate: true, ...ear } : { ...database, ...ear };
};

const openKeys = async (config: DeploymentConfig, name: string, isFirst: boolean): Promise<KeyStore> => {
  const { keys, database, random } = config;
  if (keys.type === 'store') return keys.keyStore;
  if (database.kind === 'memory') throw new Fault('KEYS_MISSING', 'Data in memory takes keys in memory.');
  const path = keys.path ?? join(keys.defaultFolder, `${name}.key`);
  return openKeyFile({ path, dataDirectory: database.dataDirectory, random }, isFirst);
};

type Preparing = Readonly<{ config: DeploymentConfig; keyStore: KeyStore; epochs: EpochStore }>;

const newIndexKeys = async ({ config, keyStore }: Preparing): Promise<IndexKeys> => {
  const [pepperId, pseudonymKeyId] = [newKeyId(config.random), newKeyId(config.random)];
  for (const id of [pepperId, pseudonymKeyId]) await keyStore.create({ id, use: 'index', suite: 'intl' });
  return { peppers: { current: { version: 1, keyId: pepperId, suite: 'intl' } }, pseudonymKeyId };
};

/** Makes what is missing, each part once; a start that was killed is taken up where it stopped. */
const prepare = async (
  preparing: Preparing, store: SettingsStore, settings: Settings,
): Promise<Settings> => {
  const { config: { clock, random }, keyStore, epochs } = preparing;
  const { name } = settings;
  for (const tree of TREES) {
    await createEraseTree({ keyStore, deployment: name, random }, { tree, suite: 'intl' });
    if ((await epochs.current(tree)) !== undefined) continue;
    const rootId = newKeyId(random);
    await keyStore.create({ id: rootId, use: 'wrap', suite: 'intl' });
    const suite = 'intl' as const;
    const plan = { deployment: name, id: newKeyId(random), tree, suite, rootId, now: clock(), random };
    await epochs.succeed(await createEpoch(keyStore, plan), clock());
  }
  if (settings.open !== undefined && settings.sealed !== undefined) return settings;
  const current = {
    ...settings, open: settings.open ?? await newIndexKeys(preparing),
    sealed: settings.sealed ?? await newIndexKeys(preparing),
  };
  await store.save(current);
  return current;
};

const firstSettings = async (config: DeploymentConfig, store: SettingsStore): Promise<Settings> => {
  const name = `fengcun-${Buffer.from(config.random(NAME_BYTES)).toString('hex')}`;
  const settings: Settings = { v: 2, name };
  await store.save(settings);
  return settings;
};

/** Derived when first asked for: a process that seals nothing never holds the key. */
const lazyPseudonyms = (
  keyStore: KeyStore, { pseudonymKeyId }: IndexKeys, name: string,
): (() => Promise<Pseudonyms>) => {
  let known: Promise<Pseudonyms> | undefined;
  return () => {
    known ??= loadPseudonyms(keyStore, pseudonymKeyId, name);
    return known;
  };
};

/** Joins an open database with its keys; what is missing is made. */
export const assemble = async (config: DeploymentConfig, database: Database): Promise<Deployment> => {
  const { clock, random } = config;
  const store = settingsStore(database, () => instant(clock));
  const found = await store.load() ?? await firstSettings(config, store);
  const epochs = epochRows(database);
  const keyStore = await openKeys(config, found.name, (await epochs.list()).length === 0);
  const settings = await prepare({ config, keyStore, epochs }, store, found);
  // An erasure that was killed after its last change is ended before anything is opened.
  for (const tree of TREES) await settleErasure(keyStore, tree);
  const [open, sealed] = [present(settings.open, 'open keys'), present(settings.sealed, 'sealed keys')];
  const { name } = settings;
  const ring = keyRing({ keyStore, epochs, deployment: name });
  const close = async (): Promise<void> => {
    ring.forget();
    await keyStore.close();
    await database.close();
  };
  return {
    name, database, keyStore, ring, epochs, clock, random, close,
    gate: indexGate({ keyStore, peppers: () => open.peppers }),
    pseudonyms: await loadPseudonyms(keyStore, open.pseudonymKeyId, name),
    sealedIndex: {
      gate: indexGate({ keyStore, peppers: () => sealed.peppers }),
      pseudonyms: lazyPseudonyms(keyStore, sealed, name),
    },
    serials: serialBlocks(keyStore, 'open'), sealedSerials: serialBlocks(keyStore, 'sealed'),
  };
};

/**
 * Opens a data directory or database and its keys; the first time it makes both. Faults: those of
 * `openDatabase`; KEY_FILE_MISSING, KEY_FILE_IN_DATA_DIRECTORY, KEY_FILE_EXPOSED, KEY_FILE_LOCKED.
 */
export const openDeployment = async (config: DeploymentConfig): Promise<Deployment> => {
  const database = await openDatabase(databaseConfig(config));
  try {
    return await assemble(config, database);
  } catch (error) {
    await database.close();
    throw error;
  }
};
