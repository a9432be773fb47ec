import { Fault } from '@fengcun/kernel';
import { sql } from 'kysely';
import type { Connection } from './tables.ts';
import { databaseFault } from './database-fault.ts';
import { OWNER_NAME } from './roles.ts';

/** Tables rows leave when a record is sealed or deleted. */
const LEFT = [
  'open.holder', 'open.stage_record', 'open.attachment', 'open.event', 'open.inbox', 'open.subject_term',
  'open.record', 'open.criminal_case', 'open.subject', 'ops.exception_item', 'ops.upload',
  'ledger.commitment_key', 'keys.released_serial', 'sealed.holder', 'sealed.stage_record',
  'sealed.attachment', 'sealed.event', 'sealed.inbox', 'sealed.subject_term', 'sealed.record',
  'sealed.criminal_case', 'sealed.subject', 'sealed.held_message', 'open.conviction_mark',
] as const;

const assertAllowed = async (connection: Connection): Promise<void> => {
  const { rows } = await sql<Readonly<{ isAllowed: boolean }>>`
    select pg_catalog.pg_has_role(current_user, ${OWNER_NAME}, 'usage') as is_allowed`.execute(connection);
  if (rows[0]?.isAllowed === true) return;
  const what = `this login may not clean the tables; run it as an administrator or a member of ${OWNER_NAME}`;
  throw new Fault('DATABASE_CLEANING_REFUSED', what);
};

/**
 * Writes the tables that rows have left anew, with their indexes, and a checkpoint behind them: deleted rows
 * stay in the files as dead space until then, though never in clear. Each table is locked meanwhile. What the
 * write-ahead log and its archive still hold ends with their own retention (`wal_recycle = off`, and a short
 * one). Fault: DATABASE_CLEANING_REFUSED.
 */
export const cleanTables = async (connection: Connection): Promise<void> => {
  try {
    await assertAllowed(connection);
    for (const table of LEFT) await sql.raw(`vacuum (full) ${table}`).execute(connection);
    await sql.raw('checkpoint').execute(connection);
  } catch (error) {
    throw databaseFault(error);
  }
};
