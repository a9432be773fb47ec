import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { type CivilDate, present } from '@fengcun/kernel';
import { startServer } from '../../store/src/testing/postgres-server.ts';
import { deploymentAt, importAll } from '../src/intake/testing/import-fixture.ts';
import { runSweep } from '../src/seals/sweep.ts';
import { conviction, platformOn } from '../src/seals/testing/invented-platform.ts';

/** LIMIT: as many as the invented persons have numbers of their own. */
const RECORDS = 800;
const TARGETS = { decided: 20_000, sealed: 3_000 } as const;
const BEFORE = '2026-11-21' as CivilDate;

const perSecond = (count: number, startedAt: number): number => Math.round((count * 1000) / (performance.now() - startedAt));

/** The sweep over PostgreSQL: read, opened and decided; then ordered sealed, each with its move, order, messages and audit entries. */
export const benchSealSweep = async ({ records = RECORDS }: Readonly<{ records?: number }> = {}) => {
  const count = Math.min(records, RECORDS);
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-bench-'));
  const server = await startServer();
  const deployment = await deploymentAt({ kind: 'server', url: server.url, dataDirectory: folder });
  try {
    const { parts } = platformOn(deployment);
    // Every fourth is an adult, whom nothing follows for.
    const adult = { bornOn: '1990-03-15' as CivilDate };
    await importAll(deployment, Array.from({ length: count }, (_, seed) => conviction(seed, seed % 4 === 3 ? adult : {})));
    await runSweep(parts, { mode: 'dryRun', before: BEFORE });
    const decidedAt = performance.now();
    const dry = await runSweep(parts, { mode: 'dryRun', before: BEFORE });
    const decided = perSecond(dry.swept, decidedAt);
    const sealedAt = performance.now();
    const done = await runSweep(parts, { mode: 'seal', before: BEFORE });
    const sealed = perSecond(done.ordered, sealedAt);
    const machine = { node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) };
    return {
      bench: 'seal-sweep', machine,
      results: [
        { part: 'sweep over storage: read, opened, decided', records: dry.swept, recordsPerSecond: decided },
        { part: 'sweep over storage: ordered sealed to 3 holders', records: done.ordered, recordsPerSecond: sealed },
      ],
      targets: [
        { id: 'sweep over storage, decided', target: TARGETS.decided, measured: decided, unit: 'records/s', met: decided >= TARGETS.decided },
        { id: 'sweep over storage, sealed', target: TARGETS.sealed, measured: sealed, unit: 'records/s', met: sealed >= TARGETS.sealed },
      ],
    };
  } finally {
    await deployment.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

if (process.argv[1] === present(import.meta.filename, 'the file of this bench')) {
  process.stdout.write(`${JSON.stringify(await benchSealSweep(), null, 1)}\n`);
}
