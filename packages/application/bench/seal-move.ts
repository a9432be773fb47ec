import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, loadavg, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { ok, present } from '@fengcun/kernel';
import { startServer } from '../../store/src/testing/postgres-server.ts';
import { type Deployment, sealRecord, sealRecords } from '../src/index.ts';
import { deploymentAt, importAll, memoryDeployment } from '../src/intake/testing/import-fixture.ts';
import { cpuSeconds, postgresOf } from './exchange/cpu-of.ts';
import { inventedItem } from './move/invented-records.ts';

const RECORDS = 2000;
/** One by one is slow: so many are enough to tell. */
const ALONE = 200;
const HEAD = { ground: 'juvenileSentence', decidedBy: 'court', at: '2026-11-21T10:00:00.000Z', settle: 'later' } as const;

const openIds = async ({ database }: Deployment): Promise<readonly string[]> => {
  const read = await database.audit(async ({ select }) =>
    ok(await select<Readonly<{ id: string }>>('select record_id as id from open.record order by 1', [])));
  return present(read.ok ? read : undefined, 'reading is never refused').value.map(({ id }) => id);
};

type Row = Readonly<{ part: string; records: number; recordsPerSecond: number; cpuMillisClient: number; cpuMillisDatabase: number }>;

const measured = async (part: string, records: number, work: () => Promise<number>): Promise<Row> => {
  const server = postgresOf(process.pid);
  const database = (): number => (server === undefined ? 0 : cpuSeconds(server));
  const [cpu, databaseBefore, startedAt] = [process.cpuUsage(), database(), performance.now()];
  const moved = await work();
  const seconds = (performance.now() - startedAt) / 1000;
  if (moved !== records) throw new Error(`${part}: ${moved} of ${records} records were moved`);
  const used = process.cpuUsage(cpu);
  const each = (millis: number): number => Math.round((millis * 100) / records) / 100;
  return {
    part, records, recordsPerSecond: Math.round(records / seconds), cpuMillisClient: each((used.user + used.system) / 1000),
    cpuMillisDatabase: each((database() - databaseBefore) * 1000),
  };
};

const onEngine = async (engine: string, deployment: Deployment, records: number): Promise<readonly Row[]> => {
  await importAll(deployment, Array.from({ length: records }, (_, at) => inventedItem(at)));
  const ids = await openIds(deployment);
  const [alone, together] = [ids.slice(0, ALONE), ids.slice(ALONE)];
  const one = await measured(`${engine}: one a transaction`, alone.length, async () => {
    let moved = 0;
    for (const recordId of alone) moved += Number((await sealRecord(deployment, { ...HEAD, recordId })).ok);
    return moved;
  });
  const many = await measured(`${engine}: 100 a transaction`, together.length, async () =>
    [...(await sealRecords(deployment, { ...HEAD, recordIds: together })).values()].filter(({ ok: isMoved }) => isMoved).length);
  return [one, many];
};

/** Records moved behind the wall, without orders: alone and together, on PostgreSQL and embedded. */
export const benchSealMove = async ({ records = RECORDS }: Readonly<{ records?: number }> = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-bench-'));
  const server = await startServer();
  const results: Row[] = [];
  try {
    const onServer = await deploymentAt({ kind: 'server', url: server.url, dataDirectory: folder });
    results.push(...await onEngine('PostgreSQL', onServer, records));
    await onServer.close();
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const embedded = await memoryDeployment();
  results.push(...await onEngine('embedded', embedded, records));
  await embedded.close();
  const together = present(results[1], 'the move of many on PostgreSQL').recordsPerSecond;
  return {
    bench: 'seal-move',
    machine: {
      node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30),
      loadOfOneMinute: Math.round((loadavg()[0] ?? 0) * 10) / 10,
    },
    results,
    targets: [{ id: 'seal-move', target: 3000, measured: together, unit: 'records moved behind the wall a second', met: together >= 3000 }],
  };
};

if (import.meta.main) {
  const records = Number(process.argv.find((word) => word.startsWith('--records='))?.slice('--records='.length) ?? RECORDS);
  process.stdout.write(`${JSON.stringify(await benchSealMove({ records }), null, 1)}\n`);
}
