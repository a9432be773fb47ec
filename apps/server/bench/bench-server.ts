import { randomBytes } from 'node:crypto';
import { createServer as createRaw } from 'node:http';
import type { AddressInfo } from 'node:net';
import { cpus, totalmem } from 'node:os';
import { Worker } from 'node:worker_threads';
import { inventedMessage } from '../../../packages/api/src/testing/invented-messages.ts';
import { memoryPorts, type MemoryState } from '../../../packages/api/src/testing/memory-ports.ts';
import { makeToken } from '../src/access/service-accounts.ts';
import { DEFAULT_CONFIG } from '../src/config/server-config.ts';
import { createServer } from '../src/shell/create-server.ts';
import type { Load, LoadResult } from './load-worker.ts';

/** How long and how often; `rounds` × five loads × `milliseconds` is the time it takes, below ten seconds. */
export type BenchOptions = Readonly<{ milliseconds?: number; rounds?: number; connections?: number }>;

/** What `bench --json` prints. */
export type ServerBench = Readonly<{
  bench: 'server';
  machine: Readonly<Record<string, string | number>>;
  results: readonly Readonly<Record<string, unknown>>[];
  targets: readonly Readonly<{ id: string; target: number; measured: number; unit: string; met: boolean }>[];
}>;

const COUNTER = '7777777777';
const BATCH = 100;

type Contender = Readonly<{
  id: string; port: number; head: string; body: string | undefined; messages: number; between: () => void;
}>;

type Round = Readonly<{ perSecond: number; cpuMicroseconds: number; p50: number; p99: number; other: number }>;

const headOf = (method: string, path: string, more = ''): string =>
  `${method} ${path} HTTP/1.1\r\nHost: 127.0.0.1\r\n${method === 'POST' ? 'Content-Type: application/json\r\n' : ''}${more}`;

const load = (data: Load): Promise<LoadResult> => new Promise((resolve, reject) => {
  const worker = new Worker(new URL('./load-worker.ts', import.meta.url), { workerData: data });
  worker.once('message', resolve);
  worker.once('error', reject);
});

let counted = 0;

const measure = async (contender: Contender, options: Required<BenchOptions>): Promise<Round> => {
  contender.between();
  const cpuBefore = process.threadCpuUsage();
  const { ok, other, p50, p99, next } = await load({
    port: contender.port, connections: options.connections, milliseconds: options.milliseconds,
    head: contender.head, body: contender.body, counter: COUNTER, from: counted,
  });
  counted = next;
  const cpu = process.threadCpuUsage(cpuBefore);
  return {
    p50, p99, other, perSecond: (ok * 1000) / options.milliseconds,
    cpuMicroseconds: (cpu.user + cpu.system) / Math.max(1, ok + other),
  };
};

/** The floor: Node's own server, which reads a body as JSON and says as little as it can. */
const rawServer = async () => {
  const server = createRaw((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      if (chunks.length > 0) JSON.parse(Buffer.concat(chunks).toString('utf8'));
      const body = '{"status":"live"}';
      response.writeHead(200, { 'content-type': 'application/json', 'content-length': body.length }).end(body);
    });
  });
  await new Promise<void>((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address() as AddressInfo;
  return { port, stop: () => new Promise<void>((resolve) => { server.closeAllConnections(); server.close(() => resolve()); }) };
};

const ourServer = async (state: MemoryState, ports: ReturnType<typeof memoryPorts>['ports']) => {
  state.keepsCalls = false;
  const { token, tokenHash } = makeToken('bench-clerk', randomBytes(32));
  const account = { id: 'bench-clerk', organ: 'court/A01', roles: ['clerk'], hasSecondFactor: false, tokenHash } as const;
  const server = createServer({
    config: { ...DEFAULT_CONFIG, port: 0, accounts: [account] }, ports, version: 'bench',
    ambience: { now: () => Temporal.Now.instant(), random: (length) => randomBytes(length), log: () => undefined },
  });
  const { port } = await server.listen();
  return { port, token, stop: server.stop };
};

const contendersOf = (
  raw: number, { port, token }: { port: number; token: string }, state: MemoryState,
): readonly Contender[] => {
  const one = JSON.stringify({ ...inventedMessage(1), id: `invented-${COUNTER}.1` });
  const many = `[${Array.from({ length: BATCH }, () => one).join(',')}]`;
  const bearer = `Authorization: Bearer ${token}\r\n`;
  const between = (): void => { state.committed.length = 0; state.taken.clear(); };
  return [
    { id: 'raw node:http GET', port: raw, head: headOf('GET', '/'), body: undefined, messages: 0, between },
    { id: 'GET /health/live', port, head: headOf('GET', '/health/live'), body: undefined, messages: 0, between },
    { id: 'raw node:http POST', port: raw, head: headOf('POST', '/'), body: one, messages: 1, between },
    { id: 'POST /v1/intake/messages', port, head: headOf('POST', '/v1/intake/messages', bearer), body: one, messages: 1, between },
    { id: `POST /v1/intake/batches of ${BATCH}`, port, head: headOf('POST', '/v1/intake/batches', bearer), body: many, messages: BATCH, between },
  ];
};

const best = (rounds: readonly Round[]): Round => rounds.reduce((a, b) => (b.perSecond > a.perSecond ? b : a));

const report = (contenders: readonly Contender[], rounds: ReadonlyMap<string, readonly Round[]>): Omit<ServerBench, 'machine'> => {
  const of = (index: number): Round => best(rounds.get(contenders[index]?.id ?? '') ?? []);
  const two = (value: number): number => Math.round(value * 100) / 100;
  const results = contenders.map(({ id, messages }, index) => {
    const { perSecond, cpuMicroseconds, p50, p99, other } = of(index);
    return {
      id, requestsPerSecond: Math.round(perSecond), ...(messages > 1 ? { messagesPerSecond: Math.round(perSecond * messages) } : {}),
      toRaw: two(perSecond / of(index < 2 ? 0 : 2).perSecond), serverCpuMicroseconds: two(cpuMicroseconds), p50Milliseconds: two(p50), p99Milliseconds: two(p99), notOk: other,
    };
  });
  const target = (id: string, wanted: number, measured: number, unit: string, isMet: boolean) =>
    ({ id, target: wanted, measured: two(measured), unit, met: isMet });
  const perMessage = of(4).perSecond * BATCH;
  // Floors of our own: requests a second of a bare server hang on the client, CPU time of the server does not.
  return {
    bench: 'server', results,
    targets: [
      target('healthCpu', 150, of(1).cpuMicroseconds, 'µs of server CPU a request, at most', of(1).cpuMicroseconds <= 150),
      target('intakeCpu', 350, of(3).cpuMicroseconds, 'µs of server CPU a request, at most', of(3).cpuMicroseconds <= 350),
      target('batchedMessages', 5000, perMessage, 'messages/s, ports in memory, at least', perMessage >= 5000),
    ],
  };
};

/** Requests a second of the shell over ports in memory, beside Node's own server in the same run. */
export const benchServer = async (
  { milliseconds = 700, rounds = 2, connections = 32 }: BenchOptions = {},
): Promise<ServerBench> => {
  const { ports, state } = memoryPorts();
  const [raw, ours] = [await rawServer(), await ourServer(state, ports)];
  try {
    const contenders = contendersOf(raw.port, ours, state);
    const measured = new Map<string, Round[]>();
    for (let round = 0; round < rounds; round += 1) {
      for (const contender of contenders) {
        const result = await measure(contender, { milliseconds, rounds, connections });
        measured.set(contender.id, [...(measured.get(contender.id) ?? []), result]);
      }
    }
    const machine = {
      node: process.versions.node, cpu: cpus()[0]?.model ?? 'unknown', cores: cpus().length, memoryGiB: Math.round(totalmem() / 2 ** 30),
    };
    return { ...report(contenders, measured), machine };
  } finally {
    await Promise.all([raw.stop(), ours.stop()]);
  }
};
