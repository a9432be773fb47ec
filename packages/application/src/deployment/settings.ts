import { Fault, ok } from '@fengcun/kernel';
import type { TransactionRunner } from '@fengcun/store';
import { isKeyId, type KeyId, type Peppers } from '@fengcun/vault';

/** Keys behind the digests of one side: the blind index of numbers, and pseudonyms. */
export type IndexKeys = Readonly<{ peppers: Peppers; pseudonymKeyId: KeyId }>;

/** What a deployment remembers about itself beside its records; nothing secret. Epochs have a table. */
export type Settings = Readonly<{
  v: 2;
  /** Name that every key is bound to; chosen once. */
  name: string;
  /** The two sides share no key, so that a digest of one says nothing about the other. */
  open?: IndexKeys;
  sealed?: IndexKeys;
}>;

/** Where settings are kept: beside the records, so that a backup holds both. */
export type SettingsStore = Readonly<{
  load: () => Promise<Settings | undefined>;
  save: (settings: Settings) => Promise<void>;
}>;

const JOB = 'deployment';

const broken = (): Fault =>
  new Fault('SETTINGS_BROKEN', 'The settings of the deployment are damaged; restore the database.');

const outdated = (): Fault =>
  new Fault('SETTINGS_OUTDATED', 'This data was made by a version before the first release; import it anew.');

const parse = (text: string): Settings => {
  const value: unknown = JSON.parse(text);
  if (typeof value !== 'object' || value === null || !('v' in value) || !('name' in value)) throw broken();
  if (value.v === 1) throw outdated();
  const stored = value as Settings;
  const keys = [stored.open, stored.sealed].filter((one) => one !== undefined);
  const ids = keys.flatMap(({ peppers, pseudonymKeyId }) => [peppers.current.keyId, pseudonymKeyId]);
  if (stored.v !== 2 || !ids.every(isKeyId)) throw broken();
  return stored;
};

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
      ok(await jobs.write({ job: JOB, position: JSON.stringify(settings), changedAt: clock() })));
  },
});
