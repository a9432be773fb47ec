import { randomBytes } from 'node:crypto';
import { readdirSync, readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { type CivilDate, present } from '@fengcun/kernel';
import { loadPack, type Pack } from '@fengcun/policy';
import { openDatabase } from '@fengcun/store';
import { memoryKeyStore } from '@fengcun/vault';
import { type Deployment, type DeploymentConfig, importItems, openDeployment, pooledRandom, readDocuments, settleLedgers } from '../src/index.ts';
import { startServer } from '../../store/src/testing/postgres-server.ts';
import { inventedTables } from './import/invented-tables.ts';
import { type RecordedAct, recordingDatabase, writeAgain } from './import/raw-floor.ts';

const RECORDS = 20_000;
const WARM_UP = 2_000;
const POLICIES = new URL('../../../policies/', import.meta.url);
const MEASURED = 'rows of a table read, messages checked, decided by every pack in force, person and case found or made, told and sealed under a '
  + 'key of its own, every row written in transactions with their audit entries, the entries sequenced, the log signed and published';
const FLOOR = 'the same rows in the same transactions by the same bulk inserts, without reading, deciding, sealing and the ledger';

const packsInForce = (): readonly Pack[] => {
  const files = readdirSync(POLICIES, { recursive: true }).map(String).filter((name) => /\.ya?ml$/.test(name));
  return files.flatMap((name) => {
    const pack = loadPack(readFileSync(new URL(name, POLICIES), 'utf8'));
    return pack.ok && pack.value.status === 'inForce' ? [pack.value] : [];
  });
};

type Place = DeploymentConfig['database'] & Readonly<{ dataDirectory: string }>;

const openBench = async (database: Place): Promise<Deployment> => {
  const random = pooledRandom((length) => randomBytes(length));
  return openDeployment({ database, keys: { type: 'store', keyStore: memoryKeyStore(random) }, clock: () => Date.now(), random });
};

type Run = Readonly<{ seconds: number; clientMicros: number }>;

/** `warmPerSecond`: over the second half, when threads have started and code is compiled; the log has its share. */
type ImportRun = Run & Readonly<{ warmPerSecond: number }>;

const actor = { account: 'bench', policyHash: '0'.repeat(64) };
const order = { organCode: '00', asOf: '2026-11-21' as CivilDate, packs: packsInForce() };

const timed = async (count: number, work: () => Promise<void>): Promise<Run> => {
  const [cpu, startedAt] = [process.cpuUsage(), performance.now()];
  await work();
  const { user, system } = process.cpuUsage(cpu);
  return { seconds: (performance.now() - startedAt) / 1000, clientMicros: Math.round((user + system) / count) };
};

/** Imports invented records and puts their entries into the log; every one of them must have been taken. */
const runImport = async (place: Place, count: number, acts?: RecordedAct[]): Promise<ImportRun> => {
  const opened = await openBench(place);
  try {
    const deployment = acts === undefined ? opened : { ...opened, database: recordingDatabase(opened.database, acts) };
    let taken = 0;
    let half: Readonly<{ at: number; taken: number }> | undefined;
    let warmPerSecond = 0;
    const run = await timed(count, async () => {
      await importItems(deployment, readDocuments(inventedTables(count), order), {
        actor, onOutcomes: (all) => {
          taken += all.filter(({ outcome }) => outcome === 'taken').length;
          if (taken >= count / 2) half ??= { at: performance.now(), taken };
        },
      });
      const importedAt = performance.now();
      const settled = await settleLedgers(deployment, { dataDirectory: place.dataDirectory, holder: 'bench' });
      if (!settled.every(({ result }) => result.ok)) throw new Error('the log was not signed');
      const left = count - (half?.taken ?? 0);
      const seconds = (importedAt - (half?.at ?? 0) + (performance.now() - importedAt) * (left / count)) / 1000;
      warmPerSecond = Math.round(left / seconds);
    });
    if (taken !== count) throw new Error(`taken ${taken} of ${count}`);
    return { ...run, warmPerSecond };
  } finally {
    await opened.close();
  }
};

/** Transactions at once, as an import has them. */
const LANES = { embedded: 1, server: 3 } as const;

const runFloor = async (place: Place, acts: readonly RecordedAct[], count: number): Promise<Run> => {
  const now = (): string => new Date().toISOString();
  const database = await openDatabase(place.kind === 'server' ? { kind: 'server', url: place.url, migrate: true, now } : { ...place, now });
  try {
    return await timed(count, () => writeAgain(database, acts, LANES[database.facts.engine]));
  } finally {
    await database.close();
  }
};

type Row = Readonly<{
  engine: string; records: number; recordsPerSecond: number; warmPerSecond: number; clientMicros: number; rawFloorPerSecond: number; rawFloorMicros: number; ratio: number;
}>;

const measure = async (engine: string, places: () => Promise<Place>, count: number): Promise<Row> => {
  await runImport(await places(), WARM_UP);
  const run = await runImport(await places(), count);
  const acts: RecordedAct[] = [];
  await runImport(await places(), count, acts);
  const floor = await runFloor(await places(), acts, count);
  const [recordsPerSecond, rawFloorPerSecond] = [Math.round(count / run.seconds), Math.round(count / floor.seconds)];
  return {
    engine, records: count, recordsPerSecond, warmPerSecond: run.warmPerSecond, clientMicros: run.clientMicros, rawFloorPerSecond, rawFloorMicros: floor.clientMicros,
    ratio: Number((recordsPerSecond / rawFloorPerSecond).toFixed(3)),
  };
};

/** Folders for data and logs, removed at the end. */
const withFolders = async <T>(work: (folder: () => Promise<string>) => Promise<T>): Promise<T> => {
  const folders: string[] = [];
  try {
    return await work(async () => {
      const folder = await mkdtemp(join(tmpdir(), 'fengcun-bench-'));
      folders.push(folder);
      return folder;
    });
  } finally {
    for (const folder of folders) await rm(folder, { recursive: true, force: true });
  }
};

const onEmbedded = (count: number): Promise<Row> =>
  withFolders((folder) => measure('pglite', async () => ({ kind: 'embedded', dataDirectory: await folder() }), count));

const onServer = (count: number): Promise<Row> => withFolders(async (folder) => {
  const server = await startServer();
  let made = 0;
  const place = async (): Promise<Place> => {
    const { default: pg } = await import('pg');
    made += 1;
    const name = `bench${process.pid}x${made}`;
    const client = new pg.Client({ connectionString: server.url });
    await client.connect();
    await client.query(`create database ${name}`);
    await client.end();
    const url = new URL(server.url);
    url.pathname = `/${name}`;
    return { kind: 'server', url: url.href, dataDirectory: await folder() };
  };
  try {
    return await measure('postgresql', place, count);
  } finally {
    await server.stop();
  }
});

const TARGETS = { postgresql: 5_000, pglite: 1_500 } as const;

/** Records a second from table to signed log, beside the same rows inserted alone. */
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
  return { bench: 'import', measures: MEASURED, rawFloor: FLOOR, machine, results, targets };
};

if (process.argv[1] === present(import.meta.filename, 'the file of this bench')) {
  const engines = process.argv.filter((word) => word === 'pglite' || word === 'postgresql');
  const given = Number(process.argv.find((word) => word.startsWith('--records='))?.slice('--records='.length) ?? RECORDS);
  const result = await benchImport({ records: given, ...(engines.length === 0 ? {} : { engines }) });
  process.stdout.write(`${JSON.stringify(result, null, 1)}\n`);
}
