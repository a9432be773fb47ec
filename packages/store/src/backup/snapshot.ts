import { Fault } from '@fengcun/kernel';
import { sql } from 'kysely';
import { enterRole } from '../database/session.ts';
import { isDistributed } from '../database/distributed-mark.ts';
import type { Connection } from '../database/tables.ts';
import type { SnapshotMigration, SnapshotReader, SnapshotTable } from '../ports/snapshot.ts';
import { BACKUP_TABLES, type BackupTable } from './backup-tables.ts';

/** LIMIT: rows in memory at once; events and attachments have contents of a few kilobytes. */
const PAGE_ROWS = 1000;

type Column = Readonly<{ name: string; type: string; keyAt: number | null }>;

/** Columns in their order, with the place each has in the primary key. */
const columnsOf = async (connection: Connection, table: string): Promise<readonly Column[]> => {
  const { rows } = await sql<Column>`
    select a.attname::text as name, pg_catalog.format_type(a.atttypid, a.atttypmod) as type,
      pg_catalog.array_position(i.indkey::smallint[], a.attnum)::integer as key_at
    from pg_catalog.pg_attribute a
    join pg_catalog.pg_index i on i.indrelid = a.attrelid and i.indisprimary
    where a.attrelid = ${table}::regclass and a.attnum > 0 and not a.attisdropped
    order by a.attnum`.execute(connection);
  return rows;
};

/** What a table must look like where its rows are put back: names and types in order. */
export const shapeOf = async (connection: Connection, table: string): Promise<readonly string[]> =>
  (await columnsOf(connection, table)).map(({ name, type }) => `${name} ${type}`);

type Page = Readonly<{ line: string; key: readonly string[] }>;

/** Rows in the order of the primary key, a page at a time, each as the text of its record. */
const linesOf = async function* (
  connection: Connection, { name, reader }: BackupTable, actEntryId: string,
): AsyncGenerator<readonly string[]> {
  const columns = await columnsOf(connection, name);
  const key = columns.filter(({ keyAt }) => keyAt !== null)
    .sort((a, b) => (a.keyAt ?? 0) - (b.keyAt ?? 0));
  const names = sql.join(key.map((column) => sql.raw(`t.${column.name}`)));
  const texts = sql.join(key.map((column) => sql.raw(`t.${column.name}::text`)));
  let after: readonly string[] | undefined;
  for (;;) {
    const places = after?.map((value, at) => sql`${value}::text::${sql.raw(key[at]?.type ?? 'text')}`);
    const where = places === undefined ? sql`` : sql` where (${names}) > (${sql.join(places)})`;
    await enterRole(connection, reader, actEntryId);
    const { rows }: Readonly<{ rows: readonly Page[] }> = await sql<Page>`
      select t::text as line, array[${texts}] as key from ${sql.raw(name)} t${where}
      order by ${names} limit ${PAGE_ROWS}`.execute(connection);
    if (rows.length > 0) yield rows.map(({ line }) => line);
    after = rows.at(-1)?.key;
    if (rows.length < PAGE_ROWS) return;
  }
};

const migrationsOf = async (connection: Connection): Promise<readonly SnapshotMigration[]> =>
  connection.withSchema('ops').selectFrom('migration').select(['number', 'name', 'contentHash'])
    .orderBy('number').execute();

/** Reads every table of a backup in one transaction that sees one moment. */
export const readSnapshot = async <T>(
  connection: Connection, actEntryId: string, work: (reader: SnapshotReader) => Promise<T>,
): Promise<T> => {
  if (isDistributed(connection)) {
    const what = 'the tables are spread over several servers';
    throw new Fault('BACKUP_DISTRIBUTED', `${what}; back up each of them with its own means`);
  }
  return connection.transaction().setIsolationLevel('repeatable read').execute(async (transaction) => {
    const migrations = await migrationsOf(transaction);
    const tables: SnapshotTable[] = [];
    for (const table of BACKUP_TABLES) {
      const columns = await shapeOf(transaction, table.name);
      tables.push({ name: table.name, columns, pages: () => linesOf(transaction, table, actEntryId) });
    }
    const blobs = async (): Promise<readonly string[]> => {
      await enterRole(transaction, 'auditor', actEntryId);
      const { rows } = await sql<Readonly<{ blobId: string }>>`
        select blob_id from open.attachment union all select blob_id from sealed.attachment order by 1`
        .execute(transaction);
      return rows.map(({ blobId }) => blobId);
    };
    return work({ migrations, tables, blobs });
  });
};
