import type { FastifyInstance } from 'fastify';

/** How a stop went: everything finished, or what still ran was cut off when its time was over. */
export type StopReport = Readonly<{ hasFinished: boolean }>;

/** Stops accepting, lets what runs finish, and cuts it off after a bounded time. */
export const stopServer = async (server: FastifyInstance, milliseconds: number): Promise<StopReport> => {
  let hasFinished = true;
  const timer = setTimeout(() => {
    hasFinished = false;
    server.server.closeAllConnections();
  }, milliseconds);
  try {
    await server.close();
  } finally {
    clearTimeout(timer);
  }
  return { hasFinished };
};

type SignalSource = Pick<NodeJS.Process, 'once' | 'off'>;

/**
 * Waits for the signal to stop, then stops. `after` closes what the server stood on (database, ledger); it
 * runs when the last request is done. A second signal is left to the system, which ends the process at once.
 */
export const stopOnSignal = (
  server: Readonly<{ stop: () => Promise<StopReport> }>, source: SignalSource, after: () => Promise<void>,
): Promise<StopReport> => new Promise((resolve, reject) => {
  const begin = (): void => {
    source.off('SIGTERM', begin);
    source.off('SIGINT', begin);
    server.stop().then(async (report) => {
      await after();
      resolve(report);
    }).catch(reject);
  };
  source.once('SIGTERM', begin);
  source.once('SIGINT', begin);
});
