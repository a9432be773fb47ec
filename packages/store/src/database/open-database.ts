import { assert, Fault } from '@fengcun/kernel';
import { type LogConfig, sql } from 'kysely';
import { assertMigrated, migrate } from '../migrations/migrate.ts';
import { isDistributedDatabase } from '../schema/distribution.ts';
import type { Database, DatabaseFacts } from '../ports/database.ts';
import { embeddedStatements, serverStatements } from './job-statements.ts';
import { cleanTables } from './clean-tables.ts';
import { databaseFault } from './database-fault.ts';
import { markDistributed } from './distributed-mark.ts';
import { openEmbedded, openInMemory } from './embedded.ts';
import type { Role } from './roles.ts';
import { connectServer } from './server.ts';
import type { Connection } from './tables.ts';
import { type RoleConnections, transactionRunner } from './transactions.ts';

/** Hears the text of every statement, without its values. For tests and measurements. */
export type StatementListener = (statement: string) => void;

/** Time and ear, the same for every kind of database. `now` is an instant in UTC with milliseconds. */
type Surroundings = Readonly<{ now: () => string; onStatement?: StatementListener }>;

/** The database of a data directory, on this machine and for this process alone. */
export type EmbeddedConfig = Surroundings & Readonly<{ kind: 'embedded'; dataDirectory: string }>;

/** A database in memory, for tests and demonstrations. */
export type MemoryConfig = Surroundings & Readonly<{ kind: 'memory' }>;

/**
 * A PostgreSQL server. `url`: one login that may become every role, or one login for each role, so that
 * a process (or SQL that was injected into it) cannot become another. `migrate`: bring the schema up to date
 * first, which needs a login that may create schemas and roles. `jobsUrl`: login of the job queue, which owns
 * its schema; without it that of the writer.
 */
export type ServerConfig = Surroundings & Readonly<{
  kind: 'server'; url: string | Readonly<Record<Role, string>>; migrate?: boolean; sessionsMax?: number;
  jobsUrl?: string;
}>;

/** Where the data is. */
export type DatabaseConfig = EmbeddedConfig | MemoryConfig | ServerConfig;

const VERSION_MIN = 15;
/** LIMIT: sessions of the ordinary role; the other roles share half as many. */
const SESSIONS_MAX = 16;

const logOf = ({ onStatement }: Surroundings): LogConfig =>
  onStatement === undefined ? [] : (event) => { onStatement(event.query.sql); };

type ServerSettings = Readonly<{ version: number; encoding: string; isDurable: boolean; isPrimary: boolean }>;

const serverSettings = async (connection: Connection): Promise<ServerSettings> => {
  const { rows } = await sql<ServerSettings>`
    select current_setting('server_version_num')::integer / 10000 as version,
      current_setting('server_encoding') as encoding, not pg_catalog.pg_is_in_recovery() as is_primary,
      current_setting('fsync') = 'on' and current_setting('full_page_writes') = 'on'
        and current_setting('synchronous_commit') <> 'off' as is_durable`.execute(connection);
  const [settings] = rows;
  assert(settings !== undefined, 'the server tells its settings');
  return settings;
};

const assertUsable = ({ version, encoding, isPrimary }: ServerSettings): void => {
  if (version < VERSION_MIN) {
    const what = `PostgreSQL ${version} is too old`;
    throw new Fault('DATABASE_TOO_OLD', `${what}, ${VERSION_MIN} or newer is needed`);
  }
  if (encoding !== 'UTF8') {
    throw new Fault('DATABASE_ENCODING', `the database is encoded in ${encoding}, it must be UTF8`);
  }
  if (!isPrimary) {
    throw new Fault('DATABASE_READ_ONLY', 'this server is a standby, give the URL of the primary');
  }
};

const markAll = (connections: RoleConnections): RoleConnections => ({
  writer: markDistributed(connections.writer), sealingService: markDistributed(connections.sealingService),
  sequencer: markDistributed(connections.sequencer), auditor: markDistributed(connections.auditor),
});

const openServer = async (config: ServerConfig): Promise<Database> => {
  const { url } = config;
  const urls = typeof url === 'string'
    ? { writer: url, sealingService: url, sequencer: url, auditor: url } : url;
  const max = config.sessionsMax ?? SESSIONS_MAX;
  const connectAs = (role: Role): Connection =>
    connectServer({ url: urls[role], max: role === 'writer' ? max : Math.ceil(max / 2), log: logOf(config) });
  const connections = {
    writer: connectAs('writer'), sealingService: connectAs('sealingService'),
    sequencer: connectAs('sequencer'), auditor: connectAs('auditor'),
  };
  const jobs = serverStatements(config.jobsUrl ?? urls.writer);
  const close = async (): Promise<void> => {
    await jobs.end();
    await Promise.all(Object.values(connections).map((connection) => connection.destroy()));
  };
  try {
    const settings = await serverSettings(connections.writer);
    assertUsable(settings);
    const { writer } = connections;
    await (config.migrate === true ? migrate(writer, config.now()) : assertMigrated(writer));
    const isSpread = await isDistributedDatabase(writer);
    const facts: DatabaseFacts = {
      engine: 'server', version: settings.version, isDurable: settings.isDurable,
      hasSeparateLogins: typeof url !== 'string',
    };
    const runner = transactionRunner(isSpread ? markAll(connections) : connections);
    return { ...runner, facts, close, clean: () => cleanTables(writer), jobs };
  } catch (error) {
    await close();
    throw databaseFault(error);
  }
};

const openOwn = async (config: EmbeddedConfig | MemoryConfig): Promise<Database> => {
  const log = logOf(config);
  const { connection, engine, close } = config.kind === 'memory'
    ? await openInMemory(log) : await openEmbedded(config.dataDirectory, { now: config.now(), log });
  try {
    await migrate(connection, config.now());
    const { version } = await serverSettings(connection);
    const facts: DatabaseFacts = { engine: 'embedded', version, isDurable: false, hasSeparateLogins: false };
    const runner = transactionRunner({
      writer: connection, sealingService: connection, sequencer: connection, auditor: connection,
    });
    return {
      ...runner, facts, close, clean: () => cleanTables(connection),
      jobs: embeddedStatements(connection, engine),
    };
  } catch (error) {
    await close();
    throw error;
  }
};

/**
 * Opens the database and guarantees its schema. The embedded one is made on the first start and migrates
 * itself; a server is checked, and migrated when asked. The caller closes it.
 * Faults: DATA_DIRECTORY_IN_USE, DATA_DIRECTORY_UNUSABLE, DATABASE_UNREACHABLE, DATABASE_TOO_OLD,
 * DATABASE_ENCODING, DATABASE_READ_ONLY, DATABASE_NOT_MIGRATED, DATABASE_NEWER, MIGRATION_CHANGED,
 * ROLES_MISSING, ROLE_TOO_STRONG.
 */
export const openDatabase = (config: DatabaseConfig): Promise<Database> =>
  config.kind === 'server' ? openServer(config) : openOwn(config);
