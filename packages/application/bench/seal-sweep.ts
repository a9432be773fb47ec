import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { addDays, type CivilDate, civil, present } from '@fengcun/kernel';
import { startServer } from '../../store/src/testing/postgres-server.ts';
import { deploymentAt, importAll } from '../src/intake/testing/import-fixture.ts';
import { runSweep } from '../src/seals/sweep.ts';
import { conviction, platformOn } from '../src/seals/testing/invented-platform.ts';
import { machine, measured } from './move/measured.ts';

const RECORDS = 1600;
/** So many invented persons have numbers of their own who are born on one day. */
const A_DAY = 900;
const TARGETS = { decided: 20_000, sealed: 3_000 } as const;
const BEFORE = '2026-11-21' as CivilDate;

/** Every fourth is an adult, whom nothing follows for. */
const invented = (seed: number) =>
  conviction(seed, { bornOn: addDays(civil(seed % 4 === 3 ? '1990-03-15' : '2007-03-15'), Math.floor(seed / A_DAY)) });

/** The sweep over PostgreSQL: read, opened and decided; then ordered sealed, each with its move, order, messages and audit entries. */
export const benchSealSweep = async ({ records = RECORDS }: Readonly<{ records?: number }> = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-bench-'));
  const server = await startServer();
  const deployment = await deploymentAt({ kind: 'server', url: server.url, dataDirectory: folder });
  try {
    const { parts } = platformOn(deployment);
    await importAll(deployment, Array.from({ length: records }, (_, seed) => invented(seed)));
    const sweep = (mode: 'dryRun' | 'seal') => runSweep(parts, { mode, before: BEFORE });
    const { toSeal } = await sweep('dryRun');
    const decided = await measured('sweep over storage: read, opened, decided', records, async () => (await sweep('dryRun')).swept);
    const sealed = await measured('sweep over storage: ordered sealed to 3 holders', toSeal, async () => (await sweep('seal')).ordered);
    const target = (what: keyof typeof TARGETS, { recordsPerSecond }: typeof decided) =>
      ({ id: `sweep over storage, ${what}`, target: TARGETS[what], measured: recordsPerSecond, unit: 'records/s', met: recordsPerSecond >= TARGETS[what] });
    return { bench: 'seal-sweep', machine: machine(), results: [decided, sealed], targets: [target('decided', decided), target('sealed', sealed)] };
  } finally {
    await deployment.close();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

if (process.argv[1] === present(import.meta.filename, 'the file of this bench')) {
  process.stdout.write(`${JSON.stringify(await benchSealSweep(), null, 1)}\n`);
}
