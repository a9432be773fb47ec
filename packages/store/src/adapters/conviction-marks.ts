import { sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection, Tables } from '../database/tables.ts';
import { shardKeyOf, shardKeyOfDigest } from '../identity/sharded-id.ts';
import type { ConvictionMark, ConvictionMarks, FoundMarks, MarkTerm } from '../ports/certificates.ts';
import { insertRows } from './insert-rows.ts';

const NOBODY = '00000000-0000-7000-8000-000000000000';
/** The row that says that the projection has been made. */
const COMPLETE = {
  shardKey: 0, term: new Uint8Array(32), termKind: 'complete', pepperVersion: 0, recordId: NOBODY,
  subjectId: NOBODY, standing: 'unclear', effectiveOn: null,
} as const satisfies Tables['convictionMark'];

const hex = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');

const COLUMNS = sql.join(
  ['term', 'termKind', 'pepperVersion', 'recordId', 'subjectId', 'standing', 'effectiveOn']
    .map((name) => sql.ref(`target.${name}`)));

type Stored = Omit<ConvictionMark, 'termKind'>
  & Readonly<{ termKind: ConvictionMark['termKind'] | 'complete' }>;

const isMark = (row: Stored): row is ConvictionMark => row.termKind !== 'complete';

const find = async (connection: Connection, terms: readonly MarkTerm[]): Promise<FoundMarks> => {
  const wanted = [COMPLETE.term, ...terms.map(({ term }) => term)];
  const rows: Stored[] = [];
  for (const run of isDistributed(connection) ? wanted.map((term) => [term]) : [wanted]) {
    const found = await sql<Stored>`
      select ${COLUMNS} from "open"."conviction_mark" as target
      where shard_key = any(${run.map(shardKeyOfDigest)}::integer[])
        and term = any(array(select decode(named, 'hex') from unnest(${run.map(hex)}::text[]) as named))`
      .execute(connection);
    rows.push(...found.rows);
  }
  return { isComplete: rows.some((row) => !isMark(row)), marks: rows.filter(isMark) };
};

const removeOne = async (connection: Connection, mark: ConvictionMark): Promise<void> => {
  await connection.withSchema('open').deleteFrom('convictionMark')
    .where('shardKey', '=', shardKeyOfDigest(mark.term)).where('term', '=', mark.term)
    .where('termKind', '=', mark.termKind).where('pepperVersion', '=', mark.pepperVersion)
    .where('recordId', '=', mark.recordId).execute();
};

const setComplete = async (connection: Connection, isComplete: boolean): Promise<void> => {
  const target = { schema: 'open', table: 'convictionMark', skipKnown: true } as const;
  if (isComplete) await insertRows(connection, target, [COMPLETE]);
  else {
    await connection.withSchema('open').deleteFrom('convictionMark')
      .where('shardKey', '=', COMPLETE.shardKey).where('termKind', '=', 'complete').execute();
  }
};

/** The projection of effective convictions, over an open transaction of either role. */
export const convictionMarks = (connection: Connection): ConvictionMarks => ({
  find: (terms) => find(connection, terms),
  ofSubjects: async (subjectIds) => {
    if (subjectIds.length === 0) return [];
    const { rows } = await sql<ConvictionMark>`
      select ${COLUMNS} from "open"."conviction_mark" as target
      where subject_id = any(${[...subjectIds]}::uuid[])`.execute(connection);
    return rows;
  },
  add: async (marks) => {
    const rows = marks.map((mark) =>
      ({ ...mark, shardKey: shardKeyOfDigest(mark.term) } satisfies Tables['convictionMark']));
    await insertRows(connection, { schema: 'open', table: 'convictionMark', skipKnown: true }, rows);
  },
  remove: async (marks) => {
    for (const mark of marks) await removeOne(connection, mark);
  },
  removeOfSubjects: async (subjectIds) => {
    if (subjectIds.length === 0) return;
    await sql`delete from "open"."conviction_mark"
      where subject_id = any(${[...subjectIds]}::uuid[])`.execute(connection);
  },
  hold: async (subjectId) => {
    // A change that changes nothing: row locks by SELECT do not go across shards.
    await sql`update "open"."subject" set version = version
      where shard_key = ${shardKeyOf(subjectId)} and subject_id = ${subjectId}`.execute(connection);
  },
  setComplete: (isComplete) => setComplete(connection, isComplete),
});
