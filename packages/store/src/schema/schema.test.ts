import assert from 'node:assert/strict';
import { existsSync, readFileSync, writeFileSync } from 'node:fs';
import { after, before, test } from 'node:test';
import { present } from '@fengcun/kernel';
import { sql } from 'kysely';
import { SHAPES } from '../adapters/row-shape.ts';
import { BACKUP_TABLES, TABLES_NOT_BACKED_UP } from '../backup/backup-tables.ts';
import { type EmbeddedDatabase, openInMemory } from '../database/embedded.ts';
import { migrate } from '../migrations/migrate.ts';
import { describeSchema } from '../testing/describe-schema.ts';
import { NOW } from '../testing/invented.ts';
import { lintSchema } from '../testing/lint-schema.ts';
import { WRAPPED_TABLES } from './wrapped-tables.ts';
import { DISTRIBUTED_TABLES, LOCAL_TABLES, REFERENCE_TABLES } from './distribution.ts';

const GOLDEN = new URL('./schema.golden.txt', import.meta.url);

let opened: EmbeddedDatabase | undefined;
before(async () => {
  opened = await openInMemory([]);
  await migrate(opened.connection, NOW);
});
after(async () => { await opened?.close(); });
const connection = () => present(opened, 'the open database').connection;

test('the schema is the one in the golden file (delete the file to write it anew, and say why in the commit)', async () => {
  const description = await describeSchema(connection());
  if (!existsSync(GOLDEN)) writeFileSync(GOLDEN, description);
  assert.equal(description, readFileSync(GOLDEN, 'utf8'));
});

test('no construct is used that a distributed database refuses, and no right is given too much', async () => {
  assert.deepEqual(lintSchema(await describeSchema(connection())), []);
});

test('the lint finds what it is there to find', async () => {
  const wrongs = [
    ['create table ops.wrong (shard_key integer, id uuid primary key)', 'the distribution column is missing in the key'],
    ['create table ops.wrong (shard_key integer, id bigint generated always as identity, made timestamptz default now())', 'no defaults'],
    ['create unique index on open.record (case_id)', 'the distribution column is missing in the key'],
    ['create index on open.event using gin (content)', undefined],
    ['create index on open.record using hash (case_id)', 'btree indexes only'],
    ['grant select on sealed.record to fengcun_writer', 'the ordinary role has nothing on sealed'],
    ['create policy wrong on sealed.record to fengcun_writer using (true)', 'the ordinary role has nothing on sealed'],
    ['grant select on sealed.record to fengcun_auditor', undefined],
    ['grant select (wrapped_key) on sealed.event to fengcun_auditor', 'the auditor sees no wrapped key'],
    ['alter table open.record no force row level security', 'row-level security is forced'],
    ['alter table open.record owner to postgres', 'owned by the role nobody logs in as'],
    ['grant delete on ledger.audit_leaf to fengcun_sequencer', 'nobody changes a leaf'],
    ["create function open.f() returns int language sql as 'select 1'", 'no triggers and no functions'],
    ['create policy wrong on open.record using (exists (select 1 from open.subject))', 'no subquery in a policy'],
  ] as const;
  for (const [statement, right] of wrongs.filter(([, expected]) => expected !== undefined)) {
    const found = await connection().transaction().execute(async (transaction) => {
      await sql.raw(statement).execute(transaction);
      throw Object.assign(new Error('undo'), { found: lintSchema(await describeSchema(transaction)) });
    }).catch((error: Error & { found?: readonly string[] }) => error.found ?? [error.message]);
    assert.ok(found.some((line) => line.startsWith(right ?? '')), `${statement}: ${found.join('; ')}`);
  }
});

test('every table has its place when the tables are distributed', async () => {
  const { rows } = await sql<Readonly<{ name: string }>>`
    select format('%s.%s', schemaname, tablename) as name from pg_tables
    where schemaname in ('open', 'sealed', 'ledger', 'ops', 'keys')`.execute(connection());
  const placed = [...DISTRIBUTED_TABLES, ...REFERENCE_TABLES, ...LOCAL_TABLES];
  assert.deepEqual(rows.map(({ name }) => name).sort(), placed.toSorted());
});

test('the shapes of the bulk insert are the columns of the tables', async () => {
  const columns = (await describeSchema(connection())).split('\n').filter((line) => /^column /.test(line));
  const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  for (const [table, shape] of Object.entries(SHAPES)) {
    const own = columns.filter((line) => new RegExp(`^column (open|ledger|ops)\\.${snake(table)}\\.`).test(line));
    const stored = own.map((line) => line.replace(/^column \w+\.\w+\.(\w+) /, '$1 ').replace(' not null', '').replace('timestamp with time zone', 'timestamptz'));
    assert.deepEqual(Object.entries(shape).map(([name, type]) => `${snake(name)} ${type}`).sort(), stored.sort(), table);
  }
});

test('a rotation walks every table that has wrapped keys', async () => {
  const { rows } = await sql<Readonly<{ name: string }>>`
    select distinct table_schema || '.' || table_name as name from information_schema.columns
    where column_name = 'wrapped_key' and table_schema in ('open', 'sealed', 'ledger', 'ops', 'keys')`.execute(connection());
  const snake = (name: string): string => name.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`);
  const walked = Object.entries(WRAPPED_TABLES).flatMap(([name, { schema }]) =>
    (schema === 'side' ? ['open', 'sealed'] : [schema]).map((each) => `${each}.${snake(name)}`));
  assert.deepEqual(rows.map(({ name }) => name).sort(), [...walked, 'keys.epoch'].sort());
});

test('every table is in a backup, or said not to be with the reason', async () => {
  const { rows } = await sql<Readonly<{ name: string }>>`
    select format('%s.%s', schemaname, tablename) as name from pg_tables
    where schemaname in ('open', 'sealed', 'ledger', 'ops', 'keys')`.execute(connection());
  const told = [...BACKUP_TABLES.map(({ name }) => name), ...Object.keys(TABLES_NOT_BACKED_UP)];
  assert.deepEqual(rows.map(({ name }) => name).sort(), told.toSorted());
});
