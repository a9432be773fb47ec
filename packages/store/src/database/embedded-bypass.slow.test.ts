import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { sql } from 'kysely';
import { bypassContract } from '../testing/bypass-contract.ts';
import { benchOf } from '../testing/contract/bench.ts';
import { NOW } from '../testing/invented.ts';
import { sealedExample } from '../testing/sealed-example.ts';
import { migrate } from '../migrations/migrate.ts';
import { type EmbeddedDatabase, openInMemory } from './embedded.ts';
import { transactionRunner } from './transactions.ts';

/**
 * On the embedded database there is one session, and it belongs to the superuser: the roles are taken on for
 * a transaction. So the suite shows that no statement of the ordinary role passes the wall by mistake; it
 * cannot show what separate logins show, that hostile SQL could not simply take on another role.
 */
let opened: EmbeddedDatabase | undefined;
const engine = () => present(opened, 'the open database').engine;

before(async () => {
  opened = await openInMemory([]);
  const { connection } = opened;
  await migrate(connection, NOW);
  const runner = transactionRunner({ writer: connection, sealingService: connection, sequencer: connection, auditor: connection });
  const facts = { engine: 'embedded', version: 18, isDurable: false, hasSeparateLogins: false } as const;
  await sealedExample(benchOf({ ...runner, facts, close: () => Promise.resolve() }, 'bypass'));
});
after(async () => { await opened?.close(); });

bypassContract('embedded', () => async (statements) => {
  let rows: readonly unknown[] = [];
  await engine().transaction(async (transaction) => {
    await transaction.query('set local role fengcun_writer');
    for (const statement of statements) ({ rows } = await transaction.query(statement));
    await transaction.rollback();
  });
  return rows;
}, () => async (statements) => { for (const statement of statements) await engine().exec(statement); });

test('embedded: what it does not show: the session can leave the role, which is why servers have separate logins', async () => {
  await engine().transaction(async (transaction) => {
    await transaction.query('set local role fengcun_writer');
    await transaction.query('set local role fengcun_sealing_service');
    assert.deepEqual((await transaction.query('select current_user::text as role')).rows, [{ role: 'fengcun_sealing_service' }]);
    await transaction.rollback();
  });
});

test('embedded: the role ends with the transaction, whether it was committed or not', async () => {
  const { connection } = present(opened, 'the open database');
  const { rows } = await sql<Readonly<{ role: string }>>`select current_user::text as role`.execute(connection);
  assert.deepEqual(rows, [{ role: 'postgres' }]);
});
