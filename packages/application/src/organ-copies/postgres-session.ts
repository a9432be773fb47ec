import pg from 'pg';
import type { LegacySession } from './view-copies.ts';

/** A session that is closed by its owner. */
export type PostgresSession = LegacySession & Readonly<{ close: () => Promise<void> }>;

/** LIMIT: sessions we take from an organ's own database, and how long one statement may keep it busy. */
const SESSIONS_MAX = 2;
const STATEMENT_MILLIS = 10_000;
const CONNECT_MILLIS = 10_000;

/**
 * Sessions in an organ's PostgreSQL database, under a login that may read the view and write the marks and
 * nothing else. Nothing connects before the first statement.
 */
export const postgresSession = (url: string): PostgresSession => {
  const pool = new pg.Pool({
    connectionString: url, max: SESSIONS_MAX, connectionTimeoutMillis: CONNECT_MILLIS,
    statement_timeout: STATEMENT_MILLIS, application_name: 'fengcun-copies',
  });
  // A session that dies while idle is replaced by the next; unheard, the event would end the process.
  pool.on('error', () => undefined);
  return {
    run: async (statement, values) =>
      (await pool.query<Record<string, unknown>>(statement, [...values])).rows,
    close: () => pool.end(),
  };
};
