import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { type CivilDate, ok, present } from '@fengcun/kernel';
import type { BusinessRecord } from '@fengcun/judgment';
import { loadPack } from '@fengcun/policy';
import { factsFromRecord, messagesFromRecord } from '@fengcun/registry';
import { openDatabase, type WriterStores } from '@fengcun/store';
import { memoryKeyStore } from '@fengcun/vault';
import {
  decideAllBy, type DecideAll, type Deployment, type DeploymentConfig, importItems, type IntakeItem, openDeployment,
  pooledRandom,
} from '../src/index.ts';
import { startServer } from '../../store/src/testing/postgres-server.ts';

const RECORDS = 5_000;
const BATCH = 500;
const POLICIES = new URL('../../../policies/', import.meta.url);
const WEIGHTS = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

/** An invented number with the right check character. @see GB 11643-1999 */
const numberOf = (index: number): string => {
  const day = String(1 + (index % 28)).padStart(2, '0');
  const month = String(1 + (Math.floor(index / 28) % 12)).padStart(2, '0');
  const year = 1950 + (Math.floor(index / 336) % 50);
  const digits = `110105${year}${month}${day}${String(Math.floor(index / 16_800) * 2 + 1).padStart(3, '0')}`;
  const sum = [...digits].reduce((total, digit, at) => total + Number(digit) * (WEIGHTS[at] ?? 0), 0);
  return `${digits}${'10X98765432'[sum % 11]}`;
};

const recordOf = (index: number): BusinessRecord => {
  const idNumber = numberOf(index);
  const born = `${idNumber.slice(6, 10)}-${idNumber.slice(10, 12)}-${idNumber.slice(12, 14)}` as CivilDate;
  return {
    id: `bench-${index}`, row: index + 2, personName: `测${String.fromCodePoint(0x4e00 + (index % 8000))}`, idNumber,
    organ: '云岭省某县人民法院', documentNumber: `（2024）岭0000刑初${index + 1}号`,
    facts: {
      recordKind: 'conviction', decidedOn: '2024-05-11' as CivilDate, bornOn: born, charges: ['盗窃罪'],
      penalty: 'fixedTermImprisonment', executedTermMonths: 6 + (index % 60), suspended: false,
    },
  };
};

const decider = (): DecideAll => {
  const files = readdirSync(POLICIES, { recursive: true }).map(String).filter((name) => /\.ya?ml$/.test(name));
  const packs = files.flatMap((name) => {
    const pack = loadPack(readFileSync(new URL(name, POLICIES), 'utf8'));
    return pack.ok && pack.value.status === 'inForce' ? [pack.value] : [];
  });
  return decideAllBy(packs, '2026-11-21' as CivilDate);
};

const itemOf = (index: number, decideAll: DecideAll): IntakeItem => {
  const record = recordOf(index);
  const source = { organ: { type: 'court', code: '00' }, system: 'bench', version: 1 } as const;
  const { messages, problems } = messagesFromRecord({ record, source });
  if (messages.length !== 1) throw new Error(`an invented row is one message: ${JSON.stringify(problems)}`);
  const decisions = decideAll(factsFromRecord(record));
  const place = `bench#${index}`;
  return { key: place, place, problems: [], input: {}, messages: messages.map((message) => ({ message, decisions, personAt: 0 })) };
};

const items = async function* (count: number, decideAll: DecideAll): AsyncGenerator<IntakeItem> {
  for (let i = 0; i < count; i += 1) yield itemOf(i, decideAll);
};

type Call = (stores: WriterStores) => Promise<unknown>;

/** The calls that write, as they were made: the raw floor makes the same ones with the same rows. */
const recording = (stores: WriterStores, calls: Call[]): WriterStores => {
  const { open, audit, operations } = stores;
  const noted = <Row>(call: (to: WriterStores, rows: Row) => Promise<unknown>, rows: Row): Row => {
    calls.push((to) => call(to, rows));
    return rows;
  };
  return {
    operations,
    audit: {
      append: (rows) => audit.append(noted((to, all) => to.audit.append(all), rows)),
      keepCommitmentKeys: (rows) => audit.keepCommitmentKeys(noted((to, all) => to.audit.keepCommitmentKeys(all), rows)),
    },
    open: {
      ...open,
      subjects: { ...open.subjects, add: (rows) => open.subjects.add(noted((to, all) => to.open.subjects.add(all), rows)) },
      cases: { ...open.cases, add: (rows) => open.cases.add(noted((to, all) => to.open.cases.add(all), rows)) },
      records: { ...open.records, add: (rows) => open.records.add(noted((to, all) => to.open.records.add(all), rows)) },
      terms: { ...open.terms, add: (rows) => open.terms.add(noted((to, all) => to.open.terms.add(all), rows)) },
      holders: { ...open.holders, put: (rows) => open.holders.put(noted((to, all) => to.open.holders.put(all), rows)) },
      stageRecords: {
        ...open.stageRecords, add: (rows) => open.stageRecords.add(noted((to, all) => to.open.stageRecords.add(all), rows)),
      },
      events: { ...open.events, begin: (rows) => open.events.begin(noted((to, all) => to.open.events.begin(all), rows)) },
      inbox: { ...open.inbox, takeAll: (rows) => open.inbox.takeAll(noted((to, all) => to.open.inbox.takeAll(all), rows)) },
    },
  };
};

type Acts = Readonly<{ entryId: string; calls: Call[] }>[];

const recordingDeployment = (deployment: Deployment, acts: Acts): Deployment => ({
  ...deployment,
  database: {
    ...deployment.database,
    write: (act, work) => {
      const calls: Call[] = [];
      acts.push({ entryId: act.entryId, calls });
      return deployment.database.write(act, (stores) => work(recording(stores, calls)));
    },
  },
});

const rate = (count: number, startedAt: number): number => Math.round(count / ((performance.now() - startedAt) / 1000));
const actor = { account: 'bench', policyHash: '0'.repeat(64) };
type Place = DeploymentConfig['database'];

const openBench = async (database: Place): Promise<Deployment> => {
  const random = pooledRandom((length) => randomBytes(length));
  return openDeployment({ database, keys: { type: 'store', keyStore: memoryKeyStore(random) }, clock: () => Date.now(), random });
};

const importRate = async (database: Place, count: number, acts?: Acts): Promise<number> => {
  const opened = await openBench(database);
  const deployment = acts === undefined ? opened : recordingDeployment(opened, acts);
  let taken = 0;
  const startedAt = performance.now();
  await importItems(deployment, items(count, decider()), {
    actor, batchSize: BATCH, onOutcomes: (all) => { taken += all.filter(({ outcome }) => outcome === 'taken').length; },
  });
  const measured = rate(count, startedAt);
  await opened.close();
  if (taken !== count) throw new Error(`taken ${taken} of ${count}`);
  return measured;
};

const floorRate = async (place: Place, acts: Acts, count: number): Promise<number> => {
  const now = (): string => new Date().toISOString();
  const database = await openDatabase(place.kind === 'server' ? { kind: 'server', url: place.url, migrate: true, now } : { ...place, now });
  const startedAt = performance.now();
  for (const { entryId, calls } of acts) {
    await database.write({ entryId }, async (stores) => {
      for (const call of calls) await call(stores);
      return ok(undefined);
    });
  }
  const measured = rate(count, startedAt);
  await database.close();
  return measured;
};

type Row = Readonly<{ engine: string; records: number; recordsPerSecond: number; rawFloorPerSecond: number; ratio: number }>;

const measure = async (engine: string, places: () => Promise<Place>, count: number): Promise<Row> => {
  await importRate(await places(), BATCH);
  const recordsPerSecond = await importRate(await places(), count);
  const acts: Acts = [];
  await importRate(await places(), count, acts);
  const rawFloorPerSecond = await floorRate(await places(), acts, count);
  return { engine, records: count, recordsPerSecond, rawFloorPerSecond, ratio: Number((recordsPerSecond / rawFloorPerSecond).toFixed(3)) };
};

const onEmbedded = async (count: number): Promise<Row> => {
  const folders: string[] = [];
  const place = async (): Promise<Place> => {
    const dataDirectory = await mkdtemp(join(tmpdir(), 'fengcun-bench-'));
    folders.push(dataDirectory);
    return { kind: 'embedded', dataDirectory };
  };
  try {
    return await measure('pglite', place, count);
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
};

const onServer = async (count: number): Promise<Row> => {
  const server = await startServer();
  let made = 0;
  const place = async (): Promise<Place> => {
    const { default: pg } = await import('pg');
    made += 1;
    const name = `bench${made}`;
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return { kind: 'server', url: url.href, dataDirectory: tmpdir() };
  };
  try {
    return await measure('postgresql', place, count);
  } finally {
    await server.stop();
  }
};

const TARGETS = { postgresql: 5_000, pglite: 1_500 } as const;

/** Records a second through decision, encryption, ledger entry and all rows, beside the same rows inserted alone. */
export const benchImport = async (options: Readonly<{ records?: number; engines?: readonly string[] }> = {}) => {
  const { records = RECORDS, engines = ['pglite', 'postgresql'] } = options;
  const results: Row[] = [];
  if (engines.includes('pglite')) results.push(await onEmbedded(records));
  if (engines.includes('postgresql')) results.push(await onServer(records));
  const machine = {
    node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length,
    memoryGiB: Math.round(totalmem() / 2 ** 30),
  };
  const targets = results.map(({ engine, recordsPerSecond }) => {
    const target = engine === 'pglite' ? TARGETS.pglite : TARGETS.postgresql;
    return { id: `import-${engine}`, target, measured: recordsPerSecond, unit: 'records/s', met: recordsPerSecond >= target };
  });
  return { bench: 'import', machine, results, targets };
};

if (process.argv[1] === present(import.meta.filename, 'the file of this bench')) {
  const engines = process.argv.filter((word) => word === 'pglite' || word === 'postgresql');
  const given = Number(process.argv.find((word) => word.startsWith('--records='))?.slice('--records='.length) ?? RECORDS);
  const result = await benchImport({ records: given, ...(engines.length === 0 ? {} : { engines }) });
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
}
