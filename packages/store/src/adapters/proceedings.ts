import { sql } from 'kysely';
import type { Connection, Side } from '../database/tables.ts';
import type { ProceedingPage, ProceedingRow, ProceedingStore } from '../ports/proceedings.ts';
import { columnsOf, rowStore } from './row-store.ts';

/** Before and behind every id. */
const [FIRST_ID, LAST_ID] = ['00000000-0000-0000-0000-000000000000', 'ffffffff-ffff-ffff-ffff-ffffffffffff'];

const wanted = ({ afterId, isNewestFirst = false, ...page }: ProceedingPage) => [
  isNewestFirst ? sql`proceeding_id < ${afterId ?? LAST_ID}` : sql`proceeding_id > ${afterId ?? FIRST_ID}`,
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
      where ${sql.join(wanted(page), sql` and `)}
      order by proceeding_id ${page.isNewestFirst === true ? sql`desc` : sql`asc`} limit ${page.limit}`
      .execute(connection);
    return rows;
  },
});
