import { createHash } from 'node:crypto';
import { request as httpRequest } from 'node:http';
import type { ServicePorts } from '@fengcun/api';
import { certificateService, checkMarks, type Deployment, servicePorts } from '@fengcun/application';
import { memoryKeyStore } from '@fengcun/vault';
import { createServer, DEFAULT_CONFIG, type LogLine, makeToken } from '@fengcun/server';
import { sql } from 'kysely';
import { assemble } from '../../packages/application/src/deployment/open-deployment.ts';
import type { LookedAt } from '../../packages/application/src/intake/testing/import-fixture.ts';
import { openInMemory } from '../../packages/store/src/database/embedded.ts';
import { transactionRunner } from '../../packages/store/src/database/transactions.ts';
import { migrate } from '../../packages/store/src/migrations/migrate.ts';

/** A statement as it went to the database: its text, and of each value nothing but what kind and how long it is. */
export type Statement = Readonly<{ text: string; shapes: readonly string[] }>;

/** Everything that somebody could see of one request, channel by channel; equal bytes are equal text. */
export type Observed = Readonly<{
  status: number; headers: string; body: string; log: readonly string[]; statements: readonly Statement[]; entries: readonly string[];
}>;

/** What a request is, as every world is asked it. */
export type Call = Readonly<{ method: string; path: string; account: 'clerk' | 'reviewer'; body?: unknown; key?: string }>;

/** A platform with everything it runs on, whose chances and clock are the same as those of every other world. */
export type World = Readonly<{
  deployment: LookedAt;
  /** Sends a request; `turn` fixes clock and chances, so that two worlds that do the same say the same. */
  observe: (turn: number, call: Call) => Promise<Observed>;
  /** From now on the program leaks in this way; for tests that must find it out. */
  plant: (leak: Leak) => void;
  close: () => Promise<void>;
}>;

/** Where a leak could be planted: what the mutated software would do for somebody with a sealed record. */
export type Leak = 'statement' | 'status' | 'number' | 'header' | 'logLine' | 'entry' | 'body';

const START = Date.parse('2026-11-20T02:00:00.000Z');
const TURN_MS = 60_000;

/** Bytes of SHA-256 in counter mode: no chance at all, and a new sequence for every seed. */
const drawn = () => {
  let [seed, counter] = ['history', 0];
  return {
    reseed: (next: string): void => { [seed, counter] = [next, 0]; },
    random: (length: number): Uint8Array => {
      const blocks = Array.from({ length: Math.ceil(length / 32) }, () => {
        counter += 1;
        return createHash('sha256').update(`${seed}/${counter}`).digest();
      });
      return Uint8Array.from(Buffer.concat(blocks).subarray(0, length));
    },
  };
};

const shapeOf = (value: unknown): string => {
  if (value instanceof Uint8Array) return `bytes(${value.length})`;
  if (Array.isArray(value)) return `[${value.map(shapeOf).join()}]`;
  return value === null ? 'null' : typeof value === 'string' ? `text(${value.length})` : typeof value;
};

type Received = Readonly<{ status: number; headers: string; body: string }>;

/** Headers as they came, in their order; only the time of day of the machine is left out of one. */
const headersOf = (raw: readonly string[]): string => raw.map((text, at) => {
  const isDate = at % 2 === 1 && raw[at - 1]?.toLowerCase() === 'date';
  return isDate ? 'now' : text;
}).join('\n');

const send = (port: number, call: Call, token: string): Promise<Received> => new Promise((resolve, reject) => {
  const body = call.body === undefined ? undefined : JSON.stringify(call.body);
  const sent = httpRequest({
    port, host: '127.0.0.1', method: call.method, path: call.path, agent: false,
    headers: {
      authorization: `Bearer ${token}`, ...(call.key === undefined ? {} : { 'idempotency-key': call.key }),
      ...(body === undefined ? {} : { 'content-type': 'application/json', 'content-length': Buffer.byteLength(body) }),
    },
  }, (answer) => {
    const parts: Buffer[] = [];
    answer.on('data', (part: Buffer) => { parts.push(part); });
    answer.on('end', () => { resolve({ status: answer.statusCode ?? 0, headers: headersOf(answer.rawHeaders), body: Buffer.concat(parts).toString('base64') }); });
  });
  sent.on('error', reject);
  sent.end(body);
});

/** A log line without how long it took, which is looked at by the clock of `timing.ts`. */
const lineText = ({ milliseconds, ...line }: LogLine): string => JSON.stringify({ ...line, isTimed: milliseconds !== undefined });

/** The ports, doing what a mutated program would do for somebody who is sealed. */
const leaking = (ports: ServicePorts, leakNow: () => Leak | undefined, deployment: LookedAt): ServicePorts => ({
  ...ports,
  atomically: (work) => ports.atomically((given) => work(Object.create(given, {
    certificates: { get: () => ({
      ...given.certificates,
      apply: async (...asked: Parameters<typeof given.certificates.apply>) => {
        const [applied, leak] = [await given.certificates.apply(...asked), leakNow()];
        if (leak === 'statement') await deployment.database.operate(async ({ jobs }) => ({ ok: true, value: await jobs.read('sealed?') }));
        if (leak === 'entry') await checkMarks(deployment, { account: 'sealed?', repairs: false });
        if (!applied.ok || applied.value.outcome !== 'decided') return applied;
        if (leak === 'number') return { ok: true, value: { ...applied.value, number: applied.value.number.replace('第', '第9') } };
        return leak === 'body' ? { ok: true, value: { ...applied.value, validUntil: '2030-01-01' } } : applied;
      },
    }) },
  }))),
});

/** Opens a world and lets its history happen; everything until then is the same in all of them. */
export const openWorld = async (history: (deployment: LookedAt) => Promise<void>): Promise<World> => {
  const { random, reseed } = drawn();
  let leak: Leak | undefined;
  let now = START - 10 * 24 * 3600 * 1000;
  let isTurn = false;
  // In history time passes; in a turn it stands, so that nothing that was done before moves it.
  const clock = (): number => (isTurn ? now : (now += 1));
  let heard: Statement[] | undefined;
  const { connection, close } = await openInMemory((event) => {
    heard?.push({ text: event.query.sql, shapes: event.query.parameters.map(shapeOf) });
  });
  await migrate(connection, new Date(now).toISOString());
  const runner = transactionRunner({ writer: connection, sealingService: connection, sequencer: connection, auditor: connection });
  const facts = { engine: 'embedded', version: 18, isDurable: false, hasSeparateLogins: false } as const;
  const config = { database: { kind: 'memory' }, keys: { type: 'store', keyStore: memoryKeyStore(random) }, clock, random } as const;
  const deployment: LookedAt = { ...await assemble(config, { ...runner, facts, close }), connection };
  await history(deployment);
  await checkMarks(deployment, { account: 'tester', repairs: true });
  const lines: string[] = [];
  const { port, tokens, stop } = await listen(deployment, { random, now: () => now, lines, leakNow: () => leak });
  const entries = async (): Promise<readonly string[]> =>
    (await sql<Readonly<{ entry: string }>>`select convert_from(entry, 'UTF8') as entry from ledger.audit_pending order by entry_id`.execute(connection)).rows.map(({ entry }) => entry);
  const observe: World['observe'] = async (turn, call) => {
    const known = new Set(await entries());
    reseed(`turn ${turn}`);
    isTurn = true;
    now = START + turn * TURN_MS;
    lines.length = 0;
    heard = [];
    const received = await send(port, call, tokens[call.account]);
    // The line of a request is written once its answer has gone.
    await new Promise((resolve) => { setImmediate(resolve); });
    const statements = heard;
    heard = undefined;
    isTurn = false;
    const fresh = (await entries()).filter((entry) => !known.has(entry));
    return { ...mutated(received, leak), log: [...lines, ...(leak === 'logLine' ? ['{"event":"sealed"}'] : [])], statements, entries: fresh };
  };
  return {
    deployment, observe, plant: (planted) => { leak = planted; }, close: async () => { await stop(); await deployment.close(); },
  };
};

const mutated = (received: Received, leak: Leak | undefined): Received => {
  if (leak === 'status') return { ...received, status: received.status === 200 ? 203 : received.status };
  return leak === 'header' ? { ...received, headers: `${received.headers}\nx-sealed\n1` } : received;
};

type Listening = Readonly<{
  random: (length: number) => Uint8Array; now: () => number; lines: string[]; leakNow: () => Leak | undefined;
}>;

const ORGAN = 'police/B02';
const ROLES = { clerk: 'clerk', reviewer: 'reviewer' } as const;

const listen = async (deployment: LookedAt, { random, now, lines, leakNow }: Listening) => {
  const made = Object.entries(ROLES).map(([id, role], at) => ({ id, role, ...makeToken(id, Uint8Array.from({ length: 32 }, (_, i) => i + at)) }));
  const certificates = certificateService({
    deployment, now, organs: { [ORGAN]: { word: '虚公（零二）', name: '虚构公安局' } },
    settings: { freeInYear: 3, foreignStayDaysMin: 180, deciding: 'atOnce', year: 'natural' },
  });
  const unused = (): never => { throw new Error('a part that certificates do not reach for'); };
  const honest = servicePorts({
    deployment, certificates, decideAll: () => [], ledger: unused, isLedgerKept: () => true,
    attachments: { deployment, busy: new Set(), get blobs() { return unused(); } },
  });
  const server = createServer({
    config: {
      ...DEFAULT_CONFIG, port: 0,
      accounts: made.map(({ id, role, tokenHash }) => ({ id, organ: ORGAN, roles: [role], hasSecondFactor: false, tokenHash })),
    },
    ports: leaking(honest, leakNow, deployment), version: 'test',
    ambience: { now: () => Temporal.Instant.fromEpochMilliseconds(now()), random, log: (line) => { lines.push(lineText(line)); } },
  });
  const { port } = await server.listen();
  const tokenOf = (id: string): string => made.find((one) => one.id === id)?.token ?? '';
  return { port, tokens: { clerk: tokenOf('clerk'), reviewer: tokenOf('reviewer') }, stop: async () => { await server.stop(); } };
};

/** Channels in which two observations differ. */
export const differences = (one: Observed, other: Observed): readonly (keyof Observed)[] =>
  (Object.keys(one) as (keyof Observed)[]).filter((channel) => JSON.stringify(one[channel]) !== JSON.stringify(other[channel]));

/** A deployment, for histories. */
export type { Deployment };
