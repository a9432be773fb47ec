import { sql } from 'kysely';
import type { Connection } from '../database/tables.ts';
import type { CommitmentKeyRow } from '../ports/audit-queue.ts';
import type { StreamEvent } from '../ports/event-store.ts';
import type { Asked, Gathering } from '../ports/gathering.ts';
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
