import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { ok } from '@fengcun/kernel';
import { planBatch, SHA256_TREE } from '@fengcun/ledger';
import { type Database, openDatabase, type QueuedEntry } from '../src/index.ts';
import { auditEntry, envelope, type Household, household, idSource } from '../src/testing/invented.ts';
import { startServer } from '../src/testing/postgres-server.ts';

/**
 * The floor an import stands on: rows that are ready and encrypted, written and committed, nothing else.
 * `node packages/store/bench/raw-floor.ts [--json]`; a server in FENGCUN_POSTGRES_URL is used instead of one
 * of its own.
 */
type Result = Readonly<{ engine: string; what: string; perSecond: number; clientMicros: number }>;

const UNIT = 500;
const BATCHES = 10;
const CONTENT_BYTES = 700;
const nextId = idSource(`floor/${process.pid}`);
const ENTRY = envelope('entry', 512);
/** Ids of entries are minted outside of what is measured. */
const entriesOf = (count: number, logId: string): readonly QueuedEntry[] =>
  Array.from({ length: count }, (_, i) => ({ ...auditEntry(nextId(), i % 64), logId, entry: ENTRY }));
const now = (): string => new Date().toISOString();

/** Best of the batches' halves would flatter; the whole run is measured, after one batch of warming up. */
const measure = async (engine: string, what: string, units: number, run: (batch: number) => Promise<void>, atOnce = 1): Promise<Result> => {
  await run(0);
  const before = process.cpuUsage();
  const startedAt = performance.now();
  const batches = Iterator.from(Array.from({ length: BATCHES }, (_, i) => i + 1));
  const lane = async (): Promise<void> => { for (const batch of batches) await run(batch); };
  await Promise.all(Array.from({ length: atOnce }, lane));
  const seconds = (performance.now() - startedAt) / 1000;
  const { user, system } = process.cpuUsage(before);
  const count = units * BATCHES;
  return { engine, what, perSecond: Math.round(count / seconds), clientMicros: Math.round((user + system) / count) };
};

const households = (tag: string): readonly (readonly Household[])[] =>
  Array.from({ length: BATCHES + 1 }, (_, batch) => Array.from({ length: UNIT }, (_, i) => {
    const home = household(`${process.pid}/${tag}/${batch}/${i}`);
    const content = envelope(`${batch}/${i}`, CONTENT_BYTES);
    return { ...home, subject: { ...home.subject, content }, record: { ...home.record, content }, stageRecord: { ...home.stageRecord, content } };
  }));

const write = async (database: Database, work: Parameters<Database['write']>[1]): Promise<void> => {
  const done = await database.write({ entryId: nextId() }, work);
  if (!done.ok) throw new Error('the batch was refused');
};

const floorOf = async (engine: string, database: Database): Promise<readonly Result[]> => {
  const [alone, whole, lanes] = [households('alone'), households('whole'), households('lanes')];
  const laneActs = alone.map(() => entriesOf(UNIT, 'access/2026'));
  const acts = alone.map(() => entriesOf(UNIT, 'access/2026'));
  const entries = alone.map(() => entriesOf(UNIT * 2, 'floor'));
  const results: Result[] = [];
  results.push(await measure(engine, 'one table (subjects), rows', UNIT, (batch) => write(database, async ({ open, audit }) => {
    await audit.append([auditEntry(nextId())]);
    await open.subjects.add((alone[batch] ?? []).map(({ subject }) => subject));
    return ok(undefined);
  })));
  const importAll = (from: readonly (readonly Household[])[], entryLists: readonly (readonly QueuedEntry[])[]) => (batch: number) =>
    write(database, async ({ open, audit }) => {
      const homes = from[batch] ?? [];
      await open.inbox.takeAll(homes.map(({ inbox }) => inbox));
      await open.subjects.add(homes.map(({ subject }) => subject));
      await open.terms.add(homes.map(({ term }) => term));
      await open.cases.add(homes.map(({ criminalCase }) => criminalCase));
      await open.records.add(homes.map(({ record }) => record));
      await open.holders.put(homes.flatMap(({ holders }) => holders));
      await open.stageRecords.add(homes.map(({ stageRecord }) => stageRecord));
      await open.events.begin(homes.map(({ events }) => events));
      await audit.append(entryLists[batch] ?? []);
      return ok(undefined);
    });
  const parts = 'subject, term, case, record, 2 holders, stage record, event, message, audit entry';
  results.push(await measure(engine, `whole records (${parts})`, UNIT, importAll(whole, acts)));
  results.push(await measure(engine, 'whole records, three transactions at once', UNIT, importAll(lanes, laneActs), 3));
  results.push(await measure(engine, 'audit entries handed in', UNIT * 2, (batch) => write(database, async ({ audit }) => {
    await audit.append(entries[batch] ?? []);
    return ok(undefined);
  })));
  const lease = await database.sequence((leaves) => leaves.claim({ logId: 'floor', holder: `${process.pid}`, now: '2100-01-01T00:00:00.000Z', until: '2100-01-02T00:00:00.000Z' }));
  if (!lease.ok) throw new Error('the lease is held');
  results.push(await measure(engine, 'sequenced entries, planned, in batches of 1000', UNIT * 2, async () => {
    await database.sequence(async (leaves) => {
      const state = await leaves.tree('floor', 'sha256');
      const taken = await leaves.pending('floor', UNIT * 2);
      const plan = planBatch(SHA256_TREE, state, taken.map(({ entry }) => entry));
      if (!plan.ok) throw new Error('the batch cannot be planned');
      const { next, root, leaves: planned } = plan.value;
      return leaves.write({
        logId: 'floor', epoch: lease.value.epoch, expectedSize: state.size, taken,
        leaves: planned.map((leaf, i) => ({ ...leaf, entryId: taken[i]?.entryId ?? '' })),
        trees: [{ treeName: 'sha256', size: next.size, root, edge: next.edge }],
      });
    });
  }));
  return results;
};

const results: Result[] = [];
const given = process.env['FENGCUN_POSTGRES_URL'];
const server = given === undefined ? await startServer(['-c', 'shared_buffers=256MB']) : undefined;
try {
  const database = await openDatabase({ kind: 'server', url: server?.url ?? given ?? '', migrate: true, now });
  results.push(...(await floorOf(`server ${database.facts.version}${database.facts.isDurable ? ', fsync' : ''}`, database)));
  await database.close();
} finally {
  await server?.stop();
}
const dataDirectory = mkdtempSync(join(tmpdir(), 'fengcun-floor-'));
try {
  const database = await openDatabase({ kind: 'embedded', dataDirectory, now });
  results.push(...(await floorOf('embedded', database)));
  await database.close();
} finally {
  rmSync(dataDirectory, { recursive: true, force: true });
}
for (const { engine, what, perSecond, clientMicros } of results) {
  process.stdout.write(process.argv.includes('--json')
    ? `${JSON.stringify({ bench: 'store', engine, what, perSecond, clientMicros })}\n`
    : `${engine.padEnd(18)} ${String(perSecond).padStart(8)}/s ${String(clientMicros).padStart(5)} µs  ${what}\n`);
}
