import assert from 'node:assert/strict';
import { randomBytes } from 'node:crypto';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { type CivilDate, Fault, ok } from '@fengcun/kernel';
import { memoryKeyStore } from '@fengcun/vault';
import pg from 'pg';
import { startServer } from '../../../store/src/testing/postgres-server.ts';
import { openDeployment } from '../deployment/index.ts';
import { deploymentAt, importAll } from '../intake/testing/import-fixture.ts';
import { idAt } from '../proceedings/index.ts';
import { timersShown } from '../service/timers-shown.ts';
import { type JobEvent, runSealJobs } from './jobs.ts';
import type { SealsParts } from './seals-parts.ts';
import { conviction, platformOn } from './testing/invented-platform.ts';

/** What the jobs told, and a wait for it. */
const listening = () => {
  const told: JobEvent[] = [];
  let heard = Promise.withResolvers<void>();
  const until = async (is: (all: readonly JobEvent[]) => boolean): Promise<void> => {
    while (!is(told)) await heard.promise;
  };
  return {
    told, until, tell: (event: JobEvent) => {
      told.push(event);
      heard.resolve();
      heard = Promise.withResolvers<void>();
    },
  };
};

const total = (told: readonly JobEvent[], of: 'ordered' | 'reminded' | 'escalated'): number =>
  told.reduce((sum, event) => sum + (of in event ? Number(Reflect.get(event, of)) : 0), 0);
const faults = (told: readonly JobEvent[]) => told.filter(({ event }) => event === 'fault');
const waiting = async ({ deployment }: SealsParts): Promise<number> => {
  const backlog = await deployment.database.operate(async ({ outbox }) => ok(await outbox.backlog()));
  return backlog.ok ? backlog.value.reduce((sum, { messages }) => sum + messages, 0) : 0;
};

test('embedded: what is told is determined within seconds, deadlines are looked at each day, and a restart repeats nothing', { timeout: 120_000 }, async () => {
  const platform = platformOn(await deploymentAt({ kind: 'memory' }));
  const { parts, deployment, day } = platform;
  const first = listening();
  let jobs = await runSealJobs(parts, { ...first, wake: () => undefined, everySeconds: 1 });
  await importAll(deployment, [conviction(1), conviction(2)]);
  await first.until((told) => total(told, 'ordered') === 2);
  assert.equal(await waiting(parts), 6);
  day.on = '2026-11-24' as CivilDate;
  await first.until((told) => total(told, 'escalated') === 6);
  assert.equal(total(first.told, 'reminded'), 12);
  await jobs.stop();
  assert.deepEqual(faults(first.told), []);
  const second = listening();
  await importAll(deployment, [conviction(3)]);
  jobs = await runSealJobs(parts, { ...second, wake: () => undefined, everySeconds: 1 });
  await second.until((told) => total(told, 'ordered') === 1);
  await jobs.stop();
  assert.deepEqual([total(second.told, 'reminded'), total(second.told, 'escalated'), faults(second.told)], [0, 0, []]);
  assert.equal(await waiting(parts), 6 + 12 + 6 + 3);
  await deployment.close();
});

test('embedded: administrators see when each work ran, when it runs next, and by its code what failed last', { timeout: 120_000 }, async () => {
  const { parts, deployment } = platformOn(await deploymentAt({ kind: 'memory' }));
  assert.deepEqual((await timersShown(deployment)).timers, [], 'before the first run there is nothing');
  const ear = listening();
  const failing = { ...parts, today: () => { throw new Fault('INVENTED_FAULT', 'invented'); } };
  const jobs = await runSealJobs(failing, { ...ear, wake: () => undefined, everySeconds: 1 });
  await ear.until((told) => faults(told).length >= 6);
  await jobs.stop();
  const { timers, letters } = await timersShown(deployment);
  assert.deepEqual(timers.map(({ name }) => name), ['seal-determine', 'seal-determine-all', 'seal-follow', 'seal-look']);
  const look = timers.find(({ name }) => name === 'seal-look');
  assert.equal(look?.fault, 'INVENTED_FAULT');
  assert.ok((look?.failed ?? 0) > 0 && look?.faultAt !== undefined && look.lastAt !== undefined);
  assert.deepEqual(letters, []);
  await deployment.close();
});

test('PostgreSQL: two services share the jobs; nothing is ordered, reminded or escalated twice', { timeout: 120_000 }, async (t) => {
  const server = await startServer();
  const random = (length: number): Uint8Array => randomBytes(length);
  const keyStore = memoryKeyStore(random);
  const open = () => openDeployment({ database: { kind: 'server', url: server.url, dataDirectory: tmpdir() }, keys: { type: 'store', keyStore }, clock: () => Date.now(), random });
  const platforms = [platformOn(await open()), platformOn(await open())];
  t.after(async () => {
    for (const { deployment } of platforms) await deployment.database.close();
    await server.stop();
  });
  const ear = listening();
  const [one, other] = platforms;
  assert.ok(one && other);
  const jobs = await Promise.all(platforms.map(({ parts }) => runSealJobs(parts, { ...ear, wake: () => undefined, everySeconds: 1 })));
  await importAll(one.deployment, Array.from({ length: 20 }, (_, seed) => conviction(seed + 1)));
  await ear.until((told) => total(told, 'ordered') >= 20);
  for (const { day } of platforms) day.on = '2026-11-24' as CivilDate;
  await ear.until((told) => total(told, 'escalated') >= 60);
  await Promise.all(jobs.map(({ stop }) => stop()));
  assert.deepEqual([total(ear.told, 'ordered'), total(ear.told, 'reminded'), total(ear.told, 'escalated')], [20, 120, 60]);
  assert.deepEqual(faults(ear.told), []);
  const client = new pg.Client({ connectionString: server.url });
  await client.connect();
  const data = await client.query('select distinct data::text as data from jobs.job where name like \'seal-%\'');
  const chains = await client.query('select name, count(*)::integer as count from jobs.job where state < \'completed\' and name like \'seal-%\' group by name order by name');
  await client.end();
  assert.deepEqual(data.rows, [{ data: '{}' }], 'a job says only that there is work');
  assert.ok(chains.rows.length >= 3);
  assert.deepEqual(chains.rows.filter(({ count }) => count !== 1), [], 'one chain of each job, whoever works it');
});

test('an id of an instant stands before every id minted then', () => {
  assert.equal(idAt(0x0123456789ab), '01234567-89ab-7000-8000-000000000000');
});
