import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const PLACES = ['/usr/sbin/nats-server', '/usr/bin/nats-server', '/usr/local/bin/nats-server'];

/** Why tests of NATS are skipped, or false where its server is there. */
export const natsSkip = (): string | false =>
  (PLACES.some((place) => existsSync(place)) ? false : 'nats-server is absent (Debian: nats-server)');

/** A NATS server of its own with JetStream, on loopback; `stop` ends it and removes what it kept. */
export type NatsTestServer = Readonly<{ url: string; stop: () => Promise<void> }>;

/** Starts a server on a free port. */
export const startNats = async (): Promise<NatsTestServer> => {
  const folder = mkdtempSync(join(tmpdir(), 'fengcun-nats-'));
  const program = PLACES.find((place) => existsSync(place)) ?? 'nats-server';
  const child: ChildProcess = spawn(program, ['-a', '127.0.0.1', '-p', '-1', '-js', '-sd', folder], { stdio: ['ignore', 'ignore', 'pipe'] });
  const url = await new Promise<string>((resolve, reject) => {
    let said = '';
    let found = '';
    child.once('error', reject);
    child.once('exit', () => reject(new Error(`nats-server ended: ${said}`)));
    child.stderr?.on('data', (data: Buffer) => {
      said += data.toString();
      found = /Listening for client connections on ([\d.]+:\d+)/.exec(said)?.[1] ?? found;
      if (found !== '' && said.includes('Server is ready')) resolve(`nats://${found}`);
    });
  });
  return {
    url,
    stop: async () => {
      const ended = once(child, 'exit');
      child.kill('SIGKILL');
      await ended;
      rmSync(folder, { recursive: true, force: true });
    },
  };
};
