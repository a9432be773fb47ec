import type { KyselyPlugin } from 'kysely';
import type { Connection } from './tables.ts';

/** Changes nothing; a connection that carries it works on tables that are spread over several servers. */
const DISTRIBUTED_MARK: KyselyPlugin = {
  transformQuery: ({ node }) => node,
  transformResult: async ({ result }) => result,
};

/** The connection, marked, so that statements can take the form a distributed database accepts. */
export const markDistributed = (connection: Connection): Connection =>
  connection.withPlugin(DISTRIBUTED_MARK);

/** Whether a connection, or the transaction made from it, was marked. */
export const isDistributed = (connection: Connection): boolean =>
  connection.getExecutor().plugins.includes(DISTRIBUTED_MARK);
