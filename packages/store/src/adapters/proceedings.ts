import { sql } from 'kysely';
import type { Connection, Side } from '../database/tables.ts';
import type { ProceedingPage, ProceedingRow, ProceedingStore } from '../ports/proceedings.ts';
import { columnsOf, rowStore } from './row-store.ts';

/** Before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';

const wanted = ({ afterId = FIRST_ID, ...page }: ProceedingPage) => [
  sql`proceeding_id > ${afterId}`,
  ...(page.proceedingKind === undefined ? [] : [sql`proceeding_kind = ${page.proceedingKind}`]),
  ...(page.organ === undefined ? [] : [sql`organ = ${page.organ}`]),
  ...(page.states === undefined ? [] : [sql`state = any(${page.states}::text[])`]),
  ...(page.dueUntil === undefined ? [] : [sql`due_on <= ${page.dueUntil}`]),
  ...(page.applicant === undefined ? [] : [sql`applicant = ${page.applicant}`]),
  ...(page.subjectTerm === undefined ? [] : [sql`subject_term = ${page.subjectTerm}`]),
];

/** Procedures of one side, over an open transaction. */
export const proceedingStore = (connection: Connection, side: Side): ProceedingStore => ({
  ...rowStore(connection, { side, table: 'proceeding' }),
  list: async (page) => {
    const { rows } = await sql<ProceedingRow>`
      select ${columnsOf('proceeding')} from ${sql.table(`${side}.proceeding`)} as listed
      where ${sql.join(wanted(page), sql` and `)} order by proceeding_id limit ${page.limit}`
      .execute(connection);
    return rows;
  },
});
