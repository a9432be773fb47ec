import assert from 'node:assert/strict';
import { after, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { sql } from 'kysely';
import { NOW } from '../testing/invented.ts';
import { databaseContract } from '../testing/contract/database-contract.ts';
import { lintStatement } from '../testing/lint-statement.ts';
import { startServer, type TestServer } from '../testing/postgres-server.ts';
import { openDatabase } from './open-database.ts';
import { connectServer } from './server.ts';

let server: TestServer | undefined;

const statements = databaseContract('server', async (onStatement) => {
  server = await startServer();
  return openDatabase({ kind: 'server', url: server.url, migrate: true, now: () => NOW, onStatement });
});
// After the database of the contract is closed: hooks run in the order they were made.
after(async () => { await server?.stop(); });

test('server: no statement of the contract asks what a distributed database refuses', () => {
  assert.ok(statements.size > 60, `${statements.size} statements were heard`);
  assert.deepEqual([...statements].filter((statement) => !isMigration(statement)).flatMap(lintStatement), []);
});

/** Migrations run once, by an administrator, before anything is distributed. */
const isMigration = (statement: string): boolean => /^\s*(create|alter|grant|revoke)\b|pg_catalog\.|pg_roles/.test(statement.trim());

test('server: eight processes that open a new database at once agree on one schema', async () => {
  const { url } = present(server, 'the server');
  const fresh = url.replace(/\/[^/]+$/, '/fengcun_fresh');
  const connection = connectServer({ url, max: 1, log: [] });
  await sql`drop database if exists fengcun_fresh with (force)`.execute(connection);
  await sql`create database fengcun_fresh`.execute(connection);
  await connection.destroy();
  const opened = await Promise.all(Array.from({ length: 8 }, () =>
    openDatabase({ kind: 'server', url: fresh, migrate: true, now: () => NOW, sessionsMax: 2 })));
  await Promise.all(opened.map((database) => database.close()));
});

test('server: without migrations, and without an answer, the fault says what is wrong', async () => {
  const { url, urlFor } = present(server, 'the server');
  const config = { kind: 'server', now: () => NOW } as const;
  await assert.rejects(openDatabase({ ...config, url: url.replace(/\/[^/]+$/, '/template1') }), { code: 'DATABASE_NOT_MIGRATED' });
  await assert.rejects(openDatabase({ ...config, url: 'postgres://nobody@127.0.0.1:1/postgres' }), { code: 'DATABASE_UNREACHABLE', message: /ECONNREFUSED/ });
  await assert.rejects(openDatabase({ ...config, url: urlFor('postgres', 'wrong') }), { code: 'DATABASE_ERROR', message: /28P01/ });
});
