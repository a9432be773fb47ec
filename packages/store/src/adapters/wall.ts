import { err, ok, type Result } from '@fengcun/kernel';
import type { Connection, Side } from '../database/tables.ts';
import type { HolderRow } from '../ports/rows.ts';
import type {
  Crossing, Move, MoveRefusal, SealedCrossing, SharedCrossing, StreamCrossing, Wall,
} from '../ports/wall.ts';
import { gathering } from './gathering.ts';
import { recordStores } from './record-stores.ts';
import { claimSeen, removeNamed, removeSeen, rowsNamed } from './row-sets.ts';
import { addRows, findRow, ID_COLUMNS, type KeptOf, type KeptTable, replaceRow } from './row-store.ts';
import { removeTermsOf } from './term-store.ts';
import { moveClaims, removeExceptions, traces } from './wall-claims.ts';
import { moveStreams, type Passage } from './wall-streams.ts';

type AnyCrossing = Crossing & Partial<SealedCrossing & Pick<SharedCrossing, 'eraseSerial'>>;
type Moved = Result<void, MoveRefusal>;

const refuse = (code: MoveRefusal['code'], table: string, id: string): Moved => err({ code, table, id });

/** A row others may need is claimed for the move before it is copied, which counts as a change. */
const isSharedTable = (table: KeptTable): boolean => table === 'subject' || table === 'criminalCase';

/** Rows of a kept table by their ids. */
const rowsById = async (
  connection: Connection, side: Side, at: Readonly<{ table: KeptTable; ids: readonly string[] }>,
): Promise<ReadonlyMap<string, KeptOf<KeptTable>>> => {
  const { table, ids } = at;
  const column = ID_COLUMNS[table];
  const rows = await rowsNamed<KeptOf<KeptTable>>(connection, { schema: side, table, column }, ids);
  return new Map(rows.map((row) => [String(Reflect.get(row, column)), row]));
};

/** Writes rows to the other side, contents under their new keys; they are removed later, children first. */
const copyAll = async (
  { connection, from, to }: Passage, table: KeptTable, crossings: readonly AnyCrossing[],
): Promise<Moved> => {
  if (crossings.length === 0) return ok(undefined);
  const isShared = isSharedTable(table);
  const ids = crossings.map(({ id }) => id);
  const here = await rowsById(connection, from, { table, ids });
  const changed = crossings.find(({ id, expected }) =>
    here.get(id)?.version !== (isShared ? expected + 1 : expected));
  if (changed !== undefined) return refuse('ROW_CHANGED', table, changed.id);
  if (to === undefined) return ok(undefined);
  const there = await rowsById(connection, to, { table, ids });
  // A person or case that is already known over there from an earlier crossing keeps its row.
  const known = isShared ? undefined : crossings.find(({ id }) => there.has(id));
  if (known !== undefined) return refuse('ROW_CHANGED', table, known.id);
  const fresh = crossings.filter(({ id }) => !there.has(id)).flatMap((crossing) => {
    const { id, expected, ciphertext, eraseSerial } = crossing;
    const [row, serial] = [here.get(id), eraseSerial === undefined ? {} : { eraseSerial }];
    return row === undefined ? [] : [{ ...row, version: expected, ...ciphertext, ...serial }];
  });
  await addRows(connection, { side: to, table }, fresh);
  return ok(undefined);
};

const moveHolders = async ({ connection, from, to }: Passage, move: Move): Promise<void> => {
  const place = { schema: from, table: 'holder', column: 'recordId' } as const;
  const ids = move.records.map(({ id }) => id);
  if (to !== undefined) {
    const moved = (await rowsNamed<HolderRow>(connection, place, ids)).map((holder) => {
      const state = move.holderStates[holder.state];
      return state === undefined ? holder : { ...holder, state, changedAt: move.at };
    });
    await recordStores(connection, to).holders.put(moved);
  }
  await removeNamed(connection, place, ids);
};

const crossStreams = async (passage: Passage, streams: readonly StreamCrossing[]): Promise<Moved> => {
  const changed = await moveStreams(passage, streams);
  return changed === undefined ? ok(undefined) : refuse('STREAM_CHANGED', 'event', changed);
};

type SharedTable = 'subject' | 'criminalCase';

/** An id of these that rows of this side still hang on: removing it would tear them off. */
const stillNeeded = async (
  { connection, from }: Passage, table: SharedTable, ids: readonly string[],
): Promise<string | undefined> => {
  const naming = async (part: KeptTable, column: 'subjectId' | 'caseId'): Promise<string | undefined> => {
    const place = { schema: from, table: part, column };
    const [row] = await rowsNamed<object>(connection, place, ids);
    return row === undefined ? undefined : String(Reflect.get(row, column));
  };
  if (table === 'subject') return naming('record', 'subjectId');
  return await naming('stageRecord', 'caseId') ?? await naming('attachment', 'caseId');
};

const removeAll = async (
  { connection, from }: Passage, table: KeptTable, crossings: readonly Crossing[],
): Promise<Moved> => {
  const gone = await removeSeen(connection, { side: from, table }, crossings);
  const left = crossings.find(({ id }) => !gone.has(id));
  return left === undefined ? ok(undefined) : refuse('ROW_CHANGED', table, left.id);
};

/**
 * Takes the rows for this move: two that share a person or case go one after the other, and the second finds
 * another version than it read. Whether a row is needed by others holds only from here on.
 */
const claimShared = async (
  { connection, from }: Passage, table: SharedTable, crossings: readonly SharedCrossing[],
): Promise<Moved> => {
  const claimed = await claimSeen(connection, { side: from, table }, crossings);
  const changed = crossings.find(({ id }) => !claimed.has(id));
  return changed === undefined ? ok(undefined) : refuse('ROW_CHANGED', table, changed.id);
};

/** A shared row that stays here, under another serial than the one that goes. */
const renew = async (
  { connection, from }: Passage, table: SharedTable, { id, expected, remains }: SharedCrossing,
): Promise<Moved> => {
  const row = await findRow(connection, { side: from, table }, id);
  if (row === undefined || typeof remains === 'string') return refuse('ROW_CHANGED', table, id);
  const change = { row: { ...row, ...remains }, expected: expected + 1 };
  const replaced = await replaceRow(connection, { side: from, table }, change);
  return replaced.ok ? ok(undefined) : refuse('ROW_CHANGED', table, id);
};

/** What remains of shared rows on this side: nothing, themselves, or themselves under another serial. */
const leaveShared = async (
  passage: Passage, table: SharedTable, crossings: readonly SharedCrossing[],
): Promise<Moved> => {
  for (const crossing of crossings.filter(({ remains }) => typeof remains !== 'string')) {
    const renewed = await renew(passage, table, crossing);
    if (!renewed.ok) return renewed;
  }
  const leaving = crossings.filter(({ remains }) => remains === 'nothing');
  const ids = leaving.map(({ id }) => id);
  const needed = await stillNeeded(passage, table, ids);
  if (needed !== undefined) return refuse('STILL_NEEDED', table, needed);
  if (table === 'subject') await removeTermsOf({ connection: passage.connection, side: passage.from }, ids);
  return removeAll(passage, table, leaving.map(({ id, expected }) => ({ id, expected: expected + 1 })));
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
    () => claimShared(passage, 'criminalCase', move.cases),
    () => claimShared(passage, 'subject', move.subjects),
    () => copyAll(passage, 'subject', move.subjects),
    () => copyAll(passage, 'criminalCase', move.cases),
    () => copyAll(passage, 'record', move.records),
    () => copyAll(passage, 'stageRecord', move.stageRecords),
    () => copyAll(passage, 'attachment', move.attachments),
    async () => ok(await moveHolders(passage, move)),
    () => crossStreams(passage, move.streams),
    async () => ok(await moveClaims(passage, move.claims)),
    async () => ok(await removeExceptions(passage.connection, move.exceptions)),
    () => removeAll(passage, 'attachment', move.attachments),
    () => removeAll(passage, 'stageRecord', move.stageRecords),
    () => removeAll(passage, 'record', move.records),
    () => leaveShared(passage, 'criminalCase', move.cases),
    () => leaveShared(passage, 'subject', move.subjects),
  ]);

/** The door between the sides, over an open transaction of the sealing service. */
export const wall = (connection: Connection): Wall => ({
  traces: traces(connection), gathering: gathering(connection),
  seal: (move) => cross({ connection, from: 'open', to: 'sealed' }, move),
  unseal: (move) => cross({ connection, from: 'sealed', to: 'open' }, move),
  erase: (side, move) => cross({ connection, from: side, to: undefined }, move),
});
