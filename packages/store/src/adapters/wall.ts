import { assert, err, ok, present, type Result } from '@fengcun/kernel';
import { sql } from 'kysely';
import type { Connection, Side, Tables } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type { Crossing, Move, MoveRefusal, StreamCrossing, Wall } from '../ports/wall.ts';
import { insertRows } from './insert-rows.ts';
import { addRows, findRow, type KeptTable, removeRow } from './row-store.ts';
import { recordStores } from './record-stores.ts';

type Passage = Readonly<{ connection: Connection; from: Side; to: Side }>;
type Moved = Result<void, MoveRefusal>;

const refuse = (code: MoveRefusal['code'], table: string, id: string): Moved => err({ code, table, id });

/** Writes the row to the other side under its new ciphertext; it is removed later, children first. */
const copyRow = async (passage: Passage, table: KeptTable, crossing: Crossing): Promise<Moved> => {
  const { connection, from, to } = passage;
  const row = await findRow(connection, { side: from, table }, crossing.id);
  if (row?.version !== crossing.expected) return refuse('ROW_CHANGED', table, crossing.id);
  const there = await findRow(connection, { side: to, table }, crossing.id);
  // A person or case that is already known over there from an earlier sealing keeps its row.
  if (there === undefined) {
    await addRows(connection, { side: to, table }, [{ ...row, ...crossing.ciphertext }]);
  } else {
    assert(table === 'subject' || table === 'criminalCase', 'only people and cases are on both sides');
  }
  return ok(undefined);
};

const copyAll = async (
  passage: Passage, table: KeptTable, crossings: readonly Crossing[],
): Promise<Moved> => {
  for (const crossing of crossings) {
    const copied = await copyRow(passage, table, crossing);
    if (!copied.ok) return copied;
  }
  return ok(undefined);
};

const moveHolders = async ({ connection, from, to }: Passage, recordId: string): Promise<void> => {
  await recordStores(connection, to).holders.put(await recordStores(connection, from).holders.of(recordId));
  await connection.withSchema(from).deleteFrom('holder')
    .where('shardKey', '=', shardKeyOf(recordId)).where('recordId', '=', recordId).execute();
};

/** Clears the stream on this side; a writer that is just appending is waited for, and makes it a conflict. */
const clearStream = async (
  { connection, from }: Passage, { streamId, events }: StreamCrossing,
): Promise<boolean> => {
  const last = present(events.at(-1), 'a stream that crosses has events');
  const shardKey = shardKeyOf(streamId);
  // Takes the place the next event would take, so that no append can slip in between and stay behind.
  const guard = { ...last, streamId, shardKey, version: last.version + 1 } satisfies Tables['event'];
  const target = { schema: from, table: 'event', skipKnown: true } as const;
  if ((await insertRows(connection, target, [guard])) === 0) return false;
  const { numDeletedRows } = await connection.withSchema(from).deleteFrom('event')
    .where('shardKey', '=', shardKey).where('streamId', '=', streamId).executeTakeFirstOrThrow();
  return numDeletedRows === BigInt(events.length + 1);
};

const moveStream = async (passage: Passage, stream: StreamCrossing): Promise<Moved> => {
  const { streamId, events } = stream;
  if (!(await clearStream(passage, stream))) return refuse('STREAM_CHANGED', 'event', streamId);
  const { events: there } = recordStores(passage.connection, passage.to);
  const begun = await there.begin([{ streamId, expected: 0, events }]);
  return begun.ok ? ok(undefined) : refuse('STREAM_CHANGED', 'event', streamId);
};

/** Inbox rows by what the message became; asked of every shard, for the key of the message is not known. */
const moveInbox = async ({ connection, from, to }: Passage, takenAs: string): Promise<void> => {
  const rows: readonly Tables['inbox'][] = await connection.withSchema(from).selectFrom('inbox')
    .select(['shardKey', 'source', 'messageKey', 'bodyHash', 'takenAs', 'receivedAt'])
    .where('takenAs', '=', takenAs).execute();
  await insertRows(connection, { schema: to, table: 'inbox' }, rows);
  for (const row of rows) {
    await connection.withSchema(from).deleteFrom('inbox').where('shardKey', '=', row.shardKey)
      .where('source', '=', row.source).where('messageKey', '=', row.messageKey).execute();
  }
};

/** Rows on this side that still hang on a subject or case: removing it would tear them off. */
const isStillNeeded = async (
  { connection, from }: Passage, table: 'subject' | 'criminalCase', id: string,
): Promise<boolean> => {
  const side = recordStores(connection, from);
  if (table === 'subject') return (await side.records.ofSubject(id)).length > 0;
  const [stageRecords, attachments] = [await side.stageRecords.ofCase(id), await side.attachments.ofCase(id)];
  return stageRecords.length + attachments.length > 0;
};

const removeAll = async (
  passage: Passage, table: KeptTable, crossings: readonly Crossing[],
): Promise<Moved> => {
  for (const crossing of crossings) {
    const isGone = await removeRow(passage.connection, { side: passage.from, table }, crossing);
    if (!isGone) return refuse('ROW_CHANGED', table, crossing.id);
  }
  return ok(undefined);
};

const removeShared = async (
  passage: Passage, table: 'subject' | 'criminalCase', crossings: Move['subjects'],
): Promise<Moved> => {
  const leaving = crossings.filter(({ stays }) => !stays);
  for (const { id } of leaving) {
    if (await isStillNeeded(passage, table, id)) return refuse('STILL_NEEDED', table, id);
    if (table === 'criminalCase') continue;
    // Terms lie in the shards of their values, so every shard is asked to forget this subject.
    await sql`delete from ${sql.table(`${passage.from}.subjectTerm`)} where subject_id = ${id}`
      .execute(passage.connection);
  }
  return removeAll(passage, table, leaving);
};

type Step = () => Promise<Moved>;

/** Runs the steps in order up to the first refusal. */
const inOrder = async (steps: readonly Step[]): Promise<Moved> => {
  for (const step of steps) {
    const done = await step();
    if (!done.ok) return done;
  }
  return ok(undefined);
};

/** Parents are written before children and removed after them, so every foreign key holds at every step. */
const cross = (passage: Passage, move: Move): Promise<Moved> =>
  inOrder([
    () => copyAll(passage, 'subject', move.subjects),
    () => copyAll(passage, 'criminalCase', move.cases),
    () => copyAll(passage, 'record', move.records),
    () => copyAll(passage, 'stageRecord', move.stageRecords),
    () => copyAll(passage, 'attachment', move.attachments),
    async () => ok(await recordStores(passage.connection, passage.to).terms.add(move.terms)),
    ...move.records.map(({ id }) => async () => ok(await moveHolders(passage, id))),
    ...move.streams.map((stream) => () => moveStream(passage, stream)),
    ...move.takenAs.map((takenAs) => async () => ok(await moveInbox(passage, takenAs))),
    () => removeAll(passage, 'attachment', move.attachments),
    () => removeAll(passage, 'stageRecord', move.stageRecords),
    () => removeAll(passage, 'record', move.records),
    () => removeShared(passage, 'criminalCase', move.cases),
    () => removeShared(passage, 'subject', move.subjects),
  ]);

/** The door between the sides, over an open transaction of the sealing service. */
export const wall = (connection: Connection): Wall => ({
  seal: (move) => cross({ connection, from: 'open', to: 'sealed' }, move),
  unseal: (move) => cross({ connection, from: 'sealed', to: 'open' }, move),
});
