import assert from 'node:assert/strict';
import { tmpdir } from 'node:os';
import { test } from 'node:test';
import { sql } from 'kysely';
import { ok, present } from '@fengcun/kernel';
import { startServer } from '../../../store/src/testing/postgres-server.ts';
import { type Deployment, sealRecord, sealRecords, settleErasures, unsealRecord } from '../index.ts';
import { countsOf, deploymentAt, importAll, type LookedAt, memoryDeployment, projectionsOf } from '../intake/testing/import-fixture.ts';
import { judgment, row } from '../intake/testing/invented-items.ts';

const withDeployment = async (work: (deployment: LookedAt) => Promise<void>): Promise<void> => {
  const deployment = await memoryDeployment();
  try {
    await work(deployment);
  } finally {
    await deployment.close();
  }
};

const HEAD = { ground: 'juvenileSentence', decidedBy: 'court', at: '2026-11-21T10:00:00.000Z' } as const;
const SIDE_TABLES = ['subject', 'subject_term', 'criminal_case', 'record', 'holder', 'stage_record', 'attachment', 'event', 'inbox'];

type Rows = readonly Readonly<Record<string, unknown>>[];
const rowsOf = async ({ connection }: LookedAt, statement: string): Promise<Rows> =>
  (await sql.raw<Readonly<Record<string, unknown>>>(statement).execute(connection)).rows;
const counts = async (deployment: LookedAt, side: string): Promise<Readonly<Record<string, number>>> => {
  const found: Record<string, number> = {};
  for (const table of SIDE_TABLES) found[table] = (await rowsOf(deployment, `select 1 from ${side}.${table}`)).length;
  return found;
};
const recordIds = async (deployment: LookedAt, side = 'open'): Promise<readonly string[]> =>
  (await rowsOf(deployment, `select record_id from ${side}.record order by 1`)).map((one) => String(one['recordId']));
/** Four people: two in one case, one with two cases. */
const WORLD = [
  row('first'), row('second', { sameCaseAs: 'first', personOf: 'second' }), row('first', { termMonths: 12 }),
  row('third', { personOf: 'first' }), judgment('fourth'),
];

test('many sealed together are sealed as one by one: nothing is left open, and unsealing brings back what was there', () => withDeployment(async (deployment) => {
  await importAll(deployment, WORLD);
  const [before, ids, open] = [await projectionsOf(deployment), await recordIds(deployment), await counts(deployment, 'open')];
  assert.equal(ids.length, 4);
  const sealed = await sealRecords(deployment, { ...HEAD, recordIds: ids });
  assert.deepEqual([...sealed.values()].map((one) => one.ok && [one.value.outcome, one.value.areKeysErased]), ids.map(() => ['moved', true]));
  assert.deepEqual(Object.values(await counts(deployment, 'open')).filter((count) => count > 0), []);
  assert.deepEqual(await rowsOf(deployment, 'select 1 from ops.exception_item'), []);
  const there = await counts(deployment, 'sealed');
  for (const table of SIDE_TABLES.filter((name) => name !== 'inbox')) assert.equal(there[table], open[table], table);
  for (const recordId of ids) assert.equal((await unsealRecord(deployment, { ...HEAD, recordId })).ok, true);
  assert.deepEqual(Object.values(await counts(deployment, 'sealed')).filter((count) => count > 0), []);
  assert.deepEqual(await projectionsOf(deployment), before);
}));

test('each record sealed together has an outcome of its own under one intent, and the key of its commitment', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first'), row('second'), judgment('fourth')]);
  const ids = await recordIds(deployment);
  await sealRecords(deployment, { ...HEAD, recordIds: [...ids, ...ids] });
  const lines = await rowsOf(deployment, "select convert_from(entry, 'UTF8') as line from ledger.audit_pending");
  const entries = lines.map(({ line }): unknown => JSON.parse(String(line))).map((entry) => entry as Readonly<Record<string, string>>).filter(({ act }) => act === 'record.seal');
  const [intents, outcomes] = [entries.filter(({ phase }) => phase === 'intent'), entries.filter(({ phase }) => phase === 'outcome')];
  assert.deepEqual([intents.length, outcomes.length], [1, ids.length]);
  assert.deepEqual([...new Set(outcomes.map(({ prev }) => prev))], [intents[0]?.['id']]);
  assert.equal(new Set(outcomes.map(({ record }) => record)).size, ids.length);
  for (const id of ids) assert.equal((await rowsOf(deployment, `select 1 from ledger.commitment_key where commitment_kind = 'record' and anchor_id = '${id}'`)).length > 0, true);
}));

test('a record that cannot be sealed does not keep the others open', () => withDeployment(async (deployment) => {
  await importAll(deployment, [row('first'), row('second'), row('third'), judgment('fourth')]);
  const [one = '', two = '', three = '', four = ''] = await recordIds(deployment);
  const nobody = '0199f0a0-1111-7abc-8def-0123456789ab';
  assert.equal((await sealRecord(deployment, { ...HEAD, recordId: one })).ok, true);
  // A content that does not open: somebody changed a byte of it in the table.
  await sql`update open.event set content = overlay(content placing '\\xff'::bytea from length(content)) where stream_id = (select case_id from open.record where record_id = ${two})`.execute(deployment.connection);
  const seen: (readonly string[])[] = [];
  const sealed = await sealRecords(deployment, {
    ...HEAD, recordIds: [one, two, nobody, three, four],
    alongside: async (_stores, there) => {
      seen.push(there);
      return new Map(there.includes(three) ? [[three, { code: 'NO_ORDER' }]] : []);
    },
  });
  const said = (id: string) => { const answer = sealed.get(id); return answer?.ok === true ? answer.value.outcome : answer?.error.code; };
  assert.deepEqual([one, two, nobody, three, four].map(said), ['alreadyThere', 'CONTENT_UNREADABLE', 'RECORD_UNKNOWN', 'NOT_ALONGSIDE', 'moved']);
  assert.deepEqual(await recordIds(deployment), [two, three]);
  assert.ok(!(seen.at(-1) ?? []).includes(three), 'it was undone and run again without the refused one');
}));

test('PostgreSQL: batches at once over the same cases, with messages coming in, seal everything once', async () => {
  const server = await startServer();
  const deployment: Deployment = await deploymentAt({ kind: 'server', url: server.url, dataDirectory: tmpdir() });
  const select = async <Row>(statement: string): Promise<readonly Row[]> => {
    const read = await deployment.database.audit(async (stores) => ok(await stores.select<Row>(statement, [])));
    return present(read.ok ? read : undefined, 'reading is never refused').value;
  };
  try {
    assert.ok(countsOf(await importAll(deployment, WORLD)).taken > 0);
    const ids = (await select<Readonly<{ id: string }>>('select record_id as id from open.record order by 1')).map(({ id }) => id);
    const runs = [ids, ids.toReversed(), ids.slice(1)].map((some) => sealRecords(deployment, { ...HEAD, recordIds: some, settle: 'later' }));
    const [first] = await Promise.all([Promise.all(runs), importAll(deployment, [row('fourth', { termMonths: 20 })])]);
    const moved = first.flatMap((answers) => [...answers].flatMap(([id, answer]) => (answer.ok && answer.value.outcome === 'moved' ? [id] : [])));
    assert.equal(new Set(moved).size, moved.length, 'nothing was moved twice');
    const again = await sealRecords(deployment, { ...HEAD, recordIds: ids, settle: 'later' });
    assert.deepEqual([...again.values()].map((one) => one.ok), ids.map(() => true));
    assert.equal((await settleErasures(deployment)).ok, true);
    const left = await select<Readonly<{ id: string }>>('select record_id as id from open.record');
    assert.deepEqual(left.filter(({ id }) => ids.includes(id)), []);
    assert.deepEqual((await select<Readonly<{ id: string }>>('select record_id as id from sealed.record order by 1')).map(({ id }) => id), ids);
    const holes = await select('select stream_id from sealed.event group by 1 having max(version) <> count(*)');
    assert.deepEqual(holes, []);
  } finally {
    await deployment.close();
    await server.stop();
  }
});
