import { existsSync, mkdirSync, renameSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { PGlite } from '@electric-sql/pglite';
import { assert, Fault } from '@fengcun/kernel';
import { sql } from 'kysely';
import { lockDataDirectory } from '../database/data-lock.ts';
import { databaseFault } from '../database/database-fault.ts';
import { connectEngine, DATABASE_FOLDER, settle } from '../database/embedded.ts';
import { readImage } from '../database/image.ts';
import { unpackImage } from '../database/unpack-image.ts';
import { connectServer } from '../database/server.ts';
import { enterRole } from '../database/session.ts';
import type { Connection } from '../database/tables.ts';
import { migrate } from '../migrations/migrate.ts';
import { MIGRATIONS } from '../migrations/migrations.ts';
import type { SnapshotMigration, SnapshotTable } from '../ports/snapshot.ts';
import { BACKUP_TABLES } from './backup-tables.ts';
import { shapeOf } from './snapshot.ts';

/** Where a backup is put back. */
export type RestoreTarget =
  | Readonly<{ kind: 'embedded'; dataDirectory: string }> | Readonly<{ kind: 'server'; url: string }>;

/** What is put back. `actEntryId`: the entry that says so; `now`: an instant in UTC. */
export type Restoring = Readonly<{
  target: RestoreTarget; migrations: readonly SnapshotMigration[]; tables: readonly SnapshotTable[];
  actEntryId: string; now: string;
}>;

const UNFINISHED = 'database.restoring';
/** LIMIT: bytes of one statement. */
const STATEMENT_BYTES = 4 * 1024 * 1024;

/** A backup of a later or an edited version is refused; one of an earlier version is brought up to date. */
const assertKnown = (migrations: readonly SnapshotMigration[]): void => {
  for (const { number, name, contentHash } of migrations) {
    if (MIGRATIONS[number - 1]?.contentHash === contentHash) continue;
    const what = `the backup has migration ${number} (${name}), which this version does not know`;
    throw new Fault('BACKUP_OTHER_VERSION', `${what}; restore it with the version that made it`);
  }
  assert(migrations.every((row, at) => row.number === at + 1), 'migrations without gaps');
};

const assertEmpty = async (connection: Connection): Promise<void> => {
  for (const { name, reader } of BACKUP_TABLES) {
    const found = await connection.transaction().execute(async (transaction) => {
      const { rows: [table] } = await sql<Readonly<{ isThere: boolean }>>`
        select to_regclass(${name}) is not null as is_there`.execute(transaction);
      if (table?.isThere !== true) return false;
      await enterRole(transaction, reader, '00000000-0000-7000-8000-000000000000');
      return (await sql`select 1 from ${sql.raw(name)} limit 1`.execute(transaction)).rows.length > 0;
    });
    if (!found) continue;
    throw new Fault('RESTORE_TARGET_FULL', 'the database holds records already; restore into an empty one');
  }
};

/** Pages cut so that no statement grows too long. */
const cut = function* (lines: readonly string[]): Generator<readonly string[]> {
  let [part, bytes]: [string[], number] = [[], 0];
  for (const line of lines) {
    if (part.length > 0 && bytes + line.length > STATEMENT_BYTES) {
      yield part;
      [part, bytes] = [[], 0];
    }
    part.push(line);
    bytes += line.length;
  }
  if (part.length > 0) yield part;
};

const loadTable = async (
  transaction: Connection, table: SnapshotTable, actEntryId: string,
): Promise<number> => {
  const known = BACKUP_TABLES.find(({ name }) => name === table.name);
  const columns = known === undefined ? [] : await shapeOf(transaction, table.name);
  if (known === undefined || columns.join() !== table.columns.join()) {
    throw new Fault('BACKUP_BROKEN', `the backup has a table ${table.name} of another shape than its schema`);
  }
  await enterRole(transaction, known.writer, actEntryId);
  const name = sql.raw(known.name);
  let count = 0;
  for await (const page of table.pages()) {
    for (const lines of cut(page)) {
      // A row is read once, then taken apart.
      await sql`
        insert into ${name} select (packed.record).* from
          (select line::${name} as record
            from unnest(${lines as string[]}::text[]) as line offset 0) as packed`
        .execute(transaction);
      count += lines.length;
    }
  }
  return count;
};

/** Schema as it was, rows in one transaction, then the schema as it is. */
const load = async (connection: Connection, restoring: Restoring): Promise<number> => {
  const { migrations, tables, actEntryId, now } = restoring;
  await migrate(connection, now, MIGRATIONS.slice(0, migrations.length));
  const count = await connection.transaction().execute(async (transaction) => {
    let rows = 0;
    for (const table of tables) rows += await loadTable(transaction, table, actEntryId);
    return rows;
  });
  await migrate(connection, now);
  return count;
};

const restoreEmbedded = async (dataDirectory: string, restoring: Restoring): Promise<number> => {
  mkdirSync(dataDirectory, { recursive: true, mode: 0o700 });
  const lock = lockDataDirectory(dataDirectory, restoring.now);
  try {
    const [finished, unfinished] = [join(dataDirectory, DATABASE_FOLDER), join(dataDirectory, UNFINISHED)];
    if (existsSync(finished)) {
      const what = `${dataDirectory} holds a database already`;
      throw new Fault('RESTORE_TARGET_FULL', `${what}; move it away or name another folder with --data`);
    }
    rmSync(unfinished, { recursive: true, force: true });
    // The image has the newest schema; an older backup begins with the schema it had.
    const image = restoring.migrations.length === MIGRATIONS.length ? readImage() : undefined;
    if (image !== undefined) unpackImage(image, unfinished);
    const engine = await PGlite.create(unfinished);
    let count = 0;
    try {
      await settle(engine);
      count = await load(connectEngine(engine, []), restoring);
    } finally {
      await engine.close();
    }
    renameSync(unfinished, finished);
    return count;
  } finally {
    lock.release();
  }
};

const restoreServer = async (url: string, restoring: Restoring): Promise<number> => {
  const connection = connectServer({ url, max: 1, log: [] });
  try {
    await assertEmpty(connection);
    return await load(connection, restoring);
  } finally {
    await connection.destroy();
  }
};

/**
 * Puts the rows of a backup into an empty database and gives their number: all of them or none, however it
 * ends. Embedded, the database is made beside its place and renamed. Faults: RESTORE_TARGET_FULL,
 * BACKUP_OTHER_VERSION, BACKUP_BROKEN, and those of `openDatabase`.
 */
export const restoreDatabase = async (restoring: Restoring): Promise<number> => {
  assertKnown(restoring.migrations);
  const { target } = restoring;
  try {
    return target.kind === 'embedded'
      ? await restoreEmbedded(target.dataDirectory, restoring) : await restoreServer(target.url, restoring);
  } catch (error) {
    throw databaseFault(error);
  }
};
