import type { PGlite } from '@electric-sql/pglite';
import pg from 'pg';
import type { JobStatements } from '../ports/job-statements.ts';
import type { Connection } from './tables.ts';

/** LIMIT: sessions of the job queue; its work is done on those of the store. */
const SESSIONS_MAX = 3;

const TIMES: readonly number[] = [pg.types.builtins.TIMESTAMPTZ, pg.types.builtins.TIMESTAMP];
/** The queue reads times as dates; the store, on the same engine, as text. */
const PARSERS = Object.fromEntries(TIMES.map((id) => [id, (text: string): Date => new Date(text)]));

const run = async (
  engine: PGlite, text: string, values: readonly unknown[],
): Promise<Readonly<{ rows: unknown[] }>> => {
  try {
    if (values.length > 0) return await engine.query(text, [...values], { parsers: PARSERS });
    const results = await engine.exec(text, { parsers: PARSERS });
    return { rows: results.flatMap(({ rows }) => rows) };
  } catch (error) {
    // The queue expects a pool: what failed inside its transaction must not hang over the next statement.
    await engine.exec('rollback');
    throw error;
  }
};

/**
 * Statements on the one session of an embedded database, never inside somebody else's transaction: nobody
 * else uses the engine while a connection is held.
 */
export const embeddedStatements = (connection: Connection, engine: PGlite): JobStatements => ({
  executeSql: (text, values = []) => connection.connection().execute(() => run(engine, text, values)),
});

/** Statements on sessions of their own, made when the queue is first used. */
export const serverStatements = (
  url: string,
): JobStatements & Readonly<{ end: () => Promise<void> }> => {
  let pool: pg.Pool | undefined;
  const opened = (): pg.Pool => {
    if (pool !== undefined) return pool;
    pool = new pg.Pool({ connectionString: url, max: SESSIONS_MAX, application_name: 'fengcun-jobs' });
    // A session that dies while idle is replaced; unheard, the event would end the process.
    pool.on('error', () => undefined);
    return pool;
  };
  return {
    executeSql: async (text, values = []) => {
      const result: unknown = await opened().query(text, [...values]);
      const results: readonly unknown[] = Array.isArray(result) ? result : [result];
      return { rows: results.flatMap(rowsOf) };
    },
    end: async () => { await pool?.end(); },
  };
};

const rowsOf = (result: unknown): readonly unknown[] => {
  const isObject = typeof result === 'object' && result !== null;
  const rows: unknown = isObject ? Reflect.get(result, 'rows') : undefined;
  return Array.isArray(rows) ? rows : [];
};
