import { sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type { CommitmentKeyRow } from '../ports/audit-queue.ts';
import type { StreamEvent } from '../ports/event-store.ts';
import type { Asked, Gathering, StreamHead } from '../ports/gathering.ts';
import type { RecordRow } from '../ports/rows.ts';
import type { ShapedTable } from './row-shape.ts';
import { rowsNamed } from './row-sets.ts';
import { columnsOf } from './row-store.ts';

/** By the first column of the table: the order every reader of single rows gets. */
const inOrder = <Row>(rows: readonly Row[], keysOf: (row: Row) => readonly string[]): readonly Row[] => {
  const keyed = rows.map((row) => ({ row, key: keysOf(row).join(' ') }));
  return keyed.toSorted((a, b) => (a.key < b.key ? -1 : Number(a.key > b.key))).map(({ row }) => row);
};

type StoredEvent = StreamEvent & Readonly<{ streamId: string }>;

const streams = (rows: readonly StoredEvent[]): ReadonlyMap<string, readonly StreamEvent[]> => {
  const ordered = rows.toSorted((a, b) => a.version - b.version);
  const grouped = Map.groupBy(ordered, ({ streamId }) => streamId);
  return new Map([...grouped].map(([streamId, events]) =>
    [streamId, events.map(({ streamId: _, ...event }) => event)]));
};

const recordsOfCases = async (
  connection: Connection, { side, ids }: Asked,
): Promise<readonly RecordRow[]> => {
  if (ids.length === 0) return [];
  const { rows } = await sql<RecordRow>`
    select ${columnsOf('record')} from ${sql.table(`${side}.record`)}
    where case_id = any(${[...ids]}::uuid[])`.execute(connection);
  return inOrder(rows, ({ recordId }) => [recordId]);
};

type Head = StreamHead & Readonly<{ streamId: string }>;

/** The newest event of each stream; a distributed database is asked one at a time, each in its own shard. */
const heads = async (
  connection: Connection, { side, ids }: Asked,
): Promise<ReadonlyMap<string, StreamHead>> => {
  const table = sql.table(`${side}.event`);
  const found: Head[] = [];
  for (const run of isDistributed(connection) ? ids.map((id) => [id]) : [ids]) {
    const [only] = run;
    if (only === undefined) continue;
    const statement = run.length === 1
      ? sql<Head>`select stream_id, version, entry_id from ${table}
          where shard_key = ${shardKeyOf(only)} and stream_id = ${only} order by version desc limit 1`
      : sql<Head>`select wanted.named as stream_id, head.version, head.entry_id
          from unnest(${run.map(shardKeyOf)}::integer[], ${[...run]}::uuid[]) as wanted (shard, named),
            lateral (select version, entry_id from ${table}
              where shard_key = wanted.shard and stream_id = wanted.named
              order by version desc limit 1) as head`;
    found.push(...(await statement.execute(connection)).rows);
  }
  return new Map(found.map(({ streamId, version, entryId }) => [streamId, { version, entryId }]));
};

/** Reading around many records, over an open transaction of the sealing service. */
export const gathering = (connection: Connection): Gathering => {
  const named = <Row>(table: ShapedTable, column: string, keysOf: (row: Row) => readonly string[]) =>
    async ({ side, ids }: Asked): Promise<readonly Row[]> =>
      inOrder(await rowsNamed<Row>(connection, { schema: side, table, column }, ids), keysOf);
  return {
    records: named('record', 'recordId', ({ recordId }) => [recordId]),
    recordsOfSubjects: named('record', 'subjectId', ({ recordId }) => [recordId]),
    recordsOfCases: (asked) => recordsOfCases(connection, asked),
    subjects: named('subject', 'subjectId', ({ subjectId }) => [subjectId]),
    cases: named('criminalCase', 'caseId', ({ caseId }) => [caseId]),
    stageRecords: named('stageRecord', 'caseId', ({ stageRecordId }) => [stageRecordId]),
    attachments: named('attachment', 'caseId', ({ attachmentId }) => [attachmentId]),
    holders: named('holder', 'recordId', ({ recordId, organ }) => [recordId, organ]),
    events: async ({ side, ids }) =>
      streams(await rowsNamed(connection, { schema: side, table: 'event', column: 'streamId' }, ids)),
    heads: (asked) => heads(connection, asked),
    commitmentKeys: async (anchorIds) => {
      const place = { schema: 'ledger', table: 'commitmentKey', column: 'anchorId' } as const;
      const rows = await rowsNamed<CommitmentKeyRow>(connection, place, anchorIds);
      return inOrder(rows, ({ entryId, commitmentKind }) => [entryId, commitmentKind]);
    },
    uploads: async (caseIds) => inOrder(
      await rowsNamed(connection, { schema: 'ops', table: 'upload', column: 'caseId' }, caseIds),
      ({ uploadId }) => [uploadId]),
  };
};
