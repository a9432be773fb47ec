import { sql } from 'kysely';
import type { Connection } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type { HolderRow } from '../ports/rows.ts';
import type { AwaitedPage, IdPage, RecordKey, ToldStage, Worklists } from '../ports/worklists.ts';

/** Before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
/** After every day a term can end on. */
const LAST_DAY = '9999-12-31';

const rowsOf = async <Row>(
  connection: Connection, statement: ReturnType<typeof sql<Row>>,
): Promise<readonly Row[]> => (await statement.execute(connection)).rows;

const openRecords = (connection: Connection, { afterId = FIRST_ID, limit }: IdPage) =>
  rowsOf(connection, sql<RecordKey>`
    select record_id, subject_id, case_id from "open"."record" as listed
    where record_id > ${afterId} order by record_id limit ${limit}`);

const told = (connection: Connection, { afterId = FIRST_ID, limit }: IdPage) =>
  rowsOf(connection, sql<ToldStage>`
    select stage_record_id, case_id, subject_id from "open"."stage_record" as listed
    where stage_record_id > ${afterId} order by stage_record_id limit ${limit}`);

const recordsOf = async (
  connection: Connection, stages: readonly ToldStage[],
): Promise<readonly RecordKey[]> => {
  const named = stages.flatMap(({ caseId, subjectId }) =>
    (subjectId === null ? [] : [{ caseId, subjectId }]));
  if (named.length === 0) return [];
  const subjects = [...new Set(named.map(({ subjectId }) => subjectId))];
  const found = await rowsOf(connection, sql<RecordKey>`
    select record_id, subject_id, case_id from "open"."record"
    where shard_key = any(${subjects.map(shardKeyOf)}::integer[]) and subject_id = any(${subjects}::uuid[])
    order by record_id`);
  const wanted = new Set(named.map(({ caseId, subjectId }) => `${caseId}|${subjectId}`));
  return found.filter(({ caseId, subjectId }) => wanted.has(`${caseId}|${subjectId}`));
};

/** Where a record is, its holders stand: a copy that is to be opened is awaited on the open side. */
const awaited = (
  connection: Connection, { afterId = FIRST_ID, limit, dueUntil = LAST_DAY, organ }: AwaitedPage,
) => {
  const on = (side: 'open' | 'sealed') => sql`
    (select record_id, organ, state, due_on, changed_at from ${sql.table(`${side}.holder`)} as listed
    where state in ('sealOrdered', 'unsealOrdered') and (due_on is null or due_on <= ${dueUntil})
      and record_id > ${afterId} ${organ === undefined ? sql`` : sql`and organ = ${organ}`}
    order by record_id, organ limit ${limit})`;
  return rowsOf(connection, sql<HolderRow>`
    select * from (${on('open')} union all ${on('sealed')}) as awaited
    order by record_id, organ limit ${limit}`);
};

const sideOf = async (connection: Connection, recordId: string): Promise<'open' | 'sealed' | undefined> => {
  for (const side of ['open', 'sealed'] as const) {
    const found = await connection.withSchema(side).selectFrom('record').select('recordId')
      .where('shardKey', '=', shardKeyOf(recordId)).where('recordId', '=', recordId).executeTakeFirst();
    if (found !== undefined) return side;
  }
  return undefined;
};

/** Worklists over an open transaction of the sealing service. */
export const worklists = (connection: Connection): Worklists => ({
  openRecords: (page) => openRecords(connection, page),
  openRecordsOf: (stages) => recordsOf(connection, stages),
  told: (page) => told(connection, page),
  awaited: (page) => awaited(connection, page),
  sideOf: (recordId) => sideOf(connection, recordId),
});
