import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { resolve } from 'node:path';

const ROOT = resolve(import.meta.dirname, '../..');
const MAIN = resolve(ROOT, 'apps/cli/src/main.ts');
const NODE = resolve(ROOT, 'node_modules/.bin/node');

/** A command that ended: its exit code and everything it said. */
export type Ended = Readonly<{ code: number | null; out: string; said: string }>;

/** A running `fengcun serve`, on loopback. */
export type Service = Readonly<{
  url: string; pid: number;
  /** Everything said on stderr so far. */
  said: () => string;
  /** Sends a signal and waits for the end. */
  end: (signal: NodeJS.Signals) => Promise<Ended>;
  /** Ends it whatever state it is in; for clean-up. */
  kill: () => void;
}>;

type Speech = { out: string; said: string };

const start = (words: readonly string[]): Readonly<{ child: ChildProcess; speech: Speech }> => {
  const child = spawn(NODE, [MAIN, ...words], { cwd: ROOT, env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '' } });
  const speech: Speech = { out: '', said: '' };
  child.stdout?.on('data', (data: Buffer) => { speech.out += data.toString(); });
  child.stderr?.on('data', (data: Buffer) => { speech.said += data.toString(); });
  return { child, speech };
};

/** Runs a command to its end. */
export const command = async (...words: readonly string[]): Promise<Ended> => {
  const { child, speech } = start(words);
  await once(child, 'close');
  return { ...speech, code: child.exitCode };
};

/** Starts `fengcun serve` on a free port and waits until it listens, or fails with what it said. */
export const startService = async (...words: readonly string[]): Promise<Service> => {
  const { child, speech } = start(['serve', '--port', '0', ...words]);
  const closed = once(child, 'close');
  const ended = closed.then(() => { throw new Error(`serve ended with ${child.exitCode}: ${speech.said}`); });
  const listening = new Promise<string>((listens) => {
    child.stdout?.on('data', () => {
      const url = /listening on (http:\S+)/.exec(speech.out)?.[1];
      if (url !== undefined) listens(url);
    });
  });
  const url = await Promise.race([listening, ended]);
  ended.catch(() => undefined);
  return {
    url, pid: child.pid ?? 0, said: () => speech.said, kill: () => { child.kill('SIGKILL'); },
    end: async (signal) => {
      child.kill(signal);
      await closed;
      return { ...speech, code: child.exitCode };
    },
  };
};
