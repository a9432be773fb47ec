import { migrate, type MigrationReport } from '../migrations/migrate.ts';
import { type DistributionOptions, distributeTables } from '../schema/distribution.ts';
import { databaseFault } from './database-fault.ts';
import { connectServer } from './server.ts';
import type { Connection } from './tables.ts';

/** An administrator's login and the time, an instant in UTC with milliseconds. */
export type Administration = Readonly<{ url: string; now: string }>;

const withConnection = async <T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> => {
  const connection = connectServer({ url, max: 1, log: [] });
  try {
    return await work(connection);
  } catch (error) {
    throw databaseFault(error);
  } finally {
    await connection.destroy();
  }
};

/** Brings a server to the newest migration; run again it does nothing. Faults as `openDatabase`. */
export const migrateServer = ({ url, now }: Administration): Promise<MigrationReport> =>
  withConnection(url, (connection) => migrate(connection, now));

/**
 * Migrates and spreads the tables over the workers of a Citus cluster; run again it places what is new. The
 * number of tables placed. Faults: CITUS_MISSING and those of `openDatabase`.
 */
export const distributeServer = (options: Administration & DistributionOptions): Promise<number> =>
  withConnection(options.url, async (connection) => {
    await migrate(connection, options.now);
    return distributeTables(connection, options);
  });
