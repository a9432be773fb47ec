import { createHash } from 'node:crypto';
import type { Database } from '@fengcun/store';
import type { KeyStore } from '@fengcun/vault';
import type { Deployment, IntakeItem } from '../../index.ts';
import { keyStoreKey } from '../../ledger/keys/log-key.ts';
import type { Disk } from '../../ledger/disk/disk.ts';
import { openLedger } from '../../ledger/open-ledger.ts';
import type { LogSetup } from '../../ledger/sequencer/setup.ts';
import { faultyDisk, type Faults } from '../../ledger/testing/faults.ts';
import { importAll } from './import-fixture.ts';
import { judgment, row } from './invented-items.ts';

/** Every function of an object, however deep, as a call that can fail; what is no function stays as it is. */
const watched = <T extends object>(stores: T, { run }: Faults, path: string): T =>
  new Proxy(stores, {
    get: (target, name) => {
      const value: unknown = Reflect.get(target, name);
      if (typeof value === 'function') {
        return (...given: readonly unknown[]): unknown =>
          run(`${path}${String(name)}`, async (): Promise<unknown> => Reflect.apply(value, target, [...given]));
      }
      return typeof value === 'object' && value !== null ? watched(value, { run, calls: () => [] }, `${path}${String(name)}.`) : value;
    },
  });

/** A database whose statements and commits fail where chosen; a commit can fail before it and after it. */
const faultyDatabase = (database: Database, faults: Faults): Database => ({
  ...database,
  write: (act, work) => faults.run('COMMIT write', () => database.write(act, (stores) => work(watched(stores, faults, '')))),
  seal: (act, work) => faults.run('COMMIT seal', () => database.seal(act, (stores) => work(watched(stores, faults, '')))),
  operate: (work) => faults.run('COMMIT operate', () => database.operate((stores) => work(watched(stores, faults, '')))),
  sequence: (work) => faults.run('COMMIT sequence', () => database.sequence((leaves) => work(watched(leaves, faults, 'leaves.')))),
});

const faultyKeys = (keyStore: KeyStore, { run }: Faults): KeyStore => ({
  ...keyStore,
  create: (key) => run('keys create', () => keyStore.create(key)),
  replaceState: (name, expected, bytes) => run(`keys replace ${name}`, () => keyStore.replaceState(name, expected, bytes)),
  readState: (name) => run(`keys read ${name}`, () => keyStore.readState(name)),
  unwrap: (place, wrapped) => run('keys unwrap', () => keyStore.unwrap(place, wrapped)),
});

/** Where an import ends up: its deployment, and the disk of its log. */
export type ImportBench = Readonly<{ database: Database; keyStore: KeyStore; open: (database: Database, keyStore: KeyStore) => Promise<Deployment>; disk: Disk; folder: string }>;

/** The log of a deployment over any disk; the lock store of this test lies beside it. */
const logOf = async (deployment: Deployment, disk: Disk, folder: string) => openLedger({
  logId: 'access/2026', host: deployment.name, database: deployment.database, places: { folder: `${folder}/ledger`, lockFolder: `${folder}/lock` },
  key: await keyStoreKey(deployment.keyStore, 'ledger-signing-key', deployment.random), now: deployment.clock, holder: 'tester', disk,
});

/** Imports items and signs the log, as the command does; what came of the items. */
export const importAndSettle = async (
  bench: ImportBench, items: readonly IntakeItem[], faults?: Faults,
): Promise<Readonly<{ outcomes: readonly string[]; setup: LogSetup }>> => {
  const { database, keyStore, open, folder } = bench;
  const disk = faults === undefined ? bench.disk : faultyDisk(bench.disk, faults);
  const deployment = await open(
    faults === undefined ? database : faultyDatabase(database, faults), faults === undefined ? keyStore : faultyKeys(keyStore, faults));
  const outcomes = (await importAll(deployment, items)).map(({ outcome }) => outcome);
  const { sequencer, setup } = await logOf(deployment, disk, folder);
  const settled = await sequencer.settle();
  if (!settled.ok) throw new Error(`not settled: ${settled.error.code}`);
  await sequencer.close();
  return { outcomes, setup };
};

/** Invented items of a number: the same again for the same number, of nobody else's cases for another. */
export const itemsOf = (number: number): readonly IntakeItem[] => {
  const digest = createHash('sha256').update(String(number)).digest('hex').slice(0, 12);
  const renumbered = (item: IntakeItem): IntakeItem =>
    JSON.parse(JSON.stringify(item).replaceAll('岭0000刑初', `岭${number}刑初`).replaceAll('row-', `row-${digest}-`).replaceAll('judgment-', `judgment-${digest}-`)) as IntakeItem;
  return [judgment('first'), row('second')].map(renumbered);
};

