import { sql } from 'kysely';
import type { Connection } from '../database/tables.ts';
import { shardKeyOf, shardKeyOfName } from '../identity/sharded-id.ts';
import type { HeldMessage } from '../ports/held-messages.ts';
import {
  type OrderedPage, SEAL_STANDINGS, type SealedLists, type SealStanding,
} from '../ports/sealed-lists.ts';
import type { IdPage, RecordKey } from '../ports/worklists.ts';

/** Before every id. */
const FIRST_ID = '00000000-0000-0000-0000-000000000000';
const HELD = sql.raw('held_id, case_id, source, message_key, reason, version, content, '
  + 'wrapped_key, kek_id, recorded_at, retain_until, retention_rule');

/** Where a page begins in the order of shard and id, which is that of the primary key. */
const startOf = ({ afterId }: IdPage) =>
  sql`(${afterId === undefined ? -1 : shardKeyOf(afterId)}::integer, ${afterId ?? FIRST_ID}::uuid)`;

const records = async (connection: Connection, page: IdPage): Promise<readonly RecordKey[]> =>
  (await sql<RecordKey>`
    select record_id, subject_id, case_id from "sealed"."record" as listed
    where (shard_key, record_id) > ${startOf(page)} order by shard_key, record_id limit ${page.limit}`
    .execute(connection)).rows;

const waiting = async (connection: Connection, page: IdPage): Promise<readonly RecordKey[]> =>
  (await sql<RecordKey>`
    select record_id, subject_id, case_id from "sealed"."record" as listed
    where (shard_key, record_id) > ${startOf(page)} and exists (
      select 1 from "sealed"."holder" as kept where kept.shard_key = listed.shard_key
        and kept.record_id = listed.record_id and kept.state = 'holding')
    order by shard_key, record_id limit ${page.limit}`.execute(connection)).rows;

const MISSING = sql`('sealOrdered', 'holding')`;

const ordered = async (
  connection: Connection, { standings = SEAL_STANDINGS, ...page }: OrderedPage,
): Promise<readonly RecordKey[]> => {
  const wants = (one: SealStanding): boolean => standings.includes(one);
  const holder = (side: 'open' | 'sealed', states: typeof MISSING) => sql<boolean>`exists (
    select 1 from ${sql.table(`${side}.holder`)} as kept where kept.shard_key = listed.shard_key
      and kept.record_id = listed.record_id and kept.state in ${states})`;
  const of = (side: 'open' | 'sealed', stands: ReturnType<typeof holder>) => sql`
    (select shard_key, record_id, subject_id, case_id from ${sql.table(`${side}.record`)} as listed
    where (shard_key, record_id) > ${startOf(page)} and ${stands}
    order by shard_key, record_id limit ${page.limit})`;
  const missing = holder('sealed', MISSING);
  const sealed = wants('awaited') && wants('answered') ? sql<boolean>`true`
    : wants('awaited') ? missing : wants('answered') ? sql<boolean>`not ${missing}` : sql<boolean>`false`;
  const reopening = wants('reopening') ? holder('open', sql`('unsealOrdered')`) : sql<boolean>`false`;
  return (await sql<RecordKey>`
    select record_id, subject_id, case_id from (${of('sealed', sealed)} union all ${of('open', reopening)})
      as standing order by shard_key, record_id limit ${page.limit}`.execute(connection)).rows;
};

type OrderedOnce = RecordKey & Readonly<{ side: 'open' | 'sealed' }>;

/** The stream of a seal has the id of its record and stays behind the wall when the record goes back. */
const everOrdered = async (connection: Connection, page: IdPage): Promise<readonly OrderedOnce[]> => {
  const of = (side: 'open' | 'sealed') => sql`
    (select shard_key, record_id, subject_id, case_id, ${sql.lit(side)} as side
    from ${sql.table(`${side}.record`)} as listed
    where (shard_key, record_id) > ${startOf(page)} and exists (
      select 1 from "sealed"."event" as told
      where told.shard_key = listed.shard_key and told.stream_id = listed.record_id)
    order by shard_key, record_id limit ${page.limit})`;
  return (await sql<OrderedOnce>`
    select record_id, subject_id, case_id, side from (${of('sealed')} union all ${of('open')}) as standing
    order by shard_key, record_id limit ${page.limit}`.execute(connection)).rows;
};

const organsOfCode = async (
  connection: Connection, oneCaseCode: string, instead: string,
): Promise<ReadonlySet<string>> => {
  const [organs, shardKey] = [new Set<string>(), shardKeyOfName(oneCaseCode)];
  for (const side of ['open', 'sealed'] as const) {
    const idIn = async (where: ReturnType<typeof sql>): Promise<string | undefined> =>
      (await sql<Readonly<{ caseId: string }>>`
        select case_id from ${sql.table(`${side}.criminalCase`)} as listed ${where}`.execute(connection))
        .rows[0]?.caseId;
    const home = await idIn(sql`where shard_key = ${shardKey} and one_case_code = ${oneCaseCode}`);
    const other = await idIn(sql`where shard_key >= ${shardKey} order by shard_key, case_id limit 1`);
    const caseId = home ?? other ?? instead;
    // One row whatever there is; the records of a case lie in the shards of their subjects.
    const [found] = (await sql<Readonly<{ organs: readonly string[] }>>`
      select coalesce(array_agg(distinct organ), '{}') as organs from (
        select listed.organ from ${sql.table(`${side}.record`)} as listed
        where listed.case_id = ${caseId}
        union all select kept.organ from ${sql.table(`${side}.record`)} as listed
        join ${sql.table(`${side}.holder`)} as kept
          on kept.shard_key = listed.shard_key and kept.record_id = listed.record_id
        where listed.case_id = ${caseId}) as concerned`.execute(connection)).rows;
    for (const organ of home === undefined ? [] : found?.organs ?? []) organs.add(organ);
  }
  return organs;
};

/** Lists behind the wall over an open transaction of the sealing service. */
export const sealedLists = (connection: Connection): SealedLists => ({
  records: (page) => records(connection, page),
  ordered: (page) => ordered(connection, page),
  everOrdered: (page) => everOrdered(connection, page),
  waiting: (page) => waiting(connection, page),
  organsOfCode: (oneCaseCode, instead) => organsOfCode(connection, oneCaseCode, instead),
  recordsOfCase: async (caseId) => (await sql<RecordKey>`
    select record_id, subject_id, case_id from "sealed"."record" as listed
    where case_id = ${caseId} order by record_id`.execute(connection)).rows,
  held: async ({ afterId = FIRST_ID, limit, reason }) => (await sql<HeldMessage>`
    select ${HELD} from "sealed"."held_message" as listed
    where reason = ${reason} and held_id > ${afterId} order by held_id limit ${limit}`
    .execute(connection)).rows,
});
