import { err, ok, type Result } from '@fengcun/kernel';
import type { Connection } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type {
  Crossing, Move, MoveRefusal, SealedCrossing, SharedCrossing, StreamCrossing, Wall,
} from '../ports/wall.ts';
import { recordStores } from './record-stores.ts';
import { addRows, findRow, type KeptTable, removeRow, replaceRow } from './row-store.ts';
import { moveClaims, removeExceptions, traces } from './wall-claims.ts';
import { moveStream, type Passage } from './wall-streams.ts';

type AnyCrossing = Crossing & Partial<SealedCrossing & Pick<SharedCrossing, 'eraseSerial'>>;
type Moved = Result<void, MoveRefusal>;

const refuse = (code: MoveRefusal['code'], table: string, id: string): Moved => err({ code, table, id });

/** Writes the row to the other side, a content under its new keys; it is removed later, children first. */
const copyRow = async (passage: Passage, table: KeptTable, crossing: AnyCrossing): Promise<Moved> => {
  const { connection, from, to } = passage;
  const row = await findRow(connection, { side: from, table }, crossing.id);
  const isShared = table === 'subject' || table === 'criminalCase';
  // Shared rows were claimed for this move, which counts as a change.
  const expected = isShared ? crossing.expected + 1 : crossing.expected;
  if (row?.version !== expected) return refuse('ROW_CHANGED', table, crossing.id);
  if (to === undefined) return ok(undefined);
  const there = await findRow(connection, { side: to, table }, crossing.id);
  if (there === undefined) {
    const { ciphertext, eraseSerial } = crossing;
    const serial = eraseSerial === undefined ? {} : { eraseSerial };
    const moved = { ...row, version: crossing.expected, ...ciphertext, ...serial };
    await addRows(connection, { side: to, table }, [moved]);
    return ok(undefined);
  }
  // A person or case that is already known over there from an earlier crossing keeps its row.
  return isShared ? ok(undefined) : refuse('ROW_CHANGED', table, crossing.id);
};

const copyAll = async (
  passage: Passage, table: KeptTable, crossings: readonly AnyCrossing[],
): Promise<Moved> => {
  for (const crossing of crossings) {
    const copied = await copyRow(passage, table, crossing);
    if (!copied.ok) return copied;
  }
  return ok(undefined);
};

const moveHolders = async (
  { connection, from, to }: Passage, move: Move, recordId: string,
): Promise<void> => {
  const holders = await recordStores(connection, from).holders.of(recordId);
  const moved = holders.map((holder) => {
    const state = move.holderStates[holder.state];
    return state === undefined ? holder : { ...holder, state, changedAt: move.at };
  });
  if (to !== undefined) await recordStores(connection, to).holders.put(moved);
  await connection.withSchema(from).deleteFrom('holder')
    .where('shardKey', '=', shardKeyOf(recordId)).where('recordId', '=', recordId).execute();
};

const crossStream = async (passage: Passage, stream: StreamCrossing): Promise<Moved> =>
  (await moveStream(passage, stream)
    ? ok(undefined) : refuse('STREAM_CHANGED', 'event', stream.streamId));

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

/**
 * Takes the row for this move: two that share a person or case go one after the other, and the second finds
 * another version than it read. Whether a row is needed by others holds only from here on.
 */
const claimShared = async (
  { connection, from }: Passage, table: 'subject' | 'criminalCase', { id, expected }: SharedCrossing,
): Promise<Moved> => {
  const row = await findRow(connection, { side: from, table }, id);
  if (row?.version !== expected) return refuse('ROW_CHANGED', table, id);
  const change = { row: { ...row, version: expected + 1 }, expected };
  const claimed = await replaceRow(connection, { side: from, table }, change);
  return claimed.ok ? ok(undefined) : refuse('ROW_CHANGED', table, id);
};

/** What remains of a shared row on this side: nothing, itself, or itself under another serial. */
const leaveShared = async (
  passage: Passage, table: 'subject' | 'criminalCase', crossing: SharedCrossing,
): Promise<Moved> => {
  const { connection, from } = passage;
  const { id, remains } = crossing;
  const expected = crossing.expected + 1;
  if (remains === 'unchanged') return ok(undefined);
  if (remains !== 'nothing') {
    const row = await findRow(connection, { side: from, table }, id);
    if (row === undefined) return refuse('ROW_CHANGED', table, id);
    const change = { row: { ...row, ...remains }, expected };
    const replaced = await replaceRow(connection, { side: from, table }, change);
    return replaced.ok ? ok(undefined) : refuse('ROW_CHANGED', table, id);
  }
  if (await isStillNeeded(passage, table, id)) return refuse('STILL_NEEDED', table, id);
  if (table === 'subject') await recordStores(connection, from).terms.removeOf(id);
  return removeAll(passage, table, [{ id, expected }]);
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
    ...move.cases.map((crossing) => () => claimShared(passage, 'criminalCase', crossing)),
    ...move.subjects.map((crossing) => () => claimShared(passage, 'subject', crossing)),
    () => copyAll(passage, 'subject', move.subjects),
    () => copyAll(passage, 'criminalCase', move.cases),
    () => copyAll(passage, 'record', move.records),
    () => copyAll(passage, 'stageRecord', move.stageRecords),
    () => copyAll(passage, 'attachment', move.attachments),
    ...move.records.map(({ id }) => async () => ok(await moveHolders(passage, move, id))),
    ...move.streams.map((stream) => () => crossStream(passage, stream)),
    async () => ok(await moveClaims(passage, move.claims)),
    async () => ok(await removeExceptions(passage.connection, move.exceptions)),
    () => removeAll(passage, 'attachment', move.attachments),
    () => removeAll(passage, 'stageRecord', move.stageRecords),
    () => removeAll(passage, 'record', move.records),
    ...move.cases.map((crossing) => () => leaveShared(passage, 'criminalCase', crossing)),
    ...move.subjects.map((crossing) => () => leaveShared(passage, 'subject', crossing)),
  ]);

/** The door between the sides, over an open transaction of the sealing service. */
export const wall = (connection: Connection): Wall => ({
  traces: traces(connection),
  seal: (move) => cross({ connection, from: 'open', to: 'sealed' }, move),
  unseal: (move) => cross({ connection, from: 'sealed', to: 'open' }, move),
  erase: (side, move) => cross({ connection, from: side, to: undefined }, move),
});
