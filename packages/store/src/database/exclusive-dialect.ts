import type { DatabaseConnection, Dialect, Driver } from 'kysely';

/** Lets one holder in at a time, in order of arrival. */
const turnstile = (): Readonly<{ enter: () => Promise<void>; leave: () => void }> => {
  const waiting: (() => void)[] = [];
  let isTaken = false;
  return {
    enter: async () => {
      if (isTaken) await new Promise<void>((admit) => waiting.push(admit));
      isTaken = true;
    },
    leave: () => {
      const next = waiting.shift();
      if (next === undefined) isTaken = false;
      else next();
    },
  };
};

/**
 * A dialect over a database with a single session. Kysely's own PGlite driver hands the one connection to
 * everybody at once: two transactions would run inside each other, and a plain statement inside somebody
 * else's transaction, with somebody else's role. Here a connection is held by one flow until it is released.
 */
export const exclusiveDialect = (inner: Dialect): Dialect => ({
  createAdapter: () => inner.createAdapter(),
  createIntrospector: (kysely) => inner.createIntrospector(kysely),
  createQueryCompiler: () => inner.createQueryCompiler(),
  createDriver: () => exclusiveDriver(inner.createDriver()),
});

const exclusiveDriver = (driver: Driver): Driver => {
  const gate = turnstile();
  return {
    init: (options) => driver.init(options),
    acquireConnection: async (options): Promise<DatabaseConnection> => {
      await gate.enter();
      try {
        return await driver.acquireConnection(options);
      } catch (error) {
        gate.leave();
        throw error;
      }
    },
    releaseConnection: async (connection, options) => {
      try {
        await driver.releaseConnection(connection, options);
      } finally {
        gate.leave();
      }
    },
    beginTransaction: (connection, settings) => driver.beginTransaction(connection, settings),
    commitTransaction: (connection) => driver.commitTransaction(connection),
    rollbackTransaction: (connection) => driver.rollbackTransaction(connection),
    destroy: (options) => driver.destroy(options),
  };
};
