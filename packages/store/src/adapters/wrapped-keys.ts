import { type RawBuilder, sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection } from '../database/tables.ts';
import type { KeySide } from '../ports/key-side.ts';
import type {
  Reseal, Rewrap, WrappedKeyPage, WrappedKeyRow, WrappedKeyRows, WrappedKeys, WrappedTable,
} from '../ports/wrapped-keys.ts';
import { WRAPPED_TABLES, wrappedTablesOf } from '../schema/wrapped-tables.ts';

const tableOf = (side: KeySide, table: WrappedTable): RawBuilder<unknown> => {
  const { schema } = WRAPPED_TABLES[table];
  return sql.table(`${schema === 'side' ? side : schema}.${table}`);
};

/** Where a walk stands: behind a row of a table, or at the start of the table. */
type Cursor = Readonly<{ table: WrappedTable; row?: Pick<WrappedKeyRow, 'shardKey' | 'id' | 'second'> }>;

const printCursor = ({ table, row }: Cursor): string =>
  JSON.stringify(row === undefined ? [table] : [table, row.shardKey, row.id, row.second]);

const parseCursor = (text: string): Cursor => {
  // Written by `printCursor` into our own table.
  const [table, shardKey, id, second = ''] = JSON.parse(text) as [WrappedTable, number?, string?, string?];
  return shardKey === undefined || id === undefined ? { table } : { table, row: { shardKey, id, second } };
};

const idText = (table: WrappedTable): RawBuilder<unknown> => {
  const [column, type] = WRAPPED_TABLES[table].id;
  return type === 'bytea' ? sql`encode(${sql.ref(column)}, 'hex')` : sql`${sql.ref(column)}::text`;
};

const idValue = (table: WrappedTable, id: string): RawBuilder<unknown> =>
  (WRAPPED_TABLES[table].id[1] === 'bytea' ? sql`decode(${id}, 'hex')` : sql`${id}::uuid`);

/** The primary key behind the shard key. */
const keyColumns = (table: WrappedTable): RawBuilder<unknown> => {
  const { id, second } = WRAPPED_TABLES[table];
  const other = second === undefined ? [] : [second[0]];
  const names = table === 'idempotencyKey' ? [...other, id[0]] : [id[0], ...other];
  return sql.join(['shard_key', ...names].map((name) => sql.ref(name)));
};

const keyValues = (table: WrappedTable, row: NonNullable<Cursor['row']>): RawBuilder<unknown> => {
  const { second } = WRAPPED_TABLES[table];
  const shardKey = sql`${row.shardKey}::integer`;
  const id = idValue(table, row.id);
  if (second === undefined) return sql.join([shardKey, id]);
  const other = sql`${row.second}::${sql.raw(second[1])}`;
  return sql.join(table === 'idempotencyKey' ? [shardKey, other, id] : [shardKey, id, other]);
};

/** What a page asks for: a condition, and how much of the content is read. */
type Asked = Readonly<{
  side: KeySide; limit: number; where: RawBuilder<unknown>; content: RawBuilder<unknown>;
}>;

/** In the order of the primary key, so that a page is a range of the index; asks every shard. */
const readRows = async (
  connection: Connection, { side, limit, where, content }: Asked, { table, row }: Cursor,
): Promise<readonly WrappedKeyRow[]> => {
  const { second, hasVersion, hasContent } = WRAPPED_TABLES[table];
  const rest = row === undefined ? sql`` : sql` and (${keyColumns(table)}) > (${keyValues(table, row)})`;
  const other = second === undefined ? sql.lit('') : sql`${sql.ref(second[0])}::text`;
  const version = hasVersion ? sql.ref('version') : sql.lit(1);
  const header = hasContent ? content : sql`''::bytea`;
  const { rows } = await sql<Omit<WrappedKeyRow, 'table'>>`
    select shard_key, ${idText(table)} as id, ${other} as second, ${version} as version,
      ${header} as header, wrapped_key, kek_id from ${tableOf(side, table)}
    where ${where}${rest} order by ${keyColumns(table)} limit ${limit}`.execute(connection);
  return rows.map((one) => ({ ...one, table }));
};

type Walk = Readonly<{ asked: Asked; after: string | undefined; tables: readonly WrappedTable[] }>;

const walkPage = async (connection: Connection, { asked, after, tables }: Walk): Promise<WrappedKeyRows> => {
  const first = tables[0] ?? 'event';
  const at = after === undefined ? { table: first } : parseCursor(after);
  const rows = await readRows(connection, asked, at);
  const last = rows.at(-1);
  if (last !== undefined && rows.length === asked.limit) {
    return { rows, after: printCursor({ table: at.table, row: last }) };
  }
  const next = tables[tables.indexOf(at.table) + 1];
  return { rows, after: next === undefined ? undefined : printCursor({ table: next }) };
};

const readPage = (
  connection: Connection, { side, kekId, after, limit }: WrappedKeyPage,
): Promise<WrappedKeyRows> => {
  const asked = { side, limit, where: sql`kek_id = ${kekId}`, content: sql`substr(content, 1, 32)` };
  return walkPage(connection, { asked, after, tables: wrappedTablesOf(side) });
};

/** Contents whose header names another suite; the byte behind `SV1`. */
const otherSuites: (connection: Connection) => WrappedKeys['otherSuites'] =
  (connection) => async ({ side, suiteId, after, limit }) => {
    const where = sql`content is not null and get_byte(content, 3) <> ${suiteId}`;
    const tables = wrappedTablesOf(side).filter((table) => WRAPPED_TABLES[table].hasContent);
    const asked = { side, limit, where, content: sql.ref('content') };
    const page = await walkPage(connection, { asked, after, tables });
    return { rows: page.rows.map((row) => ({ ...row, content: row.header })), after: page.after };
  };

const resealAll = async (
  connection: Connection, side: KeySide, changes: readonly Reseal[],
): Promise<number> => {
  let changed = 0;
  for (const { from, content, wrappedKey, kekId } of changes) {
    const { numAffectedRows } = await sql`
      update ${tableOf(side, from.table)}
      set content = ${content}, wrapped_key = ${wrappedKey}, kek_id = ${kekId}
      where shard_key = ${from.shardKey} and ${sql.ref(WRAPPED_TABLES[from.table].id[0])}
        = ${idValue(from.table, from.id)} and wrapped_key = ${from.wrappedKey}`.execute(connection);
    changed += Number(numAffectedRows ?? 0n);
  }
  return changed;
};

const rewrapOne = (side: KeySide, { from, wrappedKey, kekId }: Rewrap): RawBuilder<unknown> => sql`
  update ${tableOf(side, from.table)} set wrapped_key = ${wrappedKey}, kek_id = ${kekId}
  where shard_key = ${from.shardKey} and ${sql.ref(WRAPPED_TABLES[from.table].id[0])}
    = ${idValue(from.table, from.id)} and wrapped_key = ${from.wrappedKey}`;

type Packed = Readonly<{ bytes: Buffer; starts: readonly number[]; lengths: readonly number[] }>;

const pack = (parts: readonly Uint8Array[]): Packed => {
  let at = 1;
  const starts = parts.map(({ length }) => {
    at += length;
    return at - length;
  });
  return { bytes: Buffer.concat(parts), starts, lengths: parts.map(({ length }) => length) };
};

/** Parallel arrays and one run of bytes, as in the bulk insert; the keys that were read stand behind. */
const rewrapMany = (side: KeySide, table: WrappedTable, changes: readonly Rewrap[]): RawBuilder<unknown> => {
  const [column, type] = WRAPPED_TABLES[table].id;
  const [fresh, old] = [changes.map((one) => one.wrappedKey), changes.map((one) => one.from.wrappedKey)];
  const packed = pack([...fresh, ...old]);
  const halves = (values: readonly number[]): readonly [number[], number[]] =>
    [values.slice(0, changes.length), values.slice(changes.length)];
  const [starts, oldStarts] = halves(packed.starts);
  const [lengths, oldLengths] = halves(packed.lengths);
  const id = type === 'bytea' ? sql`decode(fields.id, 'hex')` : sql`fields.id::uuid`;
  return sql`
    update ${tableOf(side, table)} as target
    set wrapped_key = substr(packed.bytes, fields.start, fields.length), kek_id = fields.kek_id
    from (select ${packed.bytes}::bytea as bytes offset 0) as packed,
      unnest(${changes.map(({ from }) => from.shardKey)}::integer[],
        ${changes.map(({ from }) => from.id)}::text[], ${changes.map(({ kekId }) => kekId)}::uuid[],
        ${starts}::integer[], ${lengths}::integer[], ${oldStarts}::integer[], ${oldLengths}::integer[])
        as fields (shard_key, id, kek_id, start, length, old_start, old_length)
    where target.shard_key = fields.shard_key and ${sql.ref('target')}.${sql.ref(column)} = ${id}
      and target.wrapped_key = substr(packed.bytes, fields.old_start, fields.old_length)`;
};

const rewrapAll = async (
  connection: Connection, side: KeySide, changes: readonly Rewrap[],
): Promise<number> => {
  const byTable = Map.groupBy(changes, ({ from }) => from.table);
  const statements = [...byTable].flatMap(([table, own]) => (isDistributed(connection)
    ? own.map((one) => rewrapOne(side, one)) : [rewrapMany(side, table, own)]));
  let changed = 0;
  for (const statement of statements) {
    changed += Number((await statement.execute(connection)).numAffectedRows ?? 0n);
  }
  return changed;
};

const tally: (connection: Connection) => WrappedKeys['tally'] = (connection) => async (side, kekId) => {
  const counts = new Map<WrappedTable, number>();
  for (const table of wrappedTablesOf(side)) {
    const { rows } = await sql<Readonly<{ count: number }>>`
      select count(*) as count from ${tableOf(side, table)} where kek_id = ${kekId}`.execute(connection);
    const [found] = rows;
    if (found !== undefined && found.count > 0) counts.set(table, found.count);
  }
  return counts;
};

/** Wrapped keys over an open transaction of the sealing service. */
export const wrappedKeys = (connection: Connection): WrappedKeys => {
  const tallyOf = tally(connection);
  return {
    page: (page) => readPage(connection, page),
    rewrap: (side, changes) => rewrapAll(connection, side, changes),
    otherSuites: otherSuites(connection),
    reseal: (side, changes) => resealAll(connection, side, changes),
    count: async (side, kekId) =>
      (await tallyOf(side, kekId)).values().reduce((sum, count) => sum + count, 0),
    tally: tallyOf,
  };
};
