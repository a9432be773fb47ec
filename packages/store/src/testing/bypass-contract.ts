import assert from 'node:assert/strict';
import { test } from 'node:test';

/** Runs statements one after the other as the ordinary role, in a transaction that is undone; the last rows. */
export type Attempt = (statements: readonly string[]) => Promise<readonly unknown[]>;

/** An administrator's mistakes, made before the attempts and undone after them. */
export type Administrator = (statements: readonly string[]) => Promise<void>;

const ACT = "set local fengcun.act = '01a1fd1e-8c03-7a25-a8b8-77c8631cc6c9'";
const DENIED = '42501';
/** Where the database answers otherwise than with "insufficient privilege". */
const OTHER_ANSWERS: Readonly<Record<string, RegExp>> = {
  'the search path': /^42P01$/, // A schema without usage is passed over: the table does not exist.
  'an extension': /^(42501|0A000|58P01)$/, // Not there to be made, where the package is not installed.
};

/** Ways around the wall that must end in a refusal of the database. */
const REFUSED: readonly (readonly [string, readonly string[]])[] = [
  ['reading', [ACT, 'select * from sealed.record']],
  ['counting', [ACT, 'select count(*) from sealed.record']],
  ['asking for existence only', [ACT, 'select exists (select from sealed.subject)']],
  ['writing', [ACT, 'delete from sealed.record']],
  ['joining from an allowed table', [ACT, 'select r.* from open.record o left join sealed.record r using (record_id)']],
  ['a subquery in a condition', [ACT, 'select 1 from open.record where record_id in (select record_id from sealed.record)']],
  ['a writable subquery', [ACT, 'with gone as (delete from sealed.record returning *) select * from gone']],
  ['the search path', [ACT, 'set local search_path = sealed, pg_catalog', 'select * from record']],
  ['COPY of the table', [ACT, 'copy sealed.record to stdout']],
  ['COPY of a query', [ACT, 'copy (select * from sealed.record) to stdout']],
  ['COPY to a file', [ACT, "copy open.record to '/tmp/fengcun-bypass'"]],
  ['COPY to a program', [ACT, "copy open.record to program 'cat'"]],
  ['locking', ['lock table sealed.record']],
  ['truncating', ['truncate sealed.record']],
  ['explaining', [ACT, 'explain analyze select * from sealed.record']],
  ['a view of its own', [ACT, 'create view open.peek as select * from sealed.record']],
  ['a temporary view', [ACT, 'create temporary view peek as select * from sealed.record']],
  ['a function of its own', [ACT, "create function open.peek() returns setof sealed.record language sql as 'select * from sealed.record'"]],
  ['an anonymous block', [ACT, 'do $$ begin perform count(*) from sealed.record; end $$']],
  ['a cursor', [ACT, 'declare peek cursor for select * from sealed.record']],
  ['a prepared statement', [ACT, 'prepare peek as select * from sealed.record', 'execute peek']],
  ['a foreign key that feels for rows', [ACT, 'create table open.feeler (shard_key integer, id uuid, foreign key (shard_key, id) references sealed.subject)']],
  ['a trigger', [ACT, "create trigger peek after insert on sealed.record execute function pg_catalog.suppress_redundant_updates_trigger()"]],
  ['a rule', [ACT, 'create rule peek as on insert to open.subject do also insert into open.subject select * from sealed.subject']],
  ['inheriting', [ACT, 'create table open.child () inherits (sealed.record)']],
  ['granting to itself', ['grant select on sealed.record to fengcun_writer']],
  ['dropping the policy', ['drop policy acting on sealed.record']],
  ['a policy of its own', ['create policy mine on sealed.record to fengcun_writer using (true)']],
  ['switching security off', ['alter table sealed.record disable row level security']],
  ['switching force off', ['alter table sealed.record no force row level security']],
  ['taking ownership', ['alter table sealed.record owner to fengcun_writer']],
  ['BYPASSRLS for itself', ['alter role fengcun_writer bypassrls']],
  ['superuser for itself', ['alter role fengcun_writer superuser']],
  ['joining the other role', ['grant fengcun_sealing_service to fengcun_writer']],
  ['a login for the owner', ['alter role fengcun_owner login']],
  ['server files', ["select pg_catalog.pg_read_file('global/pg_control')"]],
  ['server folders', ["select pg_catalog.pg_ls_dir('base')"]],
  ['large objects from files', ["select pg_catalog.lo_import('/etc/passwd')"]],
  ['statistics with values', ['select * from pg_catalog.pg_statistic']],
  ['an extension', ['create extension dblink']],
  ['changing an entry of the ledger', ["update ledger.audit_leaf set entry = 'x'"]],
  ['removing a pending entry', ['delete from ledger.audit_pending']],
  ['reading pending entries', [ACT, 'select * from ledger.audit_pending']],
  ['reading wrapped epoch keys', [ACT, 'select * from keys.epoch']],
  ['reading which serials were released', [ACT, 'select * from keys.released_serial']],
  ['reading messages held for sealed cases', [ACT, 'select * from sealed.held_message']],
  ['changing an event', [ACT, "update open.event set event_type = 'x'"]],
  ['removing an event', [ACT, 'delete from open.event']],
  ['removing a record', [ACT, 'delete from open.record']],
];

/** Ways that are allowed to run and must show nothing. */
const EMPTY: readonly (readonly [string, readonly string[]])[] = [
  ['open rows without an act', ['select * from open.subject']],
  ['open rows with an empty act', ["set local fengcun.act = ''", 'select * from open.subject']],
  ['columns of sealed tables in the information schema', ["select * from information_schema.columns where table_schema = 'sealed'"]],
  ['most common values of sealed columns', ["select * from pg_catalog.pg_stats where schemaname = 'sealed'"]],
];

/** What a careless administrator could leave behind: neither may open the wall. */
const MISTAKES: readonly (readonly [string, readonly string[], string])[] = [
  ['a view owned by the owner of the tables', [
    'create view open.mistake as select * from sealed.record', 'alter view open.mistake owner to fengcun_owner',
    'grant select on open.mistake to fengcun_writer',
  ], 'select * from open.mistake'],
  ['a function with the rights of the owner of the tables', [
    "create function open.mistake() returns setof sealed.record language sql security definer as 'select * from sealed.record'",
    'alter function open.mistake() owner to fengcun_owner', 'grant execute on function open.mistake() to fengcun_writer',
  ], 'select * from open.mistake()'],
];

const UNDO = ['drop view if exists open.mistake', 'drop function if exists open.mistake()'];

/** The bypass suite: the ordinary role finds no way to a sealed row that is certainly there. */
export const bypassContract = (name: string, attempt: () => Attempt, administrator: () => Administrator): void => {
  for (const [way, statements] of REFUSED) {
    test(`${name}: the ordinary role cannot pass the wall by ${way}`, async () => {
      await assert.rejects(attempt()(statements), (error: unknown) => {
        assert.ok(error instanceof Error);
        assert.match(String(Reflect.get(error, 'code')), OTHER_ANSWERS[way] ?? new RegExp(`^${DENIED}$`), error.message);
        return true;
      });
    });
  }
  for (const [way, statements] of EMPTY) {
    test(`${name}: the ordinary role sees nothing in ${way}`, async () => {
      assert.deepEqual(await attempt()(statements), []);
    });
  }
  for (const [way, mistake, statement] of MISTAKES) {
    test(`${name}: ${way} shows the ordinary role nothing, because security is forced`, async () => {
      await administrator()(UNDO);
      await administrator()(mistake);
      try {
        assert.deepEqual(await attempt()([ACT, statement]), []);
      } finally {
        await administrator()(UNDO);
      }
    });
  }
  test(`${name}: with its act the ordinary role does see the open side, so the attempts above did reach the database`, async () => {
    const rows = await attempt()([ACT, 'select 1 as one from open.subject limit 1']);
    assert.deepEqual(rows, [{ one: 1 }]);
  });
};
