import { join } from 'node:path';
import type { RandomBytes } from '@fengcun/crypto';
import { Fault, present } from '@fengcun/kernel';
import { type Database, type DatabaseConfig, openDatabase } from '@fengcun/store';
import {
  createEpoch, createEraseTree, type EpochStore, type IndexGate, indexGate, type KeyRing, keyRing,
  type KeyStore, type KeyTree, newKeyId, settleErasure,
} from '@fengcun/vault';
import { openKeyFile } from './key-file.ts';
import { loadPseudonyms, type Pseudonyms } from './pseudonyms.ts';
import { type SerialSource, serialBlocks } from './serial-blocks.ts';
import { type Settings, settingsEpochs, type SettingsStore, settingsStore } from './settings.ts';

/** Where data and keys are, and the world they live in. `clock`: milliseconds of UTC. */
export type DeploymentConfig = Readonly<{
  database: Readonly<{ kind: 'embedded'; dataDirectory: string }>
    | Readonly<{ kind: 'memory' }>
    | Readonly<{ kind: 'server'; url: string; dataDirectory: string }>;
  keys: Readonly<{ type: 'file'; path?: string; defaultFolder: string }>
    | Readonly<{ type: 'store'; keyStore: KeyStore }>;
  clock: () => number;
  random: RandomBytes;
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
  /** Serials of the open tree. */
  serials: SerialSource;
  clock: () => number;
  random: RandomBytes;
  close: () => Promise<void>;
}>;

const TREES: readonly KeyTree[] = ['open', 'sealed'];
const NAME_BYTES = 6;

const instant = (clock: () => number): string => new Date(clock()).toISOString();

const databaseConfig = ({ database, clock }: DeploymentConfig): DatabaseConfig => {
  const now = (): string => instant(clock);
  return database.kind === 'server'
    ? { kind: 'server', url: database.url, migrate: true, now } : { ...database, now };
};

const openKeys = async (config: DeploymentConfig, name: string, isFirst: boolean): Promise<KeyStore> => {
  const { keys, database, random } = config;
  if (keys.type === 'store') return keys.keyStore;
  if (database.kind === 'memory') throw new Fault('KEYS_MISSING', 'Data in memory takes keys in memory.');
  const path = keys.path ?? join(keys.defaultFolder, `${name}.key`);
  return openKeyFile({ path, dataDirectory: database.dataDirectory, random }, isFirst);
};

type Preparing = Readonly<{ config: DeploymentConfig; keyStore: KeyStore; store: SettingsStore }>;

/** Makes what is missing, each part once; a start that was killed is taken up where it stopped. */
const prepare = async ({ config, keyStore, store }: Preparing, settings: Settings): Promise<Settings> => {
  const { clock, random } = config;
  const { name } = settings;
  let current = settings;
  const epochs = settingsEpochs(store);
  for (const tree of TREES) {
    await createEraseTree({ keyStore, deployment: name, random }, { tree, suite: 'intl' });
    await settleErasure(keyStore, tree);
    if ((await epochs.current(tree)) !== undefined) continue;
    const rootId = newKeyId(random);
    await keyStore.create({ id: rootId, use: 'wrap', suite: 'intl' });
    const suite = 'intl' as const;
    const plan = { deployment: name, id: newKeyId(random), tree, suite, rootId, now: clock(), random };
    await epochs.succeed(await createEpoch(keyStore, plan), clock());
  }
  current = present(await store.load(), 'settings that were just saved');
  if (current.peppers === undefined || current.pseudonymKeyId === undefined) {
    const [pepperId, pseudonymKeyId] = [newKeyId(random), newKeyId(random)];
    for (const id of [pepperId, pseudonymKeyId]) await keyStore.create({ id, use: 'index', suite: 'intl' });
    const peppers = { current: { version: 1, keyId: pepperId, suite: 'intl' as const } };
    current = { ...current, peppers, pseudonymKeyId };
    await store.save(current);
  }
  return current;
};

const firstSettings = async (config: DeploymentConfig, store: SettingsStore): Promise<Settings> => {
  const name = `fengcun-${Buffer.from(config.random(NAME_BYTES)).toString('hex')}`;
  const settings: Settings = { v: 1, name, epochs: [] };
  await store.save(settings);
  return settings;
};

const isReady = (settings: Settings): boolean =>
  settings.epochs.length > 0 && settings.peppers !== undefined && settings.pseudonymKeyId !== undefined;

/** Joins an open database with its keys; what is missing is made. */
export const assemble = async (config: DeploymentConfig, database: Database): Promise<Deployment> => {
  const { clock, random } = config;
  const store = settingsStore(database, () => instant(clock));
  const found = await store.load() ?? await firstSettings(config, store);
  const keyStore = await openKeys(config, found.name, found.epochs.length === 0);
  const settings = isReady(found) ? found : await prepare({ config, keyStore, store }, found);
  const peppers = present(settings.peppers, 'peppers of a prepared deployment');
  const pseudonymKeyId = present(settings.pseudonymKeyId, 'pseudonym key of a prepared deployment');
  const { name } = settings;
  const epochs = settingsEpochs(store);
  const ring = keyRing({ keyStore, epochs, deployment: name });
  const close = async (): Promise<void> => {
    ring.forget();
    await keyStore.close();
    await database.close();
  };
  return {
    name, database, keyStore, ring, epochs, clock, random, close,
    gate: indexGate({ keyStore, peppers: () => peppers }),
    pseudonyms: await loadPseudonyms(keyStore, pseudonymKeyId, name),
    serials: serialBlocks(keyStore, 'open'),
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
