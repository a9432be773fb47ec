import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { startServer, type TestServer } from '../../../../packages/store/src/testing/postgres-server.ts';
import { UnusableInput } from '../exit.ts';
import type { Terminal } from '../terminal.ts';
import { databaseCommand } from './database.ts';

let server: TestServer | undefined;
before(async () => { server = await startServer(); });
after(() => server?.stop());

const run = async (...words: readonly string[]): Promise<Readonly<{ exit: number; out: string; note: string }>> => {
  const heard = { out: '', note: '' };
  const terminal: Terminal = {
    language: 'en', colour: false, width: 100, isInteractive: false, elapsedMs: () => 0, today: () => '2026-11-21',
    out: (text) => { heard.out += text; }, note: (text) => { heard.note += text; },
  };
  return { exit: await databaseCommand([...words, '--database-url', present(server, 'a server').url], terminal), ...heard };
};

test('a server is migrated once; the second time there is nothing to do', async () => {
  const first = await run('migrate', '--json');
  assert.equal(first.exit, 0);
  assert.ok(JSON.parse(first.out).applied.length >= 1);
  assert.deepEqual(JSON.parse((await run('migrate', '--json')).out), { applied: [] });
});

test('a server without Citus is not distributed, and one sentence says what is missing', async () => {
  const distributing = run('distribute');
  const told = await distributing.then(({ exit, note }) => ({ exit, note }), (error: unknown) => ({ exit: 2, note: String(error) }));
  assert.notEqual(told.exit, 0);
  assert.match(told.note, /no extension citus; create it and add the workers first/);
});

test('a word that is no act, a missing server and a wrong number of shards are told at once', async () => {
  await assert.rejects(run('spread'), UnusableInput);
  await assert.rejects(run('distribute', '--shards', '0'), UnusableInput);
  await assert.rejects(run('distribute', '--shards', '1025'), UnusableInput);
});
