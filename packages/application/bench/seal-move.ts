import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok, present } from '@fengcun/kernel';
import { startServer } from '../../store/src/testing/postgres-server.ts';
import { type Deployment, sealRecord, sealRecords } from '../src/index.ts';
import { deploymentAt, importAll, memoryDeployment } from '../src/intake/testing/import-fixture.ts';
import { inventedItem } from './move/invented-records.ts';
import { machine, measured, type Row } from './move/measured.ts';

const RECORDS = 2000;
/** One by one is slow: so many are enough to tell. */
const ALONE = 200;
const HEAD = { ground: 'juvenileSentence', decidedBy: 'court', at: '2026-11-21T10:00:00.000Z', settle: 'later' } as const;

const openIds = async ({ database }: Deployment): Promise<readonly string[]> => {
  const read = await database.audit(async ({ select }) =>
    ok(await select<Readonly<{ id: string }>>('select record_id as id from open.record order by 1', [])));
  return present(read.ok ? read : undefined, 'reading is never refused').value.map(({ id }) => id);
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
export const benchSealMove = async ({ records = RECORDS, engines = 'both' }: Readonly<{ records?: number; engines?: 'both' | 'server' }> = {}) => {
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
  if (engines === 'both') {
    const embedded = await memoryDeployment();
    results.push(...await onEngine('embedded', embedded, records));
    await embedded.close();
  }
  const together = present(results[1], 'the move of many on PostgreSQL').recordsPerSecond;
  return {
    bench: 'seal-move',
    machine: machine(),
    results,
    targets: [{ id: 'seal-move', target: 3000, measured: together, unit: 'records moved behind the wall a second', met: together >= 3000 }],
  };
};

if (import.meta.main) {
  const records = Number(process.argv.find((word) => word.startsWith('--records='))?.slice('--records='.length) ?? RECORDS);
  process.stdout.write(`${JSON.stringify(await benchSealMove({ records }), null, 1)}\n`);
}
