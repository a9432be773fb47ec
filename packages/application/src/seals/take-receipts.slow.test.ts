import assert from 'node:assert/strict';
import { test } from 'node:test';
import { sql } from 'kysely';
import { err, ok, type Result } from '@fengcun/kernel';
import type { Receipt } from '@fengcun/registry';
import { importAll } from '../intake/testing/import-fixture.ts';
import { determine, readWorklist } from './determine.ts';
import { SEAL_KINDS } from './seal-kinds.ts';
import { receiptTaking, type ReceiptTaking } from './take-receipts.ts';
import { applied, conviction, COURT, type InventedPlatform, inventedPlatform, POLICE, PROCURATORATE } from './testing/invented-platform.ts';

const HOLDERS = [COURT, POLICE, PROCURATORATE];

type Taking = Readonly<{ platform: InventedPlatform; taking: ReceiptTaking; recordIds: readonly string[] }>;

const withOrders = async (count: number, work: (taking: Taking) => Promise<void>): Promise<void> => {
  const platform = await inventedPlatform();
  try {
    await importAll(platform.deployment, Array.from({ length: count }, (_, seed) => conviction(seed)));
    const keys = await readWorklist(platform.parts, ({ worklists }) => worklists.openRecords({ limit: 100 }));
    const { ordered } = await determine(platform.parts, keys);
    assert.equal(ordered.length, count);
    await work({ platform, taking: receiptTaking(platform.parts), recordIds: ordered.map(({ recordId }) => recordId) });
  } finally {
    await platform.deployment.close();
  }
};

/** Hands answers in as one batch; `undone`: the transaction does not commit. */
const take = async (
  { platform: { parts, deployment }, taking }: Pick<Taking, 'platform' | 'taking'>, receipts: readonly Receipt[], undone = false,
): Promise<readonly string[]> => {
  const { exchange } = parts;
  await taking.ready();
  const maker = await exchange.maker(2);
  const entryId = exchange.mint();
  const handler = taking.handlers[SEAL_KINDS.receipt];
  assert.ok(handler);
  let answers: readonly Result<void, Readonly<{ code: string }>>[] = [];
  await deployment.database.seal({ entryId }, async (stores) => {
    const at = '2026-11-20T08:00:00.000Z';
    answers = await handler(receipts.map((receipt) => ({
      messageId: exchange.mint(), sender: receipt.holder, kind: SEAL_KINDS.receipt, streamId: receipt.recordId, sequence: 1, sentAt: at, data: { receipt },
    })), { stores, entryId, receivedAt: at, make: maker.make });
    await stores.audit.append([exchange.audit({ act: 'exchange.receive', actorId: 'a', organ: 'b', decision: 'allow', detail: [] }, entryId)]);
    return undone || answers.some((one) => !one.ok) ? err('undone') : ok(undefined);
  });
  return answers.map((one) => (one.ok ? 'taken' : one.error.code));
};

const standing = async ({ platform: { deployment } }: Pick<Taking, 'platform'>): Promise<readonly [acknowledged: number, entries: number]> => {
  const rows = async (statement: string) => (await sql.raw(statement).execute(deployment.connection)).rows.length;
  const entries = await sql.raw<Readonly<{ entry: Uint8Array }>>('select entry from ledger.audit_pending').execute(deployment.connection);
  const acts = entries.rows.filter(({ entry }) => Buffer.from(entry).includes('"seal.acknowledge"'));
  return [await rows(`select 1 from sealed.holder where state = 'acknowledged'`), acts.length];
};

test('a batch of answers is taken at once: of several records, and several of one, each with an entry of its own', () => withOrders(3, async (given) => {
  const all = given.recordIds.flatMap((id) => HOLDERS.map((holder) => applied(id, holder)));
  assert.deepEqual(await take(given, all), all.map(() => 'taken'));
  assert.deepEqual(await standing(given), [9, 9]);
  const events = await sql.raw(`select 1 from sealed.event where event_type = 'Acknowledged'`).execute(given.platform.deployment.connection);
  assert.equal(events.rows.length, 9);
  assert.deepEqual(await take(given, all), all.map(() => 'taken'), 'twice is once');
  assert.deepEqual(await standing(given), [9, 9]);
}));

test('an answer whose transaction was undone is not remembered as taken: it is taken when it comes again', () => withOrders(2, async (given) => {
  const all = given.recordIds.map((id) => applied(id, COURT));
  await take(given, all, true);
  assert.deepEqual(await standing(given), [0, 0]);
  assert.deepEqual(await take(given, all), ['taken', 'taken']);
  assert.deepEqual(await standing(given), [2, 2]);
}));

test('one that is refused undoes its batch, and leaves nothing of it behind when the others come apart', () => withOrders(2, async (given) => {
  const [one = '', other = ''] = given.recordIds;
  assert.deepEqual(await take(given, [applied(one, COURT), applied(other, COURT, 7)]), ['taken', 'SEQUENCE_UNKNOWN']);
  assert.deepEqual(await standing(given), [0, 0]);
  assert.deepEqual(await take(given, [applied(one, COURT)]), ['taken']);
  assert.deepEqual(await standing(given), [1, 1]);
}));

test('what another service wrote meanwhile is read again, and nothing is taken on an old seal', () => withOrders(1, async (given) => {
  const [id = ''] = given.recordIds;
  assert.deepEqual(await take(given, [applied(id, COURT)]), ['taken']);
  const other = { ...given, taking: receiptTaking(given.platform.parts) };
  assert.deepEqual(await take(other, [applied(id, POLICE)]), ['taken']);
  assert.deepEqual(await take(given, [applied(id, POLICE), applied(id, PROCURATORATE)]), ['taken', 'taken']);
  assert.deepEqual(await standing(given), [3, 3]);
}));
