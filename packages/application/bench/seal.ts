import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { startServer } from '../../store/src/testing/postgres-server.ts';
import { entryOf } from '../src/exchange/testing/invented-organ.ts';
import { cpuSeconds, postgresOf } from './exchange/cpu-of.ts';
import { machine } from './move/measured.ts';
import type { PlatformHost, PlatformReport } from './seal/platform-host.ts';
import type { StubHolders } from './seal/stub-holders.ts';

const HOLDERS = ['court/110000000001', 'procuratorate/110000000002', 'police/110000000003', 'detentionHouse/110000000004', 'stateSecurity/110000000005'];
const PLATFORM = 'platform/P01';
const RECORDS = 600;
const PARCEL = 200;

const freePort = (): Promise<number> => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
});

type Child = Readonly<{ says: (beginning: string) => Promise<string>; go: () => void; end: () => Promise<void>; cpu: () => number }>;

const start = (program: string, told: PlatformHost | StubHolders): Child => {
  const profile = process.env['FENGCUN_BENCH_PROFILE'];
  const path = fileURLToPath(new URL(program, import.meta.url));
  const child: ChildProcess = spawn(process.execPath, [path, JSON.stringify(told)], { stdio: ['pipe', 'pipe', 'inherit'] });
  const hearers = new Set<(line: string) => void>();
  if (child.stdout !== null) {
    createInterface({ input: child.stdout }).on('line', (line) => {
      if (line.startsWith('fault')) process.stderr.write(`${line}\n`);
      for (const hear of hearers) hear(line);
    });
  }
  return {
    says: (beginning) => new Promise((resolve, reject) => {
      child.once('exit', () => reject(new Error('a process of the bench ended')));
      hearers.add((line) => { if (line.startsWith(beginning)) resolve(line.slice(beginning.length).trim()); });
    }),
    go: () => { child.stdin?.write('go\n'); },
    end: async () => {
      const ended = once(child, 'exit');
      // A process that is profiled ends by itself.
      if (profile === undefined || program.includes('stub')) child.kill('SIGKILL');
      await ended;
    },
    cpu: () => cpuSeconds(child.pid ?? 0),
  };
};

/**
 * Records determined, moved behind the wall and ordered sealed, the orders sent to five holders and their
 * signed answers taken: the platform on PostgreSQL, the holders as stubs in another process, over HTTP.
 */
export const benchSealing = async ({ records = RECORDS }: Readonly<{ records?: number }> = {}) => {
  const server = await startServer(['-c', 'max_connections=100']);
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-bench-'));
  try {
    const [port, holdersPort] = [await freePort(), await freePort()];
    const organs = HOLDERS.map((organ) => entryOf(organ, `http://127.0.0.1:${holdersPort}`));
    const holders = start('./seal/stub-holders.ts', { port: holdersPort, platform: PLATFORM, platformUrl: `http://127.0.0.1:${port}`, parcelMessages: PARCEL });
    await holders.says('listening');
    const platform = start('./seal/platform-host.ts', { platform: PLATFORM, url: server.url, folder, port, organs, records });
    await platform.says('listening');
    const database = postgresOf(process.pid) ?? 0;
    const used = () => [platform.cpu(), holders.cpu(), cpuSeconds(database)] as const;
    const before = used();
    const told = platform.says('report ');
    platform.go();
    const report = JSON.parse(await told) as PlatformReport;
    const cpu = used().map((seconds, at) => Math.round(((seconds - (before[at] ?? 0)) * 100_000) / records) / 100);
    const [cpuMillisPlatform = 0, cpuMillisHolders = 0, cpuMillisDatabase = 0] = cpu;
    await platform.end();
    await holders.end();
    const perSecond = Math.round(report.ordered / report.acknowledgedSeconds);
    return {
      bench: 'seal orders',
      machine: machine(),
      results: [{
        part: 'orders to 5 holders, acknowledged', records, ordered: report.ordered, answers: report.answers,
        statementsPerOrder: Math.round((report.statements * 10) / report.ordered) / 10,
        secondsUntilOrdered: Math.round(report.orderedSeconds * 100) / 100, secondsUntilAcknowledged: Math.round(report.acknowledgedSeconds * 100) / 100,
        ordersPerSecond: perSecond, answersPerSecond: Math.round(report.answers / report.acknowledgedSeconds),
        cpuMillisPlatform, cpuMillisHolders, cpuMillisDatabase,
        timed: 'determined, moved behind the wall, ordered, encrypted, sent, answered, and the answers taken',
      }],
      targets: [{ id: 'seal-orders', target: 300, measured: perSecond, unit: 'orders to 5 holders acknowledged a second', met: perSecond >= 300 }],
    };
  } finally {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
};

if (import.meta.main) {
  const records = Number(process.argv.find((word) => word.startsWith('--records='))?.slice('--records='.length) ?? RECORDS);
  process.stdout.write(`${JSON.stringify(await benchSealing({ records }), null, 1)}\n`);
}
