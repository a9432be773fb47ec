import { sql } from 'kysely';
import { assertId } from '../identity/sharded-id.ts';
import { type Role, ROLE_NAMES } from './roles.ts';
import type { Connection } from './tables.ts';

/** What every session starts with: UTC, one text form of dates, and no search path to be led astray by. */
export const SESSION_SETTINGS: ReadonlyMap<string, string> = new Map([
  ['timezone', 'UTC'],
  ['datestyle', 'ISO, YMD'],
  ['intervalstyle', 'iso_8601'],
  ['search_path', 'pg_catalog'],
  ['client_min_messages', 'warning'],
]);

/**
 * Makes a transaction run as a role and, for acts on records, names the act: without it row-level security
 * shows no row. Two statements, because Citus passes on `set local` and nothing else.
 */
export const enterRole = async (
  transaction: Connection, role: Role, actEntryId: string | undefined,
): Promise<void> => {
  await sql.raw(`set local role ${ROLE_NAMES[role]}`).execute(transaction);
  if (actEntryId === undefined) return;
  assertId(actEntryId); // The value is put into the statement, so its form is checked to the character.
  await sql.raw(`set local fengcun.act = '${actEntryId}'`).execute(transaction);
};
