import { Fault } from '@fengcun/kernel';
import { sql } from 'kysely';
import { sqlState } from '../database/database-fault.ts';
import { OWNER_NAME, ROLE_NAMES } from '../database/roles.ts';
import type { Connection } from '../database/tables.ts';

type RoleRow = Readonly<{
  name: string; canLogIn: boolean; isSuper: boolean; bypasses: boolean; grantsRoles: boolean;
}>;

const NAMES: readonly string[] = [OWNER_NAME, ...Object.values(ROLE_NAMES)];
const NOTHING_SPECIAL = 'nologin nosuperuser nocreatedb nocreaterole noreplication nobypassrls';

const existingRoles = async (connection: Connection): Promise<readonly RoleRow[]> => {
  const { rows } = await sql<RoleRow>`
    select rolname::text as name, rolcanlogin as can_log_in, rolsuper as is_super,
      rolbypassrls as bypasses, rolcreaterole as grants_roles
    from pg_catalog.pg_roles where rolname = any(${NAMES as string[]})`.execute(connection);
  return rows;
};

const createRole = async (connection: Connection, name: string): Promise<void> => {
  try {
    await sql.raw(`create role ${name} ${NOTHING_SPECIAL}`).execute(connection);
    await sql.raw(`grant ${name} to current_user`).execute(connection);
  } catch (error) {
    if (sqlState(error) === '42710') return; // Another process was faster.
    if (sqlState(error) !== '42501') throw error;
    const what = `the roles ${NAMES.join(', ')} are missing and this login may not create them`;
    throw new Fault('ROLES_MISSING', `${what}; create them with "${NOTHING_SPECIAL}" as an administrator`);
  }
};

/**
 * Guarantees the five roles with no power beyond what the migrations grant. A role that could log in as
 * the owner, or pass row-level security, would make the second wall a drawing of a wall: refused.
 */
export const prepareRoles = async (connection: Connection): Promise<void> => {
  const before = await existingRoles(connection);
  for (const name of NAMES) {
    if (!before.some((role) => role.name === name)) await createRole(connection, name);
  }
  for (const role of await existingRoles(connection)) {
    const isTooStrong = role.isSuper || role.bypasses || role.grantsRoles;
    if (isTooStrong || (role.name === OWNER_NAME && role.canLogIn)) {
      throw new Fault('ROLE_TOO_STRONG', `the role ${role.name} must be "${NOTHING_SPECIAL}"`);
    }
  }
};
