import { type ChildProcessWithoutNullStreams, spawn } from 'node:child_process';
import { mkdtemp, rm } from 'node:fs/promises';
import { cpus, tmpdir, totalmem } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { Worker } from 'node:worker_threads';
import pg from 'pg';
import { inventedPerson, numberOf } from '../../../packages/application/src/certificate/testing/invented-people.ts';
import { cpuSeconds, postgresOf } from '../../../packages/application/bench/exchange/cpu-of.ts';
import { startServer } from '../../../packages/store/src/testing/postgres-server.ts';
import { benchPapers } from './certificate-papers.ts';
import type { Load, LoadResult } from './certificate-load.ts';

/** How long and how often; the whole run stays below a minute. */
export type CertificateBenchOptions = Readonly<{ milliseconds?: number; rounds?: number }>;

const CONNECTIONS = 64;
const PEOPLE = 2000;
const MARKS = 100_000;
const TARGET = { perSecond: 2000, p99: 80, ratio: 0.5, papers: 30, firstMs: 300 } as const;

type Host = Readonly<{ port: number; floor: number; token: string; cpu: () => Promise<number>; end: () => void }>;

const startHost = async (url: string, dataDirectory: string): Promise<Host> => {
  const profile = process.env['FENGCUN_BENCH_PROFILE'];
  const flags = profile === undefined ? [] : ['--cpu-prof', `--cpu-prof-dir=${profile}`];
  const path = fileURLToPath(new URL('./certificate-host.ts', import.meta.url));
  const child: ChildProcessWithoutNullStreams = spawn(process.execPath, [...process.execArgv, ...flags, path, JSON.stringify({ url, dataDirectory })], { stdio: ['pipe', 'pipe', 'pipe'] });
  child.stderr.pipe(process.stderr);
  const lines = createInterface({ input: child.stdout })[Symbol.asyncIterator]();
  const next = async (): Promise<Readonly<Record<string, unknown>>> => {
    const line = await lines.next();
    if (line.done === true) throw new Error('the host of the bench ended');
    return JSON.parse(line.value) as Readonly<Record<string, unknown>>;
  };
  const { port, floor, token } = await next();
  return {
    port: Number(port), floor: Number(floor), token: String(token),
    cpu: async () => { child.stdin.write('cpu\n'); return Number((await next())['cpu']); }, end: () => { child.stdin.write('end\n'); },
  };
};

const load = (data: Load): Promise<LoadResult> => new Promise((resolve, reject) => {
  const worker = new Worker(new URL('./certificate-load.ts', import.meta.url), { workerData: data });
  worker.once('message', resolve);
  worker.once('error', reject);
});

/** People nobody has heard of; nobody bears these numbers with these names. */
const bodies = (): readonly string[] => Array.from({ length: PEOPLE }, (_, at) => {
  const day = new Date(Date.UTC(1960, 0, 1 + at)).toISOString().slice(0, 10);
  const number = numberOf(day.replaceAll('-', ''), String(at % 1000).padStart(3, '0'));
  return JSON.stringify({
    person: { name: inventedPerson(at).name, nationality: 'CHN', document: { type: 'residentIdentityCard', number } },
    applicant: { kind: 'self' }, materials: ['identityDocument'],
  });
});

/** Marks of people nobody asks about, so that the index has the depth it has in use. */
const fill = async (url: string): Promise<void> => {
  const client = new pg.Client({ connectionString: url });
  await client.connect();
  try {
    await client.query(`insert into open.conviction_mark select (get_byte(digest, 0) << 4) | (get_byte(digest, 1) >> 4), digest, 'identityDocument', 1, id, id, 'convicted', '2020-01-01'
      from (select sha256(convert_to(n::text, 'UTF8')) as digest, gen_random_uuid() as id from generate_series(1, ${MARKS}) as n) as made`);
    await client.query('insert into bench.mark select sha256(convert_to(n::text, \'UTF8\')) from generate_series(1, $1) as n on conflict do nothing', [MARKS]);
    await client.query('analyze open.conviction_mark');
  } finally {
    await client.end();
  }
};

type Row = Readonly<{ id: string; perSecond: number; p50: number; p99: number; notOk: number; serverCpuMicroseconds: number; databaseCpuMicroseconds: number }>;

const one = (value: number): number => Math.round(value * 10) / 10;

const measure = async (host: Host, at: Readonly<{ id: string; port: number; milliseconds: number; run: string; all: readonly string[] }>): Promise<Row> => {
  const { id, port, milliseconds, run, all } = at;
  const head = `POST /v1/certificates HTTP/1.1\r\nHost: 127.0.0.1\r\nContent-Type: application/json\r\nAuthorization: Bearer ${host.token}\r\n`;
  const server = postgresOf(process.pid) ?? 0;
  const before = [await host.cpu(), cpuSeconds(server)] as const;
  const { ok, other, p50, p99, said } = await load({ port, connections: CONNECTIONS, milliseconds, head, bodies: all, run });
  if (other > 0) process.stderr.write(`${said}\n`);
  const [service, database] = [await host.cpu() - before[0], cpuSeconds(server) - before[1]];
  const each = (seconds: number): number => one((seconds * 1e6) / Math.max(1, ok + other));
  return { id, perSecond: Math.round((ok * 1000) / milliseconds), p50: one(p50), p99: one(p99), notOk: other, serverCpuMicroseconds: each(service), databaseCpuMicroseconds: each(database) };
};

const median = (values: readonly number[]): number => values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;

/** The median round of a contender, number by number. */
const middle = (id: string, rows: readonly Row[]): Row => {
  const own = rows.filter((row) => row.id === id);
  const of = (pick: (row: Row) => number): number => median(own.map(pick));
  return {
    id, perSecond: of((row) => row.perSecond), p50: of((row) => row.p50), p99: of((row) => row.p99), notOk: own.reduce((sum, row) => sum + row.notOk, 0),
    serverCpuMicroseconds: of((row) => row.serverCpuMicroseconds), databaseCpuMicroseconds: of((row) => row.databaseCpuMicroseconds),
  };
};

const OURS = 'POST /v1/certificates, audited, durable';
const FLOOR = 'bare Fastify + PostgreSQL, group commit';

/**
 * Certificate decisions a second over HTTP at 64 connections on a durable PostgreSQL, beside the bare floor in
 * the same run, one after the other in turn; and papers a second.
 */
export const benchCertificate = async ({ milliseconds = 4000, rounds = 3 }: CertificateBenchOptions = {}) => {
  const folder = await mkdtemp(join(tmpdir(), 'fengcun-bench-'));
  const database = await startServer();
  const rows: Row[] = [];
  try {
    const host = await startHost(database.url, join(folder, 'data'));
    await fill(database.url);
    const all = bodies();
    for (const [id, port] of [[OURS, host.port], [FLOOR, host.floor]] as const) {
      await measure(host, { id, port, milliseconds: milliseconds / 2, run: 'warm', all });
    }
    for (let round = 0; round < rounds; round += 1) {
      for (const [id, port] of [[OURS, host.port], [FLOOR, host.floor]] as const) {
        rows.push(await measure(host, { id, port, milliseconds, run: `r${round}`, all }));
      }
    }
    host.end();
  } finally {
    await database.stop();
    await rm(folder, { recursive: true, force: true });
  }
  const [ours, floor, papers] = [middle(OURS, rows), middle(FLOOR, rows), await benchPapers()];
  // Of pairs that ran one after the other, so that what else the machine did counts for both.
  const ratios = Array.from({ length: rounds }, (_, at) => (rows[at * 2]?.perSecond ?? 0) / Math.max(1, rows[at * 2 + 1]?.perSecond ?? 1));
  const ratio = Math.round(median(ratios) * 100) / 100;
  const target = (id: string, wanted: number, measured: number, unit: string, met: boolean) => ({ id, target: wanted, measured, unit, met });
  return {
    bench: 'certificate',
    machine: { node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30) },
    results: [ours, floor, ...papers],
    targets: [
      target('certificatesPerSecond', TARGET.perSecond, ours.perSecond, 'decisions/s, at least', ours.perSecond >= TARGET.perSecond),
      target('certificateP99', TARGET.p99, ours.p99, 'ms at 64 connections, below', ours.p99 < TARGET.p99),
      target('certificateToFloor', TARGET.ratio, ratio, 'of the floor, at least', ratio >= TARGET.ratio),
      target('certificatePapers', TARGET.papers, papers[0].perSecond, 'signed papers/s on two threads, at least', papers[0].perSecond >= TARGET.papers),
      target('certificateFirstPaper', TARGET.firstMs, papers[1].ms, 'ms, at most', papers[1].ms <= TARGET.firstMs),
    ],
  };
};

if (import.meta.main) process.stdout.write(`${JSON.stringify(await benchCertificate(), null, 2)}\n`);
