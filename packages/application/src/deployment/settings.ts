import { Fault, ok, present } from '@fengcun/kernel';
import type { TransactionRunner } from '@fengcun/store';
import { type Epoch, type EpochStore, isKeyId, type KeyId, type Peppers } from '@fengcun/vault';

/** What a deployment remembers about itself beside its records; nothing secret. */
export type Settings = Readonly<{
  v: 1;
  /** Name that every key is bound to; chosen once. */
  name: string;
  peppers?: Peppers;
  /** Key from which the keys of pseudonyms are derived. */
  pseudonymKeyId?: KeyId;
  epochs: readonly Epoch[];
}>;

/** Where settings are kept: beside the records, so that a backup holds both. */
export type SettingsStore = Readonly<{
  load: () => Promise<Settings | undefined>;
  save: (settings: Settings) => Promise<void>;
}>;

type StoredEpoch = Omit<Epoch, 'wrapped'> & Readonly<{ wrapped: string }>;
type StoredSettings = Omit<Settings, 'epochs'> & Readonly<{ epochs: readonly StoredEpoch[] }>;

const JOB = 'deployment';

const broken = (): Fault =>
  new Fault('SETTINGS_BROKEN', 'The settings of the deployment are damaged; restore the database.');

const parse = (text: string): Settings => {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null) throw broken();
  if (!('epochs' in value) || !('name' in value)) throw broken();
  const stored = value as StoredSettings;
  if (stored.v !== 1 || !stored.epochs.every(({ id }) => isKeyId(id))) throw broken();
  const epochs = stored.epochs.map((epoch) => ({ ...epoch, wrapped: Buffer.from(epoch.wrapped, 'base64') }));
  return { ...stored, epochs };
};

const print = (settings: Settings): string => JSON.stringify({
  ...settings,
  epochs: settings.epochs.map((epoch) => ({
    ...epoch, wrapped: Buffer.from(epoch.wrapped).toString('base64'),
  })),
});

/** Settings in the row of a job of the database. `clock` gives instants in UTC. */
export const settingsStore = (
  database: Pick<TransactionRunner, 'operate'>, clock: () => string,
): SettingsStore => ({
  load: async () => {
    const read = await database.operate(async ({ jobs }) => ok(await jobs.read(JOB)));
    return !read.ok || read.value === undefined ? undefined : parse(read.value);
  },
  save: async (settings) => {
    await database.operate(async ({ jobs }) =>
      ok(await jobs.write({ job: JOB, position: print(settings), changedAt: clock() })));
  },
});

/**
 * Epochs in the settings. LIMIT: whether rows still name an epoch is not known here, so none is removed.
 */
export const settingsEpochs = (settings: SettingsStore): EpochStore => {
  const list = async (): Promise<readonly Epoch[]> => (await settings.load())?.epochs ?? [];
  return {
    list,
    load: async (id) => (await list()).find((epoch) => epoch.id === id),
    current: async (tree) =>
      (await list()).find((epoch) => epoch.tree === tree && epoch.retiredAt === undefined),
    succeed: async (next, at) => {
      const before = present(await settings.load(), 'settings before the first epoch');
      if (before.epochs.some(({ id }) => id === next.id)) return;
      const isBefore = (epoch: Epoch): boolean => epoch.tree === next.tree && epoch.retiredAt === undefined;
      const kept = before.epochs.map((epoch) => (isBefore(epoch) ? { ...epoch, retiredAt: at } : epoch));
      await settings.save({ ...before, epochs: [...kept, next] });
    },
    remove: async () => ({ ok: false, error: { code: 'EPOCH_IN_USE' } }),
  };
};
