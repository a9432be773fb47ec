import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { CivilDate } from '@fengcun/kernel';
import { memoryKeyStore } from '@fengcun/vault';
import pg from 'pg';
import { startServer } from '../../../store/src/testing/postgres-server.ts';
import { openDeployment } from '../deployment/index.ts';
import { importAll } from '../intake/testing/import-fixture.ts';
import { determineAll } from './determine.ts';
import { SEAL_KINDS } from './seal-kinds.ts';
import type { SealsParts } from './seals-parts.ts';
import { applied, conviction, COURT, HIGHER, type InventedPlatform, inventedPlatform, platformOn, POLICE, PROCURATORATE } from './testing/invented-platform.ts';
import { tick } from './tick.ts';

const { order: ORDER, reminder: REMINDER, escalation: ESCALATION } = SEAL_KINDS;

const withPlatform = async (work: (platform: InventedPlatform, recordId: string) => Promise<void>): Promise<void> => {
  const platform = await inventedPlatform();
  try {
    await importAll(platform.deployment, [conviction(1)]);
    const { ordered: [order] } = await determineAll(platform.parts);
    assert.ok(order);
    await work(platform, order.recordId);
  } finally {
    await platform.deployment.close();
  }
};

const messages = async ({ deployment }: InventedPlatform, kind: string): Promise<readonly string[]> =>
  (await sql<Readonly<{ recipient: string }>>`select recipient from ops.outbox where message_type = ${kind} order by created_at, recipient`
    .execute(deployment.connection)).rows.map(({ recipient }) => recipient);
const counts = ({ looked, reminded, escalated, sentAgain, left }: Awaited<ReturnType<typeof tick>>) => [looked, reminded, escalated, sentAgain, left];
const on = (platform: InventedPlatform, day: string) => {
  platform.day.on = day as CivilDate;
  return tick(platform.parts);
};

test('a term of three days: a reminder at half of it, one on the last day, escalated on the day after; each once', () => withPlatform(async (platform, recordId) => {
  for (const [day, expected] of [
    ['2026-11-20', [1, 0, 0, 0, 0]], ['2026-11-21', [1, 0, 0, 0, 0]],
    ['2026-11-22', [1, 3, 0, 0, 0]], ['2026-11-22', [1, 0, 0, 0, 0]],
    ['2026-11-23', [1, 3, 0, 0, 0]], ['2026-11-24', [1, 0, 3, 0, 0]], ['2026-11-24', [1, 0, 0, 0, 0]], ['2026-12-24', [1, 0, 0, 0, 0]],
  ] as const) {
    assert.deepEqual(counts(await on(platform, day)), expected, day);
  }
  const every = [COURT, POLICE, PROCURATORATE];
  assert.deepEqual((await messages(platform, REMINDER)).toSorted(), [...every, ...every].toSorted());
  assert.deepEqual((await messages(platform, ESCALATION)).toSorted(), [HIGHER, PROCURATORATE, PROCURATORATE], 'the procuratorate of the district supervises, and it the one above');
  assert.equal((await platform.answer(COURT, applied(recordId, COURT)) as { ok: boolean }).ok, true, 'a late answer is an answer');
}));

test('who has answered is neither reminded nor escalated', () => withPlatform(async (platform, recordId) => {
  for (const holder of [COURT, POLICE]) await platform.answer(holder, applied(recordId, holder));
  assert.deepEqual(counts(await on(platform, '2026-11-24')), [1, 2, 1, 0, 0]);
  assert.deepEqual(await messages(platform, REMINDER), [PROCURATORATE, PROCURATORATE], 'days nobody looked on are made up for');
  // The reminder changed the seal since the last answer was taken: what is remembered of it is read again.
  await platform.answer(PROCURATORATE, applied(recordId, PROCURATORATE));
  assert.deepEqual(counts(await on(platform, '2026-12-24')), [0, 0, 0, 0, 0]);
}));

test('killed before the commit nothing has happened, and the next look does all of it', () => withPlatform(async (platform) => {
  platform.day.on = '2026-11-24' as CivilDate;
  const { database } = platform.deployment;
  const dying: SealsParts = {
    ...platform.parts, deployment: {
      ...platform.deployment, database: {
        ...database, seal: (act, work) => database.seal(act, async (stores) => {
          const done = await work(stores);
          // The worklist is read; what was decided on it is lost.
          if ((await stores.operations.jobs.read('seal.tick')) !== undefined) throw new Error('killed');
          return done;
        }),
      },
    },
  };
  const faults: unknown[] = [];
  const died = await tick(dying, (fault) => faults.push(fault));
  assert.equal(died.left, 1);
  assert.equal(faults.length, 1);
  assert.deepEqual(await messages(platform, ESCALATION), []);
  assert.deepEqual(counts(await tick(platform.parts)), [1, 6, 3, 0, 0]);
}));

test('an order that was given up or lost is made again from the sealed case and sent again, once', () => withPlatform(async (platform) => {
  await sql`update ops.outbox set state = 'dead', failed_at = '2026-11-21T00:00:00Z', last_error = 'UNREACHABLE' where recipient = ${POLICE}`.execute(platform.deployment.connection);
  await sql`delete from ops.outbox where recipient = ${COURT}`.execute(platform.deployment.connection);
  assert.deepEqual(counts(await tick(platform.parts)), [1, 0, 0, 2, 0]);
  assert.deepEqual((await messages(platform, ORDER)).toSorted(), [COURT, POLICE, POLICE, PROCURATORATE]);
  assert.deepEqual(counts(await tick(platform.parts)), [1, 0, 0, 0, 0]);
  const { rows } = await sql<Readonly<{ messageId: string; version: number; content: Uint8Array; wrappedKey: Uint8Array; kekId: string }>>`
    select message_id, version, content, wrapped_key, kek_id from ops.outbox where message_type = ${ORDER} and state = 'waiting' order by recipient`.execute(platform.deployment.connection);
  const opened = await platform.parts.exchange.seals.open(platform.parts.exchange.mint(), rows.map((row) => ({ ...row, streamId: row.messageId })));
  const told = opened.map((one) => (one.ok ? Buffer.from(one.value).toString() : ''));
  const people = told.map((text) => JSON.stringify(JSON.parse(text).confidential));
  assert.equal(new Set(people).size, 1, 'made again it tells what the first one told');
  assert.match(people[0] ?? '', /骆/);
}));

test('PostgreSQL: of two services that look at once, each reminder and each escalation goes out once', { timeout: 120_000 }, async (t) => {
  const server = await startServer();
  const random = (length: number): Uint8Array => randomBytes(length);
  const keyStore = memoryKeyStore(random);
  const open = () => openDeployment({ database: { kind: 'server', url: server.url, dataDirectory: tmpdir() }, keys: { type: 'store', keyStore }, clock: () => Date.now(), random });
  const first = platformOn(await open());
  const second = platformOn(await open());
  t.after(async () => {
    await first.deployment.database.close();
    await second.deployment.close();
    await server.stop();
  });
  const people = Array.from({ length: 30 }, (_, seed) => conviction(seed + 1));
  await importAll(first.deployment, people);
  assert.equal((await determineAll(first.parts)).ordered.length, people.length);
  first.day.on = '2026-11-24' as CivilDate;
  second.day.on = '2026-11-24' as CivilDate;
  const all = await Promise.all([tick(first.parts), tick(second.parts), tick(first.parts), tick(second.parts)]);
  const total = (of: 'reminded' | 'escalated' | 'left') => all.reduce((sum, one) => sum + one[of], 0);
  assert.deepEqual([total('reminded'), total('escalated'), total('left')], [30 * 6, 30 * 3, 0]);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const { rows } = await client.query('select message_type as kind, count(*)::integer as count from ops.outbox group by 1 order by 1');
  await client.end();
  assert.deepEqual(Object.fromEntries(rows.map(({ kind, count }) => [kind, count])), { [ESCALATION]: 90, [ORDER]: 90, [REMINDER]: 180 });
});
