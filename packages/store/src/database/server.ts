import { CamelCasePlugin, Kysely, type LogConfig, PostgresDialect } from 'kysely';
import pg from 'pg';
import { COLUMN_PARSERS } from './parsers.ts';
import { SESSION_SETTINGS } from './session.ts';
import type { Connection, Tables } from './tables.ts';

/** A pool of sessions under one login. LIMIT: `max` sessions; a flow waits for one at most `waitMillis`. */
export type PoolOptions = Readonly<{ url: string; max: number; waitMillis?: number; log: LogConfig }>;

const CONNECT_MILLIS = 10_000;

const types: pg.CustomTypesConfig = {
  getTypeParser: (id, format) => {
    const parser = format === 'binary' ? undefined : COLUMN_PARSERS.get(id);
    return parser ?? pg.types.getTypeParser(id, format);
  },
};

/** `-c name=value` for the start of a session; white space in a value is escaped as the protocol asks. */
const startOptions = [...SESSION_SETTINGS]
  .map(([name, value]) => `-c ${name}=${value.replaceAll(' ', '\\ ')}`)
  .join(' ');

/** Sessions under one login; made when first used, given back on `destroy`. */
export const connectServer = (options: PoolOptions): Connection => {
  const pool = new pg.Pool({
    connectionString: options.url,
    max: options.max,
    connectionTimeoutMillis: options.waitMillis ?? CONNECT_MILLIS,
    options: startOptions,
    application_name: 'fengcun',
    types,
  });
  // A session that dies while idle is replaced by the next flow; unheard, the event would end the process.
  pool.on('error', () => undefined);
  return new Kysely<Tables>({
    dialect: new PostgresDialect({ pool }), plugins: [new CamelCasePlugin()], log: options.log,
  });
};
