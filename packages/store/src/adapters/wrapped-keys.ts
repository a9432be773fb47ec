import { type RawBuilder, sql } from 'kysely';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection } from '../database/tables.ts';
import { shardKeyOf } from '../identity/sharded-id.ts';
import type {
  Rewrap, WrappedKeyPage, WrappedKeyRow, WrappedKeys, WrappedTable,
} from '../ports/wrapped-keys.ts';
import { ID_COLUMNS } from './row-store.ts';

const idColumn = (table: WrappedTable): RawBuilder<unknown> =>
  sql.ref(table === 'event' ? 'streamId' : ID_COLUMNS[table]);

const tableOf = ({ side, table }: Pick<Rewrap, 'side' | 'table'>): RawBuilder<unknown> =>
  sql.table(`${side}.${table}`);

/** In the order of the primary key, so that a page is a range of the index; asks every shard. */
const readPage = async (connection: Connection, page: WrappedKeyPage): Promise<readonly WrappedKeyRow[]> => {
  const id = idColumn(page.table);
  const { after } = page;
  const rest = after === undefined ? sql`` : sql`
    and (shard_key, ${id}, version)
      > (${shardKeyOf(after.id)}::integer, ${after.id}::uuid, ${after.version}::integer)`;
  const { rows } = await sql<WrappedKeyRow>`
    select ${id} as id, version, wrapped_key from ${tableOf(page)}
    where kek_id = ${page.kekId}${rest} order by shard_key, ${id}, version limit ${page.limit}`
    .execute(connection);
  return rows;
};

const rewrapOne = (rewrap: Rewrap, row: WrappedKeyRow): RawBuilder<unknown> => sql`
  update ${tableOf(rewrap)} set wrapped_key = ${row.wrappedKey}, kek_id = ${rewrap.to}
  where shard_key = ${shardKeyOf(row.id)} and ${idColumn(rewrap.table)} = ${row.id}
    and version = ${row.version} and kek_id = ${rewrap.from}`;

/** Parallel arrays and one run of bytes, as in the bulk insert. */
const rewrapMany = (rewrap: Rewrap): RawBuilder<unknown> => {
  const { rows } = rewrap;
  let at = 1;
  const starts = rows.map(({ wrappedKey }) => {
    const start = at;
    at += wrappedKey.length;
    return start;
  });
  const bytes = Buffer.concat(rows.map(({ wrappedKey }) => wrappedKey));
  return sql`
    update ${tableOf(rewrap)} as target
    set wrapped_key = substr(packed.bytes, fields.start, fields.length), kek_id = ${rewrap.to}
    from (select ${bytes}::bytea as bytes offset 0) as packed,
      unnest(${rows.map(({ id }) => shardKeyOf(id))}::integer[], ${rows.map(({ id }) => id)}::uuid[],
        ${rows.map(({ version }) => version)}::integer[], ${starts}::integer[],
        ${rows.map(({ wrappedKey }) => wrappedKey.length)}::integer[])
        as fields (shard_key, id, version, start, length)
    where target.shard_key = fields.shard_key and ${sql.ref('target')}.${idColumn(rewrap.table)} = fields.id
      and target.version = fields.version and target.kek_id = ${rewrap.from}`;
};

const rewrapAll = async (connection: Connection, rewrap: Rewrap): Promise<number> => {
  if (rewrap.rows.length === 0) return 0;
  const statements = isDistributed(connection)
    ? rewrap.rows.map((row) => rewrapOne(rewrap, row)) : [rewrapMany(rewrap)];
  let changed = 0;
  for (const statement of statements) {
    changed += Number((await statement.execute(connection)).numAffectedRows ?? 0n);
  }
  return changed;
};

/** Wrapped keys over an open transaction of the sealing service. */
export const wrappedKeys = (connection: Connection): WrappedKeys => ({
  page: (page) => readPage(connection, page),
  rewrap: (rewrap) => rewrapAll(connection, rewrap),
  count: async (of) => {
    const { rows } = await sql<Readonly<{ count: number }>>`
      select count(*) as count from ${tableOf(of)} where kek_id = ${of.kekId}`.execute(connection);
    return rows[0]?.count ?? 0;
  },
});
