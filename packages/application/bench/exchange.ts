import { type ChildProcess, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import pg from 'pg';
import { startServer } from '../../store/src/testing/postgres-server.ts';
import { entryOf } from '../src/exchange/testing/invented-organ.ts';
import { cpuSeconds, postgresOf } from './exchange/cpu-of.ts';
import type { HostedOrgan, HostReport, OrganHost } from './exchange/organ-host.ts';

const HOST = fileURLToPath(new URL('./exchange/organ-host.ts', import.meta.url));
const PLATFORM = 'platform/P01';
const HOLDERS = ['court/A01', 'police/B02', 'prison/C03', 'procuratorate/D04', 'justiceBureau/E05'];
const ORDERS = 3000;

const freePort = (): Promise<number> => new Promise((resolve) => {
  const probe = createServer().listen(0, '127.0.0.1', () => {
    const address = probe.address();
    probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
  });
});

type Child = Readonly<{ says: (beginning: string) => Promise<string>; onLine: (hear: (line: string) => void) => void; end: () => void; cpu: () => number }>;

const start = (told: OrganHost): Child => {
  const profile = process.env['FENGCUN_BENCH_PROFILE'];
  const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const child: ChildProcess = spawn(process.execPath, [...flags, HOST, JSON.stringify(told)], { stdio: ['ignore', 'pipe', 'inherit'] });
  const hearers = new Set<(line: string) => void>();
  if (child.stdout !== null) createInterface({ input: child.stdout }).on('line', (line) => { for (const hear of hearers) hear(line); });
  return {
    says: (beginning) => new Promise((resolve, reject) => {
      child.once('exit', () => reject(new Error('an organ of the bench ended')));
      hearers.add((line) => { if (line.startsWith(beginning)) resolve(line.slice(beginning.length).trim()); });
    }),
    onLine: (hear) => { hearers.add(hear); },
    end: () => { child.kill(profile === undefined ? 'SIGKILL' : 'SIGINT'); }, cpu: () => cpuSeconds(child.pid ?? 0),
  };
};

type Row = Readonly<{ part: string; orders: number; messages: number; ordersPerSecond: number; messagesPerSecond: number; seconds: number; cpuSecondsPlatform: number; cpuSecondsHolders: number; cpuSecondsDatabase: number; ordersPerTwoCoreSeconds: number; timed: string }>;

/** What one run took. */
type Taken = Readonly<{ seconds: number; messages: number; cpu: Readonly<{ platform: number; holders: number; database: number }> }>;

const rounded = (seconds: number): number => Math.round(seconds * 10) / 10;

type World = Readonly<{ hosts: readonly HostedOrgan[]; orders: number; answers: boolean }>;

/** Platform and holders as two processes; from the first order made to the last answer taken. */
const measure = async ({ hosts, orders, answers }: World): Promise<Taken> => {
  const directory = hosts.map(({ organ, port }) => entryOf(organ, `http://127.0.0.1:${port}`));
  const [own, ...others] = hosts;
  if (own === undefined) throw new Error('no platform');
  const holders = start({ role: 'holders', hosted: others, directory, orders, answers });
  await holders.says('listening');
  let taken = 0;
  const allTaken = new Promise<number>((resolve) => {
    holders.onLine((line) => {
      if (!line.startsWith('taken ')) return;
      taken += Number(line.slice('taken '.length));
      if (taken >= orders * others.length) resolve(performance.now());
    });
  });
  const platform = start({ role: 'platform', hosted: [own], directory, orders, answers });
  await platform.says('listening');
  const server = postgresOf(process.pid) ?? 0;
  const used = () => ({ platform: platform.cpu(), holders: holders.cpu(), database: cpuSeconds(server) });
  const before = used();
  const startedAt = performance.now();
  const report = JSON.parse(await platform.says('report ')) as HostReport;
  const seconds = answers ? report.seconds : (await allTaken - startedAt) / 1000;
  const after = used();
  platform.end();
  holders.end();
  return {
    seconds, messages: report.messages * (answers ? 2 : 1),
    cpu: { platform: after.platform - before.platform, holders: after.holders - before.holders, database: after.database - before.database },
  };
};

/** Orders to five holders, each organ on a PostgreSQL database of its own, over HTTP between two processes. */
export const benchExchange = async (options: Readonly<{ orders?: number; rounds?: number }> = {}) => {
  const { orders = ORDERS, rounds = 1 } = options;
  const server = await startServer(['-c', 'max_connections=300']);
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-bench-'));
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  let made = 0;
  const worlds = async (): Promise<readonly HostedOrgan[]> => {
    const hosts: HostedOrgan[] = [];
    for (const organ of [PLATFORM, ...HOLDERS]) {
      made += 1;
      await client.query(`create database exchange${made}`);
      const url = new URL(server.url);
      url.pathname = `/exchange${made}`;
      hosts.push({ organ, url: url.href, folder: join(folder, `organ${made}`), port: await freePort() });
    }
    return hosts;
  };
  const results: Row[] = [];
  try {
    for (const answers of [false, true]) {
      for (let round = 0; round < rounds; round += 1) {
        const { seconds, messages, cpu } = await measure({ hosts: await worlds(), orders, answers });
        results.push({
          part: answers ? 'orders acknowledged' : 'orders delivered', orders, messages,
          ordersPerSecond: Math.round(orders / seconds), messagesPerSecond: Math.round(messages / seconds), seconds: Math.round(seconds * 100) / 100,
          cpuSecondsPlatform: rounded(cpu.platform), cpuSecondsHolders: rounded(cpu.holders), cpuSecondsDatabase: rounded(cpu.database),
          // What two cores do that have nothing else to do: the wall clock also counts who else is at work.
          ordersPerTwoCoreSeconds: Math.round((2 * orders) / (cpu.platform + cpu.holders + cpu.database)),
          timed: answers ? 'made, encrypted, put, sent, taken, answered, and the answers taken' : 'made, encrypted, put, sent and taken',
        });
      }
    }
  } finally {
    await client.end();
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const acknowledged = Math.max(...results.filter(({ part }) => part === 'orders acknowledged').map(({ ordersPerSecond }) => ordersPerSecond));
  return {
    bench: 'exchange',
    machine: { node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) },
    results,
    targets: [{ id: 'exchange-orders', target: 300, measured: acknowledged, unit: 'orders to 5 holders acknowledged a second', met: acknowledged >= 300 }],
  };
};

if (import.meta.main) {
  const orders = Number(process.argv.find((word) => word.startsWith('--orders='))?.slice('--orders='.length) ?? ORDERS);
  process.stdout.write(`${JSON.stringify(await benchExchange({ orders }), null, 1)}\n`);
}
