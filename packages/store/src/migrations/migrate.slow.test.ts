import assert from 'node:assert/strict';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { PGlite } from '@electric-sql/pglite';
import { connectEngine } from '../database/embedded.ts';
import { describeSchema } from '../testing/describe-schema.ts';
import { NOW } from '../testing/invented.ts';
import { assertMigrated, migrate } from './migrate.ts';
import { type Migration, MIGRATIONS } from './migrations.ts';
import { statementsOf } from './statements.ts';

/** An engine that initialises itself, without the image: the long way must lead to the same schema. */
let engine: PGlite | undefined;
before(async () => { engine = await PGlite.create(); });
after(async () => { await engine?.close(); });
const connection = () => connectEngine(present(engine, 'the engine'), []);
const edited = (at: number): readonly Migration[] =>
  MIGRATIONS.map((migration) => (migration.number === at ? { ...migration, contentHash: 'sha256:other' } : migration));

test('an empty database is refused, then migrated, and a second run does no harm', async () => {
  await assert.rejects(assertMigrated(connection()), { code: 'DATABASE_NOT_MIGRATED' });
  const numbers = MIGRATIONS.map(({ number }) => number);
  assert.deepEqual(await migrate(connection(), NOW), { applied: numbers, current: numbers.length });
  const schema = await describeSchema(connection());
  assert.deepEqual(await migrate(connection(), NOW), { applied: [], current: numbers.length });
  assert.equal(await describeSchema(connection()), schema);
  await assertMigrated(connection());
});

test('a migration that was edited after it was applied is refused', async () => {
  await assert.rejects(migrate(connection(), NOW, edited(2)), { code: 'MIGRATION_CHANGED', message: /migration 2 \(sealed\)/ });
});

test('a database with a migration of a later version is refused', async () => {
  await assert.rejects(migrate(connection(), NOW, MIGRATIONS.slice(0, -1)), { code: 'DATABASE_NEWER' });
});

test('a migration that fails halfway leaves nothing, and is applied once it is right', async () => {
  const number = MIGRATIONS.length + 1;
  const next = (sql: string): readonly Migration[] => [...MIGRATIONS, { number, name: 'next', sql, contentHash: `sha256:${sql.length}` }];
  const before = await describeSchema(connection());
  await assert.rejects(migrate(connection(), NOW, next('create table ops.half (id uuid); create table ops.half (id uuid);')));
  assert.equal(await describeSchema(connection()), before);
  assert.deepEqual((await migrate(connection(), NOW, next('create table ops.half (id uuid);'))).applied, [number]);
});

test('numbers are contiguous, and no text or body of a migration holds a semicolon', () => {
  assert.deepEqual(MIGRATIONS.map(({ number }) => number), MIGRATIONS.map((_, at) => at + 1));
  for (const { sql, name } of MIGRATIONS) {
    for (const statement of statementsOf(sql)) {
      assert.match(statement, /^(create|alter|grant) /, name);
      assert.equal((statement.match(/'/g)?.length ?? 0) % 2, 0, `${name}: ${statement}`);
      assert.ok(!statement.includes('$$'), `${name}: ${statement}`);
    }
  }
});
