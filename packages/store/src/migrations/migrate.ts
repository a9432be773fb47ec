import { assert, Fault } from '@fengcun/kernel';
import { sql } from 'kysely';
import { sqlState } from '../database/database-fault.ts';
import { OWNER_NAME, ROLE_NAMES, SCHEMAS } from '../database/roles.ts';
import type { Connection } from '../database/tables.ts';
import { type Migration, MIGRATIONS } from './migrations.ts';
import { prepareRoles } from './prepare-roles.ts';
import { statementsOf } from './statements.ts';

/** What a run did: the numbers it applied, and where the schema now stands. */
export type MigrationReport = Readonly<{ applied: readonly number[]; current: number }>;

const EVERY_ROLE = Object.values(ROLE_NAMES).join(', ');

/** Where applied migrations are written down; the one table no migration makes. */
const FOUNDATION: readonly string[] = [
  'create schema if not exists ops',
  `create table if not exists ops.migration (
    number integer not null primary key, name text not null, content_hash text not null,
    applied_at timestamptz not null)`,
  `grant usage on schema ops to ${EVERY_ROLE}`,
  `grant select on ops.migration to ${EVERY_ROLE}`,
  'revoke create on schema public from public',
];

/** Another process makes the same objects at the same moment: look again instead of failing. */
const isRace = (error: unknown): boolean => /^(23505|42P0[67]|42710|XX000|40\w{3})$/.test(sqlState(error));

type AppliedRow = Readonly<{ number: number; contentHash: string }>;

const appliedMigrations = async (connection: Connection): Promise<readonly AppliedRow[]> =>
  connection.withSchema('ops').selectFrom('migration').select(['number', 'contentHash'])
    .orderBy('number').execute();

/** A history that is not a prefix of ours was made by another or an edited version of this package. */
export const assertHistory = (applied: readonly AppliedRow[], known: readonly Migration[]): void => {
  for (const row of applied) {
    const migration = known[row.number - 1];
    if (migration === undefined) {
      throw new Fault('DATABASE_NEWER', `the database has migration ${row.number}, unknown to this version`);
    }
    if (migration.contentHash !== row.contentHash) {
      const what = `migration ${row.number} (${migration.name}) was applied with other contents`;
      throw new Fault('MIGRATION_CHANGED', `${what}: released migrations are never edited, add a new one`);
    }
  }
  assert(applied.every((row, at) => row.number === at + 1), 'applied migrations are numbered without gaps');
};

/** Hands everything in our schemas to the owner whom nobody logs in as. */
const handOver = async (connection: Connection): Promise<void> => {
  const { rows } = await sql<Readonly<{ statement: string }>>`
    select format('alter schema %I owner to ${sql.raw(OWNER_NAME)}', nspname) as statement
    from pg_catalog.pg_namespace where nspname = any(${[...SCHEMAS]}) and nspowner <> ${OWNER_NAME}::regrole
    union all
    select format('alter table %I.%I owner to ${sql.raw(OWNER_NAME)}', nspname, relname)
    from pg_catalog.pg_class join pg_catalog.pg_namespace n on n.oid = relnamespace
    where nspname = any(${[...SCHEMAS]}) and relkind = 'r' and relowner <> ${OWNER_NAME}::regrole`
    .execute(connection);
  for (const { statement } of rows) await sql.raw(statement).execute(connection);
};

const applyMigration = async (connection: Connection, migration: Migration, now: string): Promise<void> => {
  await connection.transaction().execute(async (transaction) => {
    // Taken first: a second process waits here, then fails on the key and looks again.
    const { number, name, contentHash } = migration;
    await transaction.withSchema('ops').insertInto('migration')
      .values({ number, name, contentHash, appliedAt: now }).execute();
    for (const statement of statementsOf(migration.sql)) await sql.raw(statement).execute(transaction);
    await handOver(transaction);
  });
};

const layFoundation = async (connection: Connection): Promise<void> => {
  await prepareRoles(connection);
  await connection.transaction().execute(async (transaction) => {
    const { rows } = await sql<Readonly<{ name: string }>>`select current_database()::text as name`
      .execute(transaction);
    const database = JSON.stringify(rows[0]?.name ?? '');
    await sql.raw(`revoke temporary on database ${database} from public`).execute(transaction);
    for (const statement of FOUNDATION) await sql.raw(statement).execute(transaction);
    await handOver(transaction);
  });
};

/** LIMIT: of many processes that start at once on a new database each can lose once for every step. */
const TRIES = 50;

/**
 * Brings the schema to the newest migration; run again it does nothing. `connection` must not be in a
 * transaction and needs a login that may create schemas and roles, or that is a member of the owner.
 * Several processes may run it at once. Faults: MIGRATION_CHANGED, DATABASE_NEWER, ROLES_MISSING,
 * ROLE_TOO_STRONG.
 */
export const migrate = async (
  connection: Connection, now: string, known: readonly Migration[] = MIGRATIONS,
): Promise<MigrationReport> => {
  const applied: number[] = [];
  for (let tries = 1; ; tries += 1) {
    try {
      await layFoundation(connection);
      const before = await appliedMigrations(connection);
      assertHistory(before, known);
      for (const migration of known.slice(before.length)) {
        await applyMigration(connection, migration, now);
        applied.push(migration.number);
      }
      return { applied, current: known.length };
    } catch (error) {
      if (tries >= TRIES || !isRace(error)) throw error;
    }
  }
};

/** Refuses a database whose schema is not exactly the one this version was written for. */
export const assertMigrated = async (connection: Connection): Promise<void> => {
  const applied = await appliedMigrations(connection).catch((error: unknown): readonly AppliedRow[] => {
    // No table or schema of ours, or none that this login may see.
    if (/^(42P01|3F000|42501)$/.test(sqlState(error))) return [];
    throw error;
  });
  assertHistory(applied, MIGRATIONS);
  if (applied.length < MIGRATIONS.length) {
    const missing = `${applied.length + 1}–${MIGRATIONS.length}`;
    throw new Fault('DATABASE_NOT_MIGRATED', `the migrations ${missing} are missing; run them first`);
  }
};
