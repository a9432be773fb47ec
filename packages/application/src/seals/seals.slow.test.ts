import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import type { CivilDate } from '@fengcun/kernel';
import { importAll } from '../intake/testing/import-fixture.ts';
import { determine, readWorklist } from './determine.ts';
import { applied, conviction, COURT, type InventedPlatform, inventedPlatform, POLICE, PROCURATORATE } from './testing/invented-platform.ts';

const withPlatform = async (work: (platform: InventedPlatform) => Promise<void>): Promise<void> => {
  const platform = await inventedPlatform();
  try {
    await work(platform);
  } finally {
    await platform.deployment.close();
  }
};

const rows = async ({ deployment }: InventedPlatform, statement: string): Promise<readonly Readonly<Record<string, unknown>>[]> =>
  (await sql.raw<Readonly<Record<string, unknown>>>(statement).execute(deployment.connection)).rows;
const openRecords = ({ parts }: InventedPlatform) => readWorklist(parts, ({ worklists }) => worklists.openRecords({ limit: 100 }));

test('办法11: a juvenile sentence in force is ordered sealed, to court, procuratorate and police, and the open side is empty', () => withPlatform(async (platform) => {
  await importAll(platform.deployment, [conviction(1)]);
  const found = await determine(platform.parts, await openRecords(platform));
  assert.deepEqual(found.refused, []);
  assert.deepEqual(found.ordered.map(({ sentTo, waiting }) => [sentTo, waiting]), [[3, 0]]);
  assert.deepEqual(await rows(platform, 'select 1 from open.record union all select 1 from open.event'), []);
  const holders = await rows(platform, 'select organ, state, due_on::text as due_on from sealed.holder order by organ');
  assert.deepEqual(holders, [COURT, POLICE, PROCURATORATE].map((organ) => ({ organ, state: 'sealOrdered', dueOn: '2026-11-23' })));
  assert.deepEqual((await rows(platform, 'select recipient from ops.outbox order by 1')).map(({ recipient }) => recipient), [COURT, POLICE, PROCURATORATE]);
  assert.deepEqual((await determine(platform.parts, await openRecords(platform))).ordered, []);
}));

test('the record is sealed when the last holder has answered; nobody answers for another', () => withPlatform(async (platform) => {
  await importAll(platform.deployment, [conviction(1)]);
  const { ordered: [order] } = await determine(platform.parts, await openRecords(platform));
  assert.ok(order);
  for (const [at, holder] of [COURT, POLICE].entries()) {
    assert.deepEqual(await platform.answer(holder, applied(order.recordId, holder)), { ok: true, value: undefined });
    assert.equal((await rows(platform, `select 1 from sealed.holder where state = 'acknowledged'`)).length, at + 1);
  }
  assert.deepEqual(await platform.answer(POLICE, applied(order.recordId, PROCURATORATE)), { ok: false, error: { code: 'HOLDER_IS_NOT_SENDER' } });
  assert.deepEqual(await platform.answer(POLICE, applied(order.recordId, POLICE)), { ok: true, value: undefined }, 'twice is once');
  assert.deepEqual(await platform.answer(PROCURATORATE, applied(order.recordId, PROCURATORATE, 2)), { ok: false, error: { code: 'SEQUENCE_UNKNOWN' } });
  assert.deepEqual(await platform.answer(PROCURATORATE, applied(order.recordId, PROCURATORATE)), { ok: true, value: undefined });
  assert.deepEqual(await rows(platform, `select 1 from sealed.holder where state <> 'acknowledged'`), []);
}));

test('an adult stays open, and an unknown birth date is a question, never a seal', () => withPlatform(async (platform) => {
  await importAll(platform.deployment, [conviction(1, { bornOn: '1990-01-01' as CivilDate }), conviction(2, { bornOn: 'unknown' })]);
  const found = await determine(platform.parts, await openRecords(platform));
  assert.deepEqual(found.ordered, []);
  assert.equal(found.looked, 2);
  assert.equal((await openRecords(platform)).length, 2);
}));
