import { assert, err, ok, type Result } from '@fengcun/kernel';
import { type RawBuilder, sql } from 'kysely';
import type { Connection, Side, Tables } from '../database/tables.ts';
import { assertId, shardKeyOf } from '../identity/sharded-id.ts';
import type { RowStore } from '../ports/record-stores.ts';
import { insertRows } from './insert-rows.ts';
import { SHAPES, type ShapedTable } from './row-shape.ts';
import type { RowConflict } from '../ports/row-conflict.ts';

/** Tables whose rows are kept under an id and a version. */
export type KeptTable =
  'subject' | 'criminalCase' | 'record' | 'stageRecord' | 'attachment' | 'proceeding';

/** A row as its port shows it: without the shard key, which its id carries. */
export type KeptOf<Name extends KeptTable> = Omit<Tables[Name], 'shardKey'>;

/** Name of the id column of each kept table. */
export const ID_COLUMNS = {
  subject: 'subjectId', criminalCase: 'caseId', record: 'recordId', stageRecord: 'stageRecordId',
  attachment: 'attachmentId', proceeding: 'proceedingId',
} as const satisfies Readonly<Record<KeptTable, string>>;

/** Where a kept row is. */
export type KeptPlace<Name extends KeptTable> = Readonly<{ side: Side; table: Name }>;

/** Column list of a table for a select, without the shard key. */
export const columnsOf = (table: ShapedTable): RawBuilder<unknown> =>
  sql.join(Object.keys(SHAPES[table]).filter((name) => name !== 'shardKey').map((name) => sql.ref(name)));

const idOf = <Name extends KeptTable>(table: Name, row: KeptOf<Name>): string => {
  const id: unknown = Reflect.get(row, ID_COLUMNS[table]);
  assert(typeof id === 'string', `a row of ${table} has its id`);
  assertId(id);
  return id;
};

/** The row of an id on one side, or undefined. */
export const findRow = async <Name extends KeptTable>(
  connection: Connection, place: KeptPlace<Name>, id: string,
): Promise<KeptOf<Name> | undefined> => {
  const { rows } = await sql<KeptOf<Name>>`
    select ${columnsOf(place.table)} from ${sql.table(`${place.side}.${place.table}`)}
    where shard_key = ${shardKeyOf(id)} and ${sql.ref(ID_COLUMNS[place.table])} = ${id}`.execute(connection);
  return rows[0];
};

/** Adds rows; every row lives in the shard of its id. */
export const addRows = async <Name extends KeptTable>(
  connection: Connection, place: KeptPlace<Name>, rows: readonly KeptOf<Name>[],
): Promise<void> => {
  const sharded = rows.map((row) => ({ ...row, shardKey: shardKeyOf(idOf(place.table, row)) }));
  const written = await insertRows(connection, { schema: place.side, table: place.table }, sharded);
  assert(written === rows.length, 'every added row is written');
};

/** Replaces a row that still has the expected version. */
export const replaceRow = async <Name extends KeptTable>(
  connection: Connection, place: KeptPlace<Name>, change: Readonly<{ row: KeptOf<Name>; expected: number }>,
): Promise<Result<void, RowConflict>> => {
  const id = idOf(place.table, change.row);
  const idColumn = ID_COLUMNS[place.table];
  const names = Object.keys(SHAPES[place.table]).filter((name) => name !== 'shardKey' && name !== idColumn);
  const assignments = names.map((name) => sql`${sql.ref(name)} = ${Reflect.get(change.row, name)}`);
  const { numAffectedRows } = await sql`
    update ${sql.table(`${place.side}.${place.table}`)} set ${sql.join(assignments)}
    where shard_key = ${shardKeyOf(id)} and ${sql.ref(idColumn)} = ${id} and version = ${change.expected}`
    .execute(connection);
  return numAffectedRows === 1n ? ok(undefined) : err({ code: 'ROW_CHANGED', id });
};

/** Deletes a row that still has the expected version; false where there is none. */
export const removeRow = async <Name extends KeptTable>(
  connection: Connection, place: KeptPlace<Name>, seen: Readonly<{ id: string; expected: number }>,
): Promise<boolean> => {
  const { id, expected } = seen;
  const { numAffectedRows } = await sql`
    delete from ${sql.table(`${place.side}.${place.table}`)}
    where shard_key = ${shardKeyOf(id)} and ${sql.ref(ID_COLUMNS[place.table])} = ${id}
      and version = ${expected}`.execute(connection);
  return numAffectedRows === 1n;
};

/** The three things every kept row can do, as its port has them. */
export const rowStore = <Name extends KeptTable>(
  connection: Connection, place: KeptPlace<Name>,
): RowStore<KeptOf<Name>> => ({
  add: (rows) => addRows(connection, place, rows),
  find: (id) => findRow(connection, place, id),
  replace: (row, expected) => replaceRow(connection, place, { row, expected }),
});
